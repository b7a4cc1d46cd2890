// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Late is not success: what completes after its deadline is throughput, not goodput.
#include "tests/support/scenario_run.h"

#include <QTest>

#include <cmath>

namespace stormglass {

using namespace test;

namespace {

/// Calls: 1 ms to the owner, 10 ms of work, 1 ms to the payment, 20 ms of work: paid after 32 ms. Events: the relay looks
/// at 20 ms, and 1 ms to the broker, 1 ms for its log and 1 ms to the consumer make it 43 ms.
constexpr const char* kHurriedCalls = R"json({
  "format": "stormglass/1",
  "name": "orders",
  "topology": {
    "network": {"same_zone": "1ms", "bandwidth": "1000000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "orders", "kind": "service"},
      {"name": "payment", "kind": "service", "consumers": 8},
      {"name": "rabbit", "kind": "rabbitmq", "routing_time": "0s", "sync_time": "1ms"}
    ]
  },
  "flows": [
    {"name": "order", "client": "web", "steps": [
      {"name": "place", "component": "orders", "time": "10ms", "compensation": "cancel"},
      {"name": "pay", "component": "payment", "after": ["place"], "time": "20ms"}]}
  ],
  "designs": [
    {"name": "calls", "style": "request-response"},
    {"name": "events", "style": "choreography", "broker": "rabbit", "outbox": {"poll_interval": "20ms"}}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "constant", "rate": "50/s"}],
  "run": {"duration": "4s", "warm_up": "1s", "drain": "10s"}
})json";

/// The answer takes 12 ms: a way, 10 ms of work, a way.
constexpr const char* kPunctual = R"json({
  "format": "stormglass/1",
  "name": "punctual",
  "topology": {
    "network": {"same_zone": "1ms", "bandwidth": "1000000Gbps"},
    "components": [
      {"name": "web", "kind": "client"},
      {"name": "front", "kind": "service", "operations": [{"name": "ask", "program": [
        {"do": "call", "component": "back", "operation": "ask", "policy": {"timeout": "12ms", "max_attempts": 1}},
        {"do": "work", "time": "3ms"}]}]},
      {"name": "back", "kind": "service", "operations": [{"name": "ask", "program": [{"do": "work", "time": "10ms"}]}]}
    ]
  },
  "workload": [{"name": "asking", "client": "web", "component": "front", "operation": "ask", "arrivals": "constant", "rate": "50/s"}],
  "run": {"duration": "4s", "warm_up": "1s", "drain": "10s"}
})json";

}  // namespace

class DeadlineTest : public QObject {
    Q_OBJECT

private slots:
    void theLastInstantIsInTime_data();
    void theLastInstantIsInTime();
    void whoWaitedForTheRepairIsLate();
    void anAnswerInTimeIsNoCompletionInTime();
    void anAnswerInTheInstantOfTheTimeoutWakesItsCallerOnce();
};

void DeadlineTest::anAnswerInTheInstantOfTheTimeoutWakesItsCallerOnce()
{
    const results::RunResult result = runText(kPunctual, {});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "asking.success"), 1.0);  // it was there when the caller looked
    QVERIFY(std::abs(figureOf(result, "asking.ack.p50") - 0.017) < 0.0001);
}

void DeadlineTest::theLastInstantIsInTime_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("deadline");
    QTest::addColumn<double>("completion");
    QTest::addColumn<bool>("isInTime");

    const QString calls = QStringLiteral("calls");
    const QString events = QStringLiteral("events");
    QTest::newRow("calls, exactly in time") << calls << QStringLiteral("32ms") << 0.032 << true;
    QTest::newRow("calls, a nanosecond late") << calls << QStringLiteral("31.999999ms") << 0.032 << false;
    QTest::newRow("events, exactly in time") << events << QStringLiteral("43ms") << 0.043 << true;
    QTest::newRow("events, a nanosecond late") << events << QStringLiteral("42.999999ms") << 0.043 << false;
}

void DeadlineTest::theLastInstantIsInTime()
{
    QFETCH(QString, design);
    QFETCH(QString, deadline);
    QFETCH(double, completion);
    QFETCH(bool, isInTime);

    const results::RunResult result
        = runText(kHurriedCalls, {.design = design.toStdString()}, {"flows/order/deadline=" + deadline.toStdString()});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "order.completion.mean"), completion);
    QCOMPARE(figureOf(result, "order.completed"), 150.0);
    QCOMPARE(figureOf(result, "order.throughput"), 50.0);
    QCOMPARE(figureOf(result, "order.late"), isInTime ? 0.0 : 150.0);
    QCOMPARE(figureOf(result, "order.goodput"), isInTime ? 50.0 : 0.0);
    QCOMPARE(figureOf(result, "order.success"), isInTime ? 1.0 : 0.0);
}

/// Payment is away from 2 s to 3 s. It has consumers for all who wait then, so each of them is paid a moment after 3 s.
void DeadlineTest::whoWaitedForTheRepairIsLate()
{
    const results::RunResult result
        = runText(kHurriedCalls, {.design = "events"},
                  {toOverride({.target = "payment", .first = 2s, .lasting = 1s}), "flows/order/deadline=550ms",
                   "topology/components/payment/consumers=64", "topology/components/rabbit/prefetch=1"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "order.completed"), 150.0);
    // Paid at some 3.03 s: those that came before 2.48 s and were not paid before the crash, from 1.98 s on.
    const double late = figureOf(result, "order.late");
    QVERIFY2(late >= 24 && late <= 27, std::to_string(late).c_str());
    QCOMPARE(figureOf(result, "order.success"), (150 - late) / 150);
    QCOMPARE(figureOf(result, "order.goodput"), (150 - late) / 3);
    QCOMPARE(figureOf(result, "order.throughput"), 50.0);
    QCOMPARE(accountOf(result, "order", "completed"), 199U);  // the books know nothing of deadlines, nor of the warm-up
}

void DeadlineTest::anAnswerInTimeIsNoCompletionInTime()
{
    const results::RunResult result = runText(kHurriedCalls, {.design = "events"}, {"flows/order/deadline=20ms"});

    QVERIFY2(result.failures.empty(), failuresOf(result).c_str());
    QCOMPARE(figureOf(result, "order.accepted"), 1.0);
    QCOMPARE(figureOf(result, "order.ack.mean"), 0.012);
    QCOMPARE(figureOf(result, "order.success"), 0.0);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::DeadlineTest)
#include "tst_deadline.moc"
