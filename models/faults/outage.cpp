// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/outage.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

class OutageFault final : public ActiveFault {
public:
    OutageFault(const spec::Outage& settings, RandomStream draws) : m_settings(settings), m_draws(draws) { }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::Outage::kVictimKinds, m_draws);
        for (const Resident& victim : m_victims) {
            if (const auto database = model.databases.find(victim.component); database != model.databases.end())
                turnAway(*database->second, victim.instance);
            else if (model.stations.contains(victim.component))
                turnAway(instanceOf(model, victim).condition());
            else
                model.crash(victim.component, victim.instance, isSilent());  // a managed service
        }
    }

    void end(Model& model) override
    {
        for (const Resident& victim : m_victims) {
            if (const auto database = model.databases.find(victim.component); database != model.databases.end())
                database->second->answerAgain(victim.instance, this);
            else if (model.stations.contains(victim.component))
                instanceOf(model, victim).condition().answerAgain(this);
            else
                model.restart(victim.component, victim.instance);
        }
    }

private:
    [[nodiscard]] bool isSilent() const { return m_settings.answer == spec::OutageAnswer::Hang; }

    template <class Server, class... Instance>
    void turnAway(Server& server, Instance... instance)
    {
        if (isSilent())
            server.swallow(instance..., this);
        else
            server.refuse(instance..., this);
    }

    const spec::Outage m_settings;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model&, const spec::Outage& settings, RandomStream draws)
{
    return std::make_unique<OutageFault>(settings, draws);
}

}  // namespace stormglass
