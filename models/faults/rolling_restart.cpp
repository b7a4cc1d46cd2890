// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/rolling_restart.h"

#include "models/faults/victims.h"

namespace stormglass {
namespace {

/// As an event it is the end of a grace period, or the turn of the next instance.
class RollingRestartFault final : public ActiveFault, private Event {
public:
    RollingRestartFault(Model& model, const spec::RollingRestart& settings, RandomStream draws)
        : m_model(model), m_settings(settings), m_draws(draws)
    {
    }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, spec::kOwnKinds, m_draws);
        m_next = 0;
        m_isLast = false;
        // The one of the last occurrence may not have come back yet.
        if (!isScheduled())
            next();
    }

    /// Who drains is still started again.
    void end(Model&) override { m_isLast = true; }

private:
    void fire() override
    {
        if (m_isDraining)
            startAgain();
        else
            next();
    }

    void next()
    {
        while (!m_isLast && m_next < m_victims.size()) {
            m_victim = m_victims[m_next++];
            Instance& instance = instanceOf(m_model, m_victim);
            if (!instance.isOpen())
                continue;
            m_isDraining = true;
            m_model.world.calendar.schedule(m_model.world.calendar.after(m_settings.grace), *this);
            instance.drain([this] {
                cancel();
                startAgain();
            });
            return;
        }
    }

    void startAgain()
    {
        m_isDraining = false;
        const Duration startup = m_model.stations.at(m_victim.component)->settings().startupTime;
        m_model.crash(m_victim.component, m_victim.instance, false);
        m_model.restart(m_victim.component, m_victim.instance);
        m_model.world.calendar.schedule(m_model.world.now() + startup, *this);
    }

    Model& m_model;
    const spec::RollingRestart m_settings;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
    Resident m_victim;        // the present one
    std::size_t m_next = 0;
    bool m_isDraining = false;
    bool m_isLast = false;    // no other one is begun
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::RollingRestart& settings, RandomStream draws)
{
    return std::make_unique<RollingRestartFault>(model, settings, draws);
}

}  // namespace stormglass
