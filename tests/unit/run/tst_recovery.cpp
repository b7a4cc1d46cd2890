// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recovery, drain, backlog and phases where they can be computed by hand: equal gaps, constant times.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <array>
#include <cmath>

namespace stormglass {

using namespace test;

namespace {

/// A request every 10 ms; it takes 7 ms, of which 2 ms are the way. Who finds the server dead hears of it at once.
constexpr const char* kRequests = R"json({
  "format": "stormglass/1",
  "name": "requests",
  "topology": {
    "network": {"same_zone": "1ms"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "server", "kind": "service",
       "operations": [{"name": "serve", "program": [{"do": "work", "time": "5ms"}]}]}
    ]
  },
  "workload": [{"name": "requests", "client": "web", "component": "server", "operation": "serve",
                "arrivals": "constant", "rate": "100/s"}],
  "run": {"duration": "14s", "warm_up": "2s", "drain": "10s"}
})json";

/// An order every 10 ms is placed at once and paid by a single consumer; the relay looks every 10 ms.
constexpr const char* kOrders = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "network": {"same_zone": "1ms"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service"},
      {"name": "payment", "kind": "service", "consumers": 1},
      {"name": "rabbit", "kind": "rabbitmq"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "deadline": "1s", "steps": [
      {"name": "place", "component": "orders", "time": "1ms", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "4ms"}]}
  ],
  "designs": [
    {"name": "events", "style": "choreography", "broker": "rabbit", "outbox": {"poll_interval": "10ms"}}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "constant", "rate": "100/s"}],
  "run": {"duration": "14s", "warm_up": "2s", "drain": "10s"}
})json";

/// One crash, from and to instants such as "5s".
std::string outageOf(const std::string& target, Duration from, Duration to)
{
    return toOverride({.target = target, .first = from, .lasting = to - from});
}

double recoveryOf(const results::RunResult& result) { return figureOf(result, "crash-0.recovery"); }
double drainOf(const results::RunResult& result) { return figureOf(result, "crash-0.drain"); }

constexpr std::array kPhases{"@before", "@fault", "@after"};

}  // namespace

class RecoveryTest : public QObject {
    Q_OBJECT

private slots:
    void whatHasPiledUpAtTheStartIsNoLevel();
    void aConsumerIsNotLessBusyForIdleWorkers();
    void answersAreBackWithTheServer_data();
    void answersAreBackWithTheServer();
    void aFaultWithinTheWarmUpIsComparedWithWhatWasBefore_data();
    void aFaultWithinTheWarmUpIsComparedWithWhatWasBefore();
    void withoutALevelBeforeThereIsNoRecovery();
    void windowsInWhichNobodyAsksSayNothing_data();
    void windowsInWhichNobodyAsksSayNothing();
    void aBacklogDrainsAtTheSpeedThatIsLeft_data();
    void aBacklogDrainsAtTheSpeedThatIsLeft();
    void aPeakWithinOneSecondIsSeen();
    void aBacklogIsThatOfItsOwnFault_data();
    void aBacklogIsThatOfItsOwnFault();
    void nothingIsLeftToDrainWhenAllHaveEndedBeforeTheFault();
    void everyRequestBelongsToItsPhase_data();
    void everyRequestBelongsToItsPhase();
    void thePhasesAddUpToTheWhole_data();
    void thePhasesAddUpToTheWhole();
};

void RecoveryTest::answersAreBackWithTheServer_data()
{
    QTest::addColumn<QString>("startup");
    QTest::addColumn<double>("recovery");

    QTest::newRow("it starts at once") << QStringLiteral("0s") << 0.0;
    QTest::newRow("it starts in two seconds") << QStringLiteral("2s") << 2.0;
    QTest::newRow("a second of which half is good is not good") << QStringLiteral("1500ms") << 2.0;
    QTest::newRow("it is not back before the end") << QStringLiteral("7s") << std::nan("");
}

