// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/report_builder.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/expectations.h"
#include "models/analysis/hypothesis.h"
#include "models/analysis/verdict.h"

#include <algorithm>

namespace stormglass::analysis {
namespace {

using namespace results;

/// In the order of their replications, like everything that is told of them.
std::vector<RunResult> inOrder(std::vector<RunResult> runs)
{
    std::sort(runs.begin(), runs.end(), [](const RunResult& a, const RunResult& b) { return a.replication < b.replication; });
    return runs;
}

/// Faults that did not begin in some replication, if somebody relies on them: without a hypothesis that is a matter of chance.
std::vector<std::string> idleFaultsOf(const spec::Scenario& scenario, const std::vector<RunResult>& runs)
{
    std::vector<std::string> idle;
    for (const RunResult& run : runs) {
        for (const std::string& fault : run.experiment.idleFaults) {
            const bool isKnown = std::find(idle.begin(), idle.end(), fault) != idle.end();
            if (!scenario.experiment.hypothesis.empty() && !run.isPartial && !isKnown)
                idle.push_back(fault);
        }
    }
    return idle;
}

DesignReport toDesignReport(const spec::Scenario& scenario, DesignRuns runs)
{
    DesignReport report;
    runs.results = inOrder(std::move(runs.results));
    const bool isPartial
        = std::any_of(runs.results.begin(), runs.results.end(), [](const RunResult& run) { return run.isPartial; });
    const std::vector<std::string> idle = idleFaultsOf(scenario, runs.results);
    ExperimentReport experiment = summariseExperiment(runs.results);
    if (!runs.results.empty())
        report = aggregateRuns(std::move(runs.results));
    report.experiment = std::move(experiment);
    report.design = runs.design;
    report.failures.insert(report.failures.end(), runs.failures.begin(), runs.failures.end());
    report.expectations = evaluateExpectations(scenario, report);
    settleStatus(report, idle, isPartial);
    return report;
}

bool isAnyPartial(const std::vector<DesignRuns>& runs)
{
    return std::any_of(runs.begin(), runs.end(), [](const DesignRuns& design) {
        return std::any_of(design.results.begin(), design.results.end(),
                           [](const RunResult& result) { return result.isPartial; });
    });
}

}  // namespace

Report buildReport(const spec::Scenario& scenario, const ReportIdentity& identity, std::vector<DesignRuns> runs)
{
    Report report;
    identifyRuns(report, scenario, identity);
    report.isPartial = isAnyPartial(runs);
    for (DesignRuns& design : runs)
        report.designs.push_back(toDesignReport(scenario, std::move(design)));
    settleStatus(report);
    for (DesignReport& design : report.designs) {
        design.verdict = verdictOn(design, report.designs.front(), scenario);
        if (&design == &report.designs.front())
            continue;
        const std::vector<PairedDifference> differences = comparePaired(report.designs.front(), design);
        report.differences.insert(report.differences.end(), differences.begin(), differences.end());
    }
    return report;
}

}  // namespace stormglass::analysis
