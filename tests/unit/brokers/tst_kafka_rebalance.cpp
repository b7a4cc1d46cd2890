// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/murmur2.h"
#include "tests/unit/brokers/broker_world.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// What a rebalance costs under each protocol.
class KafkaRebalanceTest : public QObject {
    Q_OBJECT

private slots:
    void everyProtocolGivesEveryPartitionToOneMember_data();
    void everyProtocolGivesEveryPartitionToOneMember();
    void onlyAnEagerRebalanceStopsWhatDoesNotMove_data();
    void onlyAnEagerRebalanceStopsWhatDoesNotMove();
    void whatMovesIsCommittedWhateverElseIsDue_data();
    void whatMovesIsCommittedWhateverElseIsDue();
    void cooperativeMembersGetWhatMovesInASecondRound();
    void theConsumerProtocolDoesNotWaitForTheSlowest_data();
    void theConsumerProtocolDoesNotWaitForTheSlowest();
    void aThousandPartitionsAndTwoHundredMembersTakeLessThanASecond_data();
    void aThousandPartitionsAndTwoHundredMembersTakeLessThanASecond();
};

namespace {

spec::KafkaSettings protocolOf(const QByteArray& name)
{
    spec::KafkaSettings kafka;
    kafka.producer.linger = 0s;
    if (name == "sticky")
        kafka.consumer.assignor = spec::KafkaAssignor::Sticky;
    if (name == "cooperative")
        kafka.consumer.assignor = spec::KafkaAssignor::CooperativeSticky;
    if (name == "consumer")
        kafka.consumer.protocol = spec::KafkaGroupProtocol::Consumer;
    return kafka;
}

void addProtocols()
{
    QTest::addColumn<QByteArray>("protocol");
    for (const char* name : {"range", "sticky", "cooperative", "consumer"})
        QTest::newRow(name) << QByteArray(name);
}

/// A topic and a group with so many members.
struct Crowd {
    Crowd(const spec::KafkaSettings& kafka, std::int64_t partitions, int members) : world(kafka, 3)
    {
        topic = world.addChannel("orders", spec::KafkaTopic{.partitions = partitions});
        group = world.subscribe(topic, "billing");
        producer = world.addProducer();
        for (int i = 0; i < members; ++i)
            join();
        world.runUntil(60s);
    }

    TestConsumer& join()
    {
        consumers.push_back(&world.addConsumer(group));
        consumers.back()->attach();
        return *consumers.back();
    }

    void publish(std::uint64_t count)
    {
        for (std::uint64_t i = 0; i < count; ++i)
            world.publish(producer, topic, ++key);
    }

    [[nodiscard]] std::size_t handled() const
    {
        std::size_t count = 0;
        for (const TestConsumer* consumer : consumers)
            count += consumer->deliveries.size();
        return count;
    }

    BrokerWorld world;
    ChannelId topic;
    SubscriptionId group;
    ProducerId producer;
    std::vector<TestConsumer*> consumers;
    std::uint64_t key = 0;
};

}  // namespace

void KafkaRebalanceTest::everyProtocolGivesEveryPartitionToOneMember_data() { addProtocols(); }

void KafkaRebalanceTest::everyProtocolGivesEveryPartitionToOneMember()
{
    QFETCH(QByteArray, protocol);
    Crowd crowd(protocolOf(protocol), 12, 3);

    crowd.publish(600);
    crowd.world.runFor(10s);
    crowd.join();
    crowd.world.runFor(30s);
    crowd.publish(600);
    crowd.world.runFor(10s);
    crowd.consumers[0]->detach(Departure::Closed);
    crowd.world.runFor(30s);
    crowd.publish(600);
    crowd.world.runFor(10s);

    QCOMPARE(crowd.handled(), std::size_t{1800});
    QCOMPARE(crowd.world.probe(crowd.topic).redeliveries(), std::uint64_t{0});
    QVERIFY(crowd.consumers[3]->deliveries.size() > 200);
    QVERIFY(crowd.world.isBalanced());
}

void KafkaRebalanceTest::onlyAnEagerRebalanceStopsWhatDoesNotMove_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<bool>("stops");

    QTest::newRow("range: everybody waits for the last to join") << QByteArray("range") << true;
    QTest::newRow("sticky: the same, although little moves") << QByteArray("sticky") << true;
    QTest::newRow("cooperative: what does not move goes on") << QByteArray("cooperative") << false;
    QTest::newRow("consumer: what does not move goes on") << QByteArray("consumer") << false;
}

void KafkaRebalanceTest::onlyAnEagerRebalanceStopsWhatDoesNotMove()
{
    QFETCH(QByteArray, protocol);
    QFETCH(bool, stops);
    Crowd crowd(protocolOf(protocol), 12, 3);

    // One member is in a handler for 20 s when a fourth joins. The others have something to do every 100 ms.
    crowd.consumers[0]->handlingTime = 20s;
    crowd.publish(12);
    crowd.world.runFor(1s);
    crowd.join();
    crowd.world.runFor(4s);  // whoever has to has joined again by now
    const std::size_t before = crowd.consumers[1]->deliveries.size() + crowd.consumers[2]->deliveries.size();
    for (int i = 0; i < 100; ++i) {
        crowd.publish(5);
        crowd.world.runFor(100ms);
    }
    const std::size_t after = crowd.consumers[1]->deliveries.size() + crowd.consumers[2]->deliveries.size();

    QCOMPARE(after - before == 0, stops);
}

void KafkaRebalanceTest::whatMovesIsCommittedWhateverElseIsDue_data() { addProtocols(); }

