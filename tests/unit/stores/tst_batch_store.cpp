// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/batch_store.h"

#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

Distribution always(Duration time) { return Distribution{distribution::Constant{time}}; }

/// A service that writes to a store whose inserts take 10 ms.
struct BatchWorld {
    explicit BatchWorld(const spec::ColumnarStoreSettings& settings) : BatchWorld(settings, roomy()) { }
    BatchWorld(const spec::ColumnarStoreSettings& settings, const spec::DatabaseSettings& around)
        : server(world.addDatabase(around)), station(world.addStation(busy(), {{instruction::Access{&server, true}}}))
    {
        auto engine = std::make_unique<BatchStore>(world.world, server, batchesOf(settings));
        store = engine.get();
        server.setEngine(std::move(engine));
    }

    static spec::DatabaseSettings roomy()
    {
        spec::DatabaseSettings settings;
        settings.concurrency = settings.maximumPoolSize = settings.maxConnections = 10'000;
        return settings;
    }
    static StationSettings busy()
    {
        StationSettings settings = oneWorker();
        settings.workers.concurrency = 100'000;
        return settings;
    }
    void writeEvery(Duration gap, int times)
    {
        for (int i = 0; i < times; ++i)
            world.network.after(i * gap, [this] { world.ask(station); });
    }

    ServiceWorld world;
    Database& server;
    Station& station;
    BatchStore* store = nullptr;
};

spec::ColumnarStoreSettings batchesOfFive()
{
    spec::ColumnarStoreSettings settings;
    settings.buffer = {.rows = 5, .interval = 100ms, .waitsForFlush = true};
    settings.insertTime = always(10ms);
    settings.rowTime = 1ms;
    return settings;
}

}  // namespace

class BatchStoreTest : public QObject {
    Q_OBJECT

private slots:
    void aFullBatchIsInsertedAtOnce();
    void anOldBatchIsInsertedAsItIs();
    void whoDoesNotWaitIsConfirmedAtOnce();
    void aCrashLosesWhatWasConfirmedAndWaits();
    void aCrashTellsWhoWaits();
    void singleInsertsMakeTooManyParts();
    void mergesKeepThePartsFew();
    void aPausedStoreInsertsAndConfirmsNothing_data();
    void aPausedStoreInsertsAndConfirmsNothing();
    void whatAPausedStoreHasNotReadIsNotConfirmedWhenItDies();
    void thoseWhoWaitHaveAConnectionEach();
    void aSlowDiskSlowsMergesAndNotTheDelay();
    void aFullDiskStopsMerges();
    void confirmedRowsOfARefusedInsertAreLost();
};

void BatchStoreTest::aFullBatchIsInsertedAtOnce()
{
    BatchWorld world(batchesOfFive());

    world.writeEvery(1ms, 5);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 19, Ok 19, Ok 19, Ok 19, Ok 19");  // 4 ms + 10 ms + 5 rows
    QCOMPARE(world.store->inserts(), 1U);
}

void BatchStoreTest::anOldBatchIsInsertedAsItIs()
{
    BatchWorld world(batchesOfFive());

    world.writeEvery(1ms, 2);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 112, Ok 112");
}

void BatchStoreTest::whoDoesNotWaitIsConfirmedAtOnce()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.waitsForFlush = false;
    BatchWorld world(settings);

    world.writeEvery(1ms, 2);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 0, Ok 1");
    QCOMPARE(world.store->rowsWritten(), 2U);
}

void BatchStoreTest::aCrashLosesWhatWasConfirmedAndWaits()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.waitsForFlush = false;
    BatchWorld world(settings);

    world.writeEvery(1ms, 8);  // five are being inserted, three wait
    world.world.runUntil(10ms);
    world.server.crash(0, false);
    world.server.restart(0);
    world.writeEvery(1ms, 5);
    world.world.runUntil(1s);

    QCOMPARE(world.store->rowsLost(), 8U);
    QCOMPARE(world.store->rowsWritten(), 5U);
}

void BatchStoreTest::aCrashTellsWhoWaits()
{
    BatchWorld world(batchesOfFive());

    world.writeEvery(1ms, 6);
    world.world.runUntil(10ms);
    world.server.crash(0, false);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Reset 10, Reset 10, Reset 10, Reset 10, Reset 10, Reset 10");
}

void BatchStoreTest::singleInsertsMakeTooManyParts()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.rows = 1;
    settings.partsToDelay = 10;
    settings.partsToReject = 20;
    settings.mergeTime = 1h;
    BatchWorld world(settings);

    world.writeEvery(2s, 25);
    world.world.runUntil(60s);

    QCOMPARE(world.store->parts(), 20);
    QCOMPARE(world.store->rowsWritten(), 20U);
    const std::string heard = world.world.heard();
    // Not slowed down; the first that is, by a tenth of the second; the last, by a whole one; the first that is refused.
    QVERIFY2(heard.find("Ok 18011") != std::string::npos, heard.c_str());
    QVERIFY2(heard.find("Ok 20111") != std::string::npos, heard.c_str());
    QVERIFY2(heard.find("Ok 39011") != std::string::npos, heard.c_str());
    QVERIFY2(heard.find("Refused 40000") != std::string::npos, heard.c_str());
}

