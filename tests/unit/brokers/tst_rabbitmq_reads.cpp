// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::tests;

/// Quorum queues whose messages are no longer in memory.
class RabbitmqReadsTest : public QObject {
    Q_OBJECT

    using Version = spec::RabbitmqVersion;

private slots:
    void whatIsOlderThanTheFileOfTheLogIsRead_data();
    void whatIsOlderThanTheFileOfTheLogIsRead();
    void aQueueThatReadsTakesSixteenAtATime_data();
    void aQueueThatReadsTakesSixteenAtATime();
    void membersReadForTheirConsumers();
    void whatWaitsGoesToTheNextLeader();
    void aSlowDiskIsReadSlowly();
    void otherQueuesReadNothing();
};

namespace {

/// 100 messages of 1 kB fill a file of the log.
spec::RabbitmqSettings readingBroker(spec::RabbitmqVersion version, std::int64_t prefetch = 250)
{
    return {.version = version,
            .prefetch = prefetch,
            .readTime = 10ms,
            .limits = {.walMaxSizeBytes = 100'000, .initialCredit = 0}};
}

/// The last message of each hundred begins a file: the others of them are on the disk only.
struct ReadSetting : ConfirmedSetting {
    explicit ReadSetting(const spec::RabbitmqSettings& settings, std::size_t nodes = 1,
                         spec::RabbitmqQueueType type = spec::RabbitmqQueueType::Quorum)
        : ConfirmedSetting(settings, spec::RabbitmqQueue{.type = type}, nodes)
    {
        world.runUntil(1s);
    }
};

}  // namespace

void RabbitmqReadsTest::whatIsOlderThanTheFileOfTheLogIsRead_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<qulonglong>("messages");
    QTest::addColumn<int>("consumers");
    QTest::addColumn<qint64>("milliseconds");

    QTest::newRow("what is in the file is in memory") << Version::V4_0 << 99ULL << 1 << qint64{0};
    QTest::newRow("4.0: the queue reads") << Version::V4_0 << 100ULL << 1 << qint64{990};
    QTest::newRow("4.0: the queue reads for all") << Version::V4_0 << 100ULL << 2 << qint64{990};
    QTest::newRow("3.13: the queue reads") << Version::V3_13 << 100ULL << 2 << qint64{990};
    QTest::newRow("4.x: the channel reads") << Version::V4 << 100ULL << 1 << qint64{990};
    QTest::newRow("4.x: each channel reads for itself") << Version::V4 << 100ULL << 2 << qint64{500};
}

void RabbitmqReadsTest::whatIsOlderThanTheFileOfTheLogIsRead()
{
    QFETCH(Version, version);
    QFETCH(qulonglong, messages);
    QFETCH(int, consumers);
    QFETCH(qint64, milliseconds);
    ReadSetting setting(readingBroker(version, 50 * (3 - consumers)));
    setting.publish(messages);
    setting.world.runUntil(2s);

    SimTime last{};
    std::size_t delivered = 0;
    std::vector<TestConsumer*> all;
    for (int i = 0; i < consumers; ++i)
        all.push_back(&setting.attach());
    setting.world.runUntil(10s);
    for (const TestConsumer* consumer : all) {
        last = std::max(last, consumer->deliveries.back().at);
        delivered += consumer->deliveries.size();
    }

    QCOMPARE(qulonglong{delivered}, messages);
    // Three ways until the consumer is known, one for the delivery.
    QCOMPARE(last, SimTime{2s + 4ms} + std::chrono::milliseconds{milliseconds});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqReadsTest::aQueueThatReadsTakesSixteenAtATime_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<int>("soon");
    QTest::addColumn<int>("later");

    // The buffers of the consumers are full of what has to be read for 1 s, and settlements add as much.
    QTest::newRow("4.0") << Version::V4_0 << 16 << 32;
    QTest::newRow("4.x") << Version::V4 << 40 << 40;
}

void RabbitmqReadsTest::aQueueThatReadsTakesSixteenAtATime()
{
    QFETCH(Version, version);
    QFETCH(int, soon);
    QFETCH(int, later);
    ReadSetting setting(readingBroker(version, 100));
    setting.publish(300);
    setting.world.runUntil(2s);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(100ms);
    setting.confirms.clear();

    setting.publish(40);
    setting.world.runFor(1400ms);
    const std::ptrdiff_t first = setting.confirmed();
    setting.world.runFor(1s);
    const std::ptrdiff_t second = setting.confirmed();
    setting.world.runFor(10s);

    QCOMPARE(first, std::ptrdiff_t{soon});
    QCOMPARE(second, std::ptrdiff_t{later});
    QCOMPARE(setting.confirmed(), std::ptrdiff_t{40});
    QCOMPARE(consumer.deliveries.size(), std::size_t{340});
    QVERIFY(std::ranges::is_sorted(consumer.deliveries.begin(), consumer.deliveries.begin() + 300, {},
                                   &TestConsumer::Handled::key));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqReadsTest::membersReadForTheirConsumers()
{
    ReadSetting setting(readingBroker(Version::V4_0, 100), 3);
    setting.publish(300);
    setting.world.runUntil(2s);
    setting.world.addConsumer(setting.billing).attach();
    TestConsumer& elsewhere = setting.attach();  // at the second node
    setting.world.runFor(1500ms);

    // Beside the one at the leader's node it has been served as quickly as alone.
    QVERIFY(elsewhere.deliveries.size() > 140);
}

void RabbitmqReadsTest::whatWaitsGoesToTheNextLeader()
{
    ReadSetting setting(readingBroker(Version::V4_0, 100), 3);
    setting.world.addProducer();
    setting.producer = setting.world.addProducer();  // not at the leader's node
    setting.publish(300);
    setting.world.runUntil(2s);
    setting.attach();
    setting.world.runFor(100ms);
    setting.confirms.clear();
    setting.publish(40);
    setting.world.runFor(100ms);
    const std::ptrdiff_t before = setting.confirmed();

    setting.world.broker->crashNode(0, false);
    setting.world.runFor(60s);

    QCOMPARE(before, std::ptrdiff_t{0});
    QCOMPARE(setting.confirmed(), std::ptrdiff_t{40});
    QVERIFY(
        std::ranges::all_of(setting.confirms, [](const Confirm* confirm) { return confirm->outcome == Outcome::Ok; }));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqReadsTest::aSlowDiskIsReadSlowly()
{
    ReadSetting setting(readingBroker(Version::V4));
    setting.publish(100);
    setting.world.runUntil(2s);
    DiskSlowness threefold{.factor = 3, .draws = RandomStream(1)};

    setting.world.broker->faults().diskOf(0)->slowDown(threefold);
    const TestConsumer& consumer = setting.attach();
    setting.world.runUntil(10s);

    QCOMPARE(consumer.deliveries.back().at, SimTime{2s + 4ms + 99 * 30ms});
}

void RabbitmqReadsTest::otherQueuesReadNothing()
{
    for (const auto type : {spec::RabbitmqQueueType::Classic, spec::RabbitmqQueueType::Stream}) {
        ReadSetting setting(readingBroker(Version::V4_0), 1, type);
        TestConsumer& consumer = setting.attach();
        setting.world.runUntil(2s);

        setting.publish(200);
        setting.world.runUntil(2100ms);

        QCOMPARE(consumer.deliveries.size(), std::size_t{200});
    }
}

QTEST_APPLESS_MAIN(RabbitmqReadsTest)
#include "tst_rabbitmq_reads.moc"
