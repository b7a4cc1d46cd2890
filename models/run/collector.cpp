// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/collector.h"

#include "models/run/cascade_builder.h"
#include "models/run/flow_figures.h"
#include "simcore/measure/histogram_seconds.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stormglass {
namespace {

using results::RunResult;
using results::SubjectKind;

constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

void collectStation(const std::string& name, const StationProbe& probe, SimTime now, RunResult& result)
{
    const auto add = [&](const char* metric, double value, std::uint64_t samples) {
        result.metrics.push_back({SubjectKind::Component, name, metric, value, samples});
    };
    const std::uint64_t arrivals = probe.arrivals();
    add("arrivals", static_cast<double>(arrivals), arrivals);
    add("served", static_cast<double>(probe.served()), probe.served());
    add("utilisation", probe.utilisation(now), arrivals);
    add("queue.mean", probe.queueMean(now), arrivals);
    add("queue.max", probe.queueMax(), arrivals);
    add("waiting.mean", meanInSeconds(probe.waiting()), probe.waiting().count());
    add("waiting.p99", quantileInSeconds(probe.waiting(), 0.99), probe.waiting().count());
    add("sojourn.mean", meanInSeconds(probe.sojourn()), probe.sojourn().count());
    add("sojourn.p99", quantileInSeconds(probe.sojourn(), 0.99), probe.sojourn().count());
    add("dropped", static_cast<double>(probe.dropsInAll()), arrivals);
    const auto refused
        = static_cast<double>(probe.drops(DropCause::QueueFull) + probe.drops(DropCause::TooManyConnections));
    add("blocking", arrivals == 0 ? kNoFigure : refused / static_cast<double>(arrivals), arrivals);
    for (std::size_t cause = 0; cause < kDropCauses; ++cause) {
        const std::uint64_t drops = probe.drops(static_cast<DropCause>(cause));
        if (drops == 0)
            continue;
        const std::string metric = "dropped: " + std::string(nameOf(static_cast<DropCause>(cause)));
        result.metrics.push_back({SubjectKind::Component, name, metric, static_cast<double>(drops), arrivals});
    }
}

/// What the component did about its calls, as far as its policies can bring it about.
void collectCalls(const std::string& name, const CallProbe& calls, RunResult& result)
{
    if (!calls.isExpected())
        return;
    const auto add = [&](const std::string& metric, std::uint64_t count) {
        result.metrics.push_back({SubjectKind::Component, name, metric, static_cast<double>(count), calls.calls()});
    };
    add("calls", calls.calls());
    add("retries", calls.retries());
    if (calls.expectsBudget())
        add("retries.denied", calls.deniedRetries());
    if (calls.expectsHedges()) {
        add("hedges", calls.hedges());
        add("hedges.won", calls.wonHedges());
    }
    if (calls.expectsBreaker())
        add("circuit.openings", calls.circuitOpenings());
    for (std::size_t cause = 0; cause < kCallRefusals; ++cause) {
        if (const std::uint64_t refusals = calls.refusals(static_cast<CallRefusal>(cause)); refusals != 0)
            add("dropped: " + std::string(nameOf(static_cast<CallRefusal>(cause))), refusals);
    }
}

void collectUpkeep(const std::string& name, Station& station, SimTime now, RunResult& result)
{
    const StationProbe& probe = station.probe();
    const auto add = [&](const char* metric, double value) {
        result.metrics.push_back({SubjectKind::Component, name, metric, value, probe.arrivals()});
    };
    const auto addCount = [&](const char* metric, StationEvent event) { add(metric, static_cast<double>(probe.count(event))); };
    const StationSettings& settings = station.settings();
    if (probe.isScaled()) {
        add("instances.mean", probe.instances().average(now));
        add("instances.max", probe.instances().max());
        addCount("instances.added", StationEvent::ScaledUp);
        addCount("instances.removed", StationEvent::ScaledDown);
    }
    if (settings.balancing.outlierDetection.isEnabled)
        addCount("ejections", StationEvent::Ejected);
    if (settings.health.liveness.isEnabled)
        addCount("restarts", StationEvent::RestartedByProbe);
    if (settings.failedMessages.maxAttempts > 0)
        addCount("given_up", StationEvent::GivenUp);
}

/// Those that only components of this kind have.
template <class Owner>
void collectOwn(const std::string& name, const Owner& owner, RunResult& result)
{
    owner.addFigures([&](const char* metric, double value, std::uint64_t samples) {
        result.metrics.push_back({SubjectKind::Component, name, metric, value, samples});
    });
}

void checkStation(const std::string& name, const StationProbe& probe, SimTime now, RunResult& result)
{
    constexpr double kRounding = 1e-12;
    if (std::abs(probe.littlesLawGap(now)) > kRounding)
        result.failures.push_back("Little's law does not hold at " + name + ": time spent there and number present differ by "
                                  + std::to_string(probe.littlesLawGap(now) * 100) + " %");
    if (probe.cameInAll() != probe.leftInAll() + probe.present())
        result.failures.push_back("the books of " + name + " do not balance");
}

/// The highest in each window. All replications have the same windows, whenever they ended.
void collectLag(const ChannelRuntime& channel, SimTime now, SimTime latestEnd, RunResult& result)
{
    for (const LagBook::Group& group : channel.probe.lag().groups())
        for (std::size_t partition = 0; partition < group.overTime.size(); ++partition) {
            Series lag = group.overTime[partition];
            lag.finish(std::max(now, latestEnd));
            results::Series& series = result.series.emplace_back();
            series.kind = SubjectKind::Channel;
            series.subject = channel.name;
            series.name = results::lagSeriesName(group.name, partition);
            series.window = toSeconds(lag.width());
            const auto windows = static_cast<std::size_t>(std::ceil(toSeconds(now.time_since_epoch()) / series.window));
            for (std::size_t i = 0; i < std::min(windows, lag.windows().size()); ++i)
                series.values.push_back(lag.windows()[i].max);
        }
}

/// From the end of the warm-up until nobody asks any more, and what came of it.
void collectBill(const ChannelRuntime& channel, SimTime now, SimTime warmUpEnd, RunResult& result)
{
    const std::optional<Bill> whole = channel.broker->billOf(channel.id);
    if (!whole)
        return;
    const Bill bill = whole->since(channel.billAtWarmUp);
    const double hours = toSeconds(now - warmUpEnd) / 3600;
    const auto add = [&](const char* metric, double value) {
        result.metrics.push_back({SubjectKind::Channel, channel.name, metric, value, bill.requests});
    };
    add("deduplicated", static_cast<double>(channel.probe.deduplications()));
    add("requests", static_cast<double>(bill.requests));
    add("requests.empty", static_cast<double>(bill.emptyReceives));
    add("cost", bill.cost);
    add("cost.hourly", hours > 0 ? bill.cost / hours : kNoFigure);
}

void collectChannel(const ChannelRuntime& channel, SimTime now, RunResult& result)
{
    const ChannelProbe& probe = channel.probe;
    const auto add = [&](const char* metric, double value, std::uint64_t samples) {
        result.metrics.push_back({SubjectKind::Channel, channel.name, metric, value, samples});
    };
    results::Ledger ledger{.kind = SubjectKind::Channel, .subject = channel.name, .in = probe.in(), .out = {}};
    ledger.out.emplace_back("delivered", probe.delivered());
    ledger.out.emplace_back("dead-lettered", probe.deadLetters());
    ledger.out.emplace_back("expired", probe.expiries());
    std::uint64_t lost = 0;
    for (std::size_t cause = 0; cause < kLossCauses; ++cause) {
        const std::uint64_t losses = probe.losses(static_cast<LossCause>(cause));
        lost += losses;
        if (losses != 0)
            ledger.out.emplace_back("lost: " + std::string(nameOf(static_cast<LossCause>(cause))), losses);
    }
    if (probe.deduplications() != 0)
        ledger.out.emplace_back("deduplicated", probe.deduplications());
    if (probe.abortions() != 0)
        ledger.out.emplace_back("aborted", probe.abortions());
    if (probe.returned() != 0)
        ledger.out.emplace_back("returned to outbox", probe.returned());
    std::uint64_t extra = 0;
    for (std::size_t cause = 0; cause < kExtraCauses; ++cause) {
        const std::uint64_t extras = probe.extras(static_cast<ExtraCause>(cause));
        extra += extras;
        if (extras != 0)
            ledger.extra.emplace_back(nameOf(static_cast<ExtraCause>(cause)), extras);
    }
    for (std::size_t cause = 0; cause < kRedeliveryCauses; ++cause)
        if (const std::uint64_t redeliveries = probe.redeliveries(static_cast<RedeliveryCause>(cause)); redeliveries != 0)
            ledger.redelivered.emplace_back(nameOf(static_cast<RedeliveryCause>(cause)), redeliveries);
    const std::uint64_t held = channel.broker->countHeld(channel.id);
    ledger.out.emplace_back("in flight", held);

    add("published", static_cast<double>(probe.in()), probe.in());
    add("extra", static_cast<double>(extra), probe.in());
    add("delivered", static_cast<double>(probe.delivered()), probe.in());
    add("redelivered", static_cast<double>(probe.redeliveries()), probe.in());
    add("out_of_order", static_cast<double>(probe.order().overtaken()), probe.in());
    add("lost", static_cast<double>(lost), probe.in());
    add("dead_lettered", static_cast<double>(probe.deadLetters()), probe.in());
    add("aborted", static_cast<double>(probe.abortions()), probe.in());
    add("depth.mean", probe.depth().average(now), probe.in());
    add("depth.max", probe.depth().max(), probe.in());
    add("delay.mean", meanInSeconds(probe.delay()), probe.delay().count());
    for (const auto& [name, share] : {std::pair("delay.p50", 0.5), std::pair("delay.p95", 0.95), std::pair("delay.p99", 0.99)})
        add(name, quantileInSeconds(probe.delay(), share), probe.delay().count());
    if (const LagBook& lag = probe.lag(); !lag.groups().empty())
        add("partition_lag.max", static_cast<double>(lag.most()), lag.groups().front().most.size());
    if (ledger.imbalance() != 0)
        result.failures.push_back("the books of channel " + channel.name + " miss " + std::to_string(ledger.imbalance())
                                  + " copies");
    result.ledgers.push_back(std::move(ledger));
}

/// Until nobody asks any more; faults may last longer.
void collectPhases(const Model& model, SimTime now, results::ExperimentRecord& record)
{
    using results::RunPhase;
    const SimTime end = std::min(now, SimTime{model.spec.run.duration});
    const PhaseBounds& bounds = model.bounds;
    SimTime begin = kStartOfRun;
    const auto add = [&](RunPhase phase, SimTime until) {
        const SimTime last = std::min(until, end);
        if (last > begin)
            record.phases.push_back({phase, toSeconds(begin - kStartOfRun), toSeconds(last - kStartOfRun)});
        begin = std::max(begin, last);
    };
    add(RunPhase::WarmUp, bounds.warmUpEnd);
    add(RunPhase::Baseline, bounds.firstFault);
    if (!bounds.hasFaults())
        return;
    add(RunPhase::Faults, bounds.lastFaultEnd);
    add(RunPhase::Recovery, bounds.recoveryEnd);
    add(RunPhase::FinalCheck, kNever);
}

/// Not those that were called off with a run that was aborted: the record knows.
void collectIdleFaults(const Model& model, SimTime now, results::ExperimentRecord& record)
{
    for (const FaultRecord& fault : model.faults) {
        if (fault.spans.empty() || fault.spans.front().begin > now)
            record.idleFaults.push_back(fault.fault.name);
    }
}

void noteLinks(const Conductor& conductor, RunResult& result)
{
    for (const LinkLoad& load : conductor.offeredLoad()) {
        if (!load.isTooOptimistic)
            continue;
        const std::string& name = conductor.platform().settings().links[load.link.value].name;
        result.notes.push_back("link " + name + " was offered up to "
                               + std::to_string(std::lround(load.peakUtilisation * 100))
                               + " % of its bandwidth: mode flow would show the contention that mode latency leaves out");
    }
}

}  // namespace

