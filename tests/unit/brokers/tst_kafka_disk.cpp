// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "models/brokers/kafka/murmur2.h"
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

#include <algorithm>
#include <array>

using namespace stormglass;
using namespace stormglass::tests;

/// What producers notice of the disks of a cluster.
class KafkaDiskTest : public QObject {
    Q_OBJECT

private slots:
    void aBurstThatFitsIsAbsorbedAsIfDisksWereInfinite();
    void aBurstThatDoesNotFitIsConfirmedWhenTheDiskHasWrittenTheRest();
    void whatGoesOnIsHeldToTheDisks_data();
    void whatGoesOnIsHeldToTheDisks();
    void aSlowFollowerIsNotWaitedForByWhoNeedsTheLeaderOnly();
    void howFarAFollowerLagsIsNoMatterToWhatItsNodeLeads();
    void aNodeThatLostItsPowerAbsorbsABurstAgain_data();
    void aNodeThatLostItsPowerAbsorbsABurstAgain();
};

namespace {

constexpr double kBandwidth = 10e6;
constexpr std::int32_t kRecord = 50'000;

/// Writers are held up from 6 MB on; nothing needs to be written before 4 MB.
spec::KafkaPageCache smallCache()
{
    return {.diskWriteBandwidth = kBandwidth,
            .availableMemory = 40'000'000,
            .dirtyBackgroundRatio = 0.1,
            .dirtyRatio = 0.2};
}

/// Three nodes, and a key for a partition of each. A request carries 20 records.
struct DiskLine {
    DiskLine(const spec::KafkaPageCache& cache, std::int64_t replicas, spec::KafkaAcks acks = spec::KafkaAcks::All)
        : world(spec::KafkaSettings{.producer = {.acks = acks, .batchSize = 1'000'000}, .pageCache = cache}, 3)
    {
        topic = world.addChannel(
            "orders", spec::KafkaTopic{.partitions = 3, .replicationFactor = replicas, .minInsyncReplicas = 1});
        producer = world.addProducer();
        for (std::uint64_t partition = 0; partition < 3; ++partition)
            while (kafka::partitionFor(keys[partition], 3) != partition)
                ++keys[partition];
    }

    void slowDown(std::size_t node, double factor)
    {
        slowness.factor = factor;
        world.broker->faults().diskOf(node)->slowDown(slowness);
    }

    void publish(std::uint64_t partition)
    {
        confirms.push_back(&world.publish(producer, topic, keys[partition], kRecord));
    }

    /// Publishes so many records at once, and returns when the last of them was confirmed.
    SimTime burst(std::size_t records, std::uint64_t partition = 0)
    {
        confirms.clear();
        for (std::size_t i = 0; i < records; ++i)
            publish(partition);
        world.runFor(60s);
        SimTime last{};
        for (const Confirm* confirm : confirms)
            last = std::max(last, confirm->isOpen || confirm->outcome != Outcome::Ok ? kNever : confirm->at);
        return last;
    }

    /// Records a second that are confirmed while many more are offered.
    double throughput()
    {
        constexpr Duration kWarmUp = 10s;
        constexpr Duration kMeasured = 20s;
        const SimTime from = world.calendar.now() + kWarmUp;
        while (world.calendar.now() < from + kMeasured) {
            for (std::uint64_t partition = 0; partition < 3; ++partition)
                publish(partition);
            world.runFor(3ms);
        }
        const auto count = std::ranges::count_if(confirms, [&](const Confirm* confirm) {
            return !confirm->isOpen && confirm->outcome == Outcome::Ok && confirm->at >= from;
        });
        return static_cast<double>(count) / std::chrono::duration<double>(kMeasured).count();
    }

    BrokerWorld world;
    ChannelId topic;
    ProducerId producer;
    std::array<std::uint64_t, 3> keys{1, 1, 1};
    std::vector<const Confirm*> confirms;
    DiskSlowness slowness{.draws = world.random.stream("test", "disk")};
};

}  // namespace

void KafkaDiskTest::aBurstThatFitsIsAbsorbedAsIfDisksWereInfinite()
{
    DiskLine line(smallCache(), 3);
    DiskLine infinite({}, 3);

    const SimTime last = line.burst(120);  // 6 MB, and again on each follower

    QVERIFY(last < SimTime{1s});
    QCOMPARE(last, infinite.burst(120));
}

void KafkaDiskTest::aBurstThatDoesNotFitIsConfirmedWhenTheDiskHasWrittenTheRest()
{
    DiskLine line(smallCache(), 3);
    DiskLine infinite({}, 3);

    const SimTime last = line.burst(400);

    // 20 MB on each of the three, of which 6 MB may wait. The disks begin at 4 MB, and these come within 0.1 s.
    QVERIFY(infinite.burst(400) < SimTime{100ms});
    QVERIFY(last >= SimTime{1400ms});
    QVERIFY(last <= SimTime{1500ms});
}

