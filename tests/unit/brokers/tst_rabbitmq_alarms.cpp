// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

#include <map>

using namespace stormglass;
using namespace stormglass::tests;

/// What a node uses, and what the cluster does when that is too much.
class RabbitmqAlarmsTest : public QObject {
    Q_OBJECT

    using Type = spec::RabbitmqQueueType;

private slots:
    void oneNodeBlocksThePublishersOfAllAndNoConsumer();
    void theVersionSetsTheWatermark_data();
    void theVersionSetsTheWatermark();
    void aClassicQueueKeepsSoMuchInMemory_data();
    void aClassicQueueKeepsSoMuchInMemory();
    void aQuorumQueueKeepsItsLogInMemory_data();
    void aQuorumQueueKeepsItsLogInMemory();
    void aNodeThatStartsHasAnEmptyLog();
    void whatCannotBeHandedOnIsInMemory();
    void aStreamIsNotInMemory();
    void aFullDiskIsNoticedAndSoIsRoom();
    void whatIsNotAcknowledgedIsOnTheDisk_data();
    void whatIsNotAcknowledgedIsOnTheDisk();
    void whatAQuorumQueueHasIsOnEveryMember();
    void theAlarmGoesWithTheNode();
    void aFaultAndAFullQueueAreOneAlarm();
    void figuresBeginWithTheEndOfTheWarmUp();
};

