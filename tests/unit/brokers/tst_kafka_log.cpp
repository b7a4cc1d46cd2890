// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Retention, compaction, and groups that read again.
class KafkaLogTest : public QObject {
    Q_OBJECT

private slots:
    void whoIsTooLateForTheRetentionLoses_data();
    void whoIsTooLateForTheRetentionLoses();
    void sizesAreKeptBySegments();
    void theLagOfAGroupRisesWithRecordsAndFallsWithCommits();
    void compactionKeepsTheLatestOfEachKey();
    void aGroupThatGoesBackReadsAgain_data();
    void aGroupThatGoesBackReadsAgain();
    void aReplayOfOneChannelLeavesTheOthersAlone();
};

namespace {

/// One partition and a group that is not there yet.
struct LogLine {
    LogLine(const spec::KafkaSettings& settings, spec::KafkaTopic topicSettings) : world(settings, 3)
    {
        topicSettings.partitions = 1;
        topic = world.addChannel("orders", topicSettings);
        group = world.subscribe(topic, "billing");
        producer = world.addProducer();
    }

    void publishEvery(Duration interval, std::uint64_t first, std::uint64_t last)
    {
        for (std::uint64_t key = first; key <= last; ++key) {
            world.publish(producer, topic, key);
            world.runFor(interval);
        }
    }

    TestConsumer& attach()
    {
        TestConsumer& consumer = world.addConsumer(group);
        consumer.attach();
        return consumer;
    }

    BrokerWorld world;
    ChannelId topic;
    SubscriptionId group;
    ProducerId producer;
};

}  // namespace

void KafkaLogTest::whoIsTooLateForTheRetentionLoses_data()
{
    QTest::addColumn<spec::KafkaOffsetReset>("reset");
    QTest::addColumn<std::string>("handled");
    QTest::addColumn<std::uint64_t>("skipped");

    QTest::newRow("earliest: it goes on with what is left") << spec::KafkaOffsetReset::Earliest << std::string("7 8 9 10 11") << std::uint64_t{0};
    QTest::newRow("latest: it goes on with what comes next") << spec::KafkaOffsetReset::Latest << std::string("11") << std::uint64_t{4};
}

void KafkaLogTest::whoIsTooLateForTheRetentionLoses()
{
    QFETCH(spec::KafkaOffsetReset, reset);
    QFETCH(std::string, handled);
    QFETCH(std::uint64_t, skipped);
    // Segments of two records each, one a minute; what is older than 4 min goes, looked at every minute.
    LogLine line({.consumer = {.offsetReset = reset}, .retentionCheckInterval = 60s},
                 {.retention = 240s, .segmentBytes = 2000});

    line.publishEvery(60s, 1, 10);
    line.world.runFor(30s);
    const std::uint64_t expired = line.world.probe(line.topic).expiries();
    TestConsumer& consumer = line.attach();
    line.world.runFor(10s);
    line.publishEvery(1s, 11, 11);

    QCOMPARE(expired, std::uint64_t{6});
    QCOMPARE(consumer.text(), handled);
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::OffsetReset), skipped);
    QVERIFY(line.world.isBalanced());
}

void KafkaLogTest::sizesAreKeptBySegments()
{
    LogLine line({.retentionCheckInterval = 10s}, {.retentionBytes = 4000, .segmentBytes = 2000});

    line.publishEvery(1s, 1, 12);
    line.world.runFor(20s);

    // 12 000 B in segments of 2 000: the oldest go while what is left without them comes to 4 000 B.
    QCOMPARE(line.world.probe(line.topic).expiries(), std::uint64_t{8});
    QVERIFY(line.world.isBalanced());
}

