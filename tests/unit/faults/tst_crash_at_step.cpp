// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class CrashAtStepTest : public QObject {
    Q_OBJECT

private slots:
    void theInstanceDiesAtTheMoment_data();
    void theInstanceDiesAtTheMoment();
    void onlyAnOutboxSavesTheEventOfACommit();
    void aCallerHearsOfIt();
    void theCompensationIsAStepOfItsOwn();
    void theOrchestratorDiesAtItsTransition_data();
    void theOrchestratorDiesAtItsTransition();
    void commandsThatWereNotSentAfterTheWriteAreLost();
    void aShareOfTheMomentsKillsTheSameTransactionsInEachDesign();
};

namespace {

std::string crashAt(const std::string& what)
{
    return R"({"name": "kill", "fault": "crash-at-step", "flow": "order", "restart_after": "50ms", "at": "0s", )" + what + "}";
}

}  // namespace

void CrashAtStepTest::theInstanceDiesAtTheMoment_data()
{
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("spans");
    QTest::addColumn<double>("duplicates");

    // The second order comes at 200 ms, and is handed over again when the instance is back.
    QTest::newRow("before its work") << "before" << "100>110 250>260 300>310" << 0.0;
    QTest::newRow("after its work and before its commit") << "during" << "100>110 260>270 300>310" << 0.0;
    QTest::newRow("after its commit: it is done already") << "after" << "100>110 260>260 300>310" << 1.0;
}

void CrashAtStepTest::theInstanceDiesAtTheMoment()
{
    QFETCH(QString, moment);
    QFETCH(QString, spans);
    QFETCH(double, duplicates);

    const FaultRun run(kOrders, crashAt(R"("step": "pay", "nth": 2, "moment": ")" + moment.toStdString() + '"'),
                       {"run/duration=350ms"}, "events");

    QCOMPARE(QString::fromStdString(run.spansOf("pay")), spans);
    QCOMPARE(run.figure("order", "duplicates"), duplicates);
    QCOMPARE(run.figure("order", "completed"), 3.0);
    QCOMPARE(run.figure("pay", "dropped: crashed"), 1.0);
    QVERIFY(run.isBalanced());
}

void CrashAtStepTest::onlyAnOutboxSavesTheEventOfACommit()
{
    const FaultRun direct(kOrders, crashAt(R"("step": "place", "nth": 2)"), {"run/duration=350ms"}, "events");
    const FaultRun relayed(kOrders, crashAt(R"("step": "place", "nth": 2)"),
                           {"run/duration=350ms", "designs/events/outbox/enabled=true"}, "events");

    QCOMPARE(direct.figure("order", "inconsistent"), 1.0);
    QCOMPARE(direct.figure("order", "completed"), 2.0);
    QCOMPARE(relayed.figure("order", "completed"), 3.0);
}

void CrashAtStepTest::aCallerHearsOfIt()
{
    const FaultRun run(kOrders, crashAt(R"("step": "pay", "nth": 2, "moment": "during")"), {"run/duration=350ms"}, "calls");

    QCOMPARE(run.figure("order", "compensated"), 1.0);
    QCOMPARE(run.figure("order", "completed"), 2.0);
}

void CrashAtStepTest::theCompensationIsAStepOfItsOwn()
{
    // Every payment fails, so each order is cancelled; the second cancellation kills its instance before its commit.
    const FaultRun run(kOrders, crashAt(R"("step": "place", "compensation": true, "nth": 2, "moment": "before")"),
                       {"run/duration=350ms", "flows/order/steps/pay/rejection=100%"}, "saga");

    QCOMPARE(run.figure("order", "compensated"), 3.0);
    QCOMPARE(run.figure("orders", "dropped: crashed"), 1.0);
    QVERIFY(run.isBalanced());
}

void CrashAtStepTest::theOrchestratorDiesAtItsTransition_data()
{
    QTest::addColumn<int>("transition");
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("spans");

    // It hears of the start at 100 ms and of the payment at 111 ms, and works 1 ms on each. The second order is undisturbed.
    QTest::newRow("the start, before its work") << 1 << "before" << "150>151 161>162 200>201 211>212";
    QTest::newRow("the start, after its work") << 1 << "during" << "151>152 162>163 200>201 211>212";
    QTest::newRow("the payment, before its work") << 2 << "before" << "100>101 161>162 200>201 211>212";
    QTest::newRow("the payment, after its write") << 2 << "after" << "100>101 162>163 200>201 211>212";
}

void CrashAtStepTest::theOrchestratorDiesAtItsTransition()
{
    QFETCH(int, transition);
    QFETCH(QString, moment);
    QFETCH(QString, spans);

    const FaultRun run(kOrders, crashAt("\"transition\": " + std::to_string(transition) + R"(, "moment": ")" + moment.toStdString() + '"'),
                       {"run/duration=250ms"}, "saga");

    QCOMPARE(QString::fromStdString(run.spansOf("director")), spans);
    QCOMPARE(run.figure("order", "completed"), 2.0);
    QVERIFY(run.isBalanced());
}

void CrashAtStepTest::commandsThatWereNotSentAfterTheWriteAreLost()
{
    const FaultRun run(kOrders, crashAt(R"("transition": 1, "moment": "after")"), {"run/duration=150ms"}, "saga");

    const FaultRun relayed(kOrders, crashAt(R"("transition": 1, "moment": "after")"),
                           {"run/duration=150ms", "designs/saga/outbox/enabled=true"}, "saga");

    // The log says that the command was given, so nobody gives it again.
    QCOMPARE(run.figure("order", "inconsistent"), 1.0);
    QCOMPARE(relayed.figure("order", "completed"), 1.0);
}

void CrashAtStepTest::aShareOfTheMomentsKillsTheSameTransactionsInEachDesign()
{
    const auto victimsIn = [](const std::string& design) {
        const FaultRun run(kOrders, crashAt(R"("step": "pay", "nth": 0, "probability": "10%", "moment": "before")"),
                           {"run/duration=20s"}, design);
        return run.figure("pay", "dropped: crashed");
    };

    // 199 orders; with events an order is tried again, with calls it is not.
    QVERIFY(victimsIn("calls") > 8 && victimsIn("calls") < 35);
    QCOMPARE(victimsIn("events"), victimsIn("events"));
}

QTEST_APPLESS_MAIN(CrashAtStepTest)
#include "tst_crash_at_step.moc"
