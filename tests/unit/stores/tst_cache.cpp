// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cache.h"

#include "tests/unit/services/service_world.h"

#include <QTest>

#include <cmath>

namespace stormglass {

using namespace tests;

namespace {

/// A service that reads through a cache in front of a database that takes 10 ms.
struct CachedShop {
    explicit CachedShop(const spec::CacheSettings& settings, Duration storeTime = 10ms)
        : CachedShop(settings, storeSettings(storeTime), serverSettings())
    {
    }
    CachedShop(const spec::CacheSettings& settings, const spec::DatabaseSettings& behind, const spec::DatabaseSettings& front)
        : store(world.addDatabase(behind))
        , server(world.addDatabase(front))
        , station(world.addStation(plenty(), {{instruction::Access{&server, false}}}))
    {
        auto engine = std::make_unique<Cache>(world.world, server, store, settings);
        cache = engine.get();
        server.setCache(*engine);
        server.setEngine(std::move(engine));
    }

    static spec::DatabaseSettings storeSettings(Duration time)
    {
        spec::DatabaseSettings settings = serverSettings();
        settings.readTime = Distribution{distribution::Constant{time}};
        return settings;
    }
    static spec::DatabaseSettings serverSettings()
    {
        spec::DatabaseSettings settings;
        settings.concurrency = settings.maximumPoolSize = settings.maxConnections = 10'000;
        return settings;
    }
    static StationSettings plenty()
    {
        StationSettings settings = oneWorker();
        settings.workers.concurrency = 100'000;
        return settings;
    }
    /// What the cache says of a query that it has executed.
    Outcome execute(const StoreErrand& errand, bool isWrite)
    {
        Outcome outcome = Outcome::Ok;
        StoreQuery query;
        query.isWrite = isWrite;
        query.errand = errand;
        static_cast<void>(cache->ended(query, outcome));
        return outcome;
    }
    Outcome read() { return execute(Cache::read(0), false); }
    Outcome erase() { return execute(Cache::erasing(0), true); }
    Outcome fill(Duration missedAt, Duration readAt) { return execute(Cache::filling(0, SimTime{missedAt}, SimTime{readAt}), true); }
    void askEvery(Duration gap, int times)
    {
        for (int i = 0; i < times; ++i)
            world.network.after(i * gap, [this] { world.ask(station); });
    }

