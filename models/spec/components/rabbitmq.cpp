// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/rabbitmq.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(RabbitmqQueueType)
{
    static constexpr std::string_view kNames[] = {"classic", "quorum"};
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
    static constexpr std::string_view kNames[] = {"3.13", "4.x"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqExchangeType)
{
    static constexpr std::string_view kNames[] = {"fanout", "direct", "topic"};
    return kNames;
}

void describe(FieldVisitor& visit, RabbitmqBinding& binding)
{
    visit.reference("queue", binding.component, RefersTo::Component, {.help = "The subscribing component whose queue is bound.", .source = "AMQP 0-9-1, queue.bind", .isRequired = true});
    visit.text("routing_key", binding.routingKey, {.help = "Name of an event; on a topic exchange a pattern of words: * one word, # any number.", .source = "AMQP 0-9-1, 3.1.3.3", .isRequired = true});
}

void describe(FieldVisitor& visit, RabbitmqSettings& rabbitmq)
{
    describe(visit, rabbitmq.placement);
    visit.choice("version", rabbitmq.version, {.help = "3.13: a quorum queue without x-delivery-limit redelivers for ever, and a classic queue confirms what is on the disk. 4.x: redelivers 20 times; confirms what it has handed to the operating system, which a host that fails takes with it.", .source = "RabbitMQ 4.0, release notes; 3.13.7 and 4.0.9, rabbit_queue_index and rabbit_classic_queue_index_v2"});
    visit.integer("prefetch", rabbitmq.prefetch, {.help = "Unacknowledged deliveries per consumer; 0: unlimited.", .source = "Spring AMQP: prefetchCount 250; RabbitMQ advises 100 to 300", .max = 65535});
    visit.flag("publisher_confirms", rabbitmq.hasPublisherConfirms, {.help = "A publisher waits for the confirm of the broker.", .source = "RabbitMQ, Consumer Acknowledgements and Publisher Confirms"});
    visit.distribution("routing_time", rabbitmq.routingTime, {.help = "Work of the broker per published message."});
    visit.distribution("sync_time", rabbitmq.syncTime, {.help = "One fsync of a node's log, for quorum queues, and for classic ones of 3.13; all messages that wait share the next one.", .source = "RabbitMQ blog, 2024-08-21: 5.9 ms on a disk without a cache"});
    visit.duration("heartbeat", rabbitmq.heartbeat, {.help = "A peer that is silent for this long is taken for dead.", .source = "RabbitMQ, Detecting Dead TCP Connections with Heartbeats", .min = 1});
    visit.duration("network_recovery_interval", rabbitmq.networkRecoveryInterval, {.help = "Wait of a consumer before it connects again.", .source = "RabbitMQ Java client: 5 s", .min = 1});
    visit.duration("consumer_timeout", rabbitmq.consumerTimeout, {.help = "A delivery that is not acknowledged for this long costs its consumer the channel; 0s: never.", .source = "RabbitMQ, Delivery Acknowledgement Timeout: 30 min"});
    visit.duration("leader_election", rabbitmq.leaderElection, {.help = "Time from the crash of a quorum queue's leader to the next leader.", .source = "Measured with RabbitMQ 3.10: 123 to 455 ms without confirms after a kill"});
    visit.choice("cluster_partition_handling", rabbitmq.partitionHandling, {.help = "ignore: both sides go on. pause_minority: nodes that see no majority stop until they do. autoheal: afterwards the side with fewer clients restarts.", .source = "RabbitMQ up to 4.2, Clustering and Network Partitions: ignore"});
}

void describe(FieldVisitor& visit, RabbitmqQueue& queue)
{
    visit.choice("exchange_type", queue.exchangeType, {.help = "fanout: every queue gets everything. direct and topic: what the bindings of a queue let in; the routing key of a message is the name of its event.", .source = "AMQP 0-9-1, 3.1.3"});
    visit.list("bindings", queue.bindings, {.help = "Of a direct or topic exchange: which events which queue gets."});
    visit.reference("alternate-exchange", queue.alternateExchange, RefersTo::Channel, {.help = "Channel that gets what no queue takes; absent: it is dropped, and confirmed.", .source = "RabbitMQ, Alternate Exchanges"});
    visit.flag("mandatory", queue.isMandatory, {.help = "What no queue takes comes back to its publisher, as a refusal.", .source = "AMQP 0-9-1, basic.publish; 312 NO_ROUTE"});
    visit.choice("x-queue-type", queue.type, {.help = "classic or quorum.", .source = "RabbitMQ, Quorum Queues"});
    visit.integer("x-delivery-limit", queue.deliveryLimit, {.help = "Redeliveries before a message of a quorum queue is dead-lettered; 0: unlimited; -1: as the version has it.", .source = "RabbitMQ 4.x: 20 for quorum queues; 3.13: none", .min = -1, .max = 1e9});
    visit.integer("x-max-priority", queue.maxPriority, {.help = "Highest priority of a classic queue; 0: priorities do not matter.", .source = "RabbitMQ, Priority Queue Support", .max = 255});
    visit.number("urgent_share", queue.urgentShare, {.help = "Share of the messages that have the highest priority; the others have none.", .max = 1});
    visit.flag("x-single-active-consumer", queue.isSingleActiveConsumer, {.help = "Only one consumer of a queue is served; the next one takes over when it goes.", .source = "RabbitMQ, Consumers: Single Active Consumer"});
    visit.integer("x-max-length", queue.maxLength, {.help = "Messages that may wait; 0: unlimited.", .source = "RabbitMQ, Queue Length Limit", .max = 1e12});
    visit.integer("x-max-length-bytes", queue.maxLengthBytes, {.help = "Bytes of bodies that may wait; 0: unlimited.", .source = "RabbitMQ, Queue Length Limit", .max = 1e15});
    visit.choice("x-overflow", queue.overflow, {.help = "What happens beyond the limits. A quorum queue that rejects begins once it has been exceeded, until it is at 80 %; it takes reject-publish-dlx for drop-head.", .source = "RabbitMQ, Queue Length Limit; recorded with 3.10"});
    visit.duration("x-message-ttl", queue.messageTtl, {.help = "Messages older than this expire; 0s: never.", .source = "RabbitMQ, Time-To-Live and Expiration"});
    visit.reference("x-dead-letter-exchange", queue.deadLetterChannel, RefersTo::Channel, {.help = "Channel that dead letters go to; absent: they are dropped.", .source = "RabbitMQ, Dead Letter Exchanges"});
}

}  // namespace stormglass::spec
