// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/kafka.h"

namespace stormglass::spec {

namespace {
constexpr std::string_view kProducerConfig = "Kafka 4.x, ProducerConfig.java";
constexpr std::string_view kConsumerConfig = "Kafka 4.x, ConsumerConfig.java";
}  // namespace

std::span<const std::string_view> namesOf(KafkaAcks)
{
    static constexpr std::string_view kNames[] = {"0", "1", "all"};
    return kNames;
}

void describe(FieldVisitor& visit, KafkaProducer& producer)
{
    visit.choice("acks", producer.acks,
                 {.help = "Who must have a record before it counts as sent: nobody, the leader, all in-sync replicas.",
                  .source = kProducerConfig});
    visit.duration("linger.ms", producer.linger, {.help = "How long a batch waits for more records.", .source = kProducerConfig});
    visit.bytes("batch.size", producer.batchSize, {.help = "A batch of this size is sent at once.", .source = kProducerConfig, .min = 1, .max = 1e9});
    visit.integer("max.in.flight.requests.per.connection", producer.maxInFlight, {.help = "Unanswered produce requests per broker node.", .source = kProducerConfig, .min = 1, .max = 1000});
    visit.duration("request.timeout.ms", producer.requestTimeout, {.help = "An unanswered request is repeated after this.", .source = kProducerConfig, .min = 1});
    visit.duration("delivery.timeout.ms", producer.deliveryTimeout, {.help = "A record that is not acknowledged by then has failed.", .source = kProducerConfig, .min = 1});
    visit.duration("retry.backoff.ms", producer.retryBackoff, {.help = "Wait before a request is repeated; doubles with each failure, give or take 20 %.", .source = kProducerConfig});
    visit.duration("retry.backoff.max.ms", producer.retryBackoffMax, {.help = "The longest wait before a request is repeated.", .source = kProducerConfig});
}

void describe(FieldVisitor& visit, KafkaConsumer& consumer)
{
    visit.duration("session.timeout.ms", consumer.sessionTimeout, {.help = "A member that is silent for this long is taken for dead.", .source = kConsumerConfig, .min = 1});
    visit.duration("heartbeat.interval.ms", consumer.heartbeatInterval, {.help = "Time between two heartbeats of a member.", .source = kConsumerConfig, .min = 1});
    visit.integer("max.poll.records", consumer.maxPollRecords, {.help = "Records that one poll hands over at most.", .source = kConsumerConfig, .min = 1, .max = 1e6});
    visit.duration("max.poll.interval.ms", consumer.maxPollInterval, {.help = "A member that does not poll for this long is removed; a rebalance waits for its members no longer.", .source = kConsumerConfig, .min = 1});
    visit.bytes("max.partition.fetch.bytes", consumer.maxPartitionFetchBytes, {.help = "Bytes of one partition that one fetch returns at most, but at least one record.", .source = kConsumerConfig, .min = 1, .max = 1e9});
    visit.flag("group.instance.id", consumer.isStaticMember, {.help = "Static membership: an instance that returns before its session expires takes its partitions at once.", .source = "KIP-345"});
    visit.duration("auto.commit.interval.ms", consumer.autoCommitInterval, {.help = "Processed offsets are committed this often.", .source = kConsumerConfig, .min = 1});
    visit.duration("fetch.max.wait.ms", consumer.fetchMaxWait, {.help = "An empty fetch is answered after this.", .source = kConsumerConfig, .min = 1});
}

void describe(FieldVisitor& visit, KafkaSettings& kafka)
{
    describe(visit, kafka.placement);
    visit.object("producer", kafka.producer, {.help = "Configuration of all producers."});
    visit.object("consumer", kafka.consumer, {.help = "Configuration of all consumers."});
    visit.duration("group.initial.rebalance.delay.ms", kafka.groupInitialRebalanceDelay, {.help = "An empty group waits this long for more members before the first rebalance.", .source = "Kafka 4.x, GroupCoordinatorConfig.java"});
    visit.duration("broker.session.timeout.ms", kafka.brokerSessionTimeout, {.help = "A broker node that is silent for this long is fenced and its partitions get new leaders.", .source = "Kafka 4.x, KRaftConfigs.java", .min = 1});
    visit.duration("replica.lag.time.max.ms", kafka.replicaLagTimeMax, {.help = "A follower that has not caught up for this long is out of sync; looked at every half of it.", .source = "Kafka 4.x, ReplicationConfigs.java", .min = 2});
    visit.distribution("append_time", kafka.appendTime, {.help = "Work of the leader per produce request."});
}

void describe(FieldVisitor& visit, KafkaTopic& topic)
{
    visit.integer("partitions", topic.partitions, {.help = "Partitions of the topic.", .min = 1, .max = 10000});
    visit.integer("replication.factor", topic.replicationFactor, {.help = "Copies of each partition.", .min = 1, .max = 100});
    visit.integer("min.insync.replicas", topic.minInsyncReplicas, {.help = "With acks=all, fewer in-sync replicas refuse writes.", .source = "Commonly replication.factor - 1", .min = 1, .max = 100});
}

}  // namespace stormglass::spec