    ServiceWorld world;
    Database& store;
    Database& server;
    Station& station;
    Cache* cache = nullptr;
};

/// One key only.
spec::CacheSettings oneKey()
{
    spec::CacheSettings settings;
    settings.keyCount = settings.capacity = 1;
    return settings;
}

spec::CacheSettings shortLeases()
{
    spec::CacheSettings settings = oneKey();
    settings.hasSingleFlight = true;
    settings.leaseTime = 10ms;
    return settings;
}

/// The hit ratio of an LRU cache by Che's approximation: an entry stays for a characteristic time, in which each key has
/// been asked for as often as makes the cache full. (Che, Tung, Wang 2002; Fricker, Robert, Roberts 2012.)
double hitRatioByChe(const ZipfKeys& keys, double capacity)
{
    const auto filled = [&](double time) {
        double sum = 0;
        for (std::size_t i = 0; i < keys.count(); ++i)
            sum += 1 - std::exp(-keys.probability(i) * time);
        return sum;
    };
    double low = 0;
    double high = 1e9;
    for (int i = 0; i < 100; ++i)
        (filled((low + high) / 2) < capacity ? low : high) = (low + high) / 2;
    double hits = 0;
    for (std::size_t i = 0; i < keys.count(); ++i)
        hits += keys.probability(i) * (1 - std::exp(-keys.probability(i) * low));
    return hits;
}

}  // namespace

class CacheTest : public QObject {
    Q_OBJECT

private slots:
    void hitsAreAsManyAsChesApproximationSays_data();
    void hitsAreAsManyAsChesApproximationSays();
    void anEntryExpires();
    void hitsOfATtlCacheAreAsManyAsRenewalTheorySays();
    void whatAReaderPutsBackAfterAWriteIsStale();
    void leasesForbidIt();
    void whoIsLateMayFillWhatNobodyElseHasFetched();
    void whoseLeaseHasGoneToAnotherFillsNothing();
    void leasesEndWithTheProcess();
    void aCrashEmptiesIt();
    void whoMissesTheSameKeyAsksTheStoreEachForHimself();
    void withSingleFlightOneAsksAndTheOthersWait_data();
    void withSingleFlightOneAsksAndTheOthersWait();
    void thoseWhoWaitHaveAConnectionEach();
    void whoFetchesAndDiesIsFollowedByTheNext();
    void whileItStandsStillNobodyIsToldToFetch();
    void aWriteGoesToTheStoreAndTakesTheEntryAway();
    void aWriteThatMayHaveBeenDoneTakesTheEntryAway();
    void itShowsTheNewestEventThatHasGotIntoIt();
    void aCacheThatIsDownIsPassedBy();
};

void CacheTest::hitsAreAsManyAsChesApproximationSays_data()
{
    QTest::addColumn<double>("exponent");
    QTest::addColumn<int>("capacity");
    QTest::newRow("popularity as in YCSB") << 0.99 << 500;
    QTest::newRow("flatter") << 0.7 << 500;
    QTest::newRow("small cache") << 0.99 << 50;
}

void CacheTest::hitsAreAsManyAsChesApproximationSays()
{
    QFETCH(double, exponent);
    QFETCH(int, capacity);
    spec::CacheSettings settings;
    settings.keyCount = 5000;
    settings.zipfExponent = exponent;
    settings.capacity = capacity;
    CachedShop shop(settings);

    shop.askEvery(20ms, 20'000);
    shop.world.runUntil(400s);
    shop.cache->endWarmUp();
    shop.askEvery(20ms, 60'000);
    shop.world.runUntil(2000s);

    const double ratio = static_cast<double>(shop.cache->hits()) / static_cast<double>(shop.cache->hits() + shop.cache->misses());
    const double expected = hitRatioByChe(ZipfKeys(5000, exponent), capacity);
    QVERIFY2(std::abs(ratio - expected) < 0.02, qPrintable(QStringLiteral("%1, by Che %2").arg(ratio).arg(expected)));
    QCOMPARE(shop.cache->entries(), static_cast<std::size_t>(capacity));
}

void CacheTest::anEntryExpires()
{
    spec::CacheSettings settings = oneKey();
    settings.ttl = 1s;
    CachedShop shop(settings);

    shop.askEvery(400ms, 6);  // at 0; 0.4, 0.8 hit; 1.2 expired; 1.6, 2.0 hit
    shop.world.runUntil(3s);

    QCOMPARE(shop.cache->hits(), 4U);
    QCOMPARE(shop.cache->misses(), 2U);
}

/// Arrivals at a rate r, an entry that lives for T from its fill: between two misses there are 1 + rT arrivals.
void CacheTest::hitsOfATtlCacheAreAsManyAsRenewalTheorySays()
{
    constexpr double kRate = 5;
    constexpr int kTimes = 40'000;
    spec::CacheSettings settings = oneKey();
    settings.ttl = 1s;
    settings.readTime = settings.writeTime = Distribution{distribution::Constant{0s}};
    CachedShop shop(settings, 0s);

    RandomStream arrivals(7);
    double at = 0;
    for (int i = 0; i < kTimes; ++i) {
        at -= std::log(arrivals.uniform()) / kRate;
        shop.world.network.after(Duration{static_cast<std::int64_t>(at * 1e9)}, [&shop] { shop.world.ask(shop.station); });
    }
    shop.world.runUntil(10h);

    QCOMPARE(shop.cache->hits() + shop.cache->misses(), static_cast<std::uint64_t>(kTimes));
    const double ratio = static_cast<double>(shop.cache->hits()) / kTimes;
    QVERIFY2(std::abs(ratio - kRate / (1 + kRate)) < 0.01, qPrintable(QString::number(ratio)));
}

void CacheTest::whatAReaderPutsBackAfterAWriteIsStale()
{
    CachedShop shop(oneKey());

    shop.world.runUntil(7ms);
    shop.cache->noteStoreWrite(0);
    QCOMPARE(shop.erase(), Outcome::Ok);
    QCOMPARE(shop.fill(4ms, 5ms), Outcome::Ok);
    QCOMPARE(shop.read(), Outcome::Ok);
    QCOMPARE(shop.cache->staleHits(), 1U);

    QCOMPARE(shop.fill(6ms, 7ms), Outcome::Ok);
    QCOMPARE(shop.read(), Outcome::Ok);
    QCOMPARE(shop.cache->staleHits(), 1U);
    QCOMPARE(shop.cache->hits(), 2U);
}

void CacheTest::leasesForbidIt()
{
    spec::CacheSettings settings = oneKey();
    settings.hasSingleFlight = true;
    CachedShop shop(settings);

    QCOMPARE(shop.read(), Outcome::Miss);  // it may fetch the key
    shop.cache->noteStoreWrite(0);
    QCOMPARE(shop.erase(), Outcome::Ok);
    QCOMPARE(shop.fill(0ms, 0ms), Outcome::Ok);

    QCOMPARE(shop.read(), Outcome::Miss);
    QCOMPARE(shop.cache->entries(), 0U);
}

void CacheTest::whoIsLateMayFillWhatNobodyElseHasFetched()
{
    CachedShop shop(shortLeases());

    QCOMPARE(shop.read(), Outcome::Miss);
    shop.world.runUntil(25ms);
    shop.fill(0ms, 25ms);

    QCOMPARE(shop.cache->entries(), 1U);
}

void CacheTest::whoseLeaseHasGoneToAnotherFillsNothing()
{
    CachedShop shop(shortLeases());

    QCOMPARE(shop.read(), Outcome::Miss);
    shop.world.runUntil(15ms);
    QCOMPARE(shop.read(), Outcome::Miss);  // another one, for the time of the first is up
    shop.fill(0ms, 14ms);
    QCOMPARE(shop.cache->entries(), 0U);
    shop.fill(15ms, 20ms);
    QCOMPARE(shop.cache->entries(), 1U);
}

void CacheTest::leasesEndWithTheProcess()
{
    CachedShop shop(shortLeases());

    QCOMPARE(shop.read(), Outcome::Miss);
    shop.server.crash(0, false);
    shop.server.restart(0);
    shop.fill(0ms, 5ms);

    QCOMPARE(shop.cache->entries(), 0U);
}

void CacheTest::aCrashEmptiesIt()
{
    CachedShop shop(oneKey());
    shop.askEvery(100ms, 4);

    shop.world.runUntil(250ms);
    shop.server.crash(0, false);
    shop.server.restart(0);
    shop.world.runUntil(1s);

    QCOMPARE(shop.cache->misses(), 2U);  // the first of all, and the first after the crash
    QCOMPARE(shop.store.probe().served(), 2U);
}

void CacheTest::whoMissesTheSameKeyAsksTheStoreEachForHimself()
{
    CachedShop shop(oneKey());

    shop.askEvery(100us, 50);
    shop.world.runUntil(1s);

    QCOMPARE(shop.store.probe().served(), 50U);  // a stampede
}

void CacheTest::withSingleFlightOneAsksAndTheOthersWait_data()
{
    QTest::addColumn<int>("poolSize");
    QTest::newRow("each has a connection") << 10'000;
    QTest::newRow("those who wait have all connections") << 10;
}

void CacheTest::withSingleFlightOneAsksAndTheOthersWait()
{
    QFETCH(int, poolSize);
    spec::CacheSettings settings = oneKey();
    settings.hasSingleFlight = true;
    spec::DatabaseSettings front = CachedShop::serverSettings();
    front.maximumPoolSize = poolSize;
    CachedShop shop(settings, CachedShop::storeSettings(10ms), front);

    shop.askEvery(100us, 50);
    shop.world.runUntil(1s);

    QCOMPARE(shop.store.probe().served(), 1U);
    QCOMPARE(shop.station.probe().served(), 50U);
}

/// One fetches and five wait; the others are refused, and pass the cache by.
void CacheTest::thoseWhoWaitHaveAConnectionEach()
{
    spec::CacheSettings settings = oneKey();
    settings.hasSingleFlight = true;
    spec::DatabaseSettings front = CachedShop::serverSettings();
    front.maxConnections = 5;
    CachedShop shop(settings, CachedShop::storeSettings(10ms), front);

    shop.askEvery(100us, 50);
    shop.world.runUntil(1s);

    QCOMPARE(shop.store.probe().served(), 45U);
    QCOMPARE(shop.station.probe().served(), 50U);
}

void CacheTest::whoFetchesAndDiesIsFollowedByTheNext()
{
    spec::CacheSettings settings = oneKey();
    settings.hasSingleFlight = true;
    settings.leaseTime = 500ms;
    CachedShop shop(settings);
    Station& other = shop.world.addStation(CachedShop::plenty(), {{instruction::Access{&shop.server, false}}});

    shop.world.ask(shop.station);
    shop.world.runUntil(5ms);
    shop.station.crash(0, false);
    shop.world.ask(other);
    shop.world.runUntil(2s);

    QCOMPARE(shop.world.heard(), "Reset 5, Ok 510");
    QCOMPARE(shop.store.probe().served(), 2U);
}

void CacheTest::whileItStandsStillNobodyIsToldToFetch()
{
    spec::CacheSettings settings = oneKey();
    settings.hasSingleFlight = true;
    settings.leaseTime = 500ms;
    CachedShop shop(settings);
    Station& other = shop.world.addStation(CachedShop::plenty(), {{instruction::Access{&shop.server, false}}});

    shop.world.ask(shop.station);
    shop.world.runUntil(5ms);
    shop.station.crash(0, false);
    shop.world.ask(other);
    shop.world.runUntil(100ms);
    shop.server.pause(0, this);
    shop.world.runUntil(1s);
    shop.server.resume(0, this);
    shop.world.runUntil(2s);

    QCOMPARE(shop.world.heard(), "Reset 5, Ok 1010");
}

void CacheTest::aWriteGoesToTheStoreAndTakesTheEntryAway()
{
    CachedShop shop(oneKey());
    Station& writer = shop.world.addStation(CachedShop::plenty(), {{instruction::Access{&shop.server, true}}});

    shop.askEvery(100ms, 3);
    shop.world.network.after(150ms, [&] { shop.world.ask(writer); });
    shop.world.runUntil(1s);

    QCOMPARE(shop.cache->misses(), 2U);
    QCOMPARE(shop.store.probe().served(), 3U);  // two reads and the write
}

/// The writer gives up after 20 ms, the store has the new value 50 ms after it was asked.
void CacheTest::aWriteThatMayHaveBeenDoneTakesTheEntryAway()
{
    spec::DatabaseSettings slow = CachedShop::storeSettings(10ms);
    slow.writeTime = Distribution{distribution::Constant{50ms}};
    slow.queryTimeout = 20ms;
    CachedShop shop(oneKey(), slow, CachedShop::serverSettings());
    Station& writer = shop.world.addStation(CachedShop::plenty(), {{instruction::Access{&shop.server, true}}});

    shop.world.ask(shop.station);
    shop.world.runUntil(100ms);
    shop.world.ask(writer);
    shop.world.runUntil(200ms);
    shop.world.ask(shop.station);
    shop.world.runUntil(1s);

    QCOMPARE(shop.cache->misses(), 2U);
}

void CacheTest::itShowsTheNewestEventThatHasGotIntoIt()
{
    CachedShop shop(oneKey());
    Station& writer = shop.world.addStation(CachedShop::plenty(), {{instruction::Access{&shop.server, true}}});

    shop.world.runUntil(100ms);
    shop.world.ask(writer);
    shop.world.runUntil(200ms);
    QCOMPARE(shop.server.newestVisible(), SimTime{});
    shop.world.ask(shop.station);
    shop.world.runUntil(300ms);
    QCOMPARE(shop.server.newestVisible(), SimTime{100ms});
}

void CacheTest::aCacheThatIsDownIsPassedBy()
{
    CachedShop shop(oneKey());
    shop.server.crash(0, false);

    shop.askEvery(100ms, 3);
    shop.world.runUntil(1s);

    QCOMPARE(shop.world.heard(), "Ok 10, Ok 110, Ok 210");
    QCOMPARE(shop.cache->storeReads(), 3U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::CacheTest)
#include "tst_cache.moc"
