// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/event_store.h"

#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

/// A service that appends to one aggregate; to load takes 1 ms, each event 1 ms, to append 10 ms.
struct LedgerWorld {
    explicit LedgerWorld(std::int64_t snapshotEvery = 0, std::int64_t retries = 3)
        : server(world.addDatabase({})), station(world.addStation(manyWorkers(), {{instruction::Access{&server, true}}}))
    {
        spec::EventStoreSettings settings;
        settings.aggregates = 1;
        settings.snapshotEvery = snapshotEvery;
        settings.conflictRetries = retries;
        settings.loadTime = Distribution{distribution::Constant{1ms}};
        settings.replayTime = 1ms;
        settings.appendTime = Distribution{distribution::Constant{10ms}};
        auto engine = std::make_unique<EventStore>(world.world, server, settings);
        store = engine.get();
        server.setEngine(std::move(engine));
    }
    void writeEvery(Duration gap, int times)
    {
        for (int i = 0; i < times; ++i)
            world.network.after(i * gap, [this] { world.ask(station); });
    }

    ServiceWorld world;
    Database& server;
    Station& station;
    EventStore* store = nullptr;
};

}  // namespace

class EventStoreTest : public QObject {
    Q_OBJECT

private slots:
    void itTakesTheLongerTheMoreEventsThereAre();
    void aSnapshotMakesItShortAgain();
    void ofTwoThatHaveReadTheSameVersionOneLoadsAgain();
    void withoutRetriesTheLaterOneFails();
    void whatWasAppendedSurvivesACrash();
};

void EventStoreTest::itTakesTheLongerTheMoreEventsThereAre()
{
    LedgerWorld world;

    world.writeEvery(100ms, 4);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 11, Ok 112, Ok 213, Ok 314");
}

void EventStoreTest::aSnapshotMakesItShortAgain()
{
    LedgerWorld world(2);

    world.writeEvery(100ms, 4);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 11, Ok 122, Ok 211, Ok 322");  // every other one writes a snapshot, too
}

void EventStoreTest::ofTwoThatHaveReadTheSameVersionOneLoadsAgain()
{
    LedgerWorld world;

    world.writeEvery(1ms, 2);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 11, Ok 24");  // from 1 to 12, and again with one event to replay
    QCOMPARE(world.store->conflicts(), 1U);
    QCOMPARE(world.store->aggregate(0).balance(), 2.0);
}

void EventStoreTest::withoutRetriesTheLaterOneFails()
{
    LedgerWorld world(0, 0);

    world.writeEvery(1ms, 2);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 11, Failed 12");
    QCOMPARE(world.store->aggregate(0).version(), 1U);
}

void EventStoreTest::whatWasAppendedSurvivesACrash()
{
    LedgerWorld world;

    world.writeEvery(100ms, 2);
    world.world.runUntil(105ms);
    world.server.crash(0, false);
    world.server.restart(0);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 11, Reset 105");
    QCOMPARE(world.store->aggregate(0).version(), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::EventStoreTest)
#include "tst_event_store.moc"
