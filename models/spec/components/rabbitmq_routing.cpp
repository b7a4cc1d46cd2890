// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/rabbitmq_routing.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(RabbitmqExchangeType)
{
    static constexpr std::string_view kNames[] = {"fanout", "direct", "topic", "headers"};
    return kNames;
}

std::span<const std::string_view> namesOf(RabbitmqHeaderMatch)
{
    static constexpr std::string_view kNames[] = {"all", "any", "all-with-x", "any-with-x"};
    return kNames;
}

void describe(FieldVisitor& visit, RabbitmqHeader& header)
{
    visit.text("name", header.name, {.help = "Name of the header.", .isRequired = true});
    visit.text("value", header.value, {.help = "Its value; of a binding, absent: any."});
}

void describe(FieldVisitor& visit, RabbitmqBinding& binding)
{
    visit.reference("queue", binding.component, RefersTo::Component,
                    {.help = "The subscribing component whose queue is bound.", .source = "AMQP 0-9-1, queue.bind"});
    visit.reference("exchange", binding.exchange, RefersTo::Channel,
                    {.help = "Instead of a queue, the channel whose exchange is bound: it routes what it gets by its own type and bindings.",
                     .source = "RabbitMQ, Exchange to Exchange Bindings"});
    visit.text("routing_key", binding.routingKey,
               {.help = "Name of an event; on a topic exchange a pattern of words: * one word, # any number.",
                .source = "AMQP 0-9-1, 3.1.3.3"});
    visit.choice("x-match", binding.match,
                 {.help = "Of a headers exchange: whether all or any of the arguments must be there; those that begin with x- count "
                          "with all-with-x and any-with-x only.",
                  .source = "RabbitMQ, AMQP 0-9-1 Model Explained: Headers Exchange"});
    visit.list("arguments", binding.arguments, {.help = "Of a headers exchange: the headers that it asks for."});
}

void describe(FieldVisitor& visit, RabbitmqProperties& properties)
{
    visit.reference("event", properties.event, RefersTo::Event,
                    {.help = "Event that the messages tell of; \"order.payment\" stands for all events of that step; absent: any."});
    visit.ratio("share", properties.share,
                {.help = "Of these messages, the share that has the properties; for the others the next entry is looked at."});
    visit.duration("expiration", properties.expiration,
                   {.help = "Time to live of the message itself; the shorter one of it and x-message-ttl holds. It takes effect when the "
                            "message has come to the head of its queue, and is gone after dead-lettering. 0s: none.",
                    .source = "RabbitMQ, Time-To-Live and Expiration: Per-Message TTL in Publishers"});
    visit.integer("priority", properties.priority,
                  {.help = "Of the message. A classic queue takes what is above its x-max-priority for that. To a quorum queue, from 4.0 on, "
                          "what is above 4 is high, and it hands out two high ones for each other one.",
                  .source = "AMQP 0-9-1, basic properties; RabbitMQ 4.0, Quorum Queues: Priorities", .max = 255});
    visit.list("headers", properties.headers, {.help = "What a headers exchange looks at."});
}

void describe(FieldVisitor& visit, RabbitmqConsumerPriority& priority)
{
    visit.reference("queue", priority.component, RefersTo::Component, {.help = "The subscribing component.", .isRequired = true});
    visit.integer("consumers", priority.consumers,
                  {.help = "How many of its consumers, in the order in which they come for the first time.", .min = 1, .max = 1e6});
    visit.integer("x-priority", priority.priority,
                  {.help = "A consumer gets messages while none of a higher priority has room; those that no entry names have 0.",
                   .source = "RabbitMQ, Consumer Priorities", .min = -1e6, .max = 1e6});
}

}  // namespace stormglass::spec
