// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runner.h"

#include "models/designs/compiler.h"
#include "models/faults/injector.h"
#include "models/faults/live_faults.h"
#include "models/run/builder.h"
#include "models/run/collector.h"
#include "models/run/frame_taker.h"
#include "models/run/hypothesis_watch.h"
#include "models/run/platform_ways.h"
#include "simcore/base/check.h"
#include "simcore/platform/conductor.h"

#include <algorithm>
#include <optional>

namespace stormglass {
namespace {

/// Looks after the run while it goes on: ends the warm-up, tells of progress, and ends the run when every flow has ended.
class Supervisor final : public Event {
public:
    /// \p frames: null where nobody watches.
    Supervisor(Model& model, const RunHooks& hooks, FrameTaker* frames)
        : m_model(model), m_hooks(hooks), m_frames(frames), m_liveFaults(model)
    {
        const spec::RunSettings& run = model.spec.run;
        m_lastArrival = SimTime{run.duration};
        m_end = m_lastArrival + run.drain;
        m_beat = std::clamp<Duration>(run.duration / kBeats, 1ms, 100ms);
        if (model.bounds.firstFault <= SimTime{run.warmUp})
            model.learnWhatIsNormal(kStartOfRun);  // a fault that does not wait for the end of the warm-up
        model.world.calendar.schedule(kStartOfRun + m_beat, *this);
        model.world.calendar.schedule(SimTime{run.warmUp}, m_warmUpEnd);
        model.world.calendar.schedule(m_lastArrival, m_arrivalsEnd);
    }

    [[nodiscard]] SimTime end() const { return m_end; }
    void mendLiveFaults(SimTime now) { m_liveFaults.mendAll(now); }

    void fire() override
    {
        Calendar& calendar = m_model.world.calendar;
        const SimTime now = calendar.now();
        m_liveFaults.beat(now);
        if (m_hooks.takeCommands)
            obey(m_hooks.takeCommands(now), now);
        if (m_frames != nullptr)
            m_frames->askForSpan(now);
        if (m_hooks.progressed)
            m_hooks.progressed(now, static_cast<double>(now.time_since_epoch().count())
                                        / static_cast<double>(m_end.time_since_epoch().count()));
        const bool isOver = now >= m_lastArrival && now >= lastMending() && m_model.unfinished() == 0;
        if (isOver)
            calendar.requestStop();
        else if (now + m_beat < m_end)
            calendar.schedule(now + m_beat, *this);
    }

private:
    static constexpr std::int64_t kBeats = 1000;  // of the time of arrivals

    void obey(LiveCommands commands, SimTime now)
    {
        for (const std::string& name : commands.mend)
            static_cast<void>(m_liveFaults.mend(name, now));
        m_liveFaults.beat(now);
        for (spec::Fault& fault : commands.inject)
            m_liveFaults.inject(std::move(fault), now);
    }

    /// The run goes on until the faults that have an end have ended.
    [[nodiscard]] SimTime lastMending() const
    {
        return m_model.bounds.lastFaultEnd < m_end ? m_model.bounds.lastFaultEnd : kStartOfRun;
    }

    /// Calls a function of every station's and database's probe at an instant.
    class ProbeEvent final : public Event {
    public:
        ProbeEvent(Model& model, FrameTaker* frames, void (StationProbe::*action)(SimTime), bool isWatched)
            : m_model(model), m_frames(frames), m_action(action), m_isWatched(isWatched)
        {
        }
        void fire() override
        {
            const SimTime now = m_model.world.now();
            const bool isReset = m_frames != nullptr && m_action == &StationProbe::endWarmUp;
            if (isReset)
                m_frames->settle();
            for (const auto& [name, station] : m_model.stations)
                (station->probe().*m_action)(now);
            for (const auto& [name, database] : m_model.databases)
                (database->probe().*m_action)(now);
            if (isReset)
                m_frames->rebase();
            if (m_action == &StationProbe::endArrivals) {
                for (const auto& [name, tracker] : m_model.trackers)
                    tracker->watch().endArrivals(now);
                for (ChannelRuntime& channel : m_model.channels)
                    channel.probe.watch().endArrivals(now);
            }
            if (m_action == &StationProbe::endWarmUp) {
                for (const auto& [name, step] : m_model.steps)
                    step->endWarmUp();
                for (const auto& [name, database] : m_model.databases)
                    database->endWarmUp();
                for (const auto& [name, broker] : m_model.brokers)
                    broker->endWarmUp();
                for (ChannelRuntime& channel : m_model.channels) {
                    channel.probe.endWarmUp(now);
                    channel.billAtWarmUp = channel.broker->billOf(channel.id).value_or(Bill{});
                }
                if (m_isWatched)
                    m_model.learnWhatIsNormal(now);
            }
        }

