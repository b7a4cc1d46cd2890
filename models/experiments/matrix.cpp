// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/matrix.h"

#include "models/analysis/aggregate.h"
#include "models/analysis/expectations.h"
#include "models/experiments/harm.h"
#include "models/experiments/judged_expectations.h"

#include <algorithm>

namespace stormglass::experiments {
namespace {

using namespace results;
using analysis::DesignRuns;

std::vector<Place> chosenPlaces(const spec::Scenario& scenario, const std::vector<std::string>& names)
{
    if (names.empty())
        return placesOf(scenario.topology);
    std::vector<Place> victims;
    for (const std::string& name : names) {
        if (const auto place = findPlace(scenario.topology, name))
            victims.push_back(*place);
    }
    return victims;
}

std::vector<std::string> chosenKinds(const std::vector<std::string>& names)
{
    if (!names.empty())
        return names;
    std::vector<std::string> kinds;
    for (const std::string_view kind : faultKinds())
        kinds.emplace_back(kind);
    return kinds;
}

/// All replications of one design as one; without results only what went wrong.
DesignReport reportOf(DesignRuns runs)
{
    DesignReport report;
    if (!runs.results.empty())
        report = analysis::aggregateRuns(std::move(runs.results));
    report.design = runs.design;
    report.failures.insert(report.failures.end(), runs.failures.begin(), runs.failures.end());
    return report;
}

class MatrixBuilder {
public:
    MatrixBuilder(const spec::Scenario& scenario, const MatrixChoice& choice)
        : m_scenario(scenario), m_choice(choice), m_expectations(judgedExpectations(scenario))
    {
    }

    void addBaselines(FaultMatrix& matrix, std::vector<DesignRuns> baselines)
    {
        for (DesignRuns& runs : baselines) {
            matrix.isPartial = matrix.isPartial || isPartial(runs);
            const DesignReport& design = m_baselines.emplace_back(reportOf(std::move(runs)));
            MatrixBaseline& baseline = matrix.designs.emplace_back();
            baseline.design = design.design;
            baseline.failures = design.failures;
            baseline.fingerprints = design.fingerprints;
            baseline.success = successOf(design);
            baseline.accepted = acceptedOf(design);
            if (m_choice.areExpectationsJudged && !design.metrics.empty())
                baseline.expectations = judgeWithoutFaults(withoutFaults(), design);
        }
        if (m_choice.areExpectationsJudged)
            matrix.notJudged = m_expectations.leftOut;
    }

    void addRow(FaultMatrix& matrix, const PlannedRow& planned, std::vector<DesignRuns> designs) const
    {
        MatrixRow& row = matrix.rows.emplace_back();
        row.victim = planned.victim.name;
        row.victimKind = wordOf(planned.victim.kind);
        row.fault = spec::kindOf(planned.fault);
        row.phrase = spec::phraseOf(planned.fault);
        for (std::size_t i = 0; i < designs.size(); ++i) {
            matrix.isPartial = matrix.isPartial || isPartial(designs[i]);
            row.cells.push_back(cellOf(m_baselines[i], reportOf(std::move(designs[i]))));
        }
    }

private:
    static bool isPartial(const DesignRuns& runs)
    {
        return std::ranges::any_of(runs.results, [](const RunResult& result) { return result.isPartial; });
    }

    [[nodiscard]] std::vector<spec::Expectation> withoutFaults() const
    {
        std::vector<spec::Expectation> expectations = m_expectations.judged;
        std::erase_if(expectations, [](const spec::Expectation& expectation) { return !needsNoFault(expectation); });
        return expectations;
    }

    [[nodiscard]] std::vector<ExpectationResult> judge(const DesignReport& design) const
    {
        spec::Scenario judged;
        judged.expect = m_expectations.judged;
        return analysis::evaluateExpectations(judged, design);
    }

    [[nodiscard]] MatrixCell cellOf(const DesignReport& baseline, const DesignReport& broken) const
    {
        MatrixCell cell;
        cell.design = broken.design;
        cell.effect = "unknown";
        cell.harmedHalfWidth = kNothing;
        if (!baseline.metrics.empty() && !broken.metrics.empty()) {
            cell = harmOf(baseline, broken, m_choice.window, m_scenario.run);
            if (m_choice.areExpectationsJudged)
                cell.expectations = judge(broken);
        }
        cell.failures = broken.failures;
        return cell;
    }

