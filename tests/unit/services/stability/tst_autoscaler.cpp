// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/scripted_broker.h"
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

StationSettings scaledBy(spec::ScalingMetric metric)
{
    StationSettings settings = oneWorker();
    settings.workers.queueCapacity = 1'000'000;
    settings.autoscaling = {.metric = metric, .targetUtilisation = 0.5, .maxInstances = 6};
    settings.deployed = 1;
    return settings;
}

/// Which instances are up: "1", "1 2".
std::string up(Station& station)
{
    std::string text;
    for (std::size_t i = 0; i < station.instanceCount(); ++i) {
        if (station.instance(i).isUp())
            text += (text.empty() ? "" : " ") + std::to_string(i + 1);
    }
    return text;
}

}  // namespace

class AutoscalerTest : public QObject {
    Q_OBJECT

private slots:
    void busyWorkersBringMoreInstances();
    void idleOnesAreTakenAwayAfterTheWindow();
    void aQueueBringsMoreInstances();
    void lagBringsMoreInstances();
    void whoLeavesFinishesItsWork();
    void whoTakesTooLongIsKilled();
    void aConsumerSaysGoodbye();
    void whoIsStillStartingIsTakenAwayFirst();
    void aCrashWhileLeavingEndsIt();
    void whoDrainsForARestartCanBeTakenAway();
};

void AutoscalerTest::busyWorkersBringMoreInstances()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::Utilisation);
    settings.startupTime = 5s;
    Station& station = world.addStation(settings, {world.work(1h)}, 6);
    station.start();
    for (int i = 0; i < 100; ++i)
        world.ask(station);

    world.runUntil(14s);
    QCOMPARE(station.deployedCount(), 1U);
    world.runUntil(15s);
    QCOMPARE(station.deployedCount(), 2U);  // 100 % of one worker, where half is wanted
    world.runUntil(19s);
    QCOMPARE(up(station), std::string("1"));
    world.runUntil(20s);
    QCOMPARE(up(station), std::string("1 2"));
    for (int i = 0; i < 100; ++i)
        world.ask(station);
    world.runUntil(30s);

    // Both were busy: twice as many. Capacity is counted from when it is there.
    QCOMPARE(station.deployedCount(), 4U);
    QCOMPARE(station.probe().count(StationEvent::ScaledUp), 3U);
    QCOMPARE(station.probe().utilisation(world.calendar.now()), 1.0);
    QCOMPARE(station.probe().instances().average(world.calendar.now()), 1.5);
}

void AutoscalerTest::idleOnesAreTakenAwayAfterTheWindow()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::Utilisation);
    settings.deployed = 4;
    Station& station = world.addStation(settings, {world.work(1s)}, 6);
    station.start();

    world.runUntil(299s);
    QCOMPARE(up(station), std::string("1 2 3 4"));
    world.runUntil(300s);

    QCOMPARE(up(station), std::string("1"));
    QCOMPARE(station.probe().count(StationEvent::ScaledDown), 3U);
}

void AutoscalerTest::aQueueBringsMoreInstances()
{
    ServiceWorld world;
    Station& station = world.addStation(scaledBy(spec::ScalingMetric::QueueLength), {world.work(1h)}, 6);
    station.start();
    for (int i = 0; i < 42; ++i)
        world.ask(station);  // 41 wait, where 10 for each instance are wanted

    world.runUntil(15s);

    QCOMPARE(station.deployedCount(), 5U);
}

void AutoscalerTest::lagBringsMoreInstances()
{
    ServiceWorld world;
    ScriptedBroker broker(world.calendar);
    ChannelProbe probe;
    Station& station = world.addStation(scaledBy(spec::ScalingMetric::Lag), {}, 6);
    station.addReaction(SubscriptionId{0}, broker, probe);
    station.start();
    QCOMPARE(broker.consumers.size(), 1U);

    broker.waiting = 25;
    world.runUntil(15s);

    QCOMPARE(station.deployedCount(), 3U);
    QCOMPARE(broker.consumers.size(), 3U);
}

void AutoscalerTest::whoLeavesFinishesItsWork()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::Utilisation);
    settings.deployed = 2;
    Station& station = world.addStation(settings, {world.work(10s)}, 6);
    station.start();
    for (int i = 0; i < 4; ++i)
        world.ask(station);
    world.runUntil(1s);

    station.retire(1);
    for (int i = 0; i < 2; ++i)
        world.ask(station);
    world.runUntil(19s);
    QVERIFY(station.instance(1).isUp() && station.instance(1).condition().isDraining());
    world.runUntil(20s);
    QVERIFY(!station.instance(1).isUp() && !station.instance(1).isDeployed());
    world.runUntil(1min);

    // The new ones went to the first instance.
    QCOMPARE(world.heard(), "Ok 10000, Ok 10000, Ok 20000, Ok 20000, Ok 30000, Ok 40000");
    QCOMPARE(station.probe().dropsInAll(), 0U);
}

