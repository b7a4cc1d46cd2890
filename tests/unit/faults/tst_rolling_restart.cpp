// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class RollingRestartTest : public QObject {
    Q_OBJECT

private slots:
    void oneAfterTheOtherWithoutALoss();
    void consumersLeaveInGoodOrder();
    void theGracePeriodEnds();
    void anOnlyInstanceRefusesWhileItDrains();
    void noOtherOneIsBegunAfterTheEnd();
};

namespace {

const std::vector<std::string> kTwoInstances{"topology/components/pay/instances=2", "topology/components/pay/startup_time=200ms",
                                             "run/duration=1200ms"};
const std::string kRestart = R"({"name": "deploy", "fault": "rolling-restart", "target": "pay", "at": "305ms", "for": "5s"})";

}  // namespace

void RollingRestartTest::oneAfterTheOtherWithoutALoss()
{
    const FaultRun run(kRequests, kRestart, kTwoInstances);

    // By turns 0, 1; the first is at work until 310 ms and back at 510 ms, the second from then on until 710 ms.
    QCOMPARE(run.instancesOf("pay"), std::string("0 1 0 1 1 0 0 1 0 1 0"));
    QCOMPARE(run.figure("pay", "dropped"), 0.0);
    QCOMPARE(run.figure("load", "completed"), 11.0);
}

void RollingRestartTest::consumersLeaveInGoodOrder()
{
    const FaultRun run(kOrders, kRestart, kTwoInstances, "events");

    QCOMPARE(run.figure("orders-events", "redelivered"), 0.0);
    QCOMPARE(run.figure("order", "completed"), 11.0);
    QCOMPARE(run.figure("pay", "dropped"), 0.0);
    QVERIFY(run.isBalanced());
}

void RollingRestartTest::theGracePeriodEnds()
{
    std::vector<std::string> overrides = kTwoInstances;
    overrides.push_back("topology/components/pay/operations/charge/program/0/time=10s");
    FaultModel world(kRequests, R"({"name": "deploy", "fault": "rolling-restart", "target": "pay", "at": "305ms", "for": "5s",
                                    "grace": "1s"})", overrides);

    world.runUntil(1304ms);
    QVERIFY(world.instance("pay", 0).isUp());
    world.runUntil(1306ms);
    QVERIFY(!world.instance("pay", 0).isUp());
    world.runUntil(1506ms);
    QVERIFY(world.instance("pay", 0).isUp());
    QVERIFY(world.instance("pay", 1).condition().isDraining());
    QVERIFY(world.model->stations.at("pay")->probe().drops(DropCause::Crashed) > 0);
}

void RollingRestartTest::anOnlyInstanceRefusesWhileItDrains()
{
    const FaultRun run(kRequests, kRestart, {"topology/components/pay/startup_time=200ms"});

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 600>610 700>710 800>810 900>910"));
    QCOMPARE(run.figure("pay", "dropped: unavailable"), 2.0);
}

void RollingRestartTest::noOtherOneIsBegunAfterTheEnd()
{
    FaultModel world(kRequests, R"({"name": "deploy", "fault": "rolling-restart", "target": "pay", "at": "305ms", "for": "100ms"})",
                     kTwoInstances);

    world.runUntil(400ms);
    QVERIFY(!world.instance("pay", 0).isUp());
    for (Duration at = 405ms; at < 2s; at += 10ms) {
        world.runUntil(at);
        QVERIFY(world.instance("pay", 1).isOpen());
    }
    QVERIFY(world.instance("pay", 0).isOpen());
}

QTEST_APPLESS_MAIN(RollingRestartTest)
#include "tst_rolling_restart.moc"