void KafkaDiskTest::whatGoesOnIsHeldToTheDisks_data()
{
    QTest::addColumn<bool>("hasDisks");
    QTest::addColumn<std::int64_t>("replicas");
    QTest::addColumn<std::size_t>("slow");
    QTest::addColumn<double>("written");

    // 1,000 records a second of 50 kB are offered: 50 MB/s.
    QTest::newRow("without the setting: what is offered") << false << std::int64_t{3} << std::size_t{0} << 50e6;
    QTest::newRow("one copy: three disks for it") << true << std::int64_t{1} << std::size_t{0} << 3 * kBandwidth;
    QTest::newRow("two copies: three disks for both") << true << std::int64_t{2} << std::size_t{0} << 1.5 * kBandwidth;
    QTest::newRow("three copies: each disk writes everything")
        << true << std::int64_t{3} << std::size_t{0} << kBandwidth;
    QTest::newRow("disks that are twice as slow: half of it")
        << true << std::int64_t{3} << std::size_t{3} << 0.5 * kBandwidth;
    QTest::newRow("acks=all: one slow disk is enough") << true << std::int64_t{3} << std::size_t{1} << 0.5 * kBandwidth;
}

void KafkaDiskTest::whatGoesOnIsHeldToTheDisks()
{
    QFETCH(bool, hasDisks);
    QFETCH(std::int64_t, replicas);
    QFETCH(std::size_t, slow);
    QFETCH(double, written);
    DiskLine line(hasDisks ? smallCache() : spec::KafkaPageCache{}, replicas);
    for (std::size_t node = 0; node < slow; ++node)
        line.slowDown(node, 2);

    const double throughput = line.throughput();

    const double expected = std::min(written / kRecord, 1000.0);
    QVERIFY2(std::abs(throughput / expected - 1) < 0.03, qPrintable(QString::number(throughput)));
}

void KafkaDiskTest::aSlowFollowerIsNotWaitedForByWhoNeedsTheLeaderOnly()
{
    DiskLine line(smallCache(), 3, spec::KafkaAcks::Leader);
    DiskLine all(smallCache(), 3, spec::KafkaAcks::All);
    line.slowDown(2, 10);
    all.slowDown(2, 10);

    const SimTime withLeader = line.burst(400, 0);
    const SimTime withAll = all.burst(400, 0);

    // 14 MB at 10 MB/s, or at 1 MB/s.
    QVERIFY(withLeader >= SimTime{1400ms} && withLeader <= SimTime{1550ms});
    QVERIFY(withAll >= SimTime{13s} && withAll <= SimTime{15s});
}

void KafkaDiskTest::howFarAFollowerLagsIsNoMatterToWhatItsNodeLeads()
{
    DiskLine line(smallCache(), 3, spec::KafkaAcks::Leader);
    line.slowDown(2, 4);

    // 8 MB/s for a minute, of which the third node writes 2.5 MB/s: it lags by more than 300 MB.
    for (int i = 0; i < 60 * 160; ++i) {
        line.publish(0);
        line.world.runFor(6250us);
    }
    const SimTime published = line.world.calendar.now();
    const SimTime answered = line.burst(1, 2);

    // What has been fetched at once, 10 MiB, is before it, and is written in 4.2 s.
    QVERIFY2(answered - published <= Duration{4300ms}, qPrintable(QString::number((answered - published).count())));
}

void KafkaDiskTest::aNodeThatLostItsPowerAbsorbsABurstAgain_data()
{
    QTest::addColumn<bool>("losesPower");
    QTest::addColumn<bool>("isAbsorbed");

    QTest::newRow("its process died: its dirty pages are still to be written") << false << false;
    QTest::newRow("it lost its power: they are gone") << true << true;
}

void KafkaDiskTest::aNodeThatLostItsPowerAbsorbsABurstAgain()
{
    QFETCH(bool, losesPower);
    QFETCH(bool, isAbsorbed);
    spec::KafkaPageCache cache = smallCache();
    cache.diskWriteBandwidth = 1;  // it stands still
    DiskLine line(cache, 1);
    QVERIFY(line.burst(120) < kNever);

    line.world.broker->crashNode(0, true);
    if (losesPower)
        line.world.broker->losePower(0);
    line.world.runFor(1s);
    line.world.broker->restartNode(0);
    line.world.runFor(20s);

    QCOMPARE(line.burst(100) < kNever, isAbsorbed);
}

QTEST_APPLESS_MAIN(KafkaDiskTest)
#include "tst_kafka_disk.moc"
