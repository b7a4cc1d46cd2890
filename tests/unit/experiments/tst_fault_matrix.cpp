// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/harm.h"
#include "models/experiments/judged_expectations.h"
#include "models/experiments/matrix.h"
#include "tests/unit/experiments/small_system.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::experiments;
using namespace stormglass::results;

/// What is said of a fault, from figures that are made up.
class FaultMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void sharesAreOfTheFlowsThatBeganMeanwhile();
    void harmMayOutliveTheFault();
    void flowsThatOnlyWaitAreDelayed();
    void fewLostFlowsAreHarm();
    void anyStuckFlowIsHarm();
    void timesToMendAreUnknownIfOneReplicationNeverMends();
    void worstRowsStandFirst();
    void singlePointsAreThoseThatStopMostFlows();
    void cellWithoutARunIsUnknown();
    void expectationsAreJudgedIfAskedFor();
    void expectationsOfFurtherFaultsAreNotJudged();
};

namespace {

constexpr double kRate = 10;  ///< Flows a second, from second 0 to 60.
const FaultWindow kWindow{.at = 20s, .lasting = 20s};

/// A run in which so many flows complete each second while the fault lasts, and 10 otherwise.
struct MadeUp {
    double completedMeanwhile = kRate;
    double completed = 540;  ///< After 6 s of warm-up.
    double late = 0;
    double rejected = 0;
    double inconsistent = 0;
    double compensated = 0;
    double recovery = 1;
    std::int64_t replication = 0;

    [[nodiscard]] RunResult result(const std::string& design) const
    {
        RunResult run;
        run.design = design;
        run.replication = replication;
        const auto add = [&](SubjectKind kind, const char* subject, const char* name, double value) {
            run.metrics.push_back({kind, subject, name, value, 1});
        };
        for (const auto& [name, value] : {std::pair("offered", 540.0), std::pair("completed", completed), std::pair("late", late),
                                          std::pair("rejected", rejected), std::pair("inconsistent", inconsistent),
                                          std::pair("in_flight", 0.0), std::pair("compensated", compensated),
                                          std::pair("accepted", 1.0), std::pair("offered@fault", 200.0),
                                          std::pair("accepted@fault", completedMeanwhile / kRate)})
            add(SubjectKind::Flow, "order", name, value);
        add(SubjectKind::Fault, "crash-stock", "recovery", recovery);
        add(SubjectKind::Fault, "crash-stock", "drain", recovery);
        add(SubjectKind::Fault, "crash-stock", "backlog.max", 7);
        std::vector<double> series(60, kRate);
        run.series.push_back({SubjectKind::Flow, "order", "offered", 1, series});
        std::fill(series.begin() + 20, series.begin() + 40, completedMeanwhile);
        run.series.push_back({SubjectKind::Flow, "order", "completed", 1, series});
        return run;
    }
};

analysis::DesignRuns runsOf(const std::vector<MadeUp>& replications, const std::string& design = "sync")
{
    analysis::DesignRuns runs{.design = design, .results = {}, .failures = {}};
    for (const MadeUp& replication : replications)
        runs.results.push_back(replication.result(design));
    return runs;
}

/// The cell of one fault in one design.
MatrixCell cellOf(const MadeUp& broken, const MadeUp& baseline = {})
{
    const spec::Scenario scenario = test::smallSystem();
    const MatrixChoice choice{.kinds = {"crash"}, .victims = {"stock"}, .window = kWindow};
    const MatrixPlan plan = planMatrix(scenario, choice);
    return buildMatrix(scenario, {}, choice, plan, {{runsOf({baseline})}, {{runsOf({broken})}}}).rows.at(0).cells.at(0);
}

/// A matrix of one design with a row for each of these victims.
FaultMatrix matrixOf(const spec::Scenario& scenario, MatrixChoice choice, const std::vector<MadeUp>& rows)
{
    const MatrixPlan plan = planMatrix(scenario, choice);
    MatrixRuns runs{.baseline = {runsOf({MadeUp{}})}, .rows = {}};
    for (const MadeUp& row : rows)
        runs.rows.push_back({runsOf({row})});
    return buildMatrix(scenario, {}, choice, plan, std::move(runs));
}

}  // namespace

void FaultMatrixTest::sharesAreOfTheFlowsThatBeganMeanwhile()
{
    // 200 flows begin meanwhile. Without the fault 10 of all are undone, and with it as many.
    const MatrixCell cell = cellOf({.completedMeanwhile = 0, .completed = 330, .rejected = 160, .compensated = 10},
                                   {.completed = 530, .compensated = 10});

    QCOMPARE(cell.total.harmed, 1.0);
    QCOMPARE(cell.total.lost, 0.8);
    QCOMPARE(cell.total.compensated, 0.0);
    QCOMPARE(cell.total.stopped, 1.0);
    QCOMPARE(cell.total.accepted, 0.0);
    QCOMPARE(cell.backlog, 7.0);
    QCOMPARE(cell.effect, std::string("stops"));
    QCOMPARE(cell.flows.at(0).harmed, 1.0);
}

void FaultMatrixTest::harmMayOutliveTheFault()
{
    QCOMPARE(cellOf({.completedMeanwhile = 0, .completed = 240, .rejected = 300}).total.harmed, 1.5);
}

void FaultMatrixTest::flowsThatOnlyWaitAreDelayed()
{
    const MatrixCell cell = cellOf({.completedMeanwhile = 2});

    QCOMPARE(cell.effect, std::string("delays"));
    QCOMPARE(cell.total.harmed, 0.0);
    QVERIFY(std::abs(cell.total.stopped - 0.8) < 1e-9);
}

