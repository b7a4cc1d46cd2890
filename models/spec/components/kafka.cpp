// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/kafka.h"

namespace stormglass::spec {

namespace {
constexpr std::string_view kTopicConfig = "Kafka 4.x, TopicConfig.java and LogConfig.java";
}

std::span<const std::string_view> namesOf(KafkaVersion)
{
    static constexpr std::string_view kNames[] = {"3.x", "4.x"};
    return kNames;
}

std::span<const std::string_view> namesOf(KafkaCleanup)
{
    static constexpr std::string_view kNames[] = {"delete", "compact", "compact,delete"};
    return kNames;
}

void applyVersion(KafkaSettings& kafka, KafkaVersion version)
{
    kafka.version = version;
    // KIP-1030, in 4.0. acks, idempotence and session.timeout.ms have been what they are since 3.0.
    kafka.producer.linger = version == KafkaVersion::V3 ? Duration{0} : KafkaProducer{}.linger;
}

void describe(FieldVisitor& visit, KafkaReplay& replay)
{
    visit.reference("group", replay.group, RefersTo::Component, {.help = "Component whose consumers go back.", .isRequired = true});
    visit.reference("channel", replay.channel, RefersTo::AnyChannel, {.help = "Topic that they go back in; without it, all that they read of this cluster."});
    visit.duration("at", replay.at, {.help = "When, from the start of the run on.", .isRequired = true});
    visit.duration("back", replay.back, {.help = "How far back; 0s: to the earliest record that is still there.",
                                         .source = "kafka-consumer-groups.sh --reset-offsets: --to-earliest, --by-duration; KafkaConsumer.seek()"});
}

namespace {

void describeGroups(FieldVisitor& visit, KafkaSettings& kafka)
{
    constexpr std::string_view kSource = "Kafka 4.x, GroupCoordinatorConfig.java";
    visit.duration("group.initial.rebalance.delay.ms", kafka.groupInitialRebalanceDelay, {.help = "An empty group waits this long for more members before the first rebalance.", .source = kSource});
    visit.duration("group.min.session.timeout.ms", kafka.groupMinSessionTimeout, {.help = "The coordinator refuses members with a shorter session.timeout.ms.", .source = kSource, .min = 1});
    visit.duration("group.max.session.timeout.ms", kafka.groupMaxSessionTimeout, {.help = "The coordinator refuses members with a longer session.timeout.ms.", .source = kSource, .min = 1});
    visit.duration("group.consumer.session.timeout.ms", kafka.groupConsumerSessionTimeout, {.help = "The session timeout with group.protocol consumer.", .source = kSource, .min = 1});
    visit.duration("group.consumer.heartbeat.interval.ms", kafka.groupConsumerHeartbeatInterval, {.help = "The heartbeat interval with group.protocol consumer; members learn of new assignments by it.", .source = kSource, .min = 1});
}

void describePageCache(FieldVisitor& visit, KafkaPageCache& cache)
{
    constexpr std::string_view kSource = "Linux: Documentation/admin-guide/sysctl/vm.rst; mm/page-writeback.c";
    visit.bandwidth("disk_write_bandwidth", cache.diskWriteBandwidth, {.help = "What all disks of a node write together. Appends of leaders and followers go to the page cache, which takes them at once until too much of it waits for the disks; then they are held to this. 0B/s: unlimited.", .source = "no manual: what fio or iotune measures of the machine"});
    visit.bytes("available_memory", cache.availableMemory, {.help = "Memory of a node's machine that is free or can be reclaimed, which is what the heap of the broker leaves. The two ratios are shares of it.", .source = "Kafka documentation, Hardware and OS: machines with 24 GB of memory", .min = 1, .max = 1e15});
    visit.ratio("vm.dirty_background_ratio", cache.dirtyBackgroundRatio, {.help = "What is dirty beyond this share is written at once; below it, when it is older than write_back.", .source = kSource});
    visit.ratio("vm.dirty_ratio", cache.dirtyRatio, {.help = "Share that must not be dirty beyond. Half-way between vm.dirty_background_ratio and this, writers are held to what the disks write (balance_dirty_pages).", .source = kSource});
}

/// Broker settings that say what others may be: with a default, so that who has another cluster can say so.
void describeGroupBounds(FieldVisitor& visit, KafkaSettings& kafka)
{
    constexpr std::string_view kSource = "Kafka 4.x, GroupCoordinatorConfig.java";
    visit.duration("group.consumer.min.session.timeout.ms", kafka.groupConsumerMinSessionTimeout, {.help = "A node does not start with a shorter group.consumer.session.timeout.ms.", .source = kSource, .min = 1});
    visit.duration("group.consumer.max.session.timeout.ms", kafka.groupConsumerMaxSessionTimeout, {.help = "A node does not start with a longer group.consumer.session.timeout.ms.", .source = kSource, .min = 1});
    visit.duration("group.consumer.min.heartbeat.interval.ms", kafka.groupConsumerMinHeartbeatInterval, {.help = "A node does not start with a shorter group.consumer.heartbeat.interval.ms.", .source = kSource, .min = 1});
    visit.duration("group.consumer.max.heartbeat.interval.ms", kafka.groupConsumerMaxHeartbeatInterval, {.help = "A node does not start with a longer group.consumer.heartbeat.interval.ms.", .source = kSource, .min = 1});
}

void describeLogs(FieldVisitor& visit, KafkaSettings& kafka)
{
    constexpr std::string_view kSource = "Kafka 4.x, ServerLogConfigs.java";
    visit.integer("log.flush.interval.messages", kafka.flushMessages, {.help = "A log is synced to disk after so many records, before the request is answered; 0: never, it is left to the operating system. A node that loses its power loses what was not on its disk.",
                                                                      .source = "Kafka 4.x, ServerLogConfigs.java: 9223372036854775807, which is never", .max = 1e9});
    visit.duration("write_back", kafka.writeBack, {.help = "How long records may be in the page cache only. What is younger is gone when a host or a zone crashes, and not when only its process does.", .source = "Linux: vm.dirty_expire_centisecs 3000"});
    visit.distribution("sync_time", kafka.syncTime, {.help = "Time of one sync, with log.flush.interval.messages.", .source = "no manual: 1 ms, an SSD without a write cache that survives; RabbitMQ measured 5.9 ms on a disk (blog, 2024-08-21)"});
    describePageCache(visit, kafka.pageCache);
    visit.duration("log.retention.check.interval.ms", kafka.retentionCheckInterval, {.help = "Time between two looks for segments to delete.", .source = kSource, .min = 1e6});
    visit.duration("log.cleaner.backoff.ms", kafka.cleanerBackoff, {.help = "Time between two looks for logs to compact.", .source = "Kafka 4.x, CleanerConfig.java", .min = 1e6});
    visit.distribution("append_time", kafka.appendTime, {.help = "Work of the leader per produce request."});
}

void describeTransactions(FieldVisitor& visit, KafkaSettings& kafka)
{
    constexpr std::string_view kLog = "Kafka 4.x, TransactionLogConfig.java";
    constexpr std::string_view kState = "Kafka 4.x, TransactionStateManagerConfig.java";
    visit.duration("transaction.max.timeout.ms", kafka.transactionMaxTimeout, {.help = "The coordinator refuses producers with a longer transaction.timeout.ms.", .source = kState, .min = 1});
    visit.duration("transaction.abort.timed.out.transaction.cleanup.interval.ms", kafka.transactionCleanupInterval, {.help = "Time between two looks for transactions whose transaction.timeout.ms is over.", .source = kState, .min = 1e6});
    visit.integer("transaction.state.log.replication.factor", kafka.transactionLogReplicas, {.help = "Copies of each partition of __transaction_state, whose leader is the coordinator of the transactional ids in it. There are 50 partitions.", .source = kLog, .min = 1, .max = 100});
    visit.integer("transaction.state.log.min.isr", kafka.transactionLogMinInsync, {.help = "With fewer in-sync replicas of its partition, a coordinator can begin and end nothing.", .source = kLog, .min = 1, .max = 100});
}

}  // namespace

void describe(FieldVisitor& visit, KafkaSettings& kafka)
{
    const KafkaVersion before = kafka.version;
    visit.choice("version", kafka.version, {.help = "Whose defaults hold, and who refuses what. 3.x: linger.ms 0, segments smaller than 1 MiB, no group.protocol consumer. What stands beside it overrides its defaults.",
                                            .source = "KIP-1030: defaults that 4.0 has changed"});
    if (kafka.version != before)
        applyVersion(kafka, kafka.version);
    describe(visit, kafka.placement);
    visit.object("producer", kafka.producer, {.help = "Configuration of all producers."});
    visit.object("consumer", kafka.consumer, {.help = "Configuration of all consumers."});
    visit.object("streams", kafka.streams, {.help = "Configuration of the components that read from this cluster and write to it."});
    describeGroups(visit, kafka);
    describeGroupBounds(visit, kafka);
    visit.duration("broker.session.timeout.ms", kafka.brokerSessionTimeout, {.help = "A broker node that is silent for this long is fenced and its partitions get new leaders.", .source = "Kafka 4.x, KRaftConfigs.java", .min = 1});
    visit.duration("replica.lag.time.max.ms", kafka.replicaLagTimeMax, {.help = "A follower that has been behind for this long leaves the in-sync replicas; looked at every half of it.", .source = "Kafka 4.x, ReplicationConfigs.java", .min = 2});
    visit.flag("unclean.leader.election.enable", kafka.electsUncleanLeaders, {.help = "Where no in-sync replica is left, another one leads: the partition is there again, and what it had not fetched is gone.", .source = "Kafka 4.x, ReplicationConfigs.java"});
    describeLogs(visit, kafka);
    describeTransactions(visit, kafka);
    visit.list("replays", kafka.replays, {.help = "Groups that go back and read again."});
}

void describe(FieldVisitor& visit, KafkaTopic& topic)
{
    visit.integer("partitions", topic.partitions, {.help = "Partitions of the topic.", .source = "our own; Kafka: num.partitions 1", .min = 1, .max = 10000});
    visit.integer("replication.factor", topic.replicationFactor, {.help = "Copies of each partition.", .source = "our own: what is common in production; Kafka: default.replication.factor 1", .min = 1, .max = 100});
    visit.integer("min.insync.replicas", topic.minInsyncReplicas, {.help = "With acks=all, fewer in-sync replicas refuse writes.", .source = "our own: replication.factor - 1, as is common; Kafka: 1", .min = 1, .max = 100});
    visit.choice("cleanup.policy", topic.cleanup, {.help = "delete: segments go when they are too old or too many. compact: of each key the latest record stays.", .source = kTopicConfig});
    visit.duration("retention.ms", topic.retention, {.help = "Segments whose latest record is older are deleted, whoever has not read them.", .source = kTopicConfig, .min = 1});
    visit.bytes("retention.bytes", topic.retentionBytes, {.help = "The oldest segments of a partition are deleted while the others come to this; 0: no limit.", .source = "Kafka 4.x, LogConfig.java: -1, which is no limit", .max = 1e15});
    visit.bytes("segment.bytes", topic.segmentBytes, {.help = "A new segment is begun when the active one has this size. Only whole segments are deleted or compacted, and never the active one. At least 1 MiB with version 4.x, 14 B before.", .source = "Kafka 4.x, TopicConfig.java and LogConfig.java; KIP-1030", .min = 14, .max = 2147483647});
    visit.duration("segment.ms", topic.segmentAge, {.help = "A new segment is begun when the active one is older.", .source = kTopicConfig, .min = 1});
    visit.bytes("max.message.bytes", topic.maxMessageBytes, {.help = "A larger record is refused, and not sent again.", .source = "Kafka 4.x, ServerLogConfigs.java: 1 MiB and 12 bytes", .min = 1, .max = 2147483647});
    visit.ratio("min.cleanable.dirty.ratio", topic.minDirtyRatio, {.help = "A log is compacted when this share of it has not been compacted yet.", .source = kTopicConfig});
}

}  // namespace stormglass::spec
