// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/cut.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Whatever is cut, slow or lossy, in whatever order and with whatever crashes, pauses and leaders that are lost: the books
/// agree with the queues, nobody waits for ever, and when all is mended nothing is left behind.
class PartitionStormTest : public QObject {
    Q_OBJECT

private slots:
    void theBooksBalanceInAnyStorm_data();
    void theBooksBalanceInAnyStorm();
};

namespace {

struct DividedKind {
    spec::ComponentSettings broker;
    spec::ChannelSettings channel;
    std::size_t nodes = 1;
};

DividedKind dividedKindOf(const QByteArray& name)
{
    spec::KafkaSettings kafka;
    spec::RabbitmqSettings rabbitmq{.prefetch = 7};
    spec::RabbitmqQueue queue{.deliveryLimit = 0};
    if (name.startsWith("Kafka")) {
        kafka.producer.acks = name.endsWith("acks=1") ? spec::KafkaAcks::Leader
            : name.endsWith("acks=0")                 ? spec::KafkaAcks::None
                                                      : spec::KafkaAcks::All;
        kafka.consumer.isStaticMember = name.contains("static");
        if (name.contains("cooperative"))
            kafka.consumer.assignor = spec::KafkaAssignor::CooperativeSticky;
        if (name.contains("consumer protocol"))
            kafka.consumer.protocol = spec::KafkaGroupProtocol::Consumer;
        if (name.contains("unclean")) {
            kafka.electsUncleanLeaders = true;
            kafka.producer.idempotence = spec::KafkaIdempotence::Off;
        }
        return {kafka, spec::KafkaTopic{}, 3};
    }
    if (name == "SQS, FIFO")
        return {spec::SqsSettings{.maxBatchSize = 3}, spec::SqsQueue{.isFifo = true}, 1};
    if (name == "SQS")
        return {spec::SqsSettings{}, spec::SqsQueue{}, 1};
    if (name.startsWith("MQTT")) {
        spec::MqttSettings mqtt{.isPersistent = name.contains("saved"), .autosaveInterval = 2s};
        mqtt.publisher.client.isCleanStart = name.contains("clean");
        mqtt.subscriber.client.willChannel = "orders";
        return {mqtt, spec::MqttTopic{.qos = name[5] - '0'}, 1};
    }
    if (name == "Redis")
        return {spec::RedisSettings{.downAfter = 2s}, spec::RedisStream{.claimInterval = 1s, .minIdleTime = 1s}, 3};
    if (name.startsWith("Pulsar")) {
        spec::PulsarTopic topic{.partitions = name.contains("partitions") ? 3 : 1};
        if (name.contains("failover"))
            topic.subscriptionType = spec::PulsarSubscriptionType::Failover;
        return {spec::PulsarSettings{.consumer = {.negativeAckRedeliveryDelay = 1s}}, topic, 6};
    }
    if (name == "Pub/Sub")
        return {spec::PubsubSettings{}, spec::PubsubTopic{}, 1};
    if (name == "NATS")
        return {spec::NatsSettings{}, spec::NatsStream{.replicas = 3}, 3};
    if (name.endsWith("classic"))
        queue.type = spec::RabbitmqQueueType::Classic;
    if (name.contains("pausing"))
        rabbitmq.partitionHandling = spec::RabbitmqPartitionHandling::PauseMinority;
    if (name.contains("healing"))
        rabbitmq.partitionHandling = spec::RabbitmqPartitionHandling::Autoheal;
    return {rabbitmq, queue, 3};
}

class PartitionStorm {
public:
    PartitionStorm(const DividedKind& kind, std::uint64_t seed)
        : world(kind.broker, kind.nodes)
        , m_dice(seed)
        , m_isNodeUp(kind.nodes, true)
        , m_hasReplicas(std::holds_alternative<spec::KafkaSettings>(kind.broker))
    {
        m_channel = world.addChannel("orders", kind.channel);
        for (const char* component : {"billing", "shipping"}) {
            const SubscriptionId subscription = world.subscribe(m_channel, component);
            for (int i = 0; i < 2; ++i)
                m_consumers.push_back({.consumer = &world.addConsumer(subscription)});
        }
        for (int i = 0; i < 3; ++i)
            m_producers.push_back(world.addProducer());
        m_hosts = static_cast<std::uint32_t>(kind.nodes) + 7;
        for (Member& member : m_consumers) {
            member.consumer->handlingTime = 3ms;
            member.consumer->isForgetting = true;
        }
    }

