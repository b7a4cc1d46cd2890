// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/kafka_broker.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/faults.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/housekeeping.h"
#include "models/brokers/kafka/producer.h"
#include "models/brokers/kafka/replication.h"
#include "models/brokers/kafka/transaction_manager.h"

#include <algorithm>

namespace stormglass {

using namespace kafka;

namespace kafka {

Cluster::Cluster(const spec::KafkaSettings& chosen, const BrokerContext& where)
    : settings(chosen), context(where), isIdempotent(spec::isIdempotent(chosen.producer))
{
    for (const HostId host : where.hosts)
        nodes.push_back({.host = host, .cache = PageCache(chosen)});
}

Cluster::~Cluster() = default;

}  // namespace kafka

struct KafkaBroker::Parts {
    Parts(const spec::KafkaSettings& settings, const BrokerContext& context)
        : cluster(settings, context), replication(cluster), housekeeping(cluster), faults(cluster), coordinator(cluster)
    {
        cluster.replication = &replication;
        cluster.transactions = &coordinator;
    }

    void startTransactions(kafka::GroupConsumer& consumer, const Consumer& client);

    Cluster cluster;
    Replication replication;
    Housekeeping housekeeping;
    Faults faults;
    TransactionCoordinator coordinator;
    std::vector<std::unique_ptr<TransactionManager>> managers;  // one for each consumer that processes in transactions
};

/// The same consumer in its next life has the same transactional.id.
void KafkaBroker::Parts::startTransactions(kafka::GroupConsumer& consumer, const Consumer& client)
{
    const auto found = std::ranges::find_if(managers, [&](const auto& manager) { return &manager->client() == &client; });
    TransactionManager* manager = found == managers.end() ? nullptr : found->get();
    if (manager == nullptr) {
        const Group& group = consumer.group();
        const ProducerId number{static_cast<std::uint32_t>(cluster.producers.size())};
        cluster.producers.push_back(std::make_unique<Producer>(cluster, consumer.host(), number.value));
        TransactionMetadata& metadata
            = coordinator.add(group.name() + '-' + group.topic().name + '-' + std::to_string(managers.size()));
        manager = managers.emplace_back(std::make_unique<TransactionManager>(cluster, metadata, client, *cluster.producers.back(), number)).get();
    }
    consumer.useTransactions(*manager);
    cluster.producers[manager->producer().value]->revive();
    manager->start(consumer);
}

KafkaBroker::KafkaBroker(const spec::KafkaSettings& settings, const BrokerContext& context)
    : m_parts(std::make_unique<Parts>(settings, context))
{
}

KafkaBroker::~KafkaBroker() = default;

ChannelId KafkaBroker::addChannel(const spec::Channel& channel, ChannelProbe& probe)
{
    const auto& settings = std::get<spec::KafkaTopic>(channel.settings);
    auto& topics = m_parts->cluster.topics;
    auto& topic = *topics.emplace_back(std::make_unique<Topic>());
    topic.name = channel.name;
    topic.id = ChannelId{static_cast<std::uint32_t>(topics.size() - 1)};
    topic.settings = settings;
    topic.minInsyncReplicas = static_cast<std::uint32_t>(settings.minInsyncReplicas);
    topic.probe = &probe;
    for (std::uint32_t i = 0; i < settings.partitions; ++i)
        topic.partitions.push_back(std::make_unique<Partition>(topic, i));
    m_parts->replication.place(topic, settings.replicationFactor);
    m_parts->housekeeping.addTopic(topic);
    return topic.id;
}

SubscriptionId KafkaBroker::addSubscription(ChannelId channel, const std::string& component)
{
    Cluster& cluster = m_parts->cluster;
    Topic& topic = *cluster.topics[channel.value];
    cluster.groups.push_back(std::make_unique<Group>(cluster, topic, topic.groups++, component));
    topic.probe->lag().addGroup(component, topic.partitions.size());
    for (const std::unique_ptr<Partition>& partition : topic.partitions)
        partition->groups.emplace_back();
    if (cluster.settings.consumer.isolation == spec::KafkaIsolation::ReadCommitted)
        cluster.groups.back()->readCommitted();
    return SubscriptionId{static_cast<std::uint32_t>(cluster.groups.size() - 1)};
}

void KafkaBroker::noteProcessing(SubscriptionId subscription)
{
    if (m_parts->cluster.settings.streams.guarantee == spec::KafkaGuarantee::ExactlyOnceV2)
        m_parts->cluster.groups[subscription.value]->processInTransactions();
}

ProducerId KafkaBroker::addProducer(HostId host)
{
    auto& producers = m_parts->cluster.producers;
    const auto number = static_cast<std::uint32_t>(producers.size());
    producers.push_back(std::make_unique<Producer>(m_parts->cluster, host, number));
    return ProducerId{number};
}

void KafkaBroker::dropProducer(ProducerId producer) { m_parts->cluster.producers[producer.value]->crash(); }

void KafkaBroker::reviveProducer(ProducerId producer) { m_parts->cluster.producers[producer.value]->revive(); }

void KafkaBroker::accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    Topic& topic = *m_parts->cluster.topics[channel.value];
    m_parts->cluster.producers[producer.value]->publish(topic, std::move(message), confirm);
}

