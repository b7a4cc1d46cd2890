// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/clock_skew.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class ClockSkewFault final : public ActiveFault {
public:
    ClockSkewFault(const spec::ClockSkew& settings, RandomStream draws)
        : m_settings(settings)
        , m_offset(settings.direction == spec::SkewDirection::Ahead ? settings.offset : -settings.offset)
        , m_draws(draws)
    {
    }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::kOwnKinds, m_draws);
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).condition().shiftClock(m_offset);
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims)
            instanceOf(model, victim).condition().shiftClock(-m_offset);
    }

private:
    const spec::ClockSkew m_settings;
    const Duration m_offset;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::ClockSkew& settings, RandomStream draws)
{
    return std::make_unique<ClockSkewFault>(settings, draws);
}

}  // namespace stormglass