void KafkaLogTest::theLagOfAGroupRisesWithRecordsAndFallsWithCommits()
{
    LogLine line({}, {});
    static_cast<void>(line.world.subscribe(line.topic, "shipping"));

    line.world.runUntil(10s);
    line.publishEvery(1s, 1, 4);
    line.world.runUntil(20s);
    line.attach();
    line.world.runUntil(40s);

    const std::vector<LagBook::Group>& groups = line.world.probe(line.topic).lag().groups();
    QCOMPARE(groups.size(), std::size_t{2});
    QCOMPARE(groups[0].name, std::string("billing"));
    QCOMPARE(groups[0].most, (std::vector<std::uint64_t>{4}));
    Series billing = groups[0].overTime.front();
    Series shipping = groups[1].overTime.front();
    billing.finish(SimTime{40s});
    shipping.finish(SimTime{40s});
    const auto at = [](const Series& series, std::size_t second) { return series.windows()[second].max; };
    QCOMPARE(at(billing, 9), 0.0);
    QCOMPARE(at(billing, 10), 1.0);
    QCOMPARE(at(billing, 13), 4.0);
    QCOMPARE(at(billing, 19), 4.0);
    QCOMPARE(at(billing, 39), 0.0);
    QCOMPARE(at(shipping, 39), 4.0);
}

void KafkaLogTest::compactionKeepsTheLatestOfEachKey()
{
    LogLine line({.cleanerBackoff = 10s}, {.cleanup = spec::KafkaCleanup::Compact, .segmentBytes = 3000});

    // Keys 1 to 3, four times; the last three are in the active segment, which is left alone.
    for (int i = 0; i < 4; ++i)
        line.publishEvery(100ms, 1, 3);
    line.world.runFor(20s);
    TestConsumer& consumer = line.attach();
    line.world.runFor(10s);

    QCOMPARE(consumer.text(), std::string("1 2 3 1 2 3"));
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::Compacted), std::uint64_t{6});
    QVERIFY(line.world.isBalanced());
}

void KafkaLogTest::aGroupThatGoesBackReadsAgain_data()
{
    QTest::addColumn<Duration>("back");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("to the earliest") << Duration{0} << std::string("1 2 3 4 1* 2* 3* 4* 5");
    QTest::newRow("by 25 s") << Duration{25s} << std::string("1 2 3 4 3* 4* 5");
}

void KafkaLogTest::aGroupThatGoesBackReadsAgain()
{
    QFETCH(Duration, back);
    QFETCH(std::string, handled);
    LogLine line({.replays = {{.group = "billing", .channel = {}, .at = 50s, .back = back}}}, {});
    TestConsumer& other = line.world.addConsumer(line.world.subscribe(line.topic, "shipping"));
    other.attach();
    TestConsumer& consumer = line.attach();

    line.world.runUntil(10s);
    line.publishEvery(10s, 1, 4);
    line.world.runUntil(60s);
    line.publishEvery(10s, 5, 5);

    QCOMPARE(consumer.text(), handled);
    QCOMPARE(other.text(), std::string("1 2 3 4 5"));
    QVERIFY(line.world.isBalanced());
}

void KafkaLogTest::aReplayOfOneChannelLeavesTheOthersAlone()
{
    LogLine line({.replays = {{.group = "billing", .channel = "orders", .at = 50s, .back = Duration{0}}}}, {});
    const ChannelId returns = line.world.addChannel("returns", spec::KafkaTopic{.partitions = 1});
    TestConsumer& ofReturns = line.world.addConsumer(line.world.subscribe(returns, "billing"));
    ofReturns.attach();
    TestConsumer& ofOrders = line.attach();

    line.world.runUntil(10s);
    for (std::uint64_t key = 1; key <= 2; ++key) {
        line.world.publish(line.producer, line.topic, key);
        line.world.publish(line.producer, returns, key);
    }
    line.world.runUntil(60s);

    QCOMPARE(ofOrders.text(), std::string("1 2 1* 2*"));
    QCOMPARE(ofReturns.text(), std::string("1 2"));
    QCOMPARE(line.world.probe(line.topic).lag().most(), std::uint64_t{2});
    QVERIFY(line.world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaLogTest)
#include "tst_kafka_log.moc"