    void blow()
    {
        world.runFor(Duration{static_cast<std::int64_t>(m_dice.below(std::uint64_t{1} << (10 + m_dice.below(26))))});
        switch (m_dice.below(12)) {
        case 0: strikeNode(); break;
        case 1: strikeConsumer(); break;
        case 2: pauseConsumer(); break;
        case 3: strikeLeader(); break;
        case 4: strikeReplica(); break;
        case 5:
        case 6: addRule(); break;
        case 7:
        case 8: endRule(); break;
        default: publishSome(); break;
        }
    }

    void calm()
    {
        while (!m_rules.empty())
            endRule();
        while (!m_lost.empty())
            restoreLeader();
        while (!m_stalled.empty())
            resumeReplica();
        for (std::size_t i = 0; i < m_isNodeUp.size(); ++i)
            if (!m_isNodeUp[i])
                world.broker->restartNode(i);
        for (Member& member : m_consumers) {
            if (member.isPaused)
                member.consumer->resume();
            if (!member.isAttached)
                member.consumer->attach();
        }
        world.runFor(3000s);
    }

    [[nodiscard]] std::uint64_t held() { return world.probe(m_channel).held(); }
    [[nodiscard]] std::uint64_t delivered() { return world.probe(m_channel).delivered(); }
    [[nodiscard]] bool hasOpenConfirms() const
    {
        return std::ranges::any_of(m_confirms, [](const Confirm* confirm) { return confirm->isOpen; });
    }

private:
    HostPairs somePairs()
    {
        HostPairs pairs(m_hosts);
        std::vector<std::uint64_t> side;
        for (std::uint32_t host = 0; host < m_hosts; ++host)
            side.push_back(m_dice.below(3));
        const std::uint64_t direction = m_dice.below(4);
        for (std::uint32_t from = 0; from < m_hosts; ++from)
            for (std::uint32_t to = 0; to < m_hosts; ++to)
                if (side[from] + side[to] == 1 && (direction > 1 || side[from] == direction))
                    pairs.add(HostId{from}, HostId{to});
        return pairs;
    }

