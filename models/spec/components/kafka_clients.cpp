// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Producers and consumers of Kafka.
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

std::span<const std::string_view> namesOf(KafkaIdempotence)
{
    static constexpr std::string_view kNames[] = {"default", "true", "false"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaGroupProtocol)
{
    static constexpr std::string_view kNames[] = {"classic", "consumer"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaAssignor)
{
    static constexpr std::string_view kNames[] = {"range", "sticky", "cooperative-sticky"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaOffsetReset)
{
    static constexpr std::string_view kNames[] = {"latest", "earliest"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaManualCommit)
{
    static constexpr std::string_view kNames[] = {"batch", "record", "before"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaIsolation)
{
    static constexpr std::string_view kNames[] = {"read_uncommitted", "read_committed"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaGuarantee)
{
    static constexpr std::string_view kNames[] = {"at_least_once", "exactly_once_v2"};
    return kNames;
}

bool isIdempotent(const KafkaProducer& producer)
{
    const bool isPossible = producer.acks == KafkaAcks::All && producer.retries > 0
        && producer.maxInFlight <= kMostInFlightOfIdempotent;
    return producer.idempotence == KafkaIdempotence::On
        || (producer.idempotence == KafkaIdempotence::WherePossible && isPossible);
}

namespace {

void describeProducerRetries(FieldVisitor& visit, KafkaProducer& producer)
{
    visit.integer("retries", producer.retries, {.help = "How often a batch is sent again; delivery.timeout.ms ends it sooner.", .source = kProducerConfig, .max = 2147483647});
    visit.duration("request.timeout.ms", producer.requestTimeout, {.help = "An unanswered request is repeated after this.", .source = kProducerConfig, .min = 1});
    visit.duration("delivery.timeout.ms", producer.deliveryTimeout, {.help = "A record that is not acknowledged by then has failed.", .source = kProducerConfig, .min = 1});
    visit.duration("retry.backoff.ms", producer.retryBackoff, {.help = "Wait before a request is repeated; doubles with each failure, give or take 20 %.", .source = kProducerConfig});
    visit.duration("retry.backoff.max.ms", producer.retryBackoffMax, {.help = "The longest wait before a request is repeated.", .source = kProducerConfig});
}

void describeMembership(FieldVisitor& visit, KafkaConsumer& consumer)
{
    visit.choice("group.protocol", consumer.protocol, {.help = "classic: members join, and the group stands still until all have (see partition.assignment.strategy). consumer: the coordinator assigns, and only partitions that move stop.",
                                                       .source = "Kafka 4.x, ConsumerConfig.java; consumer: KIP-848, for production from 4.0 on"});
    visit.choice("partition.assignment.strategy", consumer.assignor, {.help = "range, sticky: everybody gives up everything in a rebalance (eager). cooperative-sticky: only what moves, in a second round.",
                                                                      .source = "Kafka 4.x, ConsumerConfig.java: RangeAssignor, CooperativeStickyAssignor, of which the first decides; KIP-429"});
    visit.duration("session.timeout.ms", consumer.sessionTimeout, {.help = "A member that is silent for this long is taken for dead.", .source = kConsumerConfig, .min = 1});
    visit.duration("heartbeat.interval.ms", consumer.heartbeatInterval, {.help = "Time between two heartbeats of a member.", .source = kConsumerConfig, .min = 1});
    visit.integer("max.poll.records", consumer.maxPollRecords, {.help = "Records that one poll hands over at most.", .source = kConsumerConfig, .min = 1, .max = 1e6});
    visit.duration("max.poll.interval.ms", consumer.maxPollInterval, {.help = "A member that does not poll for this long is removed; a rebalance waits for its members no longer.", .source = kConsumerConfig, .min = 1});
    visit.flag("group.instance.id", consumer.isStaticMember, {.help = "Static membership: an instance that returns before its session expires takes its partitions at once.", .source = "KIP-345"});
}

}  // namespace

void describe(FieldVisitor& visit, KafkaProducer& producer)
{
    visit.choice("acks", producer.acks,
                 {.help = "Who must have a record before it counts as sent: nobody, the leader, all in-sync replicas.",
                  .source = kProducerConfig});
    visit.choice("enable.idempotence", producer.idempotence, {.help = "true: a leader appends a repeated batch once, and batches in their order. false: a repetition is a duplicate, and may be overtaken. default: true, unless acks, retries or max.in.flight forbid it.",
                                                              .source = "Kafka 4.x, ProducerConfig.java: true, and switched off in silence where acks is not all or retries is 0"});
    visit.duration("linger.ms", producer.linger, {.help = "How long a batch waits for more records.", .source = "Kafka ProducerConfig.java: 5 from 4.0 on, 0 before (KIP-1030)"});
    visit.bytes("batch.size", producer.batchSize, {.help = "A batch of this size is sent at once.", .source = kProducerConfig, .min = 1, .max = 1e9});
    visit.bytes("max.request.size", producer.maxRequestSize, {.help = "A request has no more than this, and a record that is larger fails at its producer (RecordTooLargeException).", .source = kProducerConfig, .min = 1, .max = 2147483647});
    visit.integer("max.in.flight.requests.per.connection", producer.maxInFlight, {.help = "Unanswered produce requests per broker node.", .source = kProducerConfig, .min = 1, .max = 1000});
    describeProducerRetries(visit, producer);
    visit.bytes("buffer.memory", producer.bufferMemory, {.help = "Memory for batches of a producer. While there is none left, whoever publishes waits.", .source = kProducerConfig, .min = 1, .max = 1e12});
    visit.duration("max.block.ms", producer.maxBlock, {.help = "How long a publish waits for memory before it fails.", .source = kProducerConfig});
    visit.flag("partitioner.ignore.keys", producer.ignoresKeys, {.help = "false: the key decides about the partition (murmur2). true: a producer stays with one partition for batch.size bytes, so what belongs together is not in order.", .source = "Kafka 4.x, ProducerConfig.java; KIP-794"});
    visit.flag("partitioner.adaptive.partitioning.enable", producer.isAdaptive, {.help = "Without keys: partitions with fewer waiting batches are taken more often.", .source = "Kafka 4.x, ProducerConfig.java; KIP-794"});
    visit.duration("transaction.timeout.ms", producer.transactionTimeout, {.help = "With processing.guarantee exactly_once_v2: a transaction that has not ended by then is aborted by its coordinator. Until then what a dead producer has left open holds back whoever reads committed.", .source = "Kafka 4.x, ProducerConfig.java; Kafka Streams sets 10 s", .min = 1});
}

void describe(FieldVisitor& visit, KafkaConsumer& consumer)
{
    describeMembership(visit, consumer);
    visit.bytes("max.partition.fetch.bytes", consumer.maxPartitionFetchBytes, {.help = "Bytes of one partition that one fetch returns at most, but at least one record.", .source = kConsumerConfig, .min = 1, .max = 1e9});
    visit.flag("enable.auto.commit", consumer.commitsByItself, {.help = "true: offsets are committed by poll(), every auto.commit.interval.ms. false: by the application, see manual_commit.", .source = kConsumerConfig});
    visit.duration("auto.commit.interval.ms", consumer.autoCommitInterval, {.help = "Processed offsets are committed this often.", .source = kConsumerConfig, .min = 1});
    visit.choice("manual_commit", consumer.manualCommit, {.help = "Without auto commit. batch: when all that a poll returned has been processed. record: after each record. before: when a poll has returned, before anything is processed, so a crash loses what was not (at most once).",
                                                          .source = "Spring Kafka: AckMode BATCH (its default) and RECORD"});
    visit.bytes("fetch.min.bytes", consumer.fetchMinBytes, {.help = "A fetch is answered when there is so much, or after fetch.max.wait.ms.", .source = kConsumerConfig, .min = 1, .max = 1e9});
    visit.duration("fetch.max.wait.ms", consumer.fetchMaxWait, {.help = "A fetch is answered after this, whatever there is.", .source = kConsumerConfig, .min = 1});
    visit.choice("auto.offset.reset", consumer.offsetReset, {.help = "Where a group goes on whose records have been deleted before it read them. Groups are there from the start of the run on, and have nothing to reset then.", .source = kConsumerConfig});
    visit.choice("isolation.level", consumer.isolation, {.help = "read_uncommitted: whatever is replicated. read_committed: nothing of a transaction that was aborted, and nothing behind the first record of one that is open (last stable offset).", .source = "Kafka 4.x, ConsumerConfig.java; KIP-98. With exactly_once_v2, components that also write to the cluster read committed in any case (StreamsConfig.java)"});
}

void describe(FieldVisitor& visit, KafkaStreams& streams)
{
    visit.choice("processing.guarantee", streams.guarantee, {.help = "at_least_once: publishes and commits as producer and consumer say. exactly_once_v2: of components whose handlers of this cluster's topics publish to it, the publishes and the offsets are committed together, in transactions. Who reads them has to read_committed. What handlers do elsewhere, such as in a database, is not part of it.", .source = "Kafka 4.x, StreamsConfig.java; KIP-98, KIP-447"});
    visit.duration("commit.interval.ms", streams.commitInterval, {.help = "With exactly_once_v2: how long a transaction gathers records before it is committed; 0s: those of one poll. At least so long it takes until the next one reads them.", .source = "Kafka 4.x, StreamsConfig.java: 100 ms with exactly_once_v2"});
}

}  // namespace stormglass::spec
