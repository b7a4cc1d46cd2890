// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/flow_figures.h"

#include "simcore/measure/histogram_seconds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace stormglass {
namespace {

using results::Metric;
using results::SubjectKind;

using results::kNothing;

class FlowFigures {
public:
    FlowFigures(const std::string& flow, std::string phase, results::RunResult& result)
        : m_flow(flow), m_phase(std::move(phase)), m_result(result)
    {
    }

    void add(const std::string& name, double value, std::uint64_t samples)
    {
        m_result.metrics.push_back({SubjectKind::Flow, m_flow, name + m_phase, value, samples});
    }

    void addCount(const std::string& name, std::uint64_t count, std::uint64_t samples)
    {
        add(name, static_cast<double>(count), samples);
    }

    void addRatio(const std::string& name, std::uint64_t part, std::uint64_t whole)
    {
        add(name, whole == 0 ? kNothing : static_cast<double>(part) / static_cast<double>(whole), whole);
    }

    void addLatency(const std::string& name, const Histogram& histogram)
    {
        static constexpr std::array<std::pair<const char*, double>, 5> kQuantiles{
            {{".p50", 0.5}, {".p90", 0.9}, {".p95", 0.95}, {".p99", 0.99}, {".p99.9", 0.999}}};
        add(name + ".mean", meanInSeconds(histogram), histogram.count());
        for (const auto& [suffix, q] : kQuantiles)
            add(name + suffix, quantileInSeconds(histogram, q), histogram.count());
    }

    /// The interval of a mean that was added before, by batch means.
    void addInterval(const std::string& name, const BatchMeans& batches)
    {
        constexpr std::size_t kFewest = 10;  // fewer batches say little of their spread
        const auto metric = std::ranges::find_if(m_result.metrics, [&](const Metric& candidate) {
            return candidate.subject == m_flow && candidate.name == name;
        });
        if (batches.batches() >= kFewest)
            metric->halfWidth = batches.halfWidth(0.95);
    }

    void addWindow(const Histogram& histogram)
    {
        add("window.mean", meanInSeconds(histogram), histogram.count());
        add("window.p99", quantileInSeconds(histogram, 0.99), histogram.count());
    }

