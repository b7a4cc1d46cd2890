// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/hang.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class HangFault final : public ActiveFault {
public:
    HangFault(const spec::Hang& settings, RandomStream draws) : m_settings(settings), m_draws(draws) { }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::Hang::kVictimKinds, m_draws);
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).hang(this);
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).release(this);
    }

private:
    const spec::Hang m_settings;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::Hang& settings, RandomStream draws)
{
    return std::make_unique<HangFault>(settings, draws);
}

}  // namespace stormglass
