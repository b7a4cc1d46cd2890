// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/rabbitmq.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(RabbitmqQueueType)
{
    static constexpr std::string_view kNames[] = {"classic", "quorum", "stream"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqStreamOffset)
{
    static constexpr std::string_view kNames[] = {"first", "last", "next", "offset", "timestamp", "interval"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqOffsetTracking)
{
    static constexpr std::string_view kNames[] = {"none", "automatic"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqPartitionHandling)
{
    static constexpr std::string_view kNames[] = {"ignore", "pause_minority", "autoheal"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqOverflow)
{
    static constexpr std::string_view kNames[] = {"drop-head", "reject-publish", "reject-publish-dlx"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqVersion)
{
    static constexpr std::string_view kNames[] = {"3.13", "4.0", "4.x"};
    return kNames;
}

void describe(FieldVisitor& visit, RabbitmqLimits& limits)
{
    static constexpr std::string_view kCredit = "RabbitMQ, credit_flow; {400, 200}";
    visit.bytes("total_memory_available_override_value", limits.totalMemory, {.help = "Memory of a node; 0B: there is always enough.", .source = "RabbitMQ, Memory Alarm Threshold", .max = 1e15});
    visit.ratio("vm_memory_high_watermark", limits.memoryHighWatermark, {.help = "Share of the memory from which on a node raises its alarm, which blocks all connections of the cluster that publish; 0%: as the version has it.", .source = "RabbitMQ, Memory Alarm Threshold: 40 % in 3.13, 60 % since 4.0"});
    visit.bytes("idle_memory", limits.idleMemory, {.help = "Memory that a node needs without a message.", .source = "our own assumption, after RabbitMQ, Reasoning About Memory Use", .max = 1e12});
    visit.bytes("raft.wal_max_size_bytes", limits.walMaxSizeBytes, {.help = "Of the file of a node's write-ahead log. What is in it is in memory as well: all of it up to 4.0, in 4.x what quorum queues still need.", .source = "RabbitMQ, Quorum Queues: How Memory, WAL and Segments Files Interact; 512 MiB", .min = 1, .max = 1e12});
    visit.bytes("disk_size", limits.diskSize, {.help = "Disk space of a node, all of it for messages; 0B: there is always enough.", .max = 1e18});
    visit.bytes("disk_free_limit", limits.diskFreeLimit, {.help = "A node with less free space raises its alarm.", .source = "RabbitMQ, Free Disk Space Alarms: 50 MB", .max = 1e18});
    visit.integer("credit_flow_default_credit", limits.initialCredit, {.help = "Messages that are read from a connection before its channel has dealt with any; 0: any number.", .source = kCredit, .max = 1e9});
    visit.integer("credit_flow_more_credit", limits.moreCredit, {.help = "As many may be read each time that a channel has dealt with as many.", .source = kCredit, .min = 1, .max = 1e9});
    visit.integer("quorum_commands_soft_limit", limits.quorumSoftLimit, {.help = "Messages of a publisher that a quorum queue has not committed, from which on its channel grants no credit; 0: any number.", .source = "RabbitMQ, rabbit_fifo_client: 32", .max = 1e9});
    visit.integer("stream_messages_soft_limit", limits.streamSoftLimit, {.help = "The same of a stream.", .source = "RabbitMQ, rabbit_stream_queue: 256", .max = 1e9});
}

std::int64_t memoryLimitOf(const RabbitmqSettings& rabbitmq)
{
    const double ofVersion = rabbitmq.version == RabbitmqVersion::V3_13 ? 0.4 : 0.6;
    const double share = rabbitmq.limits.memoryHighWatermark > 0 ? rabbitmq.limits.memoryHighWatermark : ofVersion;
    return static_cast<std::int64_t>(share * static_cast<double>(rabbitmq.limits.totalMemory));
}

std::int64_t largestMessageOf(const RabbitmqSettings& rabbitmq)
{
    constexpr std::int64_t kMebibyte = 1'048'576;
    if (rabbitmq.maxMessageSize > 0)
        return rabbitmq.maxMessageSize;
    return (rabbitmq.version == RabbitmqVersion::V3_13 ? 128 : 16) * kMebibyte;
}

bool honoursPriorities(const RabbitmqSettings& rabbitmq, const RabbitmqQueue& queue)
{
    if (queue.type == RabbitmqQueueType::Classic)
        return queue.maxPriority > 0;
    return queue.type == RabbitmqQueueType::Quorum && rabbitmq.version != RabbitmqVersion::V3_13;
}

void describe(FieldVisitor& visit, RabbitmqSettings& rabbitmq)
{
    describe(visit, rabbitmq.placement);
    visit.choice("version", rabbitmq.version, {.help = "3.13: a quorum queue without x-delivery-limit redelivers for ever, and a classic queue confirms what is on the disk. 4.0: redelivers 20 times; confirms what it has handed to the operating system, which a host that fails takes with it. 4.x: since 4.1 what has been acknowledged leaves the memory at once, and channels read from the disk, not quorum queues.", .source = "RabbitMQ 4.0 and 4.1, release notes; 3.13.7 and 4.0.9, rabbit_queue_index and rabbit_classic_queue_index_v2"});
    visit.bytes("max_message_size", rabbitmq.maxMessageSize, {.help = "Larger messages are refused (PRECONDITION_FAILED); 0B: as the version has it.", .source = "RabbitMQ 4.0 release notes: 16 MiB, before 128 MiB; at most 512 MiB (rabbit.hrl, MAX_MSG_SIZE)", .max = 536'870'912});
    visit.integer("prefetch", rabbitmq.prefetch, {.help = "Unacknowledged deliveries per consumer; 0: unlimited.", .source = "Spring AMQP: prefetchCount 250; RabbitMQ advises 100 to 300", .max = 65535});
    visit.flag("publisher_confirms", rabbitmq.hasPublisherConfirms, {.help = "A publisher waits for the confirm of the broker.", .source = "RabbitMQ, Consumer Acknowledgements and Publisher Confirms"});
    visit.distribution("routing_time", rabbitmq.routingTime, {.help = "Work of the broker per published message."});
    visit.distribution("sync_time", rabbitmq.syncTime, {.help = "One fsync of a node's log, for quorum queues, and for classic ones of 3.13; all messages that wait share the next one.", .source = "RabbitMQ blog, 2024-08-21: 5.9 ms on a disk without a cache"});
    visit.duration("read_time", rabbitmq.readTime, {.help = "Reading one message of a quorum queue that is no longer in memory, as it is delivered: work of the queue, or in 4.x of the channel of its consumer.", .source = "RabbitMQ blog, 2025-04-08: RabbitMQ 4.1 Performance Improvements; our own default"});
    visit.duration("heartbeat", rabbitmq.heartbeat, {.help = "A peer that is silent for this long is taken for dead.", .source = "RabbitMQ, Detecting Dead TCP Connections with Heartbeats", .min = 1});
    visit.duration("network_recovery_interval", rabbitmq.networkRecoveryInterval, {.help = "Wait of a consumer before it connects again.", .source = "RabbitMQ Java client: 5 s", .min = 1});
    visit.duration("consumer_timeout", rabbitmq.consumerTimeout, {.help = "A delivery that is not acknowledged for this long costs its consumer the channel; 0s: never.", .source = "RabbitMQ, Delivery Acknowledgement Timeout: 30 min"});
    visit.duration("leader_election", rabbitmq.leaderElection, {.help = "Time from the crash of a quorum queue's leader to the next leader.", .source = "Measured with RabbitMQ 3.10: 123 to 455 ms without confirms after a kill"});
    visit.choice("cluster_partition_handling", rabbitmq.partitionHandling, {.help = "ignore: both sides go on. pause_minority: nodes that see no majority stop until they do. autoheal: afterwards the side with fewer clients restarts.", .source = "RabbitMQ up to 4.2, Clustering and Network Partitions: ignore"});
    describe(visit, rabbitmq.limits);
}

void describe(FieldVisitor& visit, RabbitmqStream& stream)
{
    static constexpr std::string_view kClient = "RabbitMQ Stream Java client, Automatic Offset Tracking";
    visit.duration("x-max-age", stream.maxAge, {.help = "Of a stream: segments whose newest message is older are deleted; 0s: never.", .source = "RabbitMQ, Streams: Data Retention"});
    visit.bytes("x-stream-max-segment-size-bytes", stream.maxSegmentBytes, {.help = "Of a stream: size of its files, which retention deletes as a whole, but for the last one.", .source = "RabbitMQ, Streams: 500 MB; at most 3 GB", .min = 1, .max = 3e9});
    visit.integer("x-initial-cluster-size", stream.initialClusterSize, {.help = "Members of a stream; 0: one on each node.", .source = "RabbitMQ 4.3, rabbit_stream_queue: all nodes", .max = 1000});
    visit.choice("x-stream-offset", stream.offset, {.help = "Where a consumer of a stream begins, each time that it connects: the first or the last message, the next one to be published, an offset, a time of the run, or a time before.", .source = "RabbitMQ, Streams: Consuming; next"});
    visit.integer("stream_offset", stream.startOffset, {.help = "The place with x-stream-offset offset.", .max = 1e15});
    visit.duration("stream_time", stream.startTime, {.help = "With x-stream-offset timestamp the time of the run, with interval the time before the consumer connects."});
    visit.flag("single-active-consumer", stream.isSingleActiveConsumer, {.help = "Of a stream: its consumers share a name, and only the first is served; the next one takes over when it goes.", .source = "RabbitMQ, Streams: Single Active Consumer; stream protocol"});
    visit.choice("offset_tracking", stream.tracking, {.help = "Of a stream: none: a consumer that connects again begins at x-stream-offset. automatic: it has a name, and the broker remembers how far it has come.", .source = "RabbitMQ, Streams: Offset Tracking; stream protocol"});
    visit.integer("message_count_before_storage", stream.messageCountBeforeStorage, {.help = "With offset_tracking automatic: messages after which a consumer stores its offset.", .source = kClient, .min = 1, .max = 1e9});
    visit.duration("flush_interval", stream.flushInterval, {.help = "With offset_tracking automatic: time after which it stores it anyway.", .source = kClient, .min = 1});
}

void describe(FieldVisitor& visit, RabbitmqQueue& queue)
{
    visit.choice("exchange_type", queue.exchangeType, {.help = "fanout: every queue gets everything. direct and topic: what the bindings of a queue let in; the routing key of a message is the name of its event. headers: what has the headers that a binding asks for.", .source = "AMQP 0-9-1, 3.1.3"});
    visit.list("bindings", queue.bindings, {.help = "Of a direct, topic or headers exchange: which queue gets what; of any: which other exchanges do."});
    visit.flag("waiting_queue", queue.hasWaitingQueue, {.help = "The exchange has a queue that nobody consumes: what gets there waits until it expires or is dropped, and is dead-lettered then. With x-message-ttl and an x-dead-letter-exchange that leads back it is how messages are tried again later."});
    visit.reference("alternate-exchange", queue.alternateExchange, RefersTo::Channel, {.help = "Channel that gets what no queue takes; absent: it is dropped, and confirmed.", .source = "RabbitMQ, Alternate Exchanges"});
    visit.flag("mandatory", queue.isMandatory, {.help = "What no queue takes comes back to its publisher, as a refusal.", .source = "AMQP 0-9-1, basic.publish; 312 NO_ROUTE"});
    visit.choice("x-queue-type", queue.type, {.help = "classic; quorum; or stream: a log that every consumer reads from where it begins.", .source = "RabbitMQ, Quorum Queues; Streams"});
    visit.integer("x-delivery-limit", queue.deliveryLimit, {.help = "Redeliveries before a message of a quorum queue is dead-lettered; 0: unlimited; -1: as the version has it.", .source = "RabbitMQ 4.x: 20 for quorum queues; 3.13: none", .min = -1, .max = 1e9});
    visit.integer("x-max-priority", queue.maxPriority, {.help = "Highest priority of a classic queue; 0: priorities do not matter.", .source = "RabbitMQ, Priority Queue Support", .max = 255});
    visit.list("properties", queue.properties, {.help = "What publishers say of the messages that they send here; the first entry that fits holds. Without any a message has no expiration, priority 0 and no headers.", .source = "AMQP 0-9-1, basic properties"});
    visit.flag("x-single-active-consumer", queue.isSingleActiveConsumer, {.help = "Only one consumer of a queue is served; the next one takes over when it goes.", .source = "RabbitMQ, Consumers: Single Active Consumer"});
    visit.flag("exclusive", queue.isExclusive, {.help = "A queue accepts one consumer at a time; another one is refused (403) and tries again after network_recovery_interval.", .source = "AMQP 0-9-1, basic.consume; RabbitMQ, Consumers: Exclusivity"});
    visit.list("consumer_priorities", queue.consumerPriorities, {.help = "Which consumers of a queue come first.", .source = "RabbitMQ, Consumer Priorities"});
    visit.integer("x-max-length", queue.maxLength, {.help = "Messages that may wait; 0: unlimited.", .source = "RabbitMQ, Queue Length Limit", .max = 1e12});
    visit.integer("x-max-length-bytes", queue.maxLengthBytes, {.help = "Bytes of bodies that may wait; of a stream, that are kept, whole segments at a time; 0: unlimited.", .source = "RabbitMQ, Queue Length Limit; Streams: Data Retention", .max = 1e15});
    visit.choice("x-overflow", queue.overflow, {.help = "What happens beyond the limits. A quorum queue that rejects begins once it has been exceeded, until it is at 80 %; it takes reject-publish-dlx for drop-head.", .source = "RabbitMQ, Queue Length Limit; recorded with 3.10"});
    visit.duration("x-message-ttl", queue.messageTtl, {.help = "Messages older than this expire; 0s: never.", .source = "RabbitMQ, Time-To-Live and Expiration"});
    visit.duration("x-expires", queue.expires, {.help = "A queue that has had no consumer for this long is deleted, with what is in it; a consumer that comes declares it again. 0s: never.", .source = "RabbitMQ, Time-To-Live and Expiration: Queue TTL"});
    visit.reference("x-dead-letter-exchange", queue.deadLetterChannel, RefersTo::Channel, {.help = "Channel that dead letters go to; absent: they are dropped.", .source = "RabbitMQ, Dead Letter Exchanges"});
    visit.text("x-dead-letter-routing-key", queue.deadLetterRoutingKey, {.help = "Routing key of dead letters; absent: they keep theirs.", .source = "RabbitMQ, Dead Letter Exchanges: Routing Dead-Lettered Messages"});
    describe(visit, queue.stream);
}

}  // namespace stormglass::spec