/// The rebalance comes at one time after the other of the interval of auto commit, and of the heartbeat.
void KafkaRebalanceTest::whatMovesIsCommittedWhateverElseIsDue()
{
    QFETCH(QByteArray, protocol);
    for (Duration later = 0s; later < 5s; later += 500ms) {
        Crowd crowd(protocolOf(protocol), 12, 3);
        const auto publishFor = [&crowd](Duration duration) {
            for (Duration passed = 0s; passed < duration; passed += 20ms) {
                crowd.publish(2);
                crowd.world.runFor(20ms);
            }
        };

        publishFor(5s + later);
        crowd.join();
        publishFor(20s);
        crowd.world.runFor(60s);

        QCOMPARE(crowd.handled(), static_cast<std::size_t>(crowd.key));
        QCOMPARE(crowd.world.probe(crowd.topic).redeliveries(), std::uint64_t{0});
        QVERIFY(!crowd.consumers[3]->deliveries.empty());
    }
}

/// Three of twelve partitions move to a fourth member. Between the rounds nobody has them.
void KafkaRebalanceTest::cooperativeMembersGetWhatMovesInASecondRound()
{
    Crowd crowd(protocolOf("cooperative"), 12, 3);
    const TestConsumer& late = crowd.join();
    for (int i = 0; i < 200; ++i) {
        crowd.publish(50);
        crowd.world.runFor(100ms);
    }
    crowd.world.runFor(10s);

    // By partition: who had it first and last, and the longest time without a delivery.
    struct Owned {
        const TestConsumer* first = nullptr;
        const TestConsumer* last = nullptr;
    };
    std::vector<Owned> owned(12);
    std::vector<std::vector<SimTime>> times(12);
    for (const TestConsumer* consumer : crowd.consumers)
        for (const TestConsumer::Handled& handled : consumer->deliveries) {
            const std::uint32_t partition = kafka::partitionFor(handled.key, 12);
            owned[partition].first = owned[partition].first == nullptr ? consumer : owned[partition].first;
            owned[partition].last = consumer;
            times[partition].push_back(handled.at);
        }
    std::size_t moved = 0;
    for (std::size_t i = 0; i < owned.size(); ++i) {
        const bool hasMoved = owned[i].first != owned[i].last;
        moved += hasMoved ? 1 : 0;
        QVERIFY(!hasMoved || owned[i].last == &late);
        std::ranges::sort(times[i]);
        Duration longest{};
        for (std::size_t k = 1; k < times[i].size(); ++k)
            longest = std::max(longest, times[i][k] - times[i][k - 1]);
        // The newcomer hears of the second round with its next heartbeat, up to 3 s after the first.
        QVERIFY2(hasMoved ? longest > 1s && longest < 3500ms : longest < 1s, qPrintable(QString::number(longest.count())));
    }
    QCOMPARE(moved, std::size_t{3});
    QCOMPARE(crowd.handled(), static_cast<std::size_t>(crowd.key));
    QCOMPARE(crowd.world.probe(crowd.topic).redeliveries(), std::uint64_t{0});
}

void KafkaRebalanceTest::theConsumerProtocolDoesNotWaitForTheSlowest_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<Duration>("least");
    QTest::addColumn<Duration>("most");

    QTest::newRow("classic") << QByteArray("range") << Duration{95s} << Duration{110s};
    QTest::newRow("consumer") << QByteArray("consumer") << Duration{0s} << Duration{20s};
}

/// Ten members, one of which comes back to poll() only every 100 s: how long until an eleventh has something to do? (The
/// shape of the figures in the documentation of Karafka, 103 s against 5 s with ten consumers.)
void KafkaRebalanceTest::theConsumerProtocolDoesNotWaitForTheSlowest()
{
    QFETCH(QByteArray, protocol);
    QFETCH(Duration, least);
    QFETCH(Duration, most);
    Crowd crowd(protocolOf(protocol), 900, 10);

    crowd.consumers[0]->handlingTime = 100s;
    crowd.publish(900);
    crowd.world.runFor(1s);
    const SimTime joinedAt = crowd.world.calendar.now();
    const TestConsumer& late = crowd.join();
    for (int i = 0; i < 130 && late.deliveries.empty(); ++i) {
        crowd.publish(100);
        crowd.world.runFor(1s);
    }

    QVERIFY(!late.deliveries.empty());
    const Duration waited = late.deliveries[0].at - joinedAt;
    QVERIFY2(waited >= least && waited <= most, qPrintable(QString::number(static_cast<double>(waited.count()) * 1e-9)));
}

void KafkaRebalanceTest::aThousandPartitionsAndTwoHundredMembersTakeLessThanASecond_data() { addProtocols(); }

void KafkaRebalanceTest::aThousandPartitionsAndTwoHundredMembersTakeLessThanASecond()
{
    QFETCH(QByteArray, protocol);
    Crowd crowd(protocolOf(protocol), 1000, 200);

    QElapsedTimer timer;
    timer.start();
    crowd.consumers[7]->detach(Departure::Closed);
    crowd.world.runFor(60s);
    const qint64 wall = timer.elapsed();

    crowd.publish(5000);
    crowd.world.runFor(10s);
    QCOMPARE(crowd.handled(), std::size_t{5000});
    // The figure that is promised is one second; a busy machine gets four.
    QVERIFY2(wall < 4000, qPrintable(QString::number(wall)));
}

QTEST_APPLESS_MAIN(KafkaRebalanceTest)
#include "tst_kafka_rebalance.moc"
