// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/rabbitmq.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(RabbitmqQueueType)
{
    static constexpr std::string_view kNames[] = {"classic", "quorum"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqOverflow)
{
    static constexpr std::string_view kNames[] = {"drop-head", "reject-publish"};
    return kNames;
}

void describe(FieldVisitor& visit, RabbitmqSettings& rabbitmq)
{
    describe(visit, rabbitmq.placement);
    visit.integer("prefetch", rabbitmq.prefetch, {.help = "Unacknowledged deliveries per consumer; 0: unlimited.", .source = "Spring AMQP: prefetchCount 250; RabbitMQ advises 100 to 300", .max = 65535});
    visit.flag("publisher_confirms", rabbitmq.hasPublisherConfirms, {.help = "A publisher waits for the confirm of the broker.", .source = "RabbitMQ, Consumer Acknowledgements and Publisher Confirms"});
    visit.distribution("routing_time", rabbitmq.routingTime, {.help = "Work of the broker per published message."});
}

void describe(FieldVisitor& visit, RabbitmqQueue& queue)
{
    visit.choice("x-queue-type", queue.type, {.help = "classic or quorum.", .source = "RabbitMQ, Quorum Queues"});
    visit.integer("x-delivery-limit", queue.deliveryLimit, {.help = "Redeliveries before a message is dead-lettered; 0: unlimited.", .source = "RabbitMQ 4.x: 20 for quorum queues", .max = 1e9});
    visit.integer("x-max-length", queue.maxLength, {.help = "Messages that may wait; 0: unlimited.", .source = "RabbitMQ, Queue Length Limit", .max = 1e12});
    visit.choice("x-overflow", queue.overflow, {.help = "What happens beyond x-max-length.", .source = "RabbitMQ, Queue Length Limit"});
    visit.duration("x-message-ttl", queue.messageTtl, {.help = "Messages older than this expire; 0s: never.", .source = "RabbitMQ, Time-To-Live and Expiration"});
    visit.reference("x-dead-letter-exchange", queue.deadLetterChannel, RefersTo::Channel, {.help = "Channel that dead letters go to; absent: they are dropped.", .source = "RabbitMQ, Dead Letter Exchanges"});
}

}  // namespace stormglass::spec
