// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/server_pools.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;

class ServerPoolsTest : public QObject {
    Q_OBJECT

private slots:
    void theBusiestPoolDecides();
    void aPoolIsFullWhenAllItsServersAreTaken();
    void twoInstantsAreCompared();
    void theWarmUpIsForgottenButNotByReadings();
};

namespace {

constexpr std::size_t kConsumers = ServerPools::kWorkers + 1;

constexpr SimTime second(int seconds) { return SimTime{std::chrono::seconds{seconds}}; }

/// 16 workers whom nobody asks, and two consumers.
ServerPools withIdleWorkers()
{
    ServerPools pools;
    pools.resize(kStartOfRun, ServerPools::kWorkers, 16);
    pools.resize(kStartOfRun, kConsumers, 2);
    return pools;
}

}  // namespace

void ServerPoolsTest::theBusiestPoolDecides()
{
    ServerPools pools = withIdleWorkers();

    pools.taken(second(0), kConsumers);
    pools.taken(second(5), kConsumers);

    QCOMPARE(pools.utilisation(second(10)), 0.75);
}

void ServerPoolsTest::aPoolIsFullWhenAllItsServersAreTaken()
{
    ServerPools pools = withIdleWorkers();
    QVERIFY(!pools.isAnyFull());

    pools.taken(second(1), kConsumers);
    QVERIFY(!pools.isAnyFull());
    pools.taken(second(2), kConsumers);
    QVERIFY(pools.isAnyFull());
    pools.resize(second(3), kConsumers, 4);
    QVERIFY(!pools.isAnyFull());
    pools.resize(second(4), kConsumers, 1);
    QVERIFY(pools.isAnyFull());
    pools.freed(second(5), kConsumers);
    pools.freed(second(5), kConsumers);
    QVERIFY(!pools.isAnyFull());
}

void ServerPoolsTest::twoInstantsAreCompared()
{
    ServerPools pools = withIdleWorkers();
    pools.taken(second(2), kConsumers);
    const ServerPools::Reading from = pools.read(second(4));
    pools.taken(second(6), ServerPools::kWorkers);

    QCOMPARE(ServerPools::utilisation(from, pools.read(second(8))), 0.5);
    QVERIFY(std::isnan(ServerPools::utilisation(from, from)));
}

void ServerPoolsTest::theWarmUpIsForgottenButNotByReadings()
{
    ServerPools pools = withIdleWorkers();
    pools.taken(second(0), kConsumers);
    const ServerPools::Reading from = pools.read(second(5));
    pools.freed(second(10), kConsumers);
    pools.endWarmUp(second(10));

    QCOMPARE(pools.utilisation(second(20)), 0.0);
    QCOMPARE(ServerPools::utilisation(from, pools.read(second(15))), 0.25);
}

QTEST_GUILESS_MAIN(ServerPoolsTest)
#include "tst_server_pools.moc"
