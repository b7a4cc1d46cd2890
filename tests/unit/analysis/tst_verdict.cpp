// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/verdict.h"

#include <QtTest>

#include <limits>

using namespace stormglass;
using namespace stormglass::results;

class VerdictTest : public QObject {
    Q_OBJECT

private slots:
    void designThatRefusesIsSaidToRefuse();
    void designThatKeepsAcceptingIsSaidToAndItsPriceIsNamed();
    void backlogThatNeverDrainsIsNamed();
    void whatIsLeftBehindIsNamed();
    void withoutFaultsOnlyQuicknessIsSpokenOf();
    void nothingMeasuredIsNothingSaid();
    void theBacklogIsThatOfTheLastFaultInTime();
    void aFaultThatCannotReachTheFlowIsNotBlamed();
    void faultsAreNamed();
    void manyOfAFlow_data();
    void manyOfAFlow();
};

namespace {


spec::Scenario shopWithFault()
{
    spec::Scenario scenario;
    spec::Workload workload;
    workload.flow = "order";
    scenario.workload.push_back(workload);
    spec::Fault fault;
    fault.name = "kill-payment";
    fault.settings = spec::Crash{.victims = {.target = "payment"}};
    scenario.chaos.push_back(fault);
    return scenario;
}

DesignReport reportOf(const std::string& design, const std::vector<std::pair<const char*, double>>& figures)
{
    DesignReport report;
    report.design = design;
    for (const auto& [name, value] : figures) {
        const bool isOfFault = findMetric(name) != nullptr && findMetric(name) >= faultMetrics().data()
            && findMetric(name) < faultMetrics().data() + faultMetrics().size();
        ReportedMetric& metric = report.metrics.emplace_back();
        metric.kind = isOfFault ? SubjectKind::Fault : SubjectKind::Flow;
        metric.subject = isOfFault ? "kill-payment" : "order";
        metric.name = name;
        metric.estimate.mean = value;
    }
    return report;
}

QString verdict(const DesignReport& design, const DesignReport& baseline, const spec::Scenario& scenario)
{
    return QString::fromStdString(analysis::verdictOn(design, baseline, scenario));
}

}  // namespace

void VerdictTest::designThatRefusesIsSaidToRefuse()
{
    const DesignReport sync = reportOf(
        "sync", {{"accepted@fault", 0.59}, {"ack.p50", 0.18}, {"completion.p50", 0.18}, {"drain", 3}, {"backlog.max", 20}});

    QCOMPARE(verdict(sync, sync, shopWithFault()),
             QStringLiteral("While payment was down, sync refused 41 % of orders and worked off its backlog 3 s after the end "
                            "of the fault; it answers in 180 ms (median), when everything is done."));
}

void VerdictTest::designThatKeepsAcceptingIsSaidToAndItsPriceIsNamed()
{
    const DesignReport sync = reportOf("sync", {{"messages", 10}});
    const DesignReport events = reportOf("events", {{"accepted@fault", 0.999},
                                                    {"ack.p50", 0.02},
                                                    {"ack.p50@before", 0.012},
                                                    {"completion.p50@before", 0.25},
                                                    {"messages", 31}});

    QCOMPARE(verdict(events, sync, shopWithFault()),
             QStringLiteral("While payment was down, events kept accepting 99.9 % of orders; undisturbed, it answers in 12 ms and "
                            "completes in 250 ms (medians); it takes 3.1 times the messages of sync."));
}

void VerdictTest::backlogThatNeverDrainsIsNamed()
{
    const DesignReport events = reportOf("events", {{"accepted@fault", 1}, {"drain", kNothing}, {"backlog.max", 8000}});

    QVERIFY(verdict(events, events, shopWithFault())
                .contains(QStringLiteral("kept accepting all orders and had not worked off its backlog when the run ended")));
}

void VerdictTest::whatIsLeftBehindIsNamed()
{
    const DesignReport sync = reportOf("sync", {{"offered", 1000}, {"rejected", 250}, {"inconsistent", 3}});

    QVERIFY(verdict(sync, sync, shopWithFault())
                .contains(QStringLiteral("of all orders, 25 % end with nothing done, 3 per run left inconsistent")));
}

void VerdictTest::withoutFaultsOnlyQuicknessIsSpokenOf()
{
    spec::Scenario calm = shopWithFault();
    calm.chaos.clear();
    const DesignReport sync = reportOf("sync", {{"ack.p50", 0.5}});

    QCOMPARE(verdict(sync, sync, calm), QStringLiteral("sync answers in 500 ms."));
    const DesignReport asWritten = reportOf("", {{"ack.p50", 0.5}});
    QCOMPARE(verdict(asWritten, asWritten, calm), QStringLiteral("the system answers in 500 ms."));
}

void VerdictTest::nothingMeasuredIsNothingSaid()
{
    const DesignReport sync = reportOf("sync", {});

    QCOMPARE(verdict(sync, sync, shopWithFault()), QString());
}

void VerdictTest::theBacklogIsThatOfTheLastFaultInTime()
{
    spec::Scenario scenario = shopWithFault();
    scenario.chaos.push_back(scenario.chaos.front());
    scenario.chaos.back().name = "before-it";
    DesignReport sync = reportOf("sync", {{"accepted@fault", 1}, {"drain", 12}, {"backlog.max", 20}});
    Cascade early;
    early.fault = "before-it";
    early.end = 10;
    Cascade late = early;
    late.fault = "kill-payment";
    late.end = 30;
    sync.cascades = {early, late};

    QVERIFY(verdict(sync, sync, scenario).contains(QStringLiteral("worked off its backlog 12 s after the end of the last fault")));
}

void VerdictTest::aFaultThatCannotReachTheFlowIsNotBlamed()
{
    DesignReport sync = reportOf("sync", {{"accepted@fault", 0.98}, {"drain", 12}, {"backlog.max", 20}});
    Cascade elsewhere;
    elsewhere.fault = "kill-payment";
    elsewhere.unreached = {"order"};
    sync.cascades = {elsewhere};

    QCOMPARE(verdict(sync, sync, shopWithFault()),
             QStringLiteral("While payment was down, sync served orders as ever: they were out of reach."));
}

void VerdictTest::faultsAreNamed()
{
    std::vector<spec::Fault> faults = shopWithFault().chaos;
    QCOMPARE(analysis::duringFaults(faults), std::string("While payment was down"));

    faults[0].settings = spec::Crash{.victims = {.target = "payment", .mode = spec::VictimMode::Fixed, .count = 2}};
    QCOMPARE(analysis::duringFaults(faults), std::string("While 2 instances of payment were down"));

    faults.push_back(faults[0]);
    QCOMPARE(analysis::duringFaults(faults), std::string("During the faults"));
}

void VerdictTest::manyOfAFlow_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("many");
    QTest::newRow("a word") << QByteArray("order") << QByteArray("orders");
    QTest::newRow("two words") << QByteArray("order-placement") << QByteArray("order-placement flows");
    QTest::newRow("a word that needs more than an s") << QByteArray("purchase-box") << QByteArray("purchase-box flows");
}

void VerdictTest::manyOfAFlow()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, many);

    QCOMPARE(QByteArray::fromStdString(analysis::manyOf(one.toStdString())), many);
}

QTEST_APPLESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
