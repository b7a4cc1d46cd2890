// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/aggregate.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace stormglass;
using namespace stormglass::results;

class AggregateTest : public QObject {
    Q_OBJECT

private slots:
    void meanHasAStudentInterval();
    void oneReplicationHasNoInterval();
    void theOrderOfTheRunsDoesNotMatter();
    void whatWasNotMeasuredIsLeftOutOfTheMean();
    void levelsAreZeroAfterTheEndOfARun();
    void latenciesAreUnknownAfterTheEndOfARun();
    void ledgersAddUp();
    void pairsCancelWhatBothHaveInCommon();
    void aDifferenceWithinItsIntervalIsNotSignificant();
};

namespace {

RunResult emptyRun(std::int64_t replication)
{
    RunResult run;
    run.design = "sync";
    run.replication = replication;
    return run;
}

RunResult runWith(std::int64_t replication, double value)
{
    RunResult run = emptyRun(replication);
    run.fingerprint = 7 + static_cast<std::uint64_t>(replication);
    run.metrics.push_back({SubjectKind::Flow, "order", "ack.p99", value, 100});
    return run;
}

DesignReport reportWith(const std::vector<double>& values)
{
    std::vector<RunResult> runs;
    for (std::size_t i = 0; i < values.size(); ++i)
        runs.push_back(runWith(static_cast<std::int64_t>(i), values[i]));
    return analysis::aggregateRuns(runs);
}

}  // namespace

void AggregateTest::meanHasAStudentInterval()
{
    const DesignReport report = reportWith({1, 2, 3});

    const Estimate& estimate = report.metrics.at(0).estimate;
    QCOMPARE(estimate.mean, 2.0);
    // t(0.975; 2) = 4.30265, standard error 1 / sqrt(3).
    QVERIFY(std::abs(estimate.halfWidth - 4.30265273 / std::sqrt(3.0)) < 1e-6);
    QCOMPARE(estimate.samples, std::uint64_t{300});
}

void AggregateTest::oneReplicationHasNoInterval()
{
    const DesignReport report = reportWith({1});

    QVERIFY(std::isnan(report.metrics.at(0).estimate.halfWidth));
}

void AggregateTest::theOrderOfTheRunsDoesNotMatter()
{
    const DesignReport forwards = analysis::aggregateRuns({runWith(0, 1), runWith(1, 5)});
    const DesignReport backwards = analysis::aggregateRuns({runWith(1, 5), runWith(0, 1)});

    QVERIFY(forwards == backwards);
    QCOMPARE(forwards.fingerprints, (std::vector<std::uint64_t>{7, 8}));
}

void AggregateTest::whatWasNotMeasuredIsLeftOutOfTheMean()
{
    const DesignReport report = reportWith({1, std::numeric_limits<double>::quiet_NaN(), 3});

    const Estimate& estimate = report.metrics.at(0).estimate;
    QCOMPARE(estimate.mean, 2.0);
    QCOMPARE(estimate.replications.size(), std::size_t{3});
    QVERIFY(std::isnan(estimate.replications.at(1)));
}

void AggregateTest::levelsAreZeroAfterTheEndOfARun()
{
    RunResult shorter = emptyRun(0);
    shorter.series.push_back({SubjectKind::Flow, "order", "backlog", 1, {4, 2}});
    RunResult longer = emptyRun(1);
    longer.series.push_back({SubjectKind::Flow, "order", "backlog", 1, {4, 4, 6}});

    const DesignReport report = analysis::aggregateRuns({shorter, longer});

    QCOMPARE(report.series.at(0).values, (std::vector<double>{4, 3, 3}));
}

void AggregateTest::latenciesAreUnknownAfterTheEndOfARun()
{
    RunResult shorter = emptyRun(0);
    shorter.series.push_back({SubjectKind::Flow, "order", "ack.p99", 1, {4, 2}});
    RunResult longer = emptyRun(1);
    longer.series.push_back({SubjectKind::Flow, "order", "ack.p99", 1, {4, 4, 6}});

    const DesignReport report = analysis::aggregateRuns({shorter, longer});

    QCOMPARE(report.series.at(0).values, (std::vector<double>{4, 3, 6}));
}

void AggregateTest::ledgersAddUp()
{
    RunResult first = emptyRun(0);
    first.ledgers.push_back({SubjectKind::Flow, "order", 10, {{"completed", 10}}});
    first.ledgers[0].redelivered = {{"rejected", 2}};
    RunResult second = emptyRun(1);
    second.ledgers.push_back({SubjectKind::Flow, "order", 12, {{"completed", 9}, {"in flight", 3}}});
    second.ledgers[0].redelivered = {{"rejected", 3}, {"consumer-lost", 4}};

    const DesignReport report = analysis::aggregateRuns({first, second});

    const Ledger expected{SubjectKind::Flow, "order", 22, {{"completed", 19}, {"in flight", 3}}, {}, {{"rejected", 5}, {"consumer-lost", 4}}};
    QVERIFY(report.ledgers.at(0) == expected);
    QCOMPARE(report.ledgers.at(0).imbalance(), std::int64_t{0});
}

void AggregateTest::pairsCancelWhatBothHaveInCommon()
{
    const DesignReport baseline = reportWith({10, 20, 30});
    const DesignReport design = reportWith({11, 21.1, 31});

    const std::vector<PairedDifference> differences = analysis::comparePaired(baseline, design);

    QCOMPARE(differences.size(), std::size_t{1});
    QVERIFY(std::abs(differences[0].mean - 3.1 / 3) < 1e-9);
    QVERIFY(differences[0].halfWidth < 0.2);
    QVERIFY(differences[0].isSignificant);
}

void AggregateTest::aDifferenceWithinItsIntervalIsNotSignificant()
{
    const DesignReport baseline = reportWith({10, 20, 30});
    const DesignReport design = reportWith({20, 10, 33});

    QVERIFY(!analysis::comparePaired(baseline, design).at(0).isSignificant);
    QVERIFY(!analysis::comparePaired(reportWith({1}), reportWith({2})).at(0).isSignificant);
}

QTEST_APPLESS_MAIN(AggregateTest)
#include "tst_aggregate.moc"
