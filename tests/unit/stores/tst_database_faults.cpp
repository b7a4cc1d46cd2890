// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

/// Writes take 10 ms, reads 4 ms.
struct StoreWorld : ServiceWorld {
    explicit StoreWorld(std::size_t nodes = 1, Duration connectionTimeout = 30s)
    {
        spec::DatabaseSettings settings;
        settings.writeTime = Distribution{distribution::Constant{10ms}};
        settings.readTime = Distribution{distribution::Constant{4ms}};
        settings.connectionTimeout = connectionTimeout;
        database = &addDatabase(settings, nodes);
        StationSettings many = oneWorker();
        many.workers.concurrency = 20;
        writers = &addStation(many, {access(*database)});
        readers = &addStation(many, {Instruction{instruction::Access{database, false}}});
    }

    Database* database = nullptr;
    Station* writers = nullptr;
    Station* readers = nullptr;
};

}  // namespace

class DatabaseFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void aReplicaTakesOverAfterItsTime();
    void withoutAReplicaThePrimaryHasToComeBack();
    void aReplicaThatIsDownDoesNotTakeOver();
    void failoversOverlap();
    void aPrimaryThatCrashesIsNotReplaced();
    void queriesFailAfterTheirTime();
    void errorsMayHitReadsOrWritesOnly();
    void aFullDiskRefusesWritesOnly();
    void aSlowDiskStretchesQueries();
    void slowDisksMayHitAShareOnly();
    void leaksTakeConnectionsOfThePools();
    void leaksAddUpAndMayBeOfOneClient();
};

void DatabaseFaultsTest::aReplicaTakesOverAfterItsTime()
{
    StoreWorld world(2);
    world.ask(*world.writers);

    world.runUntil(5ms);
    QCOMPARE(world.database->losePrimary(), std::size_t{0});
    world.ask(*world.writers);
    world.runUntil(100ms);
    world.database->takeOver();
    world.ask(*world.writers);
    world.runUntil(200ms);
    world.database->giveBack(0);
    world.ask(*world.writers);
    world.database->crash(0, false);  // a replica by now
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Reset 5, Unavailable 5, Ok 110, Ok 210");
    QCOMPARE(world.database->probe().littlesLawGap(world.calendar.now()), 0.0);
}

