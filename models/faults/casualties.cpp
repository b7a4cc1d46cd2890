// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/casualties.h"

#include <algorithm>

namespace stormglass {

class Casualties::Restart final : public Event {
public:
    explicit Restart(Model& model) : m_model(model) { }
    void fire() override { m_model.restart(victim.component, victim.instance); }

    Resident victim;

private:
    Model& m_model;
};

Casualties::Casualties(Model& model) : m_model(model) { }

Casualties::~Casualties() = default;

void Casualties::kill(const Resident& victim, Duration restartAfter)
{
    m_model.crash(victim.component, victim.instance, false);
    auto restart = std::ranges::find_if(m_restarts, [](const auto& each) { return !each->isScheduled(); });
    if (restart == m_restarts.end())
        restart = m_restarts.insert(m_restarts.end(), std::make_unique<Restart>(m_model));
    (*restart)->victim = victim;
    m_model.world.calendar.schedule(m_model.world.calendar.after(restartAfter), **restart);
}

void Casualties::restartAll()
{
    for (const auto& restart : m_restarts) {
        if (!restart->isScheduled())
            continue;
        restart->cancel();
        restart->fire();
    }
}

}  // namespace stormglass