void BatchStoreTest::mergesKeepThePartsFew()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.rows = 1;
    settings.mergeTime = 50ms;
    settings.mergeWidth = 10;
    BatchWorld world(settings);

    world.writeEvery(10ms, 1000);
    world.world.runUntil(20s);

    QCOMPARE(world.store->rowsWritten(), 1000U);
    QCOMPARE(world.store->parts(), 1);
}

void BatchStoreTest::aPausedStoreInsertsAndConfirmsNothing_data()
{
    QTest::addColumn<bool>("waits");
    QTest::addColumn<QByteArray>("heard");
    QTest::newRow("who waits hears when it goes on") << true << QByteArray("Ok 512, Ok 512, Ok 611");
    QTest::newRow("who does not wait is confirmed when it has read his write") << false << QByteArray("Ok 0, Ok 1, Ok 500");
}

void BatchStoreTest::aPausedStoreInsertsAndConfirmsNothing()
{
    QFETCH(bool, waits);
    QFETCH(QByteArray, heard);
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.waitsForFlush = waits;
    BatchWorld world(settings);

    world.writeEvery(1ms, 2);
    world.world.runUntil(50ms);
    world.server.pause(0, this);
    world.writeEvery(1ms, 1);
    world.world.runUntil(500ms);
    QCOMPARE(world.store->inserts(), 0U);
    world.server.resume(0, this);
    world.world.runUntil(1s);

    QCOMPARE(QByteArray::fromStdString(world.world.heard()), heard);
    QCOMPARE(world.store->rowsWritten(), 3U);
}

void BatchStoreTest::whatAPausedStoreHasNotReadIsNotConfirmedWhenItDies()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.waitsForFlush = false;
    BatchWorld world(settings);

    world.server.pause(0, this);
    world.writeEvery(1ms, 2);
    world.world.runUntil(50ms);
    world.server.crash(0, false);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Reset 50, Reset 50");
    QCOMPARE(world.store->rowsLost(), 0U);
}

void BatchStoreTest::thoseWhoWaitHaveAConnectionEach()
{
    spec::DatabaseSettings small = BatchWorld::roomy();
    small.maxConnections = 3;
    BatchWorld world(batchesOfFive(), small);

    world.writeEvery(1ms, 5);
    world.world.runUntil(1s);
    world.writeEvery(1ms, 1);
    world.world.runUntil(2s);

    QCOMPARE(world.world.heard(), "Ok 113, Ok 113, Ok 113, Refused 3, Refused 4, Ok 1111");
}

/// Ten times slower: an insert takes 110 ms, a merge 10 s. The second insert also waits for 10 ms.
void BatchStoreTest::aSlowDiskSlowsMergesAndNotTheDelay()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.rows = 1;
    settings.partsToDelay = 1;
    settings.partsToReject = 101;
    settings.mergeTime = 1s;
    BatchWorld world(settings);
    DiskSlowness slowness{.factor = 10, .draws = RandomStream(1)};
    world.server.disk(0).slowDown(slowness);

    world.writeEvery(1s, 2);
    world.world.runUntil(11s);
    QCOMPARE(world.world.heard(), "Ok 110, Ok 1120");
    QCOMPARE(world.store->parts(), 2);
    world.world.runUntil(12s);
    QCOMPARE(world.store->parts(), 1);
}

/// Two parts are too many, and can be merged only when there is room again.
void BatchStoreTest::aFullDiskStopsMerges()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.rows = 1;
    settings.partsToDelay = settings.partsToReject = 2;
    settings.mergeTime = 1s;
    BatchWorld world(settings);

    world.writeEvery(100ms, 2);
    world.world.runUntil(500ms);
    world.server.disk(0).fill();
    world.world.runUntil(5s);
    QCOMPARE(world.store->parts(), 2);
    world.server.disk(0).free();
    world.writeEvery(2s, 2);
    world.world.runUntil(8s);

    QCOMPARE(world.world.heard(), "Ok 11, Ok 111, Refused 5000, Ok 7011");
}

void BatchStoreTest::confirmedRowsOfARefusedInsertAreLost()
{
    spec::ColumnarStoreSettings settings = batchesOfFive();
    settings.buffer.waitsForFlush = false;
    BatchWorld world(settings);
    world.server.disk(0).fill();

    world.writeEvery(1ms, 5);
    world.world.runUntil(1s);

    QCOMPARE(world.world.heard(), "Ok 0, Ok 1, Ok 2, Ok 3, Ok 4");
    QCOMPARE(world.store->rowsLost(), 5U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::BatchStoreTest)
#include "tst_batch_store.moc"
