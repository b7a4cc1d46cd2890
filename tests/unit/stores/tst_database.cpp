// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

spec::DatabaseSettings slowDatabase()
{
    spec::DatabaseSettings settings;
    settings.writeTime = Distribution{distribution::Constant{10ms}};
    return settings;
}

}  // namespace

class DatabaseTest : public QObject {
    Q_OBJECT

private slots:
    void whoFindsNoConnectionWaitsAndGivesUp();
    void eachInstanceHasAPoolOfItsOwn();
    void queriesBeyondTheConcurrencyWait();
    void aCrashResetsEveryQuery();
    void aConnectionTooManyIsRefused();
    void theQueriesOfTheDeadKeepTheirConnections();
    void aLostHostIsNoticedByTheQueryTimeout();
    void aQueryThatNobodyWaitsForIsExecutedAllTheSame();
    void withoutAQueryTimeoutTheClientWaitsForEver();
    void aLostReplicaChangesNothing();
    void afterARestartItServesAgain();
    void aCrashOfTheClientGivesItsConnectionsBack();
    void queriesBeyondTheCoresShareThem();
};

void DatabaseTest::whoFindsNoConnectionWaitsAndGivesUp()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.maximumPoolSize = 1;
    settings.connectionTimeout = 15ms;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});

    for (int i = 0; i < 3; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20, TimedOut 15");
    QCOMPARE(database.probe().served(), 2U);
}

void DatabaseTest::eachInstanceHasAPoolOfItsOwn()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.maximumPoolSize = 1;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)}, 2);

    for (int i = 0; i < 4; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, Ok 20, Ok 20");
}

void DatabaseTest::queriesBeyondTheConcurrencyWait()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.concurrency = 2;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});

    for (int i = 0; i < 5; ++i)
        world.ask(station);
    world.runUntil(100ms);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, Ok 20, Ok 20, Ok 30");
    QCOMPARE(database.probe().queueMax(), 3.0);
    QCOMPARE(database.probe().utilisation(world.calendar.now()), 0.25);
}

void DatabaseTest::aCrashResetsEveryQuery()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.concurrency = 1;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);
    world.ask(station);

    world.runUntil(5ms);
    database.crash(0, false);
    world.ask(station);
    world.runUntil(10ms);

    QCOMPARE(world.heard(), "Reset 5, Reset 5, Unavailable 5");
    QCOMPARE(database.probe().drops(DropCause::Crashed), 2U);
    QCOMPARE(database.probe().present(), 0U);
    QCOMPARE(database.probe().littlesLawGap(world.calendar.now()), 0.0);
    QCOMPARE(database.probe().utilisation(world.calendar.now()), 0.5);
}

void DatabaseTest::aConnectionTooManyIsRefused()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.maxConnections = 3;  // with pools of 10
    settings.concurrency = 2;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});

    for (int i = 0; i < 5; ++i)
        world.ask(station);
    world.runUntil(10ms);
    world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, Ok 20, Refused 0, Refused 0, Ok 20");
    const StationProbe& books = database.probe();
    QCOMPARE(books.drops(DropCause::TooManyConnections), 2U);
    QCOMPARE(books.queueMax(), 1.0);
    QCOMPARE(books.arrivals(), books.served() + books.dropsInAll());
    QCOMPARE(books.cameInAll(), books.leftInAll());
    QCOMPARE(books.littlesLawGap(world.calendar.now()), 0.0);
}

void DatabaseTest::theQueriesOfTheDeadKeepTheirConnections()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.maxConnections = 2;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);
    world.ask(station);

    world.runUntil(5ms);
    station.crash(0, false);
    station.restart(0);
    world.runUntil(6ms);
    world.ask(station);
    world.runUntil(10ms);
    world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Reset 5, Reset 5, Refused 6, Ok 20");
}

void DatabaseTest::aLostHostIsNoticedByTheQueryTimeout()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.connectionTimeout = 1s;
    settings.queryTimeout = 2s;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);

    world.runUntil(5ms);
    database.crash(0, true);
    world.runUntil(10s);

    QCOMPARE(world.heard(), "TimedOut 2000");
}

void DatabaseTest::aQueryThatNobodyWaitsForIsExecutedAllTheSame()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.queryTimeout = 4ms;
    settings.maximumPoolSize = 1;
    settings.concurrency = 1;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});

    world.ask(station);
    world.ask(station);  // has the connection of the first at 4 ms, but the server is still busy
    world.runUntil(1s);

    QCOMPARE(world.heard(), "TimedOut 4, TimedOut 8");
    QCOMPARE(database.probe().served(), 2U);
    QCOMPARE(database.probe().queueMax(), 1.0);
}

void DatabaseTest::withoutAQueryTimeoutTheClientWaitsForEver()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.queryTimeout = 0s;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);

    world.runUntil(5ms);
    database.crash(0, true);
    world.runUntil(24h);

    QCOMPARE(world.heard(), "-");
}

void DatabaseTest::aLostReplicaChangesNothing()
{
    ServiceWorld world;
    Database& database = world.addDatabase(slowDatabase(), 2);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);

    world.runUntil(5ms);
    database.crash(1, false);
    world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 15");
}

void DatabaseTest::afterARestartItServesAgain()
{
    ServiceWorld world;
    Database& database = world.addDatabase(slowDatabase());
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);
    world.runUntil(5ms);
    database.crash(0, true);

    world.runUntil(20ms);
    database.restart(0);
    world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "-, Ok 30");
}

void DatabaseTest::aCrashOfTheClientGivesItsConnectionsBack()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.maximumPoolSize = 1;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});
    world.ask(station);
    world.ask(station);

    world.runUntil(5ms);
    station.crash(0, false);
    station.restart(0);
    world.runUntil(6ms);
    world.ask(station);
    world.runUntil(1s);

    // The query of the dead client is executed all the same.
    QCOMPARE(world.heard(), "Reset 5, Reset 5, Ok 16");
    QCOMPARE(database.probe().served(), 2U);
}

/// Of four queries on two cores each takes twice as long, and a tenth more for each of the two beyond the cores. How many
/// there are counts when a query begins.
void DatabaseTest::queriesBeyondTheCoresShareThem()
{
    ServiceWorld world;
    spec::DatabaseSettings settings = slowDatabase();
    settings.cores = 2;
    settings.contention = 0.1;
    Database& database = world.addDatabase(settings);
    Station& station = world.addStation(manyWorkers(), {ServiceWorld::access(database)});

    for (int i = 0; i < 4; ++i)
        world.ask(station);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, Ok 16, Ok 24");  // 10 ms x 3/2 x 1.1, x 4/2 x 1.2
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::DatabaseTest)
#include "tst_database.moc"
