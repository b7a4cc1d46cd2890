// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/saga_sweep.h"

#include "models/analysis/aggregate.h"

#include <algorithm>
#include <cmath>

namespace stormglass::experiments {
namespace {

using namespace results;

/// Numbers of flows, over all flows of a scenario.
class Counts {
public:
    explicit Counts(const DesignReport& design) : m_design(design) { }

    [[nodiscard]] double operator()(std::string_view name) const
    {
        double sum = 0;
        for (const ReportedMetric& metric : m_design.metrics) {
            if (metric.kind == SubjectKind::Flow && metric.name == name && !std::isnan(metric.estimate.mean))
                sum += metric.estimate.mean;
        }
        return sum;
    }

private:
    const DesignReport& m_design;
};

/// Whether all figures of flows are the same to the last digit: the disturbance found nothing to disturb.
bool areAlike(const DesignReport& baseline, const DesignReport& disturbed)
{
    const auto isSame = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return std::ranges::all_of(baseline.metrics, [&](const ReportedMetric& metric) {
        const Estimate* other = analysis::findEstimate(disturbed, metric.subject, metric.name);
        return metric.kind != SubjectKind::Flow
            || (other != nullptr && std::ranges::equal(metric.estimate.replications, other->replications, isSame));
    });
}

/// The worst of what became of more flows than without the disturbance.
std::string outcomeOf(const SagaCell& cell)
{
    if (cell.inconsistent > 0 || cell.open > 0)
        return "inconsistent";
    return cell.lost > 0 ? "lost" : cell.compensated > 0 ? "compensated" : "completed";
}

DesignReport sweptReport(analysis::DesignRuns runs)
{
    DesignReport report;
    if (!runs.results.empty())
        report = analysis::aggregateRuns(std::move(runs.results));
    report.failures.insert(report.failures.end(), runs.failures.begin(), runs.failures.end());
    return report;
}

SagaCell sagaCell(const DesignReport& baseline, const DesignReport& disturbed)
{
    SagaCell cell{.outcome = "unknown", .failures = disturbed.failures};
    if (baseline.metrics.empty() || disturbed.metrics.empty())
        return cell;
    cell.outcome = "not met";
    if (areAlike(baseline, disturbed))
        return cell;
    const Counts before(baseline);
    const Counts after(disturbed);
    const auto more = [&](std::string_view name) { return after(name) - before(name); };
    cell.completed = more("completed");
    cell.compensated = more("compensated");
    cell.lost = more("rejected");
    cell.inconsistent = more("inconsistent");
    cell.doubled = more("doubled");
    cell.open = more("in_flight");
    cell.repeated = more("duplicates");
    cell.outcome = outcomeOf(cell);
    return cell;
}

}  // namespace

std::vector<std::string> sagaFigures()
{
    return {"completed", "compensated", "rejected", "inconsistent", "doubled",
            "in_flight", "duplicates",  "messages", "ack.mean",     "completion.mean"};
}

SagaSweep buildSagaSweep(const spec::Scenario& scenario, const analysis::ReportIdentity& identity, const SagaPlan& plan,
                         std::vector<analysis::DesignRuns> baselines, std::vector<std::vector<analysis::DesignRuns>> runs)
{
    SagaSweep sweep;
    analysis::identifyRuns(sweep, scenario, identity);
    sweep.leftOut = plan.leftOut;
    std::vector<DesignReport> undisturbed;
    for (std::size_t column = 0; column < plan.columns.size(); ++column) {
        const DesignReport& report = undisturbed.emplace_back(sweptReport(std::move(baselines[column])));
        const SweptDesign& swept = plan.columns[column];
        sweep.columns.push_back({swept.design, std::string(wordOf(swept.without)), report.failures});
    }
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        const Disturbance& disturbance = plan.rows[row];
        SagaRow& swept = sweep.rows.emplace_back(SagaRow{disturbance.flow, disturbance.step, disturbance.name, {}});
        for (std::size_t column = 0; column < plan.columns.size(); ++column) {
            if (disturbance.faults[column])
                swept.cells.push_back(sagaCell(undisturbed[column], sweptReport(std::move(runs[row][column]))));
            else
                swept.cells.push_back(SagaCell{.outcome = "none", .failures = {}});
        }
    }
    return sweep;
}

}  // namespace stormglass::experiments
