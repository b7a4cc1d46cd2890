// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/balancer.h"
#include "tests/unit/services/service_world.h"

#include <QTest>

#include <cmath>

namespace stormglass {

using namespace tests;

namespace {

StationSettings balancedBy(spec::BalancingPolicy policy)
{
    StationSettings settings = oneWorker();
    settings.workers.queueCapacity = 1'000'000;
    settings.balancing.policy = policy;
    return settings;
}

std::vector<std::size_t> loadsOf(Station& station)
{
    std::vector<std::size_t> loads;
    for (std::size_t i = 0; i < station.instanceCount(); ++i)
        loads.push_back(station.instance(i).load());
    return loads;
}

}  // namespace

class BalancerTest : public QObject {
    Q_OBJECT

private slots:
    void withoutSettingsThereIsNone();
    void randomSharesOut();
    void theLessLoadedOfTwoIsChosen();
    void whoIsDownIsPassedOver();
    void whoFailsIsPassedOverForATime();
    void whoKeepsSilentFailsByTheTimeout();
    void ratherAnEjectedOneThanNobody();
};

void BalancerTest::withoutSettingsThereIsNone()
{
    ServiceWorld world;

    QVERIFY(world.addStation(oneWorker(), {}).balancer() == nullptr);
    QVERIFY(world.addStation(balancedBy(spec::BalancingPolicy::Random), {}).balancer() != nullptr);
}

void BalancerTest::randomSharesOut()
{
    ServiceWorld world;
    Station& station = world.addStation(balancedBy(spec::BalancingPolicy::Random), {world.work(1h)}, 4);

    for (int i = 0; i < 4000; ++i)
        world.ask(station);
    world.runUntil(1s);

    // A binomial share has a standard deviation of 27; so it is random, and fair.
    bool isUneven = false;
    for (const std::size_t load : loadsOf(station)) {
        QVERIFY2(std::abs(static_cast<double>(load) - 1000) < 110, std::to_string(load).c_str());
        isUneven = isUneven || load != 1000;
    }
    QVERIFY(isUneven);
}

void BalancerTest::theLessLoadedOfTwoIsChosen()
{
    ServiceWorld world;
    Station& station = world.addStation(balancedBy(spec::BalancingPolicy::LeastRequest), {world.work(1h)}, 4);

    for (int i = 0; i < 4000; ++i) {
        world.ask(station);
        world.runUntil(1s);  // it has arrived before the next one is sent
    }

    // Two choices leave a difference that does not grow with the number (Mitzenmacher 2001).
    for (const std::size_t load : loadsOf(station))
        QVERIFY2(std::abs(static_cast<double>(load) - 1000) <= 5, std::to_string(load).c_str());
}

void BalancerTest::whoIsDownIsPassedOver()
{
    for (const auto policy : {spec::BalancingPolicy::LeastRequest, spec::BalancingPolicy::Random}) {
        ServiceWorld world;
        Station& station = world.addStation(balancedBy(policy), {}, 3);
        station.crash(1, false);

        for (int i = 0; i < 50; ++i)
            world.ask(station);
        world.runUntil(1s);

        QCOMPARE(station.probe().served(), 50U);
    }
}

void BalancerTest::whoFailsIsPassedOverForATime()
{
    ServiceWorld world;
    StationSettings settings = balancedBy(spec::BalancingPolicy::RoundRobin);
    settings.balancing.outlierDetection.isEnabled = true;
    settings.health.readiness = {.isEnabled = true, .initialDelay = 1h, .period = 1h};  // a crash is not noticed
    Station& station = world.addStation(settings, {}, 3);
    station.start();
    station.crash(0, false);

    for (int i = 0; i < 100; ++i) {
        world.runUntil(i * 10ms);
        world.ask(station);
    }
    world.runUntil(25s);

    QCOMPARE(station.probe().drops(DropCause::Unavailable), 5U);
    QCOMPARE(station.probe().count(StationEvent::Ejected), 1U);
    QVERIFY(station.balancer()->outliers()->isEjected(0));
    world.runUntil(40s);
    QVERIFY(!station.balancer()->outliers()->isEjected(0));
}

void BalancerTest::whoKeepsSilentFailsByTheTimeout()
{
    ServiceWorld world;
    StationSettings settings = balancedBy(spec::BalancingPolicy::RoundRobin);
    settings.balancing.outlierDetection.isEnabled = true;
    settings.health.readiness = {.isEnabled = true, .initialDelay = 1h, .period = 1h};
    Station& station = world.addStation(settings, {}, 2);
    station.start();
    station.crash(0, true);

    for (int i = 0; i < 12; ++i)
        world.ask(station, 700ms);
    world.runUntil(699ms);
    QVERIFY(!station.balancer()->outliers()->isEjected(0));
    world.runUntil(700ms);

    QVERIFY(station.balancer()->outliers()->isEjected(0));
    QCOMPARE(station.probe().served(), 6U);
}

void BalancerTest::ratherAnEjectedOneThanNobody()
{
    ServiceWorld world;
    StationSettings settings = balancedBy(spec::BalancingPolicy::RoundRobin);
    settings.balancing.outlierDetection.isEnabled = true;
    Station& station = world.addStation(settings, {world.fail()});

    for (int i = 0; i < 10; ++i) {
        world.ask(station);
        world.runUntil(1s);
    }

    QVERIFY(station.balancer()->outliers()->isEjected(0));
    QCOMPARE(station.probe().served(), 10U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::BalancerTest)
#include "tst_balancer.moc"
