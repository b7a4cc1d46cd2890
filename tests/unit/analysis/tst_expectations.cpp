// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/expectations.h"

#include "models/analysis/aggregate.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace stormglass;
using namespace stormglass::results;

class ExpectationsTest : public QObject {
    Q_OBJECT

private slots:
    void figureIsComparedWithItsThreshold_data();
    void figureIsComparedWithItsThreshold();
    void countMayBeAskedForAsAShare();
    void phaseChoosesTheFigure();
    void sumsAreOverAllChannelsOrAllFlows();
    void designWithoutChannelsHasLostNothing();
    void whatWasNotMeasuredDoesNotHold();
    void recoveryThatOneReplicationLacksDoesNotHold();
    void otherDesignsAreNotSpokenOf();
};

namespace {


DesignReport shop()
{
    DesignReport report;
    report.design = "sync";
    const auto add = [&](SubjectKind kind, const char* subject, const char* name, std::vector<double> replications) {
        ReportedMetric& metric = report.metrics.emplace_back();
        metric.kind = kind;
        metric.subject = subject;
        metric.name = name;
        metric.estimate = analysis::estimateOf(std::move(replications));
    };
    add(SubjectKind::Flow, "order", "ack.p99", {0.7, 0.9});
    add(SubjectKind::Flow, "order", "ack.p99@fault", {2, 4});
    add(SubjectKind::Flow, "order", "inconsistent", {0, 1});
    add(SubjectKind::Flow, "refund", "inconsistent", {1, 2});
    add(SubjectKind::Flow, "refund", "ack.p99", {kNothing, kNothing});
    add(SubjectKind::Channel, "orders", "lost", {2, 0});
    add(SubjectKind::Channel, "payments", "lost", {0, 1});
    add(SubjectKind::Fault, "kill-payment", "recovery", {5, 7});
    add(SubjectKind::Fault, "kill-payment", "drain", {5, kNothing});
    return report;
}

ExpectationResult evaluate(const char* that, const char* during = "", const DesignReport& report = shop())
{
    spec::Scenario scenario;
    scenario.expect.push_back({.that = that, .designs = {}, .during = during});
    return analysis::evaluateExpectations(scenario, report).at(0);
}

}  // namespace

void ExpectationsTest::figureIsComparedWithItsThreshold_data()
{
    QTest::addColumn<QByteArray>("that");
    QTest::addColumn<bool>("holds");
    QTest::newRow("below") << QByteArray("p99(order.ack) < 900ms") << true;
    QTest::newRow("not below") << QByteArray("p99(order.ack) < 700ms") << false;
    QTest::newRow("above") << QByteArray("p99(order.ack) > 700ms") << true;
    QTest::newRow("recovery") << QByteArray("recovery(after: kill-payment) <= 6s") << true;
}

void ExpectationsTest::figureIsComparedWithItsThreshold()
{
    QFETCH(QByteArray, that);
    QFETCH(bool, holds);

    QCOMPARE(evaluate(that.constData()).holds, holds);
}

void ExpectationsTest::countMayBeAskedForAsAShare()
{
    DesignReport report = shop();
    ReportedMetric& offered = report.metrics.emplace_back();
    offered.subject = "refund";
    offered.name = "offered";
    offered.estimate = analysis::estimateOf({15, 15});

    QVERIFY(evaluate("inconsistent(refund) < 11%", "", report).holds);
    QVERIFY(!evaluate("inconsistent(refund) < 9%", "", report).holds);
    QCOMPARE(evaluate("inconsistent(refund) < 11%", "", report).found, 0.1);
    QVERIFY(!evaluate("inconsistent(order) < 100%", "", report).holds);  // of what was offered nothing is known
}

void ExpectationsTest::phaseChoosesTheFigure()
{
    const ExpectationResult result = evaluate("p99(order.ack) < 900ms", "fault");

    QCOMPARE(result.found, 3.0);
    QCOMPARE(result.foundText, std::string("3 s"));
    QVERIFY(!result.holds);
}

void ExpectationsTest::sumsAreOverAllChannelsOrAllFlows()
{
    QCOMPARE(evaluate("lost(messages) == 0").found, 1.5);
    QCOMPARE(evaluate("inconsistent(sagas) == 0").found, 2.0);
}

void ExpectationsTest::designWithoutChannelsHasLostNothing()
{
    DesignReport calls = shop();
    std::erase_if(calls.metrics, [](const ReportedMetric& metric) { return metric.kind == SubjectKind::Channel; });

    QVERIFY(evaluate("lost(messages) == 0", "", calls).holds);
}

void ExpectationsTest::whatWasNotMeasuredDoesNotHold()
{
    for (const char* that : {"p99(refund.ack) < 1s", "p99(other.ack) < 1s", "p99(refund.ack) != 1s"}) {
        const ExpectationResult result = evaluate(that);
        QVERIFY(!result.holds);
        QVERIFY(std::isnan(result.found));
        QCOMPARE(result.foundText, std::string("nothing was measured"));
    }
    QVERIFY(!evaluate("lost(messages) == 0", "", DesignReport{}).holds);
}

void ExpectationsTest::recoveryThatOneReplicationLacksDoesNotHold()
{
    const ExpectationResult result = evaluate("drain(after: kill-payment) < 1h");

    QVERIFY(!result.holds);
    QCOMPARE(result.foundText, std::string("not before the end of the run in 1 of 2 replications"));
}

void ExpectationsTest::otherDesignsAreNotSpokenOf()
{
    spec::Scenario scenario;
    scenario.expect.push_back({.that = "p99(order.ack) < 1s", .designs = {"events"}, .during = ""});

    QVERIFY(analysis::evaluateExpectations(scenario, shop()).empty());
}

QTEST_APPLESS_MAIN(ExpectationsTest)
#include "tst_expectations.moc"
