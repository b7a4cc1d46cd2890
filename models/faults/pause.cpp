// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/pause.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class PauseFault final : public ActiveFault {
public:
    PauseFault(const spec::Pause& settings, RandomStream draws) : m_settings(settings), m_draws(draws) { }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::Pause::kVictimKinds, m_draws);
        for (const Resident& victim : m_victims) {
            if (const auto database = model.databases.find(victim.component); database != model.databases.end())
                database->second->pause(victim.instance, this);
            else if (model.stations.contains(victim.component))
                instanceOf(model, victim).pause(this);
            else
                model.pauseNode(victim.component, victim.instance);
        }
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims) {
            if (const auto database = model.databases.find(victim.component); database != model.databases.end())
                database->second->resume(victim.instance, this);
            else if (model.stations.contains(victim.component))
                instanceOf(model, victim).resume(this);
            else
                model.restart(victim.component, victim.instance);
        }
    }

private:
    const spec::Pause m_settings;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::Pause& settings, RandomStream draws)
{
    return std::make_unique<PauseFault>(settings, draws);
}

}  // namespace stormglass