namespace {

constexpr std::int64_t kMegabyte = 1'000'000;
constexpr std::int64_t kConnection = 100'000;
constexpr std::int64_t kMetadata = 736;

/// The limit of a node of 4.x with 1 GB is 600 MB.
spec::RabbitmqLimits withMemory(std::int64_t idle, std::int64_t walMaxSize = 512 * kMegabyte)
{
    return {.totalMemory = 1'000 * kMegabyte, .walMaxSizeBytes = walMaxSize, .idleMemory = idle};
}

spec::RabbitmqLimits withDisk(std::int64_t size) { return {.diskSize = size}; }

struct AlarmSetting : QueueSetting {
    AlarmSetting(spec::RabbitmqQueueType type, const spec::RabbitmqLimits& limits, std::size_t nodes = 1,
                 spec::RabbitmqVersion version = spec::RabbitmqVersion::V4)
        : QueueSetting(spec::RabbitmqSettings{.version = version, .limits = limits},
                       spec::RabbitmqQueue{.type = type, .stream = {.maxSegmentBytes = kMegabyte}}, nodes)
    {
    }

    void publish(std::uint64_t count, std::int64_t size)
    {
        for (std::uint64_t key = 1; key <= count; ++key)
            static_cast<void>(world.publish(producer, channel, key, static_cast<std::int32_t>(size)));
    }

    [[nodiscard]] double figure(const std::string& name) const
    {
        std::map<std::string, double> figures;
        world.broker->addFigures([&](const char* metric, double value, std::uint64_t) { figures[metric] = value; });
        return figures.contains(name) ? figures.at(name) : -1;
    }
    [[nodiscard]] std::int64_t mostMemory() const { return static_cast<std::int64_t>(figure("memory.max")); }

    /// "1s 3s": when alarms were raised and ended.
    [[nodiscard]] std::string instants() const
    {
        std::string text;
        for (const BrokerNotice& notice : world.broker->notices())
            text += (text.empty() ? "" : " ")
                + std::to_string(
                        std::chrono::duration_cast<std::chrono::milliseconds>(notice.at - kStartOfRun).count());
        return text;
    }
    [[nodiscard]] std::string text(std::size_t notice) const { return world.broker->notices()[notice].text; }
};

}  // namespace

void RabbitmqAlarmsTest::oneNodeBlocksThePublishersOfAllAndNoConsumer()
{
    AlarmSetting setting(Type::Classic, withMemory(600 * kMegabyte - 3 * kConnection), 3);
    const ProducerId elsewhere = setting.world.addProducer();  // at the second node
    setting.publish(100, 4000);

    setting.world.runUntil(1500ms);
    const Confirm& blocked = setting.world.publish(elsewhere, setting.channel, 101);
    setting.world.runUntil(2s);
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(2900ms);
    const std::size_t consumed = consumer.deliveries.size();
    setting.world.runUntil(10s);

    QCOMPARE(setting.instants(), std::string("1000 3000"));
    QCOMPARE(setting.text(0), std::string("broker/1: memory alarm, 600 MB in use, limit 600 MB"));
    QCOMPARE(consumed, std::size_t{100});
    QCOMPARE(blocked.at, SimTime{3s + 3020us});  // routing, to the queue's node and back, a way
    QCOMPARE(consumer.deliveries.size(), std::size_t{101});
    QCOMPARE(setting.figure("alarms"), 1.0);
    QCOMPARE(setting.figure("blocked"), 0.2);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqAlarmsTest::theVersionSetsTheWatermark_data()
{
    QTest::addColumn<spec::RabbitmqVersion>("version");
    QTest::addColumn<double>("share");
    QTest::addColumn<std::string>("instants");

    QTest::newRow("40 % in 3.13") << spec::RabbitmqVersion::V3_13 << 0.0 << std::string("1000");
    QTest::newRow("60 % in 4.x") << spec::RabbitmqVersion::V4 << 0.0 << std::string();
    QTest::newRow("what is set") << spec::RabbitmqVersion::V4 << 0.3 << std::string("1000");
}

void RabbitmqAlarmsTest::theVersionSetsTheWatermark()
{
    QFETCH(spec::RabbitmqVersion, version);
    QFETCH(double, share);
    QFETCH(std::string, instants);
    spec::RabbitmqLimits limits = withMemory(400 * kMegabyte);
    limits.memoryHighWatermark = share;
    AlarmSetting setting(Type::Classic, limits, 1, version);

    setting.world.runUntil(10s);

    QCOMPARE(setting.instants(), instants);
}

void RabbitmqAlarmsTest::aClassicQueueKeepsSoMuchInMemory_data()
{
    QTest::addColumn<qulonglong>("messages");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("isConsumed");
    QTest::addColumn<qint64>("memory");

    QTest::newRow("bodies and metadata") << 100ULL << qint64{4000} << false << qint64{100 * (4000 + kMetadata)};
    QTest::newRow("of 2,048 messages at most") << 5000ULL << qint64{1000} << false << qint64{2048 * (1000 + kMetadata)};
    QTest::newRow("no large bodies") << 100ULL << qint64{5000} << false << qint64{100 * kMetadata};
    QTest::newRow("metadata of what is not acknowledged")
        << 100ULL << qint64{4000} << true << qint64{100 * kMetadata + kConnection};
}

void RabbitmqAlarmsTest::aClassicQueueKeepsSoMuchInMemory()
{
    QFETCH(qulonglong, messages);
    QFETCH(qint64, size);
    QFETCH(bool, isConsumed);
    QFETCH(qint64, memory);
    AlarmSetting setting(Type::Classic, withMemory(0));
    if (isConsumed)
        setting.attach(true);
    setting.world.runUntil(100ms);

    setting.publish(messages, size);
    setting.world.runUntil(1500ms);

    QCOMPARE(qint64{setting.mostMemory()}, memory + kConnection);
}

void RabbitmqAlarmsTest::aQuorumQueueKeepsItsLogInMemory_data()
{
    QTest::addColumn<spec::RabbitmqVersion>("version");
    QTest::addColumn<bool>("isConsumed");
    QTest::addColumn<qint64>("walMaxSize");
    QTest::addColumn<qint64>("memory");

    const auto v3 = spec::RabbitmqVersion::V3_13;
    const auto v4 = spec::RabbitmqVersion::V4;
    const qint64 large = 512 * kMegabyte;
    const qint64 settlements = 30 * 64;
    QTest::newRow("3.13: what waits") << v3 << false << large << qint64{30 * kMegabyte + 30 * 32};
    QTest::newRow("3.13: what has been acknowledged as well")
        << v3 << true << large << qint64{30 * kMegabyte + settlements};
    QTest::newRow("3.13: until the file is full")
        << v3 << false << qint64{20 * kMegabyte} << qint64{10 * kMegabyte + 30 * 32};
    QTest::newRow("4.x: what waits") << v4 << false << large << qint64{30 * kMegabyte + 30 * 32};
    QTest::newRow("4.x: not what has been acknowledged") << v4 << true << large << qint64{0};
    QTest::newRow("4.x: until the file is full")
        << v4 << false << qint64{20 * kMegabyte} << qint64{10 * kMegabyte + 30 * 32};
}

void RabbitmqAlarmsTest::aQuorumQueueKeepsItsLogInMemory()
{
    QFETCH(spec::RabbitmqVersion, version);
    QFETCH(bool, isConsumed);
    QFETCH(qint64, walMaxSize);
    QFETCH(qint64, memory);
    AlarmSetting setting(Type::Quorum, withMemory(0, walMaxSize), 1, version);
    if (isConsumed)
        setting.attach();
    setting.world.runUntil(100ms);

    setting.publish(30, kMegabyte);
    setting.world.runUntil(1500ms);

    QCOMPARE(qint64{setting.mostMemory()}, memory + (isConsumed ? 2 : 1) * kConnection);
}

void RabbitmqAlarmsTest::aNodeThatStartsHasAnEmptyLog()
{
    AlarmSetting setting(Type::Quorum, withMemory(0));
    setting.publish(30, kMegabyte);
    setting.world.runUntil(2s);

    setting.world.broker->crashNode(0, false);
    setting.world.broker->restartNode(0);
    setting.world.broker->endWarmUp();
    setting.world.runUntil(4s);

    QCOMPARE(setting.mostMemory(), std::int64_t{30 * 32});  // the publisher has not connected again
}

void RabbitmqAlarmsTest::whatCannotBeHandedOnIsInMemory()
{
    AlarmSetting setting(Type::Quorum, withMemory(0), 3);
    static_cast<void>(setting.world.broker->faults().loseLeader(setting.channel, 0, 10s));

    setting.publish(10, 1000);
    setting.world.runUntil(1500ms);

    QCOMPARE(setting.mostMemory(), 10 * (1000 + kMetadata) + kConnection);
}

void RabbitmqAlarmsTest::aStreamIsNotInMemory()
{
    AlarmSetting setting(Type::Stream, withMemory(0));

    setting.publish(100, kMegabyte);
    setting.world.runUntil(1500ms);

    QCOMPARE(setting.mostMemory(), kConnection);
}

void RabbitmqAlarmsTest::aFullDiskIsNoticedAndSoIsRoom()
{
    AlarmSetting setting(Type::Classic, withDisk(100 * kMegabyte));  // an alarm with less than 50 MB free
    setting.world.runUntil(700ms);
    setting.publish(51, kMegabyte);
    setting.world.runUntil(2s);
    const Confirm& blocked = setting.world.publish(setting.producer, setting.channel, 52);
    setting.world.runUntil(5s);
    setting.attach();

    setting.world.runUntil(20s);

    // 50 MB above the limit it is looked at again after the time that 100 MB take at 250 MB/s; later every 10 s.
    QCOMPARE(setting.instants(), std::string("800 10800"));
    QCOMPARE(setting.text(0), std::string("broker: disk alarm, 49 MB free, limit 50 MB"));
    QCOMPARE(setting.text(1), std::string("broker: disk alarm is over, 100 MB free, limit 50 MB"));
    QCOMPARE(blocked.at, SimTime{10800ms + 1020us});
    QCOMPARE(setting.figure("disk.max"), 51e6);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqAlarmsTest::whatIsNotAcknowledgedIsOnTheDisk_data()
{
    QTest::addColumn<spec::RabbitmqQueueType>("type");
    QTest::addColumn<bool>("isHolding");
    QTest::addColumn<std::string>("instants");

    QTest::newRow("classic, not acknowledged") << Type::Classic << true << std::string("1200");
    QTest::newRow("quorum, acknowledged, but in the log") << Type::Quorum << false << std::string("1200");
    QTest::newRow("stream, read, but kept") << Type::Stream << false << std::string("1200");
}

void RabbitmqAlarmsTest::whatIsNotAcknowledgedIsOnTheDisk()
{
    QFETCH(spec::RabbitmqQueueType, type);
    QFETCH(bool, isHolding);
    QFETCH(std::string, instants);
    AlarmSetting setting(type, withDisk(100 * kMegabyte));
    TestConsumer& consumer = setting.attach(isHolding);
    setting.world.runUntil(1s);

    setting.publish(51, kMegabyte);
    setting.world.runUntil(60s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{51});
    QCOMPARE(setting.instants(), instants);
}

void RabbitmqAlarmsTest::whatAQuorumQueueHasIsOnEveryMember()
{
    AlarmSetting setting(Type::Quorum, withDisk(100 * kMegabyte), 4);
    setting.world.runUntil(1s);

    setting.publish(51, kMegabyte);
    setting.world.runUntil(20s);

    // Three members; the fourth node has nothing of it.
    QCOMPARE(setting.figure("alarms"), 3.0);
}

void RabbitmqAlarmsTest::theAlarmGoesWithTheNode()
{
    AlarmSetting setting(Type::Classic, withDisk(100 * kMegabyte), 3);
    const ProducerId elsewhere = setting.world.addProducer();
    const ChannelId quorum = setting.world.addChannel("quorum", spec::RabbitmqQueue{});
    static_cast<void>(setting.world.subscribe(quorum, "billing"));
    setting.world.runUntil(1s);
    setting.publish(51, kMegabyte);
    setting.world.runUntil(2s);
    const Confirm& blocked = setting.world.publish(elsewhere, quorum, 1);
    setting.world.runUntil(4s);
    const bool wasOpen = blocked.isOpen;

    setting.world.broker->crashNode(0, false);
    setting.world.runUntil(5s);
    const bool isOpen = blocked.isOpen;
    setting.world.broker->restartNode(0);
    setting.world.runUntil(6s);

    QVERIFY(wasOpen);
    QVERIFY(!isOpen);
    QCOMPARE(setting.instants(), std::string("1200 4000 5000"));
}

void RabbitmqAlarmsTest::aFaultAndAFullQueueAreOneAlarm()
{
    AlarmSetting setting(Type::Classic, withDisk(100 * kMegabyte));
    BrokerFaults& faults = setting.world.broker->faults();
    setting.world.runUntil(1s);
    setting.publish(51, kMegabyte);
    setting.world.runUntil(2s);

    faults.diskOf(0)->fill();
    faults.diskFilled(0);
    setting.attach();
    setting.world.runUntil(30s);
    const std::string during = setting.instants();
    faults.diskOf(0)->free();
    faults.diskFreed(0);

    QCOMPARE(during, std::string("1200"));
    QCOMPARE(setting.instants(), std::string("1200 30000"));
}

void RabbitmqAlarmsTest::figuresBeginWithTheEndOfTheWarmUp()
{
    AlarmSetting setting(Type::Classic, withDisk(100 * kMegabyte));
    setting.world.runUntil(1s);
    setting.publish(51, kMegabyte);
    setting.world.runUntil(10s);
    setting.attach();
    setting.world.runUntil(10200ms);

    setting.world.broker->endWarmUp();
    setting.world.runUntil(12200ms);  // it ends at 11.2 s

    QCOMPARE(setting.figure("alarms"), 0.0);
    QCOMPARE(setting.figure("blocked"), 0.5);
    QCOMPARE(setting.figure("disk.max"), 0.0);
    QCOMPARE(setting.figure("memory.max"), -1.0);  // nobody limits it
}

QTEST_APPLESS_MAIN(RabbitmqAlarmsTest)
#include "tst_rabbitmq_alarms.moc"
