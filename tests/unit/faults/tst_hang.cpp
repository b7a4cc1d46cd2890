// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class HangTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsAcknowledgedOrBegunUntilItIsOver();
    void requestsAreServedMeanwhile();
    void aProcessThatIsStartedAgainIsNotStuck();
    void theVisibilityTimeoutHandsMessagesOverAgain();
    void aChannelThatIsClosedMeanwhileTakesItsBufferAlong();
};

void HangTest::nothingIsAcknowledgedOrBegunUntilItIsOver()
{
    const FaultRun run(kOrders, R"({"name": "stuck", "fault": "hang", "target": "pay", "at": "305ms", "for": "300ms"})", {},
                       "events");

    // The order of 300 ms has been paid in 10 ms, but its handler comes to its end only then.
    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>605 605>615 615>625 625>635 700>710 800>810 900>910"));
    QCOMPARE(run.figure("orders-events", "redelivered"), 0.0);
    QVERIFY(run.isBalanced());
}

void HangTest::requestsAreServedMeanwhile()
{
    const FaultRun run(kOrders, R"({"name": "stuck", "fault": "hang", "target": "pay", "at": "305ms", "for": "300ms"})", {},
                       "calls");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>410 500>510 600>610 700>710 800>810 900>910"));
}

void HangTest::aProcessThatIsStartedAgainIsNotStuck()
{
    const FaultRun run(kOrders, R"({"name": "stuck", "fault": "hang", "target": "pay", "at": "305ms", "for": "300ms"},
                                   {"name": "kill", "fault": "crash", "target": "pay", "at": "450ms", "for": "20ms"})", {},
                       "events");

    // Its broker hands over again what was not acknowledged; the order that was paid already takes no time.
    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 470>470 470>480 500>510 600>610 700>710 800>810 900>910"));
    QCOMPARE(run.figure("order", "completed"), 9.0);
}

void HangTest::theVisibilityTimeoutHandsMessagesOverAgain()
{
    const std::vector<std::string> overrides{R"(topology/components/rabbit={"name": "rabbit", "kind": "sqs", "request_time": "0s"})",
                                             R"(topology/channels=[{"name": "orders-events", "broker": "rabbit", "kind": "sqs-queue", "VisibilityTimeout": "1s"}])",
                                             "topology/components/pay/instances=2"};
    const FaultRun run(kOrders, R"({"name": "stuck", "fault": "hang", "target": "pay", "at": "0s", "for": "5s", "mode": "one"})",
                       overrides, "events");

    // What the stuck one had received is visible again after a second, and the other one does it.
    QCOMPARE(run.figure("order", "completed"), 9.0);
    QVERIFY(run.figure("orders-events", "redelivered") > 0);
    QVERIFY(run.figure("order", "completion.p99") < 2.5);
    QVERIFY(run.isBalanced());
}

void HangTest::aChannelThatIsClosedMeanwhileTakesItsBufferAlong()
{
    const std::vector<std::string> overrides{R"(topology/components/rabbit/consumer_timeout="500ms")",
                                             R"(topology/components/rabbit/network_recovery_interval="100ms")"};
    const FaultRun run(kOrders, R"({"name": "stuck", "fault": "hang", "target": "pay", "at": "305ms", "for": "550ms"})", overrides,
                       "events");

    // The channel is closed 500 ms after the order of 300 ms was handed over. That order is in the handler's hands, and paid;
    // those of 400 to 800 ms were in the buffer of the closed channel, and are paid once, when they come again.
    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>855 900>900 900>910 910>920 920>930 930>940 940>950 950>960"));
    QCOMPARE(run.figure("order", "completed"), 9.0);
    QCOMPARE(run.figure("order", "duplicates"), 1.0);
    QVERIFY(run.isBalanced());
}

QTEST_APPLESS_MAIN(HangTest)
#include "tst_hang.moc"
