// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/slow.h"

#include "models/faults/victims.h"
#include "simcore/random/sampler.h"

namespace stormglass {
namespace {

class SlowFault final : public ActiveFault, private Trouble {
public:
    SlowFault(const spec::Slow& settings, RandomStream draws)
        : m_settings(settings), m_draws(draws), m_luck(draws.at(1)), m_extra(settings.extra)
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

    void setStrength(Model&, double strength) override { m_strength = strength; }

private:
    void touch(Fate& fate, SimTime) override
    {
        if (m_settings.requests < 1 && m_luck.uniform() >= m_settings.requests)
            return;
        fate.slowness *= 1 + (m_settings.factor - 1) * m_strength;
        const auto extra = static_cast<double>(m_extra.sample(m_luck).count());
        fate.extra += Duration{static_cast<std::int64_t>(extra * m_strength + 0.5)};
    }

    const spec::Slow m_settings;
    RandomStream m_draws;  // of victims
    RandomStream m_luck;   // of requests
    const Sampler m_extra;
    double m_strength = 0;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::Slow& settings, RandomStream draws)
{
    return std::make_unique<SlowFault>(settings, draws);
}

}  // namespace stormglass
