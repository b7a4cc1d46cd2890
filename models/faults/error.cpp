// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/error.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class ErrorFault final : public ActiveFault, private Trouble {
public:
    ErrorFault(const spec::Error& settings, RandomStream draws)
        : m_settings(settings), m_draws(draws), m_luck(draws.at(1))
    {
    }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::kServingKinds, m_draws);
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).condition().add(static_cast<Trouble&>(*this));
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).condition().remove(static_cast<Trouble&>(*this));
    }

    void setStrength(Model&, double strength) override { m_share = m_settings.requests * strength; }

private:
    void touch(Fate& fate, SimTime) override
    {
        if (m_share < 1 && m_luck.uniform() >= m_share)
            return;
        (m_settings.moment == spec::ErrorMoment::Before ? fate.failsBefore : fate.failsAfter) = true;
    }

    const spec::Error m_settings;
    RandomStream m_draws;  // of victims
    RandomStream m_luck;   // of requests
    double m_share = 0;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::Error& settings, RandomStream draws)
{
    return std::make_unique<ErrorFault>(settings, draws);
}

}  // namespace stormglass
