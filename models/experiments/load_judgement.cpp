// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/load_judgement.h"

#include "models/analysis/figure_text.h"
#include "models/experiments/harm.h"
#include "models/experiments/judged_expectations.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace stormglass::experiments {
namespace {

using namespace results;

/// Sum over the flows of the mean of a series between two instants; 0 where there is nothing.
double levelOf(const DesignReport& design, std::string_view name, Duration from, Duration to)
{
    double sum = 0;
    for (const Series& series : design.series) {
        if (series.kind != SubjectKind::Flow || series.name != name)
            continue;
        const auto first = static_cast<std::size_t>(std::ceil(toSeconds(from) / series.window));
        const auto last = std::min(static_cast<std::size_t>(toSeconds(to) / series.window), series.values.size());
        double total = 0;
        for (std::size_t i = first; i < last; ++i)
            total += std::isnan(series.values[i]) ? 0 : series.values[i];
        sum += last > first ? total / static_cast<double>(last - first) : 0;
    }
    return sum;
}

/// Largest or total of a figure over the flows; NaN: no flow has it.
template <class Join>
double overFlows(const DesignReport& design, std::string_view name, Join join)
{
    double joined = kNothing;
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind == SubjectKind::Flow && metric.name == name && !std::isnan(metric.estimate.mean))
            joined = std::isnan(joined) ? metric.estimate.mean : join(joined, metric.estimate.mean);
    }
    return joined;
}

double largestOf(const DesignReport& design, std::string_view name)
{
    return overFlows(design, name, [](double a, double b) { return std::max(a, b); });
}

double totalOf(const DesignReport& design, std::string_view name) { return overFlows(design, name, std::plus{}); }

/// Over all completed flows.
double meanCompletion(const DesignReport& design)
{
    double sum = 0;
    double flows = 0;
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind != SubjectKind::Flow || metric.name != "completion.mean" || std::isnan(metric.estimate.mean))
            continue;
        const auto samples = static_cast<double>(metric.estimate.samples);
        sum += metric.estimate.mean * samples;
        flows += samples;
    }
    return flows > 0 ? sum / flows : kNothing;
}

/// The subject of this kind with the largest figure, and that figure.
void nameLargest(const DesignReport& design, SubjectKind kind, std::string_view name, std::string& subject, double& value)
{
    for (const ReportedMetric& metric : design.metrics) {
        if (metric.kind == kind && metric.name == name && metric.estimate.mean > value) {
            value = metric.estimate.mean;
            subject = metric.subject;
        }
    }
}

/// Unfinished flows that are added, per flow offered; see kMostGrowth.
double growthOf(const DesignReport& design, const spec::RunSettings& run)
{
    const Duration quarter = (run.duration - run.warmUp) / 4;
    const double early = levelOf(design, "unfinished", run.warmUp + quarter, run.warmUp + 2 * quarter);
    const double late = levelOf(design, "unfinished", run.warmUp + 3 * quarter, run.duration);
    const double offered = levelOf(design, "offered", run.warmUp + quarter, run.duration) * 2 * toSeconds(quarter);
    return offered > 0 ? (late - early) / offered : 0;
}

std::string findLoadObstacle(const LoadCriteria& criteria, const spec::RunSettings& run, const DesignReport& design)
{
    for (const ExpectationResult& result : judgeWithoutFaults(criteria.expectations, design)) {
        if (!result.holds)
            return result.that + ", found " + result.foundText;
    }
    if (const double growth = growthOf(design, run); growth > kMostGrowth)
        return "flows pile up: " + analysis::figureToText(growth, Unit::Ratio) + " of those offered";
    if (const double success = successOf(design); criteria.expectations.empty() && !(success >= kLeastSuccess))
        return "completed in deadline: " + analysis::figureToText(success, Unit::Ratio);
    return {};
}

/// " (sync, choreography)"; nothing for an expectation of all designs.
std::string designsInWords(const spec::Expectation& expectation)
{
    std::string names;
    for (const std::string& design : expectation.designs)
        names += (names.empty() ? " (" : ", ") + design;
    return names.empty() ? names : names + ")";
}

}  // namespace

std::vector<std::string> LoadCriteria::inWords() const
{
    std::vector<std::string> words;
    for (const spec::Expectation& expectation : expectations)
        words.push_back(expectation.that + designsInWords(expectation));
    if (expectations.empty())
        words.push_back("at least " + analysis::figureToText(kLeastSuccess, Unit::Ratio) + " of the flows complete in their deadline");
    words.push_back("unfinished flows do not pile up");
    return words;
}

LoadCriteria loadCriteria(const spec::Scenario& scenario)
{
    LoadCriteria criteria{judgedExpectations(scenario).judged};
    std::erase_if(criteria.expectations, [](const spec::Expectation& expectation) { return !needsNoFault(expectation); });
    return criteria;
}

LoadPoint judgeLoad(const LoadCriteria& criteria, const spec::RunSettings& run, double load, const DesignReport& design)
{
    LoadPoint point;
    point.load = load;
    point.offered = totalOf(design, "offered.rate");
    point.goodput = totalOf(design, "goodput");
    point.ackP99 = largestOf(design, "ack.p99");
    point.completion = meanCompletion(design);
    point.completionP99 = largestOf(design, "completion.p99");
    nameLargest(design, SubjectKind::Component, "utilisation", point.busiest, point.utilisation);
    nameLargest(design, SubjectKind::Channel, "depth.mean", point.fullest, point.depth);
    point.obstacle = findLoadObstacle(criteria, run, design);
    point.isSustained = point.obstacle.empty();
    return point;
}

bool hasComeBack(const DesignReport& design, const spec::RunSettings& run, Duration triggerAt, Duration triggerEnd)
{
    const Duration from = triggerEnd + 3 * (run.duration - triggerEnd) / 4;
    const auto shareBetween = [&](std::string_view name, Duration begin, Duration end) {
        const double offered = levelOf(design, "offered", begin, end);
        return offered > 0 ? levelOf(design, name, begin, end) / offered : kNothing;
    };
    for (const std::string_view name : {"accepted", "completed"}) {
        const double before = shareBetween(name, run.warmUp, triggerAt);
        const double after = shareBetween(name, from, run.duration);
        if (after < std::min(before, 1.0) - kMostMissing)
            return false;
    }
    return true;
}

std::vector<std::string> loadFigures(const LoadCriteria& criteria)
{
    std::vector<std::string> figures{"offered.rate", "goodput", "ack.p99", "completion.mean", "completion.p99", "utilisation", "depth.mean",
                                     "unfinished", "offered", "accepted", "completed"};
    for (const std::vector<std::string>& more : {harmFigures(), decidingFigures(criteria.expectations)})
        figures.insert(figures.end(), more.begin(), more.end());
    return figures;
}

}  // namespace stormglass::experiments
