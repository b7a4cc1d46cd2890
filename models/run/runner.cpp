// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runner.h"

#include "models/designs/compiler.h"
#include "models/faults/injector.h"
#include "models/run/builder.h"
#include "models/run/collector.h"
#include "models/run/platform_ways.h"
#include "simcore/base/check.h"
#include "simcore/platform/conductor.h"

#include <algorithm>

namespace stormglass {
namespace {

/// Looks after the run while it goes on: ends the warm-up, tells of progress, and ends the run when every flow has ended.
class Supervisor final : public Event {
public:
    Supervisor(Model& model, const RunHooks& hooks) : m_model(model), m_hooks(hooks)
    {
        const spec::RunSettings& run = model.spec.run;
        m_lastArrival = SimTime{run.duration};
        m_end = m_lastArrival + run.drain;
        m_lastMending = model.bounds.lastFaultEnd < m_end ? model.bounds.lastFaultEnd : kStartOfRun;
        m_beat = std::clamp<Duration>(run.duration / 100, 1ms, 1s);
        model.world.calendar.schedule(kStartOfRun + m_beat, *this);
        model.world.calendar.schedule(SimTime{run.warmUp}, m_warmUpEnd);
        model.world.calendar.schedule(m_lastArrival, m_arrivalsEnd);
    }

    [[nodiscard]] SimTime end() const { return m_end; }

    void fire() override
    {
        Calendar& calendar = m_model.world.calendar;
        const SimTime now = calendar.now();
        if (m_hooks.progressed)
            m_hooks.progressed(now, static_cast<double>(now.time_since_epoch().count())
                                        / static_cast<double>(m_end.time_since_epoch().count()));
        const bool isOver = now >= m_lastArrival && now >= m_lastMending && m_model.unfinished() == 0;
        if (isOver)
            calendar.requestStop();
        else if (now + m_beat < m_end)
            calendar.schedule(now + m_beat, *this);
    }

private:
    /// Calls a function of every station's and database's probe at an instant.
    class ProbeEvent final : public Event {
    public:
        ProbeEvent(Model& model, void (StationProbe::*action)(SimTime)) : m_model(model), m_action(action) { }
        void fire() override
        {
            const SimTime now = m_model.world.now();
            for (const auto& [name, station] : m_model.stations)
                (station->probe().*m_action)(now);
            for (const auto& [name, database] : m_model.databases)
                (database->probe().*m_action)(now);
            if (m_action == &StationProbe::endArrivals) {
                for (const auto& [name, tracker] : m_model.trackers)
                    tracker->watch().endArrivals(now);
                for (ChannelRuntime& channel : m_model.channels)
                    channel.probe.watch().endArrivals(now);
            }
            if (m_action == &StationProbe::endWarmUp) {
                for (ChannelRuntime& channel : m_model.channels)
                    channel.probe.endWarmUp(now);
            }
        }

    private:
        Model& m_model;
        void (StationProbe::*m_action)(SimTime);
    };

    Model& m_model;
    const RunHooks& m_hooks;
    ProbeEvent m_warmUpEnd{m_model, &StationProbe::endWarmUp};
    ProbeEvent m_arrivalsEnd{m_model, &StationProbe::endArrivals};
    SimTime m_lastArrival{};
    SimTime m_lastMending{};
    SimTime m_end{};
    Duration m_beat{};
};

}  // namespace

namespace {

/// What is normal is learnt from the end of the warm-up on; from the start where a fault does not wait for it.
class LearningEvent final : public Event {
public:
    explicit LearningEvent(Model& model) : m_model(model)
    {
        const PhaseBounds& bounds = model.bounds;
        if (bounds.hasFaults())
            model.world.calendar.schedule(bounds.warmUpEnd < bounds.firstFault ? bounds.warmUpEnd : kStartOfRun, *this);
    }

    void fire() override
    {
        m_model.forEachWatch([now = m_model.world.now()](results::SubjectKind, const std::string&, ImpactWatch& watch) {
            watch.learn(now);
        });
    }

private:
    Model& m_model;
};

}  // namespace

results::RunResult runScenario(const spec::Scenario& scenario, const RunRequest& request, const RunHooks& hooks)
{
    const auto design = std::ranges::find(scenario.designs, request.design, &spec::Design::name);
    SIM_CHECK(request.design.empty() || design != scenario.designs.end(), "there is no design " + request.design);

    const PlacedTopology placed = placeTopology(scenario.topology);
    const Platform platform(placed.platform);
    Calendar calendar;
    Conductor conductor(platform, calendar);
    PlatformWays ways(conductor);
    const RandomStreams streams(static_cast<std::uint64_t>(request.seed),
                                static_cast<std::uint32_t>(request.replication));
    const std::unique_ptr<Model> model
        = buildModel(scenario, compileDesign(scenario, request.design.empty() ? nullptr : &*design), placed, conductor,
                     ways, streams);
    for (const auto& [name, tracker] : model->trackers)
        tracker->traceFirst(request.tracedFlows);
    const FaultInjector faults(*model);
    Supervisor supervisor(*model, hooks);

    model->start();
    LearningEvent learning(*model);
    bool isStopped = false;
    const auto stopCheck = [&] { return isStopped = hooks.isStopWanted && hooks.isStopWanted(); };
    conductor.run(supervisor.end(), stopCheck);

    results::RunResult result = collectResult(*model, conductor);
    result.design = request.design;
    result.replication = request.replication;
    result.isPartial = isStopped;
    return result;
}

}  // namespace stormglass
