// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/capacity.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class CapacityFault final : public ActiveFault {
public:
    CapacityFault(const spec::Capacity& settings, RandomStream draws) : m_settings(settings), m_draws(draws) { }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::kOwnKinds, m_draws);
    }

    void end(Model& model) override { setStrength(model, 0); }

    void setStrength(Model& model, double strength) override
    {
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).takeCapacity(this, m_settings.taken * strength);
    }

private:
    const spec::Capacity m_settings;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::Capacity& settings, RandomStream draws)
{
    return std::make_unique<CapacityFault>(settings, draws);
}

}  // namespace stormglass
