// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/report_builder.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/expectations.h"
#include "models/analysis/verdict.h"

#include <algorithm>

namespace stormglass::analysis {
namespace {

using namespace results;

DesignReport toDesignReport(DesignRuns runs)
{
    DesignReport report;
    if (!runs.results.empty())
        report = aggregateRuns(std::move(runs.results));
    report.design = runs.design;
    report.failures.insert(report.failures.end(), runs.failures.begin(), runs.failures.end());
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
    report.version = identity.version;
    report.scenario = scenario.name;
    report.scenarioHash = identity.scenarioHash;
    report.seed = scenario.run.seed;
    report.replications = scenario.run.replications;
    report.duration = toSeconds(scenario.run.duration);
    report.warmUp = toSeconds(scenario.run.warmUp);
    report.isPartial = isAnyPartial(runs);
    for (DesignRuns& design : runs)
        report.designs.push_back(toDesignReport(std::move(design)));
    for (DesignReport& design : report.designs) {
        design.expectations = evaluateExpectations(scenario, design);
        design.verdict = verdictOn(design, report.designs.front(), scenario);
        if (&design == &report.designs.front())
            continue;
        const std::vector<PairedDifference> differences = comparePaired(report.designs.front(), design);
        report.differences.insert(report.differences.end(), differences.begin(), differences.end());
    }
    return report;
}

}  // namespace stormglass::analysis