RunResult collectResult(Model& model, const Conductor& conductor)
{
    RunResult result;
    const SimTime now = model.world.now();
    result.fingerprint = model.world.calendar.fingerprint();
    result.events = model.world.calendar.executed();
    result.simulatedSeconds = toSeconds(now.time_since_epoch());

    const SimTime lastArrival = std::min(now, SimTime{model.spec.run.duration});
    const double measured = std::max(0.0, toSeconds(lastArrival - SimTime{model.spec.run.warmUp}));
    model.endFlows();
    for (const auto& [name, tracker] : model.trackers) {
        const auto entry = std::ranges::find(model.wiring.entries, name, &FlowEntry::flow);
        collectFlow(*tracker, entry == model.wiring.entries.end() ? 1 : entry->placesToAsk, measured, result);
    }
    for (const auto& [name, station] : model.stations) {
        collectStation(name, station->probe(), now, result);
        collectCalls(name, station->probe().calls(), result);
        collectUpkeep(name, *station, now, result);
        if (const auto step = model.steps.find(name); step != model.steps.end())
            collectOwn(name, *step->second, result);
        checkStation(name, station->probe(), now, result);
    }
    for (const auto& [name, database] : model.databases) {
        collectStation(name, database->probe(), now, result);
        collectOwn(name, *database, result);
        checkStation(name, database->probe(), now, result);
    }
    for (const auto& [name, broker] : model.brokers)
        collectOwn(name, *broker, result);
    for (const ChannelRuntime& channel : model.channels) {
        collectChannel(channel, now, result);
        collectBill(channel, now, SimTime{model.spec.run.warmUp}, result);
        collectLag(channel, now, model.bounds.runEnd, result);
    }
    collectFaults(model, result);
    collectCascades(model, result);
    collectPhases(model, now, result.experiment);
    collectIdleFaults(model, now, result.experiment);
    result.spans = model.tracer.spans();
    result.notes = model.notes;
    noteLinks(conductor, result);
    return result;
}

}  // namespace stormglass