    const spec::Scenario& m_scenario;
    const MatrixChoice& m_choice;
    const JudgedExpectations m_expectations;
    std::vector<DesignReport> m_baselines;
};

/// Mean over the designs.
template <class Figure>
double meanOf(const MatrixRow& row, Figure figure)
{
    double sum = 0;
    for (const MatrixCell& cell : row.cells)
        sum += std::max(0.0, figure(cell));
    return row.cells.empty() ? 0 : sum / static_cast<double>(row.cells.size());
}

void putWorstFirst(FaultMatrix& matrix)
{
    std::ranges::stable_sort(matrix.rows, std::greater{}, [](const MatrixRow& row) {
        return std::pair(meanOf(row, [](const MatrixCell& cell) { return cell.total.harmed; }),
                         meanOf(row, [](const MatrixCell& cell) { return cell.total.stopped; }));
    });
}

void nameSinglePoints(FaultMatrix& matrix)
{
    for (std::size_t i = 0; i < matrix.designs.size(); ++i) {
        std::vector<std::pair<double, std::string>> points;
        for (const MatrixRow& row : matrix.rows) {
            if (row.cells[i].total.stopped >= kMostFlows)
                points.emplace_back(row.cells[i].total.harmed, row.victim);
        }
        std::ranges::stable_sort(points, std::greater{}, [](const auto& point) { return point.first; });
        std::vector<std::string>& names = matrix.designs[i].singlePoints;
        for (const auto& [harmed, name] : points) {
            if (std::ranges::find(names, name) == names.end())
                names.push_back(name);
        }
    }
}

/// How much the reason of a miss tells of the kind of fault itself: least where it speaks of the place.
int tellingOf(const Aim& miss, const Place& victim)
{
    const bool isOfPlace = miss.obstacle.find('"' + victim.name + '"') != std::string::npos
        || miss.obstacle.starts_with("it hits nothing of this sort");
    return miss.needsMore ? 3 : isOfPlace ? 1 : 2;
}

}  // namespace

MatrixPlan planMatrix(const spec::Scenario& scenario, const MatrixChoice& choice)
{
    MatrixPlan plan;
    const std::string name = judgedExpectations(scenario).faultName;
    const std::vector<std::string> kinds = chosenKinds(choice.kinds);
    std::vector<bool> doesHit(kinds.size());
    std::vector<std::string> reasons(kinds.size());
    std::vector<int> tellings(kinds.size());
    for (const Place& victim : chosenPlaces(scenario, choice.victims)) {
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            Aim aim = aimFault(scenario, kinds[i], victim, choice.window);
            if (aim.fault) {
                doesHit[i] = true;
                std::vector<spec::Fault> faults{std::move(*aim.fault)};
                nameFaults(faults, name);
                plan.rows.push_back({victim, std::move(faults.front())});
            } else if (const int telling = tellingOf(aim, victim); telling > tellings[i]) {
                tellings[i] = telling;
                reasons[i] = std::move(aim.obstacle);
            }
        }
    }
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (!doesHit[i])
            plan.leftOut.push_back({kinds[i], reasons[i]});
    }
    return plan;
}

FaultMatrix buildMatrix(const spec::Scenario& scenario, const analysis::ReportIdentity& identity, const MatrixChoice& choice,
                        const MatrixPlan& plan, MatrixRuns runs)
{
    FaultMatrix matrix;
    analysis::identifyRuns(matrix, scenario, identity);
    matrix.faultAt = toSeconds(choice.window.at);
    matrix.faultLasting = toSeconds(choice.window.lasting);
    matrix.leftOut = plan.leftOut;
    MatrixBuilder builder(scenario, choice);
    builder.addBaselines(matrix, std::move(runs.baseline));
    for (std::size_t i = 0; i < plan.rows.size(); ++i)
        builder.addRow(matrix, plan.rows[i], std::move(runs.rows[i]));
    putWorstFirst(matrix);
    nameSinglePoints(matrix);
    return matrix;
}

}  // namespace stormglass::experiments
