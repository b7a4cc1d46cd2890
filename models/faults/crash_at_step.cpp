// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/crash_at_step.h"

#include "models/faults/casualties.h"

namespace stormglass {
namespace {

/// As an event it is the kill, at the instant of the step but after the process that has told of it has gone to wait.
class CrashAtStepFault final : public ActiveFault, private StepTrap, private Event {
public:
    CrashAtStepFault(Model& model, const spec::CrashAtStep& settings, RandomStream draws)
        : m_model(model)
        , m_settings(settings)
        , m_tracker(*model.trackers.at(settings.flow))
        , m_luck(draws)
        , m_of(settings.step.empty()       ? StepReached::Of::Transition
                   : settings.isCompensation ? StepReached::Of::Compensation
                                             : StepReached::Of::Step)
        , m_number(settings.step.empty() ? static_cast<std::size_t>(settings.transition)
                                         : m_tracker.stepIndex(settings.step))
        , m_casualties(model)
    {
        if (m_of != StepReached::Of::Transition) {
            m_stations.push_back(model.stations.at(m_tracker.flow().steps[m_number].component).get());
            return;
        }
        for (const auto& [name, orchestrator] : model.orchestrators)
            m_stations.push_back(model.stations.at(name).get());
    }

    void begin(Model&) override
    {
        m_count = 0;
        m_isOver = false;
        for (Station* station : m_stations) {
            for (std::size_t i = 0; i < station->instanceCount(); ++i)
                station->instance(i).condition().add(static_cast<StepTrap&>(*this));
        }
    }

    void end(Model&) override
    {
        for (Station* station : m_stations) {
            for (std::size_t i = 0; i < station->instanceCount(); ++i)
                station->instance(i).condition().remove(static_cast<StepTrap&>(*this));
        }
        if (isScheduled()) {
            cancel();
            fire();
        }
        m_casualties.restartAll();
    }

private:
    bool isSprungBy(const StepReached& reached, Instance& instance) override
    {
        const bool isMeant = reached.of == m_of && reached.number == m_number && reached.moment == m_settings.moment
            && reached.transaction.tracker == &m_tracker;
        if (!isMeant || m_isOver)
            return false;
        if (m_settings.probability < 1
            && m_luck.at(reached.transaction.number, reached.attempt).uniform() >= m_settings.probability)
            return false;
        ++m_count;
        if (m_settings.nth > 0 && m_count < m_settings.nth)
            return false;
        m_isOver = m_settings.nth > 0;
        m_doomed.push_back({instance.station().settings().name, instance.number()});
        if (!isScheduled())
            m_model.world.calendar.schedule(m_model.world.now(), *this);
        return true;
    }

    void fire() override
    {
        for (const Resident& victim : std::exchange(m_doomed, {})) {
            if (!m_model.isDown(victim.component, victim.instance))
                m_casualties.kill(victim, m_settings.restartAfter);
        }
    }

    Model& m_model;
    const spec::CrashAtStep m_settings;
    const FlowTracker& m_tracker;
    const RandomStream m_luck;
    const StepReached::Of m_of;
    const std::size_t m_number;
    Casualties m_casualties;
    std::vector<Station*> m_stations;
    std::vector<Resident> m_doomed;  // at this instant
    std::int64_t m_count = 0;        // of the moments that counted
    bool m_isOver = false;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::CrashAtStep& settings, RandomStream draws)
{
    return std::make_unique<CrashAtStepFault>(model, settings, draws);
}

}  // namespace stormglass