    std::unique_ptr<WayRule> someRule()
    {
        const RandomStream draws(m_dice.next64());
        spec::Latency latency;
        switch (m_dice.below(6)) {
        case 0: return std::make_unique<SlowWays>(somePairs(), latency, draws, false);
        case 1: return std::make_unique<LossyWays>(somePairs(), 0.3, 0.3, draws, false);
        case 2: return std::make_unique<NarrowWays>(somePairs(), 20'000, 30'000, 10'000, draws, false);
        case 3: return std::make_unique<CutWays>(somePairs(), Reach::Refused, draws);
        default: return std::make_unique<CutWays>(somePairs(), Reach::Silent, draws);
        }
    }

    void addRule()
    {
        m_rules.push_back(someRule());
        world.network.impairments().add(*m_rules.back());
    }

    void endRule()
    {
        if (m_rules.empty())
            return;
        const std::size_t index = m_dice.below(m_rules.size());
        world.network.impairments().remove(*m_rules[index]);
        m_rules.erase(m_rules.begin() + static_cast<std::ptrdiff_t>(index));
    }

    void strikeNode()
    {
        const std::size_t node = m_dice.below(m_isNodeUp.size());
        if (m_isNodeUp[node])
            world.broker->crashNode(node, m_dice.below(2) == 0);
        else
            world.broker->restartNode(node);
        m_isNodeUp[node] = !m_isNodeUp[node];
    }

    void strikeConsumer()
    {
        Member& member = m_consumers[m_dice.below(m_consumers.size())];
        if (member.isPaused)
            return;
        if (member.isAttached)
            member.consumer->detach(static_cast<Departure>(m_dice.below(3)));
        else
            member.consumer->attach();
        member.isAttached = !member.isAttached;
    }

    void pauseConsumer()
    {
        Member& member = m_consumers[m_dice.below(m_consumers.size())];
        if (!member.isAttached)
            return;
        if (member.isPaused)
            member.consumer->resume();
        else
            member.consumer->pause();
        member.isPaused = !member.isPaused;
    }

    void strikeLeader()
    {
        BrokerFaults& faults = world.broker->faults();
        const std::size_t count = faults.countLed(m_channel);
        if (count == 0)
            return;
        if (m_lost.size() > 3) {
            restoreLeader();
            return;
        }
        const std::size_t index = m_dice.below(count);
        const Duration election{static_cast<std::int64_t>(m_dice.below(5'000'000'000))};
        m_lost.push_back({index, faults.loseLeader(m_channel, index, election)});
    }

    void restoreLeader()
    {
        const std::size_t which = m_dice.below(m_lost.size());
        world.broker->faults().restoreLeader(m_channel, m_lost[which].first, m_lost[which].second);
        m_lost.erase(m_lost.begin() + static_cast<std::ptrdiff_t>(which));
    }

    void strikeReplica()
    {
        if (!m_hasReplicas)
            return;
        if (m_stalled.size() > 3) {
            resumeReplica();
            return;
        }
        m_stalled.push_back(m_dice.below(m_isNodeUp.size()));
        world.broker->faults().stallReplicas(m_stalled.back(), m_channel, BrokerFaults::kEvery);
    }

    void resumeReplica()
    {
        const std::size_t which = m_dice.below(m_stalled.size());
        world.broker->faults().resumeReplicas(m_stalled[which], m_channel, BrokerFaults::kEvery);
        m_stalled.erase(m_stalled.begin() + static_cast<std::ptrdiff_t>(which));
    }

    void publishSome()
    {
        const ProducerId producer = m_producers[m_dice.below(m_producers.size())];
        for (std::uint64_t left = m_dice.below(30); left > 0; --left)
            m_confirms.push_back(&world.publish(producer, m_channel, m_dice.below(20),
                                                static_cast<std::int32_t>(m_dice.below(4000))));
    }

public:
    BrokerWorld world;

private:
    struct Member {
        TestConsumer* consumer = nullptr;
        bool isAttached = false;
        bool isPaused = false;
    };

    RandomStream m_dice;
    std::vector<bool> m_isNodeUp;
    const bool m_hasReplicas;  // that fetch
    std::uint32_t m_hosts = 0;
    ChannelId m_channel;
    std::vector<Member> m_consumers;
    std::vector<std::pair<std::size_t, std::uint32_t>> m_lost;  // leaders: of which partition or queue, and who it was
    std::vector<std::size_t> m_stalled;                         // nodes
    std::vector<ProducerId> m_producers;
    std::vector<const Confirm*> m_confirms;
    std::vector<std::unique_ptr<WayRule>> m_rules;
};

}  // namespace

void PartitionStormTest::theBooksBalanceInAnyStorm_data()
{
    QTest::addColumn<QByteArray>("kind");

    for (const char* kind : {"Kafka, acks=all", "Kafka, acks=1", "Kafka, acks=0", "Kafka, static members, acks=1",
                             "Kafka, cooperative, acks=all", "Kafka, consumer protocol, unclean, acks=all",
                             "MQTT 0", "MQTT 1", "MQTT 1, saved", "MQTT 2", "MQTT 2, saved", "MQTT 2, clean",
                             "RabbitMQ, quorum", "RabbitMQ, classic", "RabbitMQ, pausing, quorum", "RabbitMQ, healing, classic", "SQS", "SQS, FIFO", "NATS",
                             "Redis", "Pub/Sub", "Pulsar", "Pulsar, failover", "Pulsar, partitions"})
        QTest::newRow(kind) << QByteArray(kind);
}

void PartitionStormTest::theBooksBalanceInAnyStorm()
{
    QFETCH(QByteArray, kind);

    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        PartitionStorm storm(dividedKindOf(kind), seed);
        for (int i = 0; i < 300; ++i) {
            storm.blow();
            QVERIFY2(storm.world.isBalanced(), qPrintable(QStringLiteral("seed %1, gust %2").arg(seed).arg(i)));
        }
        storm.calm();

        QVERIFY2(storm.world.isBalanced(), qPrintable(QStringLiteral("seed %1, in the calm").arg(seed)));
        QVERIFY2(storm.held() == 0, qPrintable(QStringLiteral("seed %1 leaves %2").arg(seed).arg(storm.held())));
        QVERIFY2(!storm.hasOpenConfirms(), qPrintable(QStringLiteral("seed %1 leaves somebody waiting").arg(seed)));
        QVERIFY(storm.delivered() > 0);
        QCOMPARE(storm.world.tracker.unfinished(), std::uint64_t{0});
        QVERIFY(!storm.world.network.isImpaired());
    }
}

QTEST_APPLESS_MAIN(PartitionStormTest)
#include "tst_partition_storm.moc"