void DatabaseFaultsTest::withoutAReplicaThePrimaryHasToComeBack()
{
    StoreWorld world(1);
    const std::size_t lost = world.database->losePrimary();

    world.database->takeOver();
    world.ask(*world.writers);
    world.runUntil(50ms);
    world.database->giveBack(lost);
    world.ask(*world.writers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Unavailable 0, Ok 60");
}

void DatabaseFaultsTest::aReplicaThatIsDownDoesNotTakeOver()
{
    StoreWorld world(3);
    world.database->crash(1, false);
    static_cast<void>(world.database->losePrimary());
    world.database->takeOver();

    world.database->crash(2, false);
    world.ask(*world.writers);
    world.runUntil(50ms);
    world.database->restart(1);
    world.ask(*world.writers);
    world.runUntil(60ms);
    world.database->restart(2);
    world.ask(*world.writers);
    world.runUntil(1s);

    // The one that took over is waited for.
    QCOMPARE(world.heard(), "Unavailable 0, Unavailable 50, Ok 70");
}

void DatabaseFaultsTest::failoversOverlap()
{
    StoreWorld world(3);
    const std::size_t first = world.database->losePrimary();
    const std::size_t second = world.database->losePrimary();

    world.database->takeOver();
    world.ask(*world.writers);
    world.runUntil(50ms);
    world.database->takeOver();
    world.ask(*world.writers);
    world.runUntil(100ms);
    world.database->giveBack(first);
    world.database->giveBack(second);
    world.ask(*world.writers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Unavailable 0, Ok 60, Ok 110");
}

void DatabaseFaultsTest::aPrimaryThatCrashesIsNotReplaced()
{
    StoreWorld world(2);
    world.database->crash(0, false);
    world.database->crash(1, false);
    world.database->restart(1);

    world.ask(*world.writers);
    world.runUntil(50ms);
    world.database->restart(0);
    world.ask(*world.writers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Unavailable 0, Ok 60");
}

void DatabaseFaultsTest::queriesFailAfterTheirTime()
{
    StoreWorld world;
    QueryErrors errors{.share = 1, .draws = RandomStream(1)};
    world.database->addErrors(errors);

    world.ask(*world.writers);
    world.runUntil(20ms);
    world.database->removeErrors(errors);
    world.ask(*world.writers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Failed 10, Ok 30");
    QCOMPARE(world.database->probe().served(), 2U);
}

void DatabaseFaultsTest::errorsMayHitReadsOrWritesOnly()
{
    StoreWorld world;
    QueryErrors errors{.share = 1, .hitsReads = false, .draws = RandomStream(1)};
    world.database->addErrors(errors);

    world.ask(*world.writers);
    world.ask(*world.readers);
    world.runUntil(20ms);
    errors = {.share = 1, .hitsWrites = false, .draws = RandomStream(1)};
    world.ask(*world.writers);
    world.ask(*world.readers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Failed 10, Ok 4, Ok 30, Failed 24");
}

void DatabaseFaultsTest::aFullDiskRefusesWritesOnly()
{
    StoreWorld world;
    world.database->disk(0).fill();

    world.ask(*world.writers);
    world.ask(*world.readers);
    world.runUntil(20ms);
    world.database->disk(0).free();
    world.ask(*world.writers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Failed 10, Ok 4, Ok 30");
}

void DatabaseFaultsTest::aSlowDiskStretchesQueries()
{
    StoreWorld world;
    DiskSlowness slowness{.factor = 3, .extra = 5ms, .draws = RandomStream(1)};
    world.database->disk(0).slowDown(slowness);

    world.ask(*world.writers);
    world.ask(*world.readers);
    world.runUntil(100ms);
    world.database->disk(0).mend(slowness);
    world.ask(*world.writers);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 35, Ok 17, Ok 110");
}

void DatabaseFaultsTest::slowDisksMayHitAShareOnly()
{
    Disk disk;
    DiskSlowness slowness{.factor = 10, .affected = 0.25, .draws = RandomStream(1)};
    disk.slowDown(slowness);

    int slow = 0;
    for (int i = 0; i < 10'000; ++i)
        slow += disk.timeFor(1ms) == Duration{10ms} ? 1 : 0;

    // 2,500, give or take three standard deviations of 43.
    QVERIFY(slow > 2370 && slow < 2630);
}

void DatabaseFaultsTest::leaksTakeConnectionsOfThePools()
{
    StoreWorld world(1, 15ms);
    const PoolLeak leak{.client = {}, .share = 0.85};
    world.database->addLeak(leak);
    Resource& pool = world.writers->instance(0).connectionsTo(*world.database, world.database->poolSize());
    pool.setCapacity(world.database->poolSizeOf(world.writers->settings().name));

    for (int i = 0; i < 3; ++i)
        world.ask(*world.writers);
    world.runUntil(1s);

    // Of ten connections nine are gone: 85 %, rounded up.
    QCOMPARE(world.heard(), "Ok 10, Ok 20, TimedOut 15");
}

void DatabaseFaultsTest::leaksAddUpAndMayBeOfOneClient()
{
    StoreWorld world;
    const PoolLeak everyone{.client = {}, .share = 0.5};
    const PoolLeak payment{.client = "payment", .share = 0.3};

    world.database->addLeak(everyone);
    world.database->addLeak(payment);
    const std::size_t both = world.database->poolSizeOf("payment");
    const std::size_t other = world.database->poolSizeOf("orders");
    world.database->addLeak(everyone);
    const std::size_t none = world.database->poolSizeOf("payment");
    world.database->removeLeak(everyone);

    QCOMPARE(both, std::size_t{2});
    QCOMPARE(other, std::size_t{5});
    QCOMPARE(none, std::size_t{0});
    QCOMPARE(world.database->poolSizeOf("payment"), std::size_t{7});
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::DatabaseFaultsTest)
#include "tst_database_faults.moc"
