// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/harm.h"

#include "models/analysis/aggregate.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace stormglass::experiments {
namespace {

using namespace results;

constexpr const char* kOffered = "offered";
constexpr const char* kCompleted = "completed";

std::vector<std::string> flowsOf(const DesignReport& design)
{
    std::vector<std::string> flows;
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind == SubjectKind::Flow && std::ranges::find(flows, metric.subject) == flows.end())
            flows.push_back(metric.subject);
    }
    return flows;
}

/// A figure of some flows, summed; what was not measured counts as nothing.
class Sums {
public:
    Sums(const DesignReport& design, const std::vector<std::string>& flows)
        : m_design(design), m_flows(flows.begin(), flows.end())
    {
    }

    [[nodiscard]] double mean(std::string_view name) const
    {
        double sum = 0;
        for (const ReportedMetric& metric : m_design.metrics) {
            if (isOurs(metric, name) && !std::isnan(metric.estimate.mean))
                sum += metric.estimate.mean;
        }
        return sum;
    }

    [[nodiscard]] std::vector<double> replications(std::string_view name) const
    {
        std::vector<double> sums;
        for (const ReportedMetric& metric : m_design.metrics) {
            if (!isOurs(metric, name))
                continue;
            sums.resize(std::max(sums.size(), metric.estimate.replications.size()), 0);
            for (std::size_t i = 0; i < metric.estimate.replications.size(); ++i)
                sums[i] += metric.estimate.replications[i];
        }
        return sums;
    }

    /// Of a series of rates: how many there were from one second to another.
    [[nodiscard]] double between(std::string_view series, double from, double to) const
    {
        double sum = 0;
        for (const Series& known : m_design.series) {
            if (known.kind != SubjectKind::Flow || known.name != series || !m_flows.contains(known.subject))
                continue;
            for (std::size_t i = 0; i < known.values.size(); ++i) {
                const double begin = static_cast<double>(i) * known.window;
                const double overlap = std::min(to, begin + known.window) - std::max(from, begin);
                if (overlap > 0 && !std::isnan(known.values[i]))
                    sum += overlap * known.values[i];
            }
        }
        return sum;
    }

    /// Of the requests made while the fault lasted.
    [[nodiscard]] double acceptedDuring(std::string_view phase) const
    {
        double accepted = 0;
        double offered = 0;
        for (const std::string& flow : m_flows) {
            const Estimate* share = analysis::findEstimate(m_design, flow, "accepted" + std::string(phase));
            const Estimate* count = analysis::findEstimate(m_design, flow, "offered" + std::string(phase));
            if (share == nullptr || count == nullptr || std::isnan(share->mean))
                continue;
            accepted += share->mean * count->mean;
            offered += count->mean;
        }
        return offered > 0 ? accepted / offered : kNothing;
    }

private:
    [[nodiscard]] bool isOurs(const ReportedMetric& metric, std::string_view name) const
    {
        return metric.kind == SubjectKind::Flow && metric.name == name && m_flows.contains(metric.subject);
    }

    const DesignReport& m_design;
    std::set<std::string, std::less<>> m_flows;
};

struct Span {
    double from;
    double to;
};

Span spanOf(const FaultWindow& window, const spec::RunSettings& run)
{
    const Duration end = window.lasting == Duration::zero() ? run.duration : std::min(run.duration, window.end());
    return {toSeconds(window.at), toSeconds(end)};
}

Estimate harmedOf(const Sums& before, const Sums& after, double expected)
{
    std::vector<double> shares;
    const auto inTime = [](const Sums& sums) {
        std::vector<double> counts = sums.replications(kCompleted);
        const std::vector<double> late = sums.replications("late");
        for (std::size_t i = 0; i < std::min(counts.size(), late.size()); ++i)
            counts[i] -= late[i];
        return counts;
    };
    const std::vector<double> without = inTime(before);
    const std::vector<double> with = inTime(after);
    for (std::size_t i = 0; i < std::min(without.size(), with.size()); ++i)
        shares.push_back((without[i] - with[i]) / expected);
    return analysis::estimateOf(std::move(shares));
}

FlowHarm harmOf(const std::string& name, const Sums& before, const Sums& after, const Span& span, double& halfWidth)
{
    FlowHarm harm{.flow = name};
    harm.accepted = after.acceptedDuring("@fault");
    const double expected = before.between(kOffered, span.from, span.to);
    if (!(expected > 0))
        return harm;
    const Estimate harmed = harmedOf(before, after, expected);
    harm.harmed = std::isnan(harmed.mean) ? 0 : harmed.mean;
    halfWidth = harmed.halfWidth;
    const auto more = [&](const char* figure) { return (after.mean(figure) - before.mean(figure)) / expected; };
    harm.lost = more("rejected");
    harm.late = more("late");
    harm.stuck = more("inconsistent") + more("in_flight");
    harm.compensated = more("compensated");
    const double completions = before.between(kCompleted, span.from, span.to);
    if (completions > 0)
        harm.stopped = std::max(0.0, 1 - after.between(kCompleted, span.from, span.to) / completions);
    return harm;
}

std::string effectOf(const FlowHarm& harm)
{
    if (harm.stopped >= kMostFlows)
        return harm.harmed >= kMostFlows ? "stops" : "delays";
    return harm.harmed >= kSomeFlows || harm.stuck > 0 ? "harms" : "none";
}

double faultFigure(const DesignReport& design, std::string_view name)
{
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind == SubjectKind::Fault && metric.name == name)
            return metric.estimate.mean;
    }
    return kNothing;
}

/// A mean over some replications would hide that the others never recovered.
double timeToMend(const DesignReport& design, std::string_view name)
{
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind == SubjectKind::Fault && metric.name == name
            && std::ranges::none_of(metric.estimate.replications, [](double value) { return std::isnan(value); }))
            return metric.estimate.mean;
    }
    return kNothing;
}

}  // namespace

std::vector<std::string> harmFigures()
{
    return {kOffered,       kCompleted,      "late",     "compensated", "rejected", "inconsistent", "in_flight", "accepted",
            "offered@fault", "accepted@fault", "recovery", "drain",       "backlog.max"};
}

MatrixCell harmOf(const DesignReport& baseline, const DesignReport& broken, const FaultWindow& window,
                  const spec::RunSettings& run)
{
    MatrixCell cell;
    cell.design = broken.design;
    cell.harmedHalfWidth = kNothing;
    const Span span = spanOf(window, run);
    const std::vector<std::string> flows = flowsOf(baseline);
    cell.total = harmOf("", Sums(baseline, flows), Sums(broken, flows), span, cell.harmedHalfWidth);
    for (const std::string& flow : flows) {
        double ignored = kNothing;
        cell.flows.push_back(harmOf(flow, Sums(baseline, {flow}), Sums(broken, {flow}), span, ignored));
    }
    cell.effect = effectOf(cell.total);
    cell.recovery = timeToMend(broken, "recovery");
    cell.drain = timeToMend(broken, "drain");
    cell.backlog = faultFigure(broken, "backlog.max");
    cell.fingerprints = broken.fingerprints;
    return cell;
}

double successOf(const DesignReport& design)
{
    const Sums sums(design, flowsOf(design));
    const double offered = sums.mean(kOffered);
    return offered > 0 ? (sums.mean(kCompleted) - sums.mean("late")) / offered : kNothing;
}

double acceptedOf(const DesignReport& design) { return Sums(design, flowsOf(design)).acceptedDuring(""); }

}  // namespace stormglass::experiments