void FaultMatrixTest::fewLostFlowsAreHarm()
{
    QCOMPARE(cellOf({.completed = 536, .rejected = 4}).effect, std::string("harms"));
    QCOMPARE(cellOf({.completed = 539, .rejected = 1}).effect, std::string("none"));
}

void FaultMatrixTest::anyStuckFlowIsHarm()
{
    QCOMPARE(cellOf({.completed = 539, .inconsistent = 1}).effect, std::string("harms"));
}

void FaultMatrixTest::timesToMendAreUnknownIfOneReplicationNeverMends()
{
    const spec::Scenario scenario = test::smallSystem();
    const MatrixChoice choice{.kinds = {"crash"}, .victims = {"stock"}, .window = kWindow};
    const std::vector<MadeUp> broken{{.recovery = 3, .replication = 0}, {.recovery = kNothing, .replication = 1}};
    const std::vector<MadeUp> baseline{{.replication = 0}, {.replication = 1}};

    const FaultMatrix matrix = buildMatrix(scenario, {}, choice, planMatrix(scenario, choice), {{runsOf(baseline)}, {{runsOf(broken)}}});

    QVERIFY(std::isnan(matrix.rows.at(0).cells.at(0).recovery));
    QCOMPARE(matrix.rows.at(0).cells.at(0).harmedHalfWidth, 0.0);
}

void FaultMatrixTest::worstRowsStandFirst()
{
    const MatrixChoice choice{.kinds = {"crash"}, .victims = {"payment", "orders", "stock"}, .window = kWindow};

    const FaultMatrix matrix = matrixOf(test::smallSystem(), choice, {{}, {.completedMeanwhile = 0}, {.completed = 500, .rejected = 40}});

    QCOMPARE(matrix.rows.at(0).victim, std::string("stock"));
    QCOMPARE(matrix.rows.at(1).victim, std::string("orders"));
    QCOMPARE(matrix.rows.at(2).victim, std::string("payment"));
}

void FaultMatrixTest::singlePointsAreThoseThatStopMostFlows()
{
    const MatrixChoice choice{.kinds = {"crash"}, .victims = {"payment", "orders", "stock"}, .window = kWindow};
    const MadeUp lost{.completedMeanwhile = 0, .completed = 340, .rejected = 200};

    const FaultMatrix matrix = matrixOf(test::smallSystem(), choice, {{.completedMeanwhile = 6}, {.completedMeanwhile = 1}, lost});

    QCOMPARE(matrix.designs.at(0).singlePoints, (std::vector<std::string>{"stock", "orders"}));
    QCOMPARE(matrix.designs.at(0).success, 1.0);
}

void FaultMatrixTest::cellWithoutARunIsUnknown()
{
    const spec::Scenario scenario = test::smallSystem();
    const MatrixChoice choice{.kinds = {"crash"}, .victims = {"stock"}, .window = kWindow};
    analysis::DesignRuns failed{.design = "sync", .results = {}, .failures = {"the run ended with code 1"}};

    const FaultMatrix matrix = buildMatrix(scenario, {}, choice, planMatrix(scenario, choice), {{runsOf({MadeUp{}})}, {{failed}}});

    QCOMPARE(matrix.rows.at(0).cells.at(0).effect, std::string("unknown"));
    QCOMPARE(matrix.rows.at(0).cells.at(0).failures.size(), std::size_t{1});
    QVERIFY(matrix.designs.at(0).singlePoints.empty());
}

void FaultMatrixTest::expectationsAreJudgedIfAskedFor()
{
    spec::Scenario scenario = test::smallSystem();
    scenario.expect = {{.that = "rejected(order) == 0", .designs = {}, .during = {}},
                       {.that = "accepted(order) > 99%", .designs = {}, .during = "fault"},
                       {.that = "late(order) == 0", .designs = {}, .during = "before"}};
    MatrixChoice choice{.kinds = {"crash"}, .victims = {"stock"}, .window = kWindow};

    const FaultMatrix silent = matrixOf(scenario, choice, {{.rejected = 4}});
    choice.areExpectationsJudged = true;
    const FaultMatrix judged = matrixOf(scenario, choice, {{.rejected = 4}});

    QVERIFY(silent.rows.at(0).cells.at(0).expectations.empty());
    QCOMPARE(judged.designs.at(0).expectations.size(), std::size_t{2});  // not that of the fault
    QVERIFY(judged.designs.at(0).expectations.at(0).holds);
    QVERIFY(judged.designs.at(0).expectations.at(1).holds);  // all is before where there is no fault
    QVERIFY(!judged.rows.at(0).cells.at(0).expectations.at(0).holds);
    QVERIFY(judged.rows.at(0).cells.at(0).expectations.at(1).holds);
}

void FaultMatrixTest::expectationsOfFurtherFaultsAreNotJudged()
{
    spec::Scenario scenario;
    for (const char* that : {"success(order) > 90%", "recovery(after: first) < 5s", "drain(after: second) < 5s", "drain(after: first) < 5s"})
        scenario.expect.push_back({.that = that, .designs = {}, .during = {}});

    const JudgedExpectations split = judgedExpectations(scenario);

    QCOMPARE(split.faultName, std::string("first"));
    QCOMPARE(split.judged.size(), std::size_t{3});
    QCOMPARE(split.leftOut, (std::vector<std::string>{"drain(after: second) < 5s"}));
}

QTEST_APPLESS_MAIN(FaultMatrixTest)
#include "tst_fault_matrix.moc"