    private:
        Model& m_model;
        FrameTaker* m_frames;
        void (StationProbe::*m_action)(SimTime);
        bool m_isWatched;
    };

    Model& m_model;
    const RunHooks& m_hooks;
    FrameTaker* m_frames;
    LiveFaults m_liveFaults;
    const bool m_isWatched = !m_model.spec.chaos.empty() || m_hooks.takeCommands;  // there are faults, or there may be
    ProbeEvent m_warmUpEnd{m_model, m_frames, &StationProbe::endWarmUp, m_isWatched};
    ProbeEvent m_arrivalsEnd{m_model, m_frames, &StationProbe::endArrivals, m_isWatched};
    SimTime m_lastArrival{};
    SimTime m_end{};
    Duration m_beat{};
};

/// Null for a run of the programs as they are written.
const spec::Design* designOf(const spec::Scenario& scenario, const std::string& name)
{
    const auto design = std::ranges::find(scenario.designs, name, &spec::Design::name);
    SIM_CHECK(name.empty() || design != scenario.designs.end(), "there is no design " + name);
    return name.empty() ? nullptr : &*design;
}

void finish(FrameTaker& frames, Model& model, SimTime now)
{
    model.endFlows();
    frames.finish(now);
}

}  // namespace

results::RunResult runScenario(const spec::Scenario& scenario, const RunRequest& request, const RunHooks& hooks)
{
    const spec::Design* design = designOf(scenario, request.design);
    const PlacedTopology placed = placeTopology(scenario.topology);
    const Platform platform(placed.platform);
    Calendar calendar;
    Conductor conductor(platform, calendar);
    PlatformWays ways(conductor);
    const RandomStreams streams(static_cast<std::uint64_t>(request.seed),
                                static_cast<std::uint32_t>(request.replication));
    Wiring wiring = compileDesign(scenario, design);
    const results::Roster roster = rosterOf(scenario, wiring);
    std::optional<Witness> witness;
    if (hooks.framed)
        witness.emplace(roster.components, roster.channels);
    const std::unique_ptr<Model> model
        = buildModel(scenario, std::move(wiring), placed, conductor, ways, streams, witness ? &*witness : nullptr);
    for (const auto& [name, tracker] : model->trackers)
        tracker->traceFirst(request.tracedFlows);
    FaultInjector faults(*model);
    std::optional<FrameTaker> frames;
    if (hooks.framed)
        frames.emplace(*model, roster, conductor, hooks);
    Supervisor supervisor(*model, hooks, frames ? &*frames : nullptr);
    const auto mendPlanned = [&](SimTime now) {
        faults.mendAll(now);
        model->updateBounds();
    };
    const auto mendAll = [&](SimTime now) {
        supervisor.mendLiveFaults(now);
        mendPlanned(now);
    };
    HypothesisWatch hypothesis(*model, request.design, {mendAll, mendPlanned});

    model->start();
    bool isStopped = false;
    const auto stopCheck = [&] { return isStopped = hooks.isStopWanted && hooks.isStopWanted(); };
    conductor.run(supervisor.end(), stopCheck);

    if (frames)
        finish(*frames, *model, calendar.now());
    results::RunResult result = collectResult(*model, conductor);
    result.design = request.design;
    result.replication = request.replication;
    result.isPartial = isStopped;
    hypothesis.report(result.experiment);
    return result;
}

}  // namespace stormglass