void RecoveryTest::answersAreBackWithTheServer()
{
    QFETCH(QString, startup);
    QFETCH(double, recovery);

    const results::RunResult result
        = runText(kRequests, {}, {outageOf("server", 5s, 8s), "topology/components/server/startup_time=" + startup.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(recoveryOf(result), recovery);
    QCOMPARE(drainOf(result), 1.0);  // a refused request is over: the first second after the fault is as those before
}

void RecoveryTest::aFaultWithinTheWarmUpIsComparedWithWhatWasBefore_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("startup");
    QTest::addColumn<double>("recovery");

    QTest::newRow("it is over before the warm-up") << 1 << 3 << QStringLiteral("0s") << 0.0;
    QTest::newRow("the server is back after the warm-up") << 1 << 3 << QStringLiteral("4s") << 4.0;
    QTest::newRow("the warm-up ends within it") << 3 << 6 << QStringLiteral("2s") << 2.0;
    QTest::newRow("it begins with the end of the warm-up") << 4 << 6 << QStringLiteral("1s") << 1.0;
}

void RecoveryTest::aFaultWithinTheWarmUpIsComparedWithWhatWasBefore()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QString, startup);
    QFETCH(double, recovery);

    const results::RunResult result
        = runText(kRequests, {}, {"run/warm_up=4s", outageOf("server", std::chrono::seconds(from), std::chrono::seconds(to)),
                                  "topology/components/server/startup_time=" + startup.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(recoveryOf(result), recovery);
}

void RecoveryTest::withoutALevelBeforeThereIsNoRecovery()
{
    const results::RunResult result = runText(kRequests, {}, {outageOf("server", 0s, 3s)});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QVERIFY(std::isnan(recoveryOf(result)));
}

void RecoveryTest::windowsInWhichNobodyAsksSayNothing_data()
{
    QTest::addColumn<QString>("rate");
    QTest::addColumn<QString>("startup");
    QTest::addColumn<QString>("duration");
    QTest::addColumn<double>("recovery");

    // Requests every 5 s. Three silent seconds after the fault are no recovery: the request after them fails.
    QTest::newRow("the third request after the fault is the first good one")
        << QStringLiteral("0.2/s") << QStringLiteral("10s") << QStringLiteral("36s") << 13.0;
    QTest::newRow("there are good ones only, but fewer than three")
        << QStringLiteral("0.2/s") << QStringLiteral("0s") << QStringLiteral("21s") << 3.0;
    QTest::newRow("one good one after a bad one is not enough")
        << QStringLiteral("0.2/s") << QStringLiteral("4s") << QStringLiteral("21s") << std::nan("");
    QTest::newRow("nobody asks after the fault")
        << QStringLiteral("100/s") << QStringLiteral("0s") << QStringLiteral("11s") << std::nan("");
}

void RecoveryTest::windowsInWhichNobodyAsksSayNothing()
{
    QFETCH(QString, rate);
    QFETCH(QString, startup);
    QFETCH(QString, duration);
    QFETCH(double, recovery);

    const results::RunResult result
        = runText(kRequests, {}, {outageOf("server", 11s, 12s), "workload/requests/rate=" + rate.toStdString(),
                                  "run/duration=" + duration.toStdString(),
                                  "topology/components/server/startup_time=" + startup.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(recoveryOf(result), recovery);
}

void RecoveryTest::aBacklogDrainsAtTheSpeedThatIsLeft_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("time");
    QTest::addColumn<double>("drain");

    // One consumer does 1/time per second, of which 100/s is what comes in; the rest takes from the backlog.
    QTest::newRow("250 orders at 150/s are gone in the second second") << 2500 << QStringLiteral("4ms") << 2.0;
    QTest::newRow("250 orders at 100/s are gone in the third second") << 2500 << QStringLiteral("5ms") << 3.0;
    QTest::newRow("50 orders at 100/s are gone in the first second") << 500 << QStringLiteral("5ms") << 1.0;
    QTest::newRow("60 orders at 25/s are gone in the third second") << 600 << QStringLiteral("8ms") << 3.0;
    QTest::newRow("at no speed they stay") << 2500 << QStringLiteral("12ms") << std::nan("");
}

void RecoveryTest::aBacklogDrainsAtTheSpeedThatIsLeft()
{
    QFETCH(int, fault);
    QFETCH(QString, time);
    QFETCH(double, drain);

    const results::RunResult result
        = runText(kOrders, {.design = "events"},
                  {outageOf("payment", 8s - std::chrono::milliseconds(fault), 8s), "run/drain=0s",
                   "flows/order/steps/pay/time=" + time.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(drainOf(result), drain);
    QCOMPARE(recoveryOf(result), 0.0);  // orders are accepted all the time
}

void RecoveryTest::aPeakWithinOneSecondIsSeen()
{
    const results::RunResult result = runText(kOrders, {.design = "events"}, {outageOf("payment", 5200ms, 5700ms)});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    // An order every 10 ms; the first of those that wait came before 5.2 s, the last before the first is paid.
    const double peak = figureOf(result, "crash-0.backlog.max");
    QVERIFY2(peak >= 51 && peak <= 53, std::to_string(peak).c_str());
}

void RecoveryTest::aBacklogIsThatOfItsOwnFault_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");

    // 50 orders wait when the first fault ends. The second one makes 200 wait.
    QTest::newRow("they are gone before the second begins") << QStringLiteral("4ms") << 50.0 << 55.0;
    QTest::newRow("at the pace of the orders they are there all the time") << QStringLiteral("10ms") << 50.0 << 60.0;
}

void RecoveryTest::aBacklogIsThatOfItsOwnFault()
{
    QFETCH(QString, time);
    QFETCH(double, least);
    QFETCH(double, most);

    const results::RunResult result = runText(
        kOrders, {.design = "events"},
        {R"(chaos=[{"name": "short", "fault": "crash", "target": "payment", "at": "4s", "for": "500ms"},
                   {"name": "long", "fault": "crash", "target": "payment", "at": "8s", "for": "2s"}])",
         "flows/order/steps/pay/time=" + time.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    const double first = figureOf(result, "short.backlog.max");
    QVERIFY2(first >= least && first <= most, std::to_string(first).c_str());
    QCOMPARE(result.cascades.at(0).backlogFlows, first);
    QVERIFY(figureOf(result, "long.backlog.max") >= 200);
    QCOMPARE(result.cascades.at(1).backlogFlows, figureOf(result, "long.backlog.max"));
}

void RecoveryTest::nothingIsLeftToDrainWhenAllHaveEndedBeforeTheFault()
{
    const results::RunResult result
        = runText(kOrders, {.design = "events"}, {outageOf("payment", 10s, 11s), "run/duration=6s"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(drainOf(result), 1.0);
    QVERIFY(std::isnan(recoveryOf(result)));
}

void RecoveryTest::everyRequestBelongsToItsPhase_data()
{
    QTest::addColumn<QString>("chaos");
    QTest::addColumn<double>("before");
    QTest::addColumn<double>("fault");
    QTest::addColumn<double>("after");

    const auto row = [](const char* name, const std::string& chaos) -> QTestData& {
        return QTest::newRow(name) << QString::fromStdString(chaos);
    };
    // Requests come at 2 s, 2.01 s, ..., 13.99 s after the warm-up of 2 s.
    row("one fault", outageOf("server", 5500ms, 8s)) << 350.0 << 250.0 << 600.0;
    row("from the first fault to the last",
        toOverride({.target = "server", .first = 4s, .every = 3s, .count = 2, .lasting = 1s}))
        << 200.0 << 400.0 << 600.0;
    row("a fault in the warm-up", outageOf("server", 500ms, 1s)) << 0.0 << 0.0 << 1200.0;
    row("the warm-up ends within the fault", outageOf("server", 1s, 3s)) << 0.0 << 100.0 << 1100.0;
    row("a fault until the end", outageOf("server", 12s, 12s)) << 1000.0 << 200.0 << 0.0;
}

void RecoveryTest::everyRequestBelongsToItsPhase()
{
    QFETCH(QString, chaos);
    QFETCH(double, before);
    QFETCH(double, fault);
    QFETCH(double, after);

    const results::RunResult result = runText(kRequests, {}, {chaos.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "requests.offered@before"), before);
    QCOMPARE(figureOf(result, "requests.offered@fault"), fault);
    QCOMPARE(figureOf(result, "requests.offered@after"), after);
    QCOMPARE(figureOf(result, "requests.offered"), 1200.0);
}

void RecoveryTest::thePhasesAddUpToTheWhole_data()
{
    QTest::addColumn<QString>("victim");

    for (const char* victim : {"payment", "orders", "rabbit"})
        QTest::newRow(victim) << QString::fromLatin1(victim);
}

void RecoveryTest::thePhasesAddUpToTheWhole()
{
    QFETCH(QString, victim);

    const results::RunResult result
        = runText(kOrders, {.design = "events"},
                  {outageOf(victim.toStdString(), 5500ms, 8s), "run/drain=2s", "flows/order/steps/pay/rejection=10%",
                   "flows/order/steps/pay/time=exponential(4ms)", "workload/shoppers/arrivals=poisson"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    for (const std::string name : {"offered", "completed", "late", "compensated", "rejected", "inconsistent",
                                   "in_flight", "duplicates"}) {
        double sum = 0;
        for (const char* phase : kPhases)
            sum += figureOf(result, "order." + name + phase);
        QVERIFY2(sum == figureOf(result, "order." + name), name.c_str());
    }
    const std::uint64_t ended = accountOf(result, "order", "completed") + accountOf(result, "order", "compensated");
    QVERIFY(figureOf(result, "order.offered") > 1000);
    QVERIFY(ended > 1000);
}

/// Four seconds of orders wait from 7 s on, and are worked off by 10 s, before half of the time until the second crash.
void RecoveryTest::whatHasPiledUpAtTheStartIsNoLevel()
{
    const results::RunResult result
        = runText(kOrders, {.design = "events"},
                  {"run/duration=30s", R"(chaos=[{"name": "first", "fault": "crash", "target": "payment", "at": "3s", "for": "4s"},
                                                 {"name": "second", "fault": "crash", "target": "payment", "at": "18s", "for": "3s"}])"});

    QCOMPARE(failuresOf(result), std::string());
    // 300 orders of three seconds, of which 250 less 100 go away each second.
    QVERIFY(figureOf(result, "second.drain") >= 2 && figureOf(result, "second.drain") <= 4);
}

/// 100 orders/s of 4 ms for one consumer, and 16 workers whom nobody asks.
void RecoveryTest::aConsumerIsNotLessBusyForIdleWorkers()
{
    const results::RunResult result
        = runText(kOrders, {.design = "events"},
                  {R"(topology/components/payment/operations=[{"name": "look-up", "program": [{"do": "work", "time": "1ms"}]}])"});

    QCOMPARE(failuresOf(result), std::string());
    QVERIFY(std::abs(figureOf(result, "payment.utilisation") - 0.4) < 0.01);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::RecoveryTest)
#include "tst_recovery.moc"