ConsumerId KafkaBroker::attach(SubscriptionId subscription, Consumer& consumer, HostId host)
{
    Cluster& cluster = m_parts->cluster;
    Group& group = *cluster.groups[subscription.value];
    cluster.consumers.push_back(std::make_unique<GroupConsumer>(cluster, group, consumer, host));
    if (group.isTransactional() && !group.isManual())
        m_parts->startTransactions(*cluster.consumers.back(), consumer);
    group.join(*cluster.consumers.back());
    return ConsumerId{static_cast<std::uint32_t>(cluster.consumers.size() - 1)};
}

void KafkaBroker::detach(ConsumerId consumer, Departure how)
{
    m_parts->cluster.consumers[consumer.value]->leave(how);
    if (const auto producer = transactionalProducer(consumer); producer && how != Departure::Closed)
        dropProducer(*producer);
}

void KafkaBroker::settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement)
{
    m_parts->cluster.consumers[consumer.value]->settle(tag, settlement);
}

void KafkaBroker::poll(ConsumerId consumer) { m_parts->cluster.consumers[consumer.value]->poll(); }

void KafkaBroker::assignManually(SubscriptionId subscription, std::size_t consumers, bool keepsOffsets)
{
    m_parts->cluster.groups[subscription.value]->assignManually({consumers, keepsOffsets});
}

void KafkaBroker::commit(ConsumerId consumer) { m_parts->cluster.consumers[consumer.value]->commitNow(); }

std::optional<ProducerId> KafkaBroker::transactionalProducer(ConsumerId consumer) const
{
    const TransactionManager* const transactions = m_parts->cluster.consumers[consumer.value]->transactions();
    return transactions == nullptr ? std::nullopt : std::optional(transactions->producer());
}

bool KafkaBroker::isLeaving(ConsumerId consumer) const { return m_parts->cluster.consumers[consumer.value]->isLeaving(); }

void KafkaBroker::pauseConsumer(ConsumerId consumer)
{
    m_parts->cluster.consumers[consumer.value]->pause();
    if (const auto producer = transactionalProducer(consumer))
        pauseProducer(*producer);
}

void KafkaBroker::resumeConsumer(ConsumerId consumer)
{
    if (const auto producer = transactionalProducer(consumer))
        resumeProducer(*producer);
    m_parts->cluster.consumers[consumer.value]->resume();
}

void KafkaBroker::pauseProducer(ProducerId producer) { m_parts->cluster.producers[producer.value]->pause(); }

void KafkaBroker::resumeProducer(ProducerId producer) { m_parts->cluster.producers[producer.value]->resume(); }

void KafkaBroker::crashNode(std::size_t index, bool isSilent)
{
    if (m_parts->cluster.nodes[index].isUp)
        m_parts->replication.crash(static_cast<std::uint32_t>(index), isSilent);
}

void KafkaBroker::losePower(std::size_t index) { m_parts->replication.losePower(static_cast<std::uint32_t>(index)); }

void KafkaBroker::restartNode(std::size_t index)
{
    if (!m_parts->cluster.nodes[index].isUp)
        m_parts->replication.restart(static_cast<std::uint32_t>(index));
}

std::uint64_t KafkaBroker::countHeld(ChannelId channel) const
{
    const Topic& topic = *m_parts->cluster.topics[channel.value];
    std::uint64_t held = 0;
    for (const std::unique_ptr<Partition>& partition : topic.partitions)
        held += partition->countHeld();
    for (const Batch& batch : m_parts->cluster.records.batches())
        if (!batch.isInLog && !batch.messages.empty() && &batch.partition->topic == &topic)
            held += batch.messages.size() * topic.groups;
    for (const std::unique_ptr<Producer>& producer : m_parts->cluster.producers)
        held += producer->countBlocked(topic) * topic.groups;
    return held;
}

/// The lag of the group: what is visible and not committed.
std::uint64_t KafkaBroker::countWaiting(SubscriptionId subscription) const
{
    const Group& group = *m_parts->cluster.groups[subscription.value];
    std::int64_t lag = 0;
    for (const std::unique_ptr<Partition>& partition : group.topic().partitions)
        lag += std::max<std::int64_t>(0, partition->highWatermark - partition->groups[group.index()].committed);
    return static_cast<std::uint64_t>(lag);
}

BrokerFaults& KafkaBroker::faults() { return m_parts->faults; }

void KafkaBroker::dropAll()
{
    Cluster& cluster = m_parts->cluster;
    cluster.records.clear();
    for (const std::unique_ptr<Producer>& producer : cluster.producers)
        producer->dropBlocked();
    for (const std::unique_ptr<GroupConsumer>& consumer : cluster.consumers)
        consumer->dropOrphans();
    for (const std::unique_ptr<Topic>& topic : cluster.topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            partition->clear();
}

}  // namespace stormglass
