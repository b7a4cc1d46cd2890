// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/line_gauge.h"

#include "models/results/metric.h"
#include "simcore/measure/histogram_seconds.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass {
namespace {

using results::kNothing;

constexpr std::string_view kEnded = "ended";  // of a flow: whatever the outcome

bool hasMetric(std::span<const results::MetricInfo> metrics, std::string_view name)
{
    return std::ranges::any_of(metrics, [&](const results::MetricInfo& info) { return info.name == name; });
}

/// What a count can be a share of.
std::string_view wholeOfCount(std::string_view metric)
{
    if (hasMetric(results::flowMetrics(), metric))
        return kEnded;
    return hasMetric(results::componentMetrics(), metric) ? "arrivals" : "published";
}

double shareOfWhole(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? kNothing : static_cast<double>(part) / static_cast<double>(whole);
}

/// "mean", "p50", ... of nanoseconds, in seconds.
double statisticOf(const Histogram& histogram, std::string_view statistic)
{
    static constexpr std::array<std::pair<std::string_view, double>, 5> kShares{
        {{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p99.9", 0.999}}};
    if (statistic == "mean")
        return meanInSeconds(histogram);
    const auto found = std::ranges::find(kShares, statistic, [](const auto& entry) { return entry.first; });
    return found == kShares.end() ? kNothing : quantileInSeconds(histogram, found->second);
}

StationReading read(const StationProbe& probe, SimTime now)
{
    return {.arrivals = probe.arrivals(),
            .served = probe.served(),
            .dropped = probe.dropsInAll(),
            .refused = probe.drops(DropCause::QueueFull) + probe.drops(DropCause::TooManyConnections),
            .queue = probe.queue().integral(now),
            .servers = probe.pools().read(now),
            .waiting = probe.waiting(),
            .sojourn = probe.sojourn()};
}

ChannelReading read(const ChannelProbe& probe, SimTime now)
{
    ChannelReading reading{.published = probe.in(),
                           .delivered = probe.delivered(),
                           .redelivered = probe.redeliveries(),
                           .outOfOrder = probe.order().overtaken(),
                           .deadLettered = probe.deadLetters(),
                           .aborted = probe.abortions(),
                           .depth = probe.depth().integral(now),
                           .delay = probe.delay()};
    for (std::size_t cause = 0; cause < kLossCauses; ++cause)
        reading.lost += probe.losses(static_cast<LossCause>(cause));
    for (std::size_t cause = 0; cause < kExtraCauses; ++cause)
        reading.extra += probe.extras(static_cast<ExtraCause>(cause));
    return reading;
}

/// What shares of flows are of.
struct FlowBases {
    std::uint64_t answered;
    std::uint64_t ended;
    std::uint64_t inFlight;
    double seconds;
};

double flowFigure(const std::string& metric, const PhaseStatistics& counts, const FlowBases& bases)
{
    const auto count = [](std::uint64_t number) { return static_cast<double>(number); };
    const auto rate = [&](std::uint64_t number) { return bases.seconds > 0 ? count(number) / bases.seconds : kNothing; };
    if (metric.starts_with("ack."))
        return statisticOf(counts.acknowledgement, std::string_view(metric).substr(4));
    if (metric.starts_with("completion."))
        return statisticOf(counts.completion, std::string_view(metric).substr(11));
    if (metric.starts_with("window."))
        return statisticOf(counts.window, std::string_view(metric).substr(7));
    const std::pair<std::string_view, double> figures[] = {
        {kEnded, count(bases.ended)},
        {"offered", count(counts.offered)},
        {"offered.rate", rate(counts.offered)},
        {"accepted", shareOfWhole(counts.accepted, bases.answered)},
        {"throughput", rate(counts.completed)},
        {"goodput", rate(counts.completed - counts.late)},
        {"success", shareOfWhole(counts.completed - counts.late, bases.ended)},
        {"completed", count(counts.completed)},
        {"late", count(counts.late)},
        {"compensated", count(counts.compensated)},
        {"rejected", count(counts.rejected)},
        {"inconsistent", count(counts.inconsistent)},
        {"in_flight", count(bases.inFlight)},
        {"messages", shareOfWhole(counts.messages, bases.ended)},
        {"duplicates", count(counts.duplicates)},
    };
    const auto found = std::ranges::find(figures, metric, [](const auto& entry) { return entry.first; });
    return found == std::end(figures) ? kNothing : found->second;
}

std::uint64_t endedIn(const PhaseStatistics& counts)
{
    return counts.completed + counts.compensated + counts.rejected + counts.inconsistent;
}

double nanosecondsIn(SimTime from, SimTime to) { return static_cast<double>((to - from).count()); }

}  // namespace

LineGauge::LineGauge(const Model& model, const spec::ParsedExpectation& line)
    : m_line(line)
    , m_isSum(line.subject.empty())
{
    find(model);
}

void LineGauge::find(const Model& model)
{
    const bool isOfFlow = hasMetric(results::flowMetrics(), m_line.metric);
    const auto isWanted = [&](const std::string& name) { return m_isSum || name == m_line.subject; };
    for (const auto& [name, tracker] : model.trackers) {
        if (isOfFlow && isWanted(name))
            m_flows.push_back({tracker.get()});
    }
    if (isOfFlow)
        return;
    if (hasMetric(results::componentMetrics(), m_line.metric)) {
        if (const auto station = model.stations.find(m_line.subject); station != model.stations.end())
            m_servers.push_back({&station->second->probe()});
        if (const auto database = model.databases.find(m_line.subject); database != model.databases.end())
            m_servers.push_back({&database->second->probe()});
        return;
    }
    for (const ChannelRuntime& channel : model.channels) {
        if (isWanted(channel.name))
            m_channels.push_back({&channel});
    }
}

void LineGauge::begin(SimTime now)
{
    m_begunAt = now;
    m_wasBusy = false;
    const bool isOfAnswers = m_line.metric == "accepted" || m_line.metric.starts_with("ack.");
    for (Flow& flow : m_flows) {
        flow.from.counts = flow.tracker->statistics().total();
        const PhaseStatistics& counts = flow.from.counts;
        const bool isUnanswered = counts.offered > counts.accepted + counts.refused;
        m_wasBusy = m_wasBusy || (isOfAnswers ? isUnanswered : counts.offered > endedIn(counts));
    }
    for (Server& server : m_servers) {
        server.from = read(*server.probe, now);
        m_wasBusy = m_wasBusy || server.probe->present() > 0;
    }
    for (Channel& channel : m_channels) {
        channel.from = read(channel.channel->probe, now);
        m_wasBusy = m_wasBusy || channel.channel->probe.held() > 0;
    }
}

void LineGauge::endArrivals(SimTime now)
{
    m_arrivalsEnd = now;
    for (Server& server : m_servers)
        server.atArrivalsEnd = read(*server.probe, now);
    for (Channel& channel : m_channels)
        channel.atArrivalsEnd = read(channel.channel->probe, now);
}

double LineGauge::figure(SimTime now) const { return measured(now, false); }
double LineGauge::figureAfterFaults(SimTime now) const { return measured(now, true); }

double LineGauge::measured(SimTime now, bool isAfterFaults) const
{
    const results::MetricInfo* info = results::findMetric(m_line.metric);
    const bool isShareOfCount
        = m_line.unit == spec::ThresholdUnit::Share && info != nullptr && info->unit == results::Unit::Count;
    const double value = total(m_line.metric, now, isAfterFaults);
    if (!isShareOfCount)
        return value;
    const double whole = total(std::string(wholeOfCount(m_line.metric)), now, isAfterFaults);
    return whole > 0 ? value / whole : kNothing;
}

double LineGauge::total(const std::string& metric, SimTime now, bool isAfterFaults) const
{
    // A design without channels has lost no messages: the sum is 0 then.
    double sum = m_isSum ? 0 : kNothing;
    const auto add = [&](double value) { sum = std::isnan(sum) ? value : sum + value; };
    for (const Flow& flow : m_flows)
        add(valueOf(flow, metric, now, isAfterFaults));
    for (const Server& server : m_servers)
        add(valueOf(server, metric, now));
    for (const Channel& channel : m_channels)
        add(valueOf(channel, metric, now));
    return sum;
}

double LineGauge::valueOf(const Flow& flow, const std::string& metric, SimTime now, bool isAfterFaults) const
{
    const FlowStatistics& statistics = flow.tracker->statistics();
    const double seconds = toSeconds(averagesEnd(now) - m_begunAt);
    if (isAfterFaults) {
        const PhaseStatistics& after = statistics.phases[PhaseBounds::kAfter];
        return flowFigure(metric, after, {after.offered, after.offered, after.inFlight, seconds});
    }
    const PhaseStatistics counts = statistics.total().since(flow.from.counts);
    return flowFigure(metric, counts, {counts.accepted + counts.refused, endedIn(counts), flow.tracker->unfinished(), seconds});
}

double LineGauge::valueOf(const Server& server, const std::string& metric, SimTime now) const
{
    const StationReading to = read(*server.probe, now);
    const StationReading& from = server.from;
    const StationReading& averaged = averagesEnd(now) < now ? server.atArrivalsEnd : to;
    const double time = nanosecondsIn(m_begunAt, averagesEnd(now));
    const auto count = [](std::uint64_t number) { return static_cast<double>(number); };
    if (metric.starts_with("waiting."))
        return statisticOf(to.waiting.since(from.waiting), std::string_view(metric).substr(8));
    if (metric.starts_with("sojourn."))
        return statisticOf(to.sojourn.since(from.sojourn), std::string_view(metric).substr(8));
    if (metric == "queue.mean")
        return time > 0 ? (averaged.queue - from.queue) / time : kNothing;
    if (metric == "utilisation")
        return ServerPools::utilisation(from.servers, averaged.servers);
    if (metric == "blocking")
        return shareOfWhole(to.refused - from.refused, to.arrivals - from.arrivals);
    return metric == "arrivals" ? count(to.arrivals - from.arrivals)
        : metric == "served"    ? count(to.served - from.served)
        : metric == "dropped"   ? count(to.dropped - from.dropped)
                                : kNothing;
}

double LineGauge::valueOf(const Channel& channel, const std::string& metric, SimTime now) const
{
    const ChannelReading to = read(channel.channel->probe, now);
    const ChannelReading& from = channel.from;
    const ChannelReading& averaged = averagesEnd(now) < now ? channel.atArrivalsEnd : to;
    const double time = nanosecondsIn(m_begunAt, averagesEnd(now));
    if (metric.starts_with("delay."))
        return statisticOf(to.delay.since(from.delay), std::string_view(metric).substr(6));
    if (metric == "depth.mean")
        return time > 0 ? (averaged.depth - from.depth) / time : kNothing;
    const std::pair<std::string_view, std::uint64_t> counts[] = {
        {"published", to.published - from.published},
        {"extra", to.extra - from.extra},
        {"delivered", to.delivered - from.delivered},
        {"redelivered", to.redelivered - from.redelivered},
        {"out_of_order", to.outOfOrder - from.outOfOrder},
        {"lost", to.lost - from.lost},
        {"dead_lettered", to.deadLettered - from.deadLettered},
        {"aborted", to.aborted - from.aborted},
    };
    const auto found = std::ranges::find(counts, metric, [](const auto& entry) { return entry.first; });
    return found == std::end(counts) ? kNothing : static_cast<double>(found->second);
}

}  // namespace stormglass
