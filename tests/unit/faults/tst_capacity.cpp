// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class CapacityTest : public QObject {
    Q_OBJECT

private slots:
    void fewerWorkersTakeNewWork_data();
    void fewerWorkersTakeNewWork();
    void whoIsAtWorkGoesOnAndWhatComesBackIsUsedAtOnce();
    void handlersOfMessagesGetSlower();
    void handlersOfMessagesGetStuckWhereAllIsTaken();
    void aRampTakesWorkersStepByStep();
};

namespace {

const int kFirst = 0;
const int kSecond = 0;

StationSettings fourWorkers()
{
    StationSettings settings = oneWorker();
    settings.workers.concurrency = 4;
    return settings;
}

}  // namespace

void CapacityTest::fewerWorkersTakeNewWork_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("second");
    QTest::addColumn<QString>("heard");

    QTest::newRow("half of them") << 0.5 << 0.0 << "Ok 10, Ok 10, Ok 20, Ok 20";
    QTest::newRow("a quarter and a quarter") << 0.25 << 0.25 << "Ok 10, Ok 10, Ok 20, Ok 20";
    QTest::newRow("nearly all: one stays") << 0.95 << 0.0 << "Ok 10, Ok 20, Ok 30, Ok 40";
    QTest::newRow("all") << 0.5 << 0.7 << "-, -, -, -";
}

void CapacityTest::fewerWorkersTakeNewWork()
{
    QFETCH(double, first);
    QFETCH(double, second);
    QFETCH(QString, heard);
    ServiceWorld world;
    Station& station = world.addStation(fourWorkers(), {world.work(10ms)});

    station.instance(0).takeCapacity(&kFirst, first);
    station.instance(0).takeCapacity(&kSecond, second);
    for (int i = 0; i < 4; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(QString::fromStdString(world.heard()), heard);
}

void CapacityTest::whoIsAtWorkGoesOnAndWhatComesBackIsUsedAtOnce()
{
    ServiceWorld world;
    Station& station = world.addStation(fourWorkers(), {world.work(10ms)});
    for (int i = 0; i < 6; ++i)
        world.ask(station);

    world.runUntil(5ms);
    station.instance(0).takeCapacity(&kFirst, 1);
    world.runUntil(30ms);
    station.instance(0).takeCapacity(&kFirst, 0);
    world.runUntil(1s);

    QCOMPARE(world.heard(), std::string("Ok 10, Ok 10, Ok 10, Ok 10, Ok 40, Ok 40"));
}

void CapacityTest::handlersOfMessagesGetSlower()
{
    const FaultRun run(kOrders, R"({"name": "stress", "fault": "capacity", "target": "pay", "taken": "50%", "at": "350ms",
                                    "for": "100ms"})", {}, "events");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>420 500>510 600>610 700>710 800>810 900>910"));
}

void CapacityTest::handlersOfMessagesGetStuckWhereAllIsTaken()
{
    const FaultRun run(kOrders, R"({"name": "stress", "fault": "capacity", "target": "pay", "taken": "100%", "at": "350ms",
                                    "for": "200ms"})", {}, "events");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 550>560 560>570 600>610 700>710 800>810 900>910"));
    QVERIFY(run.isBalanced());
}

void CapacityTest::aRampTakesWorkersStepByStep()
{
    FaultModel world(kRequests, R"({"name": "stress", "fault": "capacity", "target": "pay", "taken": "80%", "at": "100ms",
                                    "for": "1s", "ramp": "100ms"})", {"topology/components/pay/concurrency=100"});

    world.runUntil(100ms);
    const std::size_t atFirst = world.instance("pay", 0).workers().capacity();
    world.runUntil(150ms);
    const std::size_t halfWay = world.instance("pay", 0).workers().capacity();
    world.runUntil(200ms);
    const std::size_t atLast = world.instance("pay", 0).workers().capacity();
    world.runUntil(1100ms);
    const std::size_t afterwards = world.instance("pay", 0).workers().capacity();

    QCOMPARE(atFirst, std::size_t{92});
    QCOMPARE(halfWay, std::size_t{52});
    QCOMPARE(atLast, std::size_t{20});
    QCOMPARE(afterwards, std::size_t{100});
}

QTEST_APPLESS_MAIN(CapacityTest)
#include "tst_capacity.moc"
