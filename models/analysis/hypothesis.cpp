// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/hypothesis.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/figure_text.h"
#include "models/spec/expectation_text.h"

#include <algorithm>
#include <cmath>

namespace stormglass::analysis {
namespace {

using namespace results;

std::string valueText(double value, const spec::ParsedExpectation& line)
{
    if (std::isnan(value))
        return "nothing was measured";
    const MetricInfo* info = findMetric(line.metric);
    const bool isShare = line.unit == spec::ThresholdUnit::Share;
    return figureToText(value, isShare ? Unit::Ratio : info == nullptr ? Unit::Number : info->unit);
}

/// "43 % at worst in 20 of 90 windows, first by 31 s, for 12 s at the longest"
std::string windowsText(const HypothesisResult& result, const spec::ParsedExpectation& line)
{
    const std::string windows = std::to_string(result.windows) + (result.windows == 1 ? " window" : " windows");
    if (result.windows == 0)
        return "nothing was measured";
    if (result.deviating == 0)
        return valueText(result.found, line) + " at worst in " + windows;
    return valueText(result.found, line) + " at worst; deviated in " + std::to_string(result.deviating) + " of " + windows
        + ", first by " + figureToText(result.firstDeviation, Unit::Seconds) + ", for "
        + figureToText(result.longestDeviation, Unit::Seconds) + " at the longest";
}

/// "43 % at worst; deviated in 2 of 5 replications"
std::string baselineText(const HypothesisResult& result, const spec::ParsedExpectation& line, std::size_t replications)
{
    if (result.deviating == 0 || replications == 1)
        return valueText(result.found, line);
    return valueText(result.found, line) + " at worst; deviated in " + std::to_string(result.deviating) + " of "
        + std::to_string(replications) + " replications";
}

/// Whether a run had reason to check it: without a baseline there were no faults, and nothing after them.
bool isCheckedBy(const RunResult& run, CheckMoment moment)
{
    return moment == CheckMoment::Before || !run.experiment.isCalledOff();
}

/// The same check of every replication as one.
HypothesisResult joinChecks(std::span<const RunResult> runs, std::size_t index)
{
    const HypothesisCheck& first = runs.front().experiment.checks[index];
    HypothesisResult result{.that = first.that, .moment = first.moment, .foundText = {}};
    const Result<spec::ParsedExpectation> parsed = spec::readExpectation(first.that);
    if (!parsed)
        return result;
    const spec::ParsedExpectation& line = parsed.value();
    std::vector<double> found;
    for (const RunResult& run : runs) {
        const HypothesisCheck& check = run.experiment.checks[index];
        if (!isCheckedBy(run, check.moment))
            continue;
        result.windows += check.windows;
        result.deviating += check.deviating;
        result.longestDeviation = std::max(result.longestDeviation, check.longestDeviation);
        if (!(result.firstDeviation <= check.firstDeviation))
            result.firstDeviation = std::isnan(check.firstDeviation) ? result.firstDeviation : check.firstDeviation;
        if (spec::isFarther(check.found, result.found, line))
            result.found = check.found;
        found.push_back(check.found);
    }
    if (first.moment == CheckMoment::Before) {
        result.holds = result.windows == runs.size() && result.deviating == 0;
        result.foundText = baselineText(result, line, runs.size());
    } else if (first.moment == CheckMoment::After) {
        result.found = estimateOf(std::move(found)).mean;
        result.holds = spec::holds(result.found, line.comparison, line.threshold);
        result.foundText = valueText(result.found, line);
    } else {
        result.holds = result.windows > 0 && result.deviating == 0;
        result.foundText = windowsText(result, line);
    }
    return result;
}

void tellAborts(std::span<const RunResult> runs, ExperimentReport& report)
{
    const RunResult* first = nullptr;
    std::size_t count = 0;
    for (const RunResult& run : runs) {
        if (!run.experiment.isAborted())
            continue;
        ++count;
        first = first == nullptr ? &run : first;
    }
    if (first == nullptr)
        return;
    report.status = RunStatus::Aborted;
    std::string reason = first->experiment.abortedBy + " deviated for too long, so the faults were mended at "
        + figureToText(first->experiment.abortedAt, Unit::Seconds);
    if (runs.size() > 1)
        reason += " (" + std::to_string(count) + " of " + std::to_string(runs.size()) + " replications)";
    report.reasons.push_back(std::move(reason));
}

void worsen(ExperimentReport& report, RunStatus status, std::string reason)
{
    report.status = std::max(report.status, status);
    report.reasons.push_back(std::move(reason));
}

/// Without a baseline there is nothing to compare with, so that no fault began.
std::string brokenBaseline(const HypothesisResult& line)
{
    return "the steady state was not there before the faults: expected " + line.that + ", found " + line.foundText
        + "; so they did not take place";
}

}  // namespace

ExperimentReport summariseExperiment(std::span<const RunResult> runs)
{
    ExperimentReport report;
    if (runs.empty())
        return report;
    report.phases = runs.front().experiment.phases;
    const auto& checks = runs.front().experiment.checks;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        if (std::ranges::any_of(runs, [&](const RunResult& run) { return isCheckedBy(run, checks[i].moment); }))
            report.hypothesis.push_back(joinChecks(runs, i));
    }
    report.isCalledOff = std::ranges::all_of(runs, [](const RunResult& run) { return run.experiment.isCalledOff(); });
    tellAborts(runs, report);
    return report;
}

void settleStatus(DesignReport& design, std::span<const std::string> idleFaults, bool isPartial)
{
    ExperimentReport& report = design.experiment;
    if (!design.failures.empty())
        report.status = RunStatus::Failed;  // they are told of by themselves
    for (const HypothesisResult& line : report.hypothesis) {
        const bool hadNoTime = isPartial && line.windows == 0;
        if (line.holds || hadNoTime)
            continue;
        if (line.moment == CheckMoment::Before) {
            worsen(report, RunStatus::Failed, brokenBaseline(line));
            continue;
        }
        report.hasDeviated = true;
    }
    for (const std::string& fault : idleFaults)
        worsen(report, RunStatus::Failed, "the fault " + fault + " never began");
    if (isPartial)
        worsen(report, RunStatus::Interrupted, "the run was stopped before its end");
    // Nothing was tried, so nothing has deviated from the steady state.
    report.hasDeviated = !report.isCalledOff
        && (report.hasDeviated
            || std::ranges::any_of(design.expectations, [](const ExpectationResult& line) { return !line.holds; }));
    if (report.hasDeviated)
        report.status = std::max(report.status, RunStatus::Deviated);
}

void settleStatus(Report& report)
{
    for (const DesignReport& design : report.designs) {
        report.status = std::max(report.status, design.experiment.status);
        report.hasDeviated = report.hasDeviated || design.experiment.hasDeviated;
    }
    if (report.isPartial)
        report.status = std::max(report.status, RunStatus::Interrupted);
}

}  // namespace stormglass::analysis