void AutoscalerTest::whoTakesTooLongIsKilled()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::Utilisation);
    settings.deployed = 2;
    Station& station = world.addStation(settings, {world.work(1h)}, 6);
    station.start();
    world.ask(station);
    world.ask(station);
    world.runUntil(1s);

    station.retire(1);
    world.runUntil(30999ms);
    QVERIFY(station.instance(1).isUp());
    world.runUntil(31s);

    QVERIFY(!station.instance(1).isUp());
    QCOMPARE(world.heard(), "-, Reset 31000");
}

void AutoscalerTest::aConsumerSaysGoodbye()
{
    ServiceWorld world;
    ScriptedBroker broker(world.calendar);
    ChannelProbe probe;
    StationSettings settings = scaledBy(spec::ScalingMetric::Lag);
    settings.deployed = 2;
    settings.autoscaling.minInstances = 2;
    Station& station = world.addStation(settings, {}, 6);
    station.addReaction(SubscriptionId{0}, broker, probe);
    Routine routine;
    routine.body = {world.work(10s)};
    station.addReactionRoutine(SubscriptionId{0}, broker, {}, std::move(routine));
    station.start();
    for (const std::uint64_t tag : {1UL, 2UL}) {
        Delivery delivery;
        delivery.tag = tag;
        delivery.message.transaction = world.newTransaction();
        broker.consumers[1]->deliver(std::move(delivery));
    }
    world.runUntil(1s);

    station.retire(1);
    world.runUntil(9999ms);
    QVERIFY(broker.departures.empty());
    world.runUntil(10s);

    // The second message was not begun: it is the broker's again.
    QCOMPARE(broker.departures, std::vector{Departure::Closed});
    QCOMPARE(broker.settled, (std::vector<ScriptedBroker::Settled>{{1, 1, Settlement::Acknowledge, SimTime{10s}}}));
    QVERIFY(!station.instance(1).isDeployed());
    station.deploy(1);
    world.runUntil(11s);
    QCOMPARE(broker.consumers.size(), 3U);
}

void AutoscalerTest::whoIsStillStartingIsTakenAwayFirst()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::QueueLength);
    settings.deployed = 2;
    settings.startupTime = 1h;
    settings.autoscaling.stabilisationDown = 0s;
    settings.autoscaling.downShare = 0.34;
    Station& station = world.addStation(settings, {}, 6);
    station.start();
    station.crash(0, false);
    station.restart(0);

    world.runUntil(15s);

    QCOMPARE(up(station), std::string("2"));
    QVERIFY(!station.instance(0).isDeployed());
    world.runUntil(3h);
    QCOMPARE(up(station), std::string("2"));
}

void AutoscalerTest::aCrashWhileLeavingEndsIt()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::Utilisation);
    settings.deployed = 2;
    Station& station = world.addStation(settings, {world.work(20s)}, 6);
    station.start();
    world.ask(station);
    world.ask(station);
    world.runUntil(1s);

    station.retire(1);
    world.runUntil(2s);
    station.crash(1, false);
    station.restart(1);
    world.runUntil(10s);

    QVERIFY(!station.instance(1).isUp() && !station.instance(1).isDeployed());
    QCOMPARE(station.readyCount(), 1U);
}

void AutoscalerTest::whoDrainsForARestartCanBeTakenAway()
{
    ServiceWorld world;
    StationSettings settings = scaledBy(spec::ScalingMetric::Utilisation);
    settings.deployed = 2;
    Station& station = world.addStation(settings, {world.work(5s)}, 6);
    station.start();
    world.ask(station);
    world.ask(station);
    world.runUntil(1s);
    station.instance(1).drain([&station] {
        station.crash(1, false);
        station.restart(1);
    });
    QCOMPARE(station.deployedCount(), 2U);  // it will be back

    station.retire(1);
    world.runUntil(10s);

    QCOMPARE(world.heard(), "Ok 5000, Ok 5000");
    QCOMPARE(station.deployedCount(), 1U);
    QCOMPARE(up(station), std::string("1"));
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::AutoscalerTest)
#include "tst_autoscaler.moc"
