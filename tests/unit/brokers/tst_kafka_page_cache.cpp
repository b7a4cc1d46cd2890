// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/page_cache.h"

#include <QtTest>

using namespace stormglass;
using namespace std::chrono_literals;

/// 10,000 B may be dirty in the background and 30,000 B at all, so writers are held up from 20,000 B on; the disk writes
/// 1,000 B/s.
class KafkaPageCacheTest : public QObject {
    Q_OBJECT

private slots:
    void whoWritesTooMuchWaitsForTheDisk_data();
    void whoWritesTooMuchWaitsForTheDisk();
    void writersWaitInTurn();
    void theDiskMakesRoomAgain_data();
    void theDiskMakesRoomAgain();
    void aSteadyTrickleLeavesRoomForABurst();
    void whoWaitedIsForgottenWithItsProcessAndTheRestWithThePower();
};

namespace {

constexpr SimTime kStart{};

kafka::PageCache cacheOf(Duration writeBack = 30s)
{
    return kafka::PageCache(spec::KafkaSettings{
        .writeBack = writeBack,
        .pageCache = {
            .diskWriteBandwidth = 1000, .availableMemory = 100'000, .dirtyBackgroundRatio = 0.1, .dirtyRatio = 0.3}});
}

}  // namespace

void KafkaPageCacheTest::whoWritesTooMuchWaitsForTheDisk_data()
{
    QTest::addColumn<std::int64_t>("bytes");
    QTest::addColumn<double>("slowness");
    QTest::addColumn<Duration>("wait");

    QTest::newRow("half-way to the dirty ratio: at once") << std::int64_t{20'000} << 1.0 << Duration{0};
    QTest::newRow("4,000 B more: until they are written") << std::int64_t{24'000} << 1.0 << Duration{4s};
    QTest::newRow("a disk that is three times as slow") << std::int64_t{24'000} << 3.0 << Duration{12s};
}

void KafkaPageCacheTest::whoWritesTooMuchWaitsForTheDisk()
{
    QFETCH(std::int64_t, bytes);
    QFETCH(double, slowness);
    QFETCH(Duration, wait);
    kafka::PageCache cache = cacheOf();

    const Duration foreseen = cache.waitFor(kStart, bytes, slowness);
    const Duration held = cache.write(kStart, bytes, slowness);

    QCOMPARE(foreseen, wait);
    QCOMPARE(held, wait);
}

void KafkaPageCacheTest::writersWaitInTurn()
{
    kafka::PageCache cache = cacheOf();

    static_cast<void>(cache.write(kStart, 20'000, 1));
    const Duration first = cache.write(kStart, 2'000, 1);
    const Duration second = cache.write(kStart, 2'000, 1);
    const Duration third = cache.write(kStart + 1s, 1'000, 1);

    QCOMPARE(first, Duration{2s});
    QCOMPARE(second, Duration{4s});
    QCOMPARE(third, Duration{4s});
}

void KafkaPageCacheTest::theDiskMakesRoomAgain_data()
{
    QTest::addColumn<std::int64_t>("written");
    QTest::addColumn<Duration>("after");
    QTest::addColumn<std::int64_t>("room");

    QTest::newRow("as fast as it writes") << std::int64_t{20'000} << Duration{4s} << std::int64_t{4'000};
    QTest::newRow("down to the background ratio while it is young")
        << std::int64_t{20'000} << Duration{20s} << std::int64_t{10'000};
    QTest::newRow("what is below that stays") << std::int64_t{8'000} << Duration{20s} << std::int64_t{12'000};
    QTest::newRow("until it is older than write_back") << std::int64_t{8'000} << Duration{60s} << std::int64_t{20'000};
}

void KafkaPageCacheTest::theDiskMakesRoomAgain()
{
    QFETCH(std::int64_t, written);
    QFETCH(Duration, after);
    QFETCH(std::int64_t, room);
    kafka::PageCache cache = cacheOf();

    static_cast<void>(cache.write(kStart, written, 1));
    const Duration fits = cache.waitFor(kStart + after, room, 1);
    const Duration isTooMuch = cache.waitFor(kStart + after, room + 1'000, 1);

    QCOMPARE(fits, Duration{0});
    QCOMPARE(isTooMuch, Duration{1s});
}

/// 100 B/s, of which 30 s are younger than write_back.
void KafkaPageCacheTest::aSteadyTrickleLeavesRoomForABurst()
{
    kafka::PageCache cache = cacheOf();

    for (int second = 0; second < 200; ++second)
        static_cast<void>(cache.write(kStart + second * 1s, 100, 1));
    const Duration fits = cache.waitFor(kStart + 200s, 16'900, 1);
    const Duration isTooMuch = cache.waitFor(kStart + 200s, 17'200, 1);

    QCOMPARE(fits, Duration{0});
    QVERIFY(isTooMuch > Duration{0});
}

void KafkaPageCacheTest::whoWaitedIsForgottenWithItsProcessAndTheRestWithThePower()
{
    kafka::PageCache cache = cacheOf();

    static_cast<void>(cache.write(kStart, 50'000, 1));
    cache.dropWriters();
    const Duration withPages = cache.waitFor(kStart, 1'000, 1);
    cache.clear();
    const Duration withoutPower = cache.waitFor(kStart, 20'000, 1);

    QCOMPARE(withPages, Duration{1s});
    QCOMPARE(withoutPower, Duration{0});
}

QTEST_APPLESS_MAIN(KafkaPageCacheTest)
#include "tst_kafka_page_cache.moc"
