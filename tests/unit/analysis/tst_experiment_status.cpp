// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/report_builder.h"

#include <QTest>

namespace stormglass::analysis {

using namespace results;

namespace {

/// One line, checked before and after the faults and continuously; the values are shares of accepted orders.
RunResult runWithPhases(std::int64_t replication, double before, double after, std::uint64_t deviating = 0)
{
    RunResult run;
    run.design = "sync";
    run.replication = replication;
    run.metrics.push_back({SubjectKind::Flow, "order", "accepted", after, 100});
    run.experiment.phases = {{RunPhase::Baseline, 0, 5}, {RunPhase::Faults, 5, 10}};
    const std::string that = "accepted(order) >= 99%";
    run.experiment.checks = {
        {.that = that, .moment = CheckMoment::Before, .found = before, .windows = 1, .deviating = before < 0.99 ? 1U : 0U},
        {.that = that, .moment = CheckMoment::Continuously, .found = deviating > 0 ? 0.5 : 1.0, .windows = 10, .deviating = deviating,
         .firstDeviation = deviating > 0 ? 6.0 : kNothing, .longestDeviation = static_cast<double>(deviating)},
        {.that = that, .moment = CheckMoment::After, .found = after, .windows = 1, .deviating = after < 0.99 ? 1U : 0U}};
    return run;
}

Report reportOn(std::vector<RunResult> runs, const std::string& expectation = {})
{
    spec::Scenario scenario;
    scenario.designs.push_back({.name = "sync", .style = spec::RequestResponse{}});
    scenario.experiment.hypothesis.push_back({.that = "accepted(order) >= 99%", .designs = {}});
    if (!expectation.empty())
        scenario.expect.push_back({.that = expectation, .designs = {}, .during = {}});
    return buildReport(scenario, {}, {{"sync", std::move(runs), {}}});
}

std::string reasonsOf(const Report& report)
{
    std::string text;
    for (const std::string& reason : report.designs.front().experiment.reasons)
        text += reason + '\n';
    return text;
}

}  // namespace

class ExperimentStatusTest : public QObject {
    Q_OBJECT

private slots:
    void whatHoldsIsCompleted();
    void aDeviationAfterTheFaultsIsOne();
    void aWindowOfOneReplicationIsEnough();
    void aBrokenExpectationIsADeviation();
    void aDeviatingBaselineIsAFailure();
    void whatWasCalledOffHasNotDeviated();
    void eachReplicationNeedsItsBaseline();
    void checksOfOneWindowAreJudgedByTheMean();
    void anAbortedRunSaysWhenAndWhy();
    void aFaultThatNeverBeganIsAFailure();
    void anInterruptedRunIsNoPass();
    void theOrderOfTheRunsDoesNotMatter();
};

void ExperimentStatusTest::whatHoldsIsCompleted()
{
    const Report report = reportOn({runWithPhases(0, 1, 1)});

    QCOMPARE(report.status, RunStatus::Completed);
    QVERIFY(!report.hasDeviated);
    QCOMPARE(report.designs.front().experiment.phases.size(), 2U);
    QCOMPARE(report.designs.front().experiment.hypothesis.size(), 3U);
}

void ExperimentStatusTest::aDeviationAfterTheFaultsIsOne()
{
    const Report report = reportOn({runWithPhases(0, 1, 0.9)});

    QCOMPARE(report.status, RunStatus::Deviated);
    QVERIFY(report.hasDeviated);
    QCOMPARE(report.designs.front().experiment.hypothesis.back().foundText, std::string("90 %"));
}

void ExperimentStatusTest::aWindowOfOneReplicationIsEnough()
{
    const Report report = reportOn({runWithPhases(0, 1, 1), runWithPhases(1, 1, 1, 2)});

    const HypothesisResult& line = report.designs.front().experiment.hypothesis[1];
    QCOMPARE(report.status, RunStatus::Deviated);
    QCOMPARE(line.foundText, std::string("50 % at worst; deviated in 2 of 20 windows, first by 6 s, for 2 s at the longest"));
    QCOMPARE(line.firstDeviation, 6.0);
}

void ExperimentStatusTest::aBrokenExpectationIsADeviation()
{
    const Report report = reportOn({runWithPhases(0, 1, 1)}, "accepted(order) < 50%");

    QCOMPARE(report.status, RunStatus::Deviated);
    QVERIFY(report.hasDeviated);
}

void ExperimentStatusTest::aDeviatingBaselineIsAFailure()
{
    const Report report = reportOn({runWithPhases(0, 0.97, 1)});

    QCOMPARE(report.status, RunStatus::Failed);
    QVERIFY(!report.hasDeviated);
    QCOMPARE(reasonsOf(report), std::string("the steady state was not there before the faults: expected accepted(order) >= 99%, found "
                                            "97 %; so they did not take place\n"));
}

void ExperimentStatusTest::whatWasCalledOffHasNotDeviated()
{
    RunResult calledOff = runWithPhases(0, 0.97, 1);
    calledOff.experiment.calledOffBy = "accepted(order) >= 99%";
    calledOff.experiment.checks[1].windows = calledOff.experiment.checks[2].windows = 0;

    const Report report = reportOn({calledOff}, "accepted(order) < 50%");

    QCOMPARE(report.status, RunStatus::Failed);
    QVERIFY(!report.hasDeviated);
    QVERIFY(report.designs.front().experiment.isCalledOff);
    QCOMPARE(report.designs.front().experiment.hypothesis.size(), 1U);
}

void ExperimentStatusTest::eachReplicationNeedsItsBaseline()
{
    RunResult calledOff = runWithPhases(1, 0.985, 0.2);
    calledOff.experiment.calledOffBy = "accepted(order) >= 99%";

    const Report report = reportOn({runWithPhases(0, 1, 1), calledOff});

    QCOMPARE(report.status, RunStatus::Failed);
    QCOMPARE(reasonsOf(report), std::string("the steady state was not there before the faults: expected accepted(order) >= 99%, found "
                                            "98.5 % at worst; deviated in 1 of 2 replications; so they did not take place\n"));
    QCOMPARE(report.designs.front().experiment.hypothesis.back().found, 1.0);
}

void ExperimentStatusTest::checksOfOneWindowAreJudgedByTheMean()
{
    const Report report = reportOn({runWithPhases(0, 1, 0.985), runWithPhases(1, 1, 0.999)});

    QCOMPARE(report.status, RunStatus::Completed);
    QVERIFY(qFuzzyCompare(report.designs.front().experiment.hypothesis.back().found, 0.992));
}

void ExperimentStatusTest::anAbortedRunSaysWhenAndWhy()
{
    RunResult aborted = runWithPhases(1, 1, 1, 4);
    aborted.experiment.abortedAt = 9;
    aborted.experiment.abortedBy = "accepted(order) >= 99%";

    const Report report = reportOn({runWithPhases(0, 1, 1), aborted});

    QCOMPARE(report.status, RunStatus::Aborted);
    QVERIFY(report.hasDeviated);
    QCOMPARE(reasonsOf(report), std::string("accepted(order) >= 99% deviated for too long, so the faults were mended at 9 s (1 of 2 "
                                            "replications)\n"));
}

void ExperimentStatusTest::aFaultThatNeverBeganIsAFailure()
{
    RunResult idle = runWithPhases(0, 1, 1);
    idle.experiment.idleFaults = {"second"};

    const Report report = reportOn({idle});

    QCOMPARE(report.status, RunStatus::Failed);
    QCOMPARE(reasonsOf(report), std::string("the fault second never began\n"));
}

void ExperimentStatusTest::anInterruptedRunIsNoPass()
{
    RunResult partial = runWithPhases(0, 1, 1);
    partial.isPartial = true;
    partial.experiment.checks.front().windows = 0;  // it did not come to that

    QCOMPARE(reportOn({partial}).status, RunStatus::Interrupted);
}

void ExperimentStatusTest::theOrderOfTheRunsDoesNotMatter()
{
    const Report forwards = reportOn({runWithPhases(0, 1, 0.9), runWithPhases(1, 1, 1, 2), runWithPhases(2, 0.99, 1)});
    const Report backwards = reportOn({runWithPhases(2, 0.99, 1), runWithPhases(1, 1, 1, 2), runWithPhases(0, 1, 0.9)});

    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(forwards.designs.front().experiment.hypothesis[i].foundText, backwards.designs.front().experiment.hypothesis[i].foundText);
    QCOMPARE(reasonsOf(forwards), reasonsOf(backwards));
}

}  // namespace stormglass::analysis

QTEST_APPLESS_MAIN(stormglass::analysis::ExperimentStatusTest)
#include "tst_experiment_status.moc"