    void addAll(const PhaseStatistics& statistics, double seconds)
    {
        const std::uint64_t offered = statistics.offered;
        const double completed = static_cast<double>(statistics.completed);
        const double inTime = static_cast<double>(statistics.completed - statistics.late);
        addCount("offered", offered, offered);
        add("offered.rate", seconds > 0 ? static_cast<double>(offered) / seconds : kNothing, offered);
        addRatio("accepted", statistics.accepted, offered);
        addLatency("ack", statistics.acknowledgement);
        addLatency("completion", statistics.completion);
        add("throughput", seconds > 0 ? completed / seconds : kNothing, statistics.completed);
        add("goodput", seconds > 0 ? inTime / seconds : kNothing, statistics.completed);
        addRatio("success", statistics.completed - statistics.late, offered);
        addCount("completed", statistics.completed, offered);
        addCount("late", statistics.late, offered);
        addCount("compensated", statistics.compensated, offered);
        addCount("rejected", statistics.rejected, offered);
        addCount("inconsistent", statistics.inconsistent, offered);
        addCount("doubled", statistics.doubled, offered);
        addCount("in_flight", statistics.inFlight, offered);
        addWindow(statistics.window);
        addRatio("messages", statistics.messages, offered);
        addCount("duplicates", statistics.duplicates, offered);
    }

private:
    const std::string& m_flow;
    std::string m_phase;
    results::RunResult& m_result;
};

double secondsOf(SimTime at) { return toSeconds(at.time_since_epoch()); }

void collectTimeline(const FlowTracker& tracker, results::RunResult& result)
{
    const FlowTimeline& timeline = tracker.statistics().timeline;
    const auto add = [&](const char* name, auto value) {
        results::Series& series = result.series.emplace_back();
        series.kind = SubjectKind::Flow;
        series.subject = tracker.flow().name;
        series.name = name;
        series.window = timeline.windowLength();
        for (const FlowSecond& second : timeline.windows())
            series.values.push_back(value(second));
    };
    const double length = timeline.windowLength();
    add("offered", [=](const FlowSecond& second) { return second.offered / length; });
    add("accepted", [=](const FlowSecond& second) { return second.accepted / length; });
    add("acknowledged", [=](const FlowSecond& second) { return second.acknowledged / length; });
    add("completed", [=](const FlowSecond& second) { return second.completed / length; });
    add("ack.mean", [](const FlowSecond& second) {
        return second.accepted == 0 ? kNothing : second.acknowledgementSum / second.accepted;
    });
    add("unfinished", [](const FlowSecond& second) { return static_cast<double>(second.unfinished); });
}

void collectLedger(const FlowTracker& tracker, results::RunResult& result)
{
    static constexpr std::array kNames{"completed", "compensated", "rejected", "inconsistent", "in flight"};
    results::Ledger& ledger = result.ledgers.emplace_back();
    ledger.kind = SubjectKind::Flow;
    ledger.subject = tracker.flow().name;
    ledger.in = tracker.started();
    for (std::size_t i = 0; i < kNames.size(); ++i)
        ledger.out.emplace_back(kNames[i], tracker.statistics().outcomes[i]);
    constexpr std::size_t kRejected = 2;
    for (const auto& [cause, count] : tracker.statistics().lost) {
        ledger.out[kRejected].second -= count;
        ledger.out.emplace_back("lost: " + std::string(cause), count);
    }
    if (ledger.imbalance() != 0)
        result.failures.push_back("the books of flow " + tracker.flow().name + " miss "
                                  + std::to_string(ledger.imbalance()) + " flows");
}

/// What the windows between two instants say of answers.
struct AnswerLevel {
    bool isKnown = false;  ///< Somebody asked.
    double accepted = 0;   ///< Share of those offered.
    double latency = 0;    ///< Mean, seconds.
    double backlog = 0;    ///< Unfinished flows at the end of a window, at most.
    double peak = 0;       ///< Most unfinished flows at the same time.
};

AnswerLevel levelBetween(const FlowTimeline& timeline, std::size_t from, std::size_t to)
{
    AnswerLevel level;
    double offered = 0;
    double accepted = 0;
    double sum = 0;
    for (std::size_t i = from; i < to && i < timeline.windows().size(); ++i) {
        const FlowSecond& second = timeline.windows()[i];
        offered += second.offered;
        accepted += second.accepted;
        sum += second.acknowledgementSum;
        level.backlog = std::max(level.backlog, static_cast<double>(second.unfinished));
        level.peak = std::max(level.peak, static_cast<double>(second.mostUnfinished));
    }
    level.isKnown = offered > 0;
    level.accepted = offered > 0 ? accepted / offered : 0;
    level.latency = accepted > 0 ? sum / accepted : 0;
    return level;
}

/// From the end of the warm-up to the start of the fault. A fault that begins within the warm-up is compared with what
/// there was before it all the same: nothing else was undisturbed. What has piled up at the start, say because a consumer
/// group was not there yet, is no level to go back to: a backlog that was more than twice as high in the first half of this
/// time as in the second does not count.
AnswerLevel levelBefore(const FlowTimeline& timeline, std::size_t warm, std::size_t start)
{
    const std::size_t from = start > warm ? warm : 0;
    AnswerLevel level = levelBetween(timeline, from, start);
    const double later = levelBetween(timeline, from + (start - from) / 2, start).backlog;
    if (level.backlog > 2 * later)
        level.backlog = later;
    return level;
}

/// Answers are as sure as before when their share is within two points of the level before, and as quick when their mean
/// is at most half as much again. Recovery is the start of the first of three such windows in a row: one good window
/// between two bad ones is none. Windows in which nobody asks say nothing. Where fewer than three are left in which
/// somebody asks, they are enough if all of them are good.
constexpr double kAcceptedSlack = 0.02;
constexpr double kLatencySlack = 1.5;
constexpr std::size_t kWindowsInARow = 3;

double recoverySeconds(const FlowTimeline& timeline, const AnswerLevel& before, double end)
{
    if (!before.isKnown)
        return kNothing;
    std::size_t good = 0;
    std::size_t firstGood = 0;
    bool wasBad = false;
    const auto first = static_cast<std::size_t>(end / timeline.windowLength());
    for (std::size_t i = first; i < timeline.windows().size() && good < kWindowsInARow; ++i) {
        const AnswerLevel now = levelBetween(timeline, i, i + 1);
        if (!now.isKnown)
            continue;
        const bool isAsBefore = now.accepted >= before.accepted - kAcceptedSlack
                                && now.latency <= before.latency * kLatencySlack;
        firstGood = good == 0 ? i : firstGood;
        good = isAsBefore ? good + 1 : 0;
        wasBad = wasBad || !isAsBefore;
    }
    if (good == kWindowsInARow || (good > 0 && !wasBad))
        return std::max(0.0, static_cast<double>(firstGood) * timeline.windowLength() - end);
    return kNothing;
}

/// Without a level before, the backlog is gone when nothing is left.
double drainSeconds(const FlowTimeline& timeline, const AnswerLevel& before, double end)
{
    const std::size_t windows = timeline.windows().size();
    const auto first = static_cast<std::size_t>(end / timeline.windowLength());
    for (std::size_t i = first; i < std::max(windows, first + 1); ++i) {
        // After the last window nothing happened any more.
        if (static_cast<double>(timeline.windows()[std::min(i, windows - 1)].unfinished) <= before.backlog)
            return std::max(0.0, static_cast<double>(i + 1) * timeline.windowLength() - end);
    }
    return kNothing;
}

}  // namespace

BacklogSearch::BacklogSearch(const Model& model) : m_model(model)
{
    for (const FaultRecord& record : model.faults)
        for (const FaultSpan& span : record.spans)
            m_begins.emplace_back(span.begin, &record);
    std::ranges::stable_sort(m_begins, {}, &std::pair<SimTime, const FaultRecord*>::first);
}

