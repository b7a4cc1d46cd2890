// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// A replica that comes back is in sync when it has fetched what it lacks.
class KafkaCatchUpTest : public QObject {
    Q_OBJECT

private slots:
    void itMayLeadWhenItHasFetchedEverything_data();
    void itMayLeadWhenItHasFetchedEverything();
    void anUncleanElectionLosesWhatItLacks_data();
    void anUncleanElectionLosesWhatItLacks();
    void itsDiskMayBeSlowerThanTheWay();
    void whatIsAppendedMeanwhileIsFetchedToo();
};

namespace {

/// Two nodes, each a replica of one partition. What the second one lacks when it comes back are 200 records of 100 kB.
struct CatchUpLine {
    static constexpr int kRecords = 200;
    static constexpr std::int32_t kSize = 100'000;

    explicit CatchUpLine(std::int64_t bytesPerSecond, bool isUnclean = false, const spec::KafkaPageCache& cache = {})
        : world(spec::KafkaSettings{.producer = {.linger = 0s}, .electsUncleanLeaders = isUnclean, .pageCache = cache}, 2)
        , topic(world.addChannel("orders", spec::KafkaTopic{.partitions = 1, .replicationFactor = 2, .minInsyncReplicas = 1}))
        , producer(world.addProducer())
    {
        static_cast<void>(world.subscribe(topic, "billing"));
        world.ways.bytesPerSecond = bytesPerSecond;
        world.runUntil(1s);
        world.broker->crashNode(1, false);
        world.runFor(20s);
        for (int i = 0; i < kRecords; ++i)
            world.publish(producer, topic, 1, kSize);
        world.runFor(30s);
        world.broker->restartNode(1);
    }

    void leaderDiesAfter(Duration wait)
    {
        world.runFor(wait);
        world.broker->crashNode(0, false);
        world.runFor(20s);  // more than broker.session.timeout.ms
    }
    /// Whether there is a leader.
    [[nodiscard]] bool isServed()
    {
        const Confirm& confirm = world.publish(producer, topic, 1, 100);
        world.runFor(5s);
        return !confirm.isOpen && confirm.outcome == Outcome::Ok;
    }

    BrokerWorld world;
    ChannelId topic;
    ProducerId producer;
};

}  // namespace

void KafkaCatchUpTest::itMayLeadWhenItHasFetchedEverything_data()
{
    QTest::addColumn<qint64>("bytesPerSecond");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<bool>("isServed");

    QTest::newRow("20 MB at 10 MB/s: not after 1.9 s") << qint64{10'000'000} << 1.9 << false;
    QTest::newRow("20 MB at 10 MB/s: after 2.1 s") << qint64{10'000'000} << 2.1 << true;
    QTest::newRow("20 MB at 20 MB/s: after 1.1 s") << qint64{20'000'000} << 1.1 << true;
    QTest::newRow("no limit: after four ways") << qint64{0} << 0.005 << true;
}

void KafkaCatchUpTest::itMayLeadWhenItHasFetchedEverything()
{
    QFETCH(qint64, bytesPerSecond);
    QFETCH(double, seconds);
    QFETCH(bool, isServed);
    CatchUpLine line(bytesPerSecond);

    line.leaderDiesAfter(Duration{static_cast<std::int64_t>(seconds * 1e9)});

    QCOMPARE(line.isServed(), isServed);
    QVERIFY(line.world.isBalanced());
}

void KafkaCatchUpTest::anUncleanElectionLosesWhatItLacks_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<qulonglong>("lost");

    QTest::newRow("before it has it") << 1.0 << qulonglong{CatchUpLine::kRecords};
    QTest::newRow("when it has it") << 2.1 << qulonglong{0};
}

void KafkaCatchUpTest::anUncleanElectionLosesWhatItLacks()
{
    QFETCH(double, seconds);
    QFETCH(qulonglong, lost);
    CatchUpLine line(10'000'000, true);

    line.leaderDiesAfter(Duration{static_cast<std::int64_t>(seconds * 1e9)});

    QVERIFY(line.isServed());
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::UncleanElection), std::uint64_t{lost});
    QVERIFY(line.world.isBalanced());
}

void KafkaCatchUpTest::itsDiskMayBeSlowerThanTheWay()
{
    CatchUpLine early(100'000'000, false, {.diskWriteBandwidth = 10e6});
    CatchUpLine late(100'000'000, false, {.diskWriteBandwidth = 10e6});

    early.leaderDiesAfter(1500ms);
    late.leaderDiesAfter(2500ms);

    QVERIFY(!early.isServed());
    QVERIFY(late.isServed());
}

void KafkaCatchUpTest::whatIsAppendedMeanwhileIsFetchedToo()
{
    CatchUpLine line(10'000'000);

    // 15 MB in 3 s: with the 20 MB that it lacked they are there after 3.5 s.
    for (int i = 0; i < 150; ++i) {
        line.world.publish(line.producer, line.topic, 1, CatchUpLine::kSize);
        line.world.runFor(20ms);
    }
    line.leaderDiesAfter(300ms);

    QVERIFY(!line.isServed());
}

QTEST_APPLESS_MAIN(KafkaCatchUpTest)

#include "tst_kafka_catch_up.moc"
