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
    explicit BatchWorld(const spec::ColumnarStoreSettings& settings)
        : server(world.addDatabase(roomy())), station(world.addStation(busy(), {{instruction::Access{&server, true}}}))
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

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::BatchStoreTest)
#include "tst_batch_store.moc"