SimTime BacklogSearch::nextBegin(const FaultRecord& record) const
{
    auto next = std::ranges::lower_bound(m_begins, record.spans.back().end, {}, &std::pair<SimTime, const FaultRecord*>::first);
    while (next != m_begins.end() && next->second == &record)
        ++next;
    return next == m_begins.end() ? kNever : next->first;
}

BacklogWindows BacklogSearch::of(const FaultRecord& record, const FlowTimeline& timeline) const
{
    const double length = timeline.windowLength();
    const auto windowOf = [length](double at) { return static_cast<std::size_t>(at / length); };
    BacklogWindows windows{.first = windowOf(secondsOf(record.spans.front().begin)), .end = timeline.windows().size()};
    if (timeline.windows().empty() || record.spans.back().end == kNever)
        return windows;  // nobody asked for the flow, or the fault lasts
    const double over = secondsOf(record.spans.back().end);
    const AnswerLevel before = levelBefore(timeline, windowOf(secondsOf(m_model.bounds.warmUpEnd)), windows.first);
    const double drained = drainSeconds(timeline, before, over);
    if (!std::isnan(drained))
        windows.end = std::min(windows.end, static_cast<std::size_t>(std::llround((over + drained) / length)));
    if (const SimTime next = nextBegin(record); next != kNever)
        windows.end = std::min(windows.end, std::max(windowOf(secondsOf(next)), windowOf(over) + 1));
    return windows;
}

void collectFlow(const FlowTracker& tracker, std::int64_t placesToAsk, double measuredSeconds,
                 results::RunResult& result)
{
    const std::string& name = tracker.flow().name;
    const FlowStatistics& statistics = tracker.statistics();
    FlowFigures all(name, {}, result);
    all.addAll(statistics.total(), measuredSeconds);
    all.addInterval("ack.mean", statistics.acknowledgement);
    all.addInterval("completion.mean", statistics.completion);
    all.add("visibility", static_cast<double>(placesToAsk), 1);

    const PhaseBounds& bounds = tracker.bounds();
    if (bounds.hasFaults()) {
        const double end = secondsOf(bounds.warmUpEnd) + measuredSeconds;
        const double first = std::clamp(secondsOf(bounds.firstFault), secondsOf(bounds.warmUpEnd), end);
        const double last = bounds.lastFaultEnd == kNever ? end : std::clamp(secondsOf(bounds.lastFaultEnd), first, end);
        FlowFigures(name, "@before", result).addAll(statistics.phases[PhaseBounds::kBefore], first - secondsOf(bounds.warmUpEnd));
        FlowFigures(name, "@fault", result).addAll(statistics.phases[PhaseBounds::kFault], last - first);
        const double recovered = std::clamp(secondsOf(bounds.recoveryEnd), last, end);
        if (bounds.hasRecovery())
            FlowFigures(name, "@recovery", result).addAll(statistics.phases[PhaseBounds::kRecovery], recovered - last);
        FlowFigures(name, "@after", result).addAll(statistics.phases[PhaseBounds::kAfter], end - recovered);
    }
    collectTimeline(tracker, result);
    collectLedger(tracker, result);
    result.stuck.insert(result.stuck.end(), tracker.stuck().begin(), tracker.stuck().end());
}

void collectFaults(const Model& model, results::RunResult& result)
{
    const BacklogSearch backlogs(model);
    for (const FaultRecord& record : model.faults) {
        const auto& [fault, spans] = record;
        if (spans.empty())
            continue;  // its turn did not come
        double recovery = 0;
        double drain = 0;
        double backlog = 0;
        const double begin = secondsOf(spans.front().begin);
        const bool isOver = spans.back().end != kNever;
        const double end = isOver ? secondsOf(spans.back().end) : 0;
        for (const auto& [name, tracker] : model.trackers) {
            if (tracker->started() == 0)
                continue;  // a flow that nobody asked for has nothing to recover
            const FlowTimeline& timeline = tracker->statistics().timeline;
            const double length = timeline.windowLength();
            const auto warm = static_cast<std::size_t>(secondsOf(model.bounds.warmUpEnd) / length);
            const auto start = static_cast<std::size_t>(begin / length);
            const AnswerLevel before = levelBefore(timeline, warm, start);
            const double recovered = isOver ? recoverySeconds(timeline, before, end) : kNothing;
            const double drained = isOver ? drainSeconds(timeline, before, end) : kNothing;
            recovery = std::isnan(recovered) ? recovered : std::max(recovery, recovered);
            drain = std::isnan(drained) ? drained : std::max(drain, drained);
            const BacklogWindows windows = backlogs.of(record, timeline);
            backlog = std::max(backlog, levelBetween(timeline, windows.first, windows.end).peak);
        }
        result.metrics.push_back({SubjectKind::Fault, fault.name, "recovery", recovery, 1});
        result.metrics.push_back({SubjectKind::Fault, fault.name, "drain", drain, 1});
        result.metrics.push_back({SubjectKind::Fault, fault.name, "backlog.max", backlog, 1});
    }
}

}  // namespace stormglass
