// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/expectations.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/figure_text.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stormglass::analysis {
namespace {

using namespace results;

using results::kNothing;

/// What an expectation is compared with.
struct Found {
    double value = kNothing;
    std::string text = "nothing was measured";
};

std::string quantityText(double value, const std::string& metric)
{
    const MetricInfo* info = findMetric(metric);
    return figureToText(value, info == nullptr ? Unit::Number : info->unit);
}

/// "of all messages" is about channels, "of all sagas" about flows; the metric tells which.
SubjectKind kindOf(const std::string& metric)
{
    const auto has = [&](std::span<const MetricInfo> metrics) {
        const std::string_view plain = std::string_view(metric).substr(0, metric.find('@'));
        return std::any_of(metrics.begin(), metrics.end(), [&](const MetricInfo& info) { return info.name == plain; });
    };
    return has(channelMetrics()) && !has(flowMetrics()) ? SubjectKind::Channel : SubjectKind::Flow;
}

/// The sum over all flows or all channels. A design without channels has lost no messages: the sum is 0 then.
Found sumOver(const DesignReport& design, const std::string& metric)
{
    const SubjectKind kind = kindOf(metric);
    double sum = kind == SubjectKind::Channel && !design.metrics.empty() ? 0 : kNothing;
    for (const ReportedMetric& reported : design.metrics) {
        if (reported.kind == kind && reported.name == metric)
            sum = (std::isnan(sum) ? 0 : sum) + reported.estimate.mean;
    }
    return std::isnan(sum) ? Found{} : Found{sum, quantityText(sum, metric)};
}

/// A time to recover that some replications lack is one that never came, which a mean over the others would hide.
Found recoveryFigure(const Estimate& estimate, const std::string& metric)
{
    const auto missing = std::count_if(estimate.replications.begin(), estimate.replications.end(),
                                       [](double value) { return std::isnan(value); });
    if (missing == 0)
        return {estimate.mean, quantityText(estimate.mean, metric)};
    const std::string share = estimate.replications.size() == 1
        ? std::string()
        : " in " + std::to_string(missing) + " of " + std::to_string(estimate.replications.size()) + " replications";
    return {kNothing, "not before the end of the run" + share};
}

Found findFigure(const DesignReport& design, const std::string& subject, const std::string& metric)
{
    if (subject.empty())
        return sumOver(design, metric);
    for (const ReportedMetric& reported : design.metrics) {
        if (reported.subject != subject || reported.name != metric)
            continue;
        if (reported.kind == SubjectKind::Fault)
            return recoveryFigure(reported.estimate, metric);
        if (!std::isnan(reported.estimate.mean))
            return {reported.estimate.mean, quantityText(reported.estimate.mean, metric)};
    }
    return {};
}

/// The count that a count can be a share of; empty: a metric that is no count.
std::string wholeOf(const std::string& metric)
{
    const auto has = [&](std::span<const MetricInfo> metrics) {
        return std::any_of(metrics.begin(), metrics.end(),
                           [&](const MetricInfo& info) { return info.name == metric && info.unit == Unit::Count; });
    };
    return has(flowMetrics()) ? "offered" : has(componentMetrics()) ? "arrivals" : has(channelMetrics()) ? "published" : "";
}

/// "compensated(order) < 5%" speaks of a count as a share.
Found findShare(const DesignReport& design, const spec::ParsedExpectation& line, const std::string& phase)
{
    const Found part = findFigure(design, line.subject, line.metric + phase);
    const Found whole = findFigure(design, line.subject, wholeOf(line.metric) + phase);
    if (std::isnan(part.value) || !(whole.value > 0))
        return {};
    const double share = part.value / whole.value;
    return {share, figureToText(share, Unit::Ratio)};
}

ExpectationResult evaluate(const spec::Expectation& expectation, const DesignReport& design)
{
    ExpectationResult result{.that = expectation.that, .during = expectation.during, .foundText = {}};
    const Result<spec::ParsedExpectation> parsed = spec::readExpectation(expectation.that);
    if (!parsed) {
        result.found = kNothing;
        result.foundText = parsed.message();
        return result;
    }
    const spec::ParsedExpectation& line = parsed.value();
    const std::string phase = expectation.during.empty() ? "" : "@" + expectation.during;
    const bool isShareOfCount = line.unit == spec::ThresholdUnit::Share && !wholeOf(line.metric).empty();
    const Found found = isShareOfCount ? findShare(design, line, phase)
                                       : findFigure(design, line.subject, line.metric + phase);
    result.found = found.value;
    result.foundText = found.text;
    result.holds = spec::holds(found.value, line.comparison, line.threshold);
    return result;
}

}  // namespace

std::vector<ExpectationResult> evaluateExpectations(const spec::Scenario& scenario, const DesignReport& design)
{
    std::vector<ExpectationResult> results;
    for (const spec::Expectation& expectation : scenario.expect) {
        const std::vector<std::string>& designs = expectation.designs;
        if (designs.empty() || std::find(designs.begin(), designs.end(), design.design) != designs.end())
            results.push_back(evaluate(expectation, design));
    }
    return results;
}

}  // namespace stormglass::analysis
