// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/consuming.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(GiveUp)
{
    static constexpr std::string_view kNames[] = {"skip", "dead-letter", "park"};
    return kNames;
}

void describe(FieldVisitor& visit, FailedMessages& failed)
{
    visit.integer("max_attempts", failed.maxAttempts,
                  {.help = "How often a consumer tries a message before it gives it up; 0: it gives the message back to the broker "
                           "after each failure. RabbitMQ delivers it again at once, Kafka as the next of its partition, SQS "
                           "after the VisibilityTimeout of its receipt.",
                   .source = "Spring Kafka DefaultErrorHandler: 10 (FixedBackOff of 9 retries)", .max = 1e6});
    visit.duration("first_delay", failed.firstDelay,
                   {.help = "Wait before the second attempt. The consumer handles nothing else meanwhile.",
                    .source = "Spring Kafka DefaultErrorHandler: 0 s"});
    visit.duration("max_delay", failed.maxDelay,
                   {.help = "No wait is longer.", .source = "Spring ExponentialBackOff: maxInterval 30 s"});
    visit.number("growth_factor", failed.growthFactor,
                 {.help = "Each wait divided by the one before.", .source = "Spring ExponentialBackOff: multiplier 1.5",
                  .min = 1, .max = 100});
    visit.integer("x-death", failed.mostDeaths,
                  {.help = "Of RabbitMQ: a message that has failed in every attempt is rejected, so that its queue dead-letters it, "
                           "until the header x-death tells of so many deaths there; then it is given up. The usual way to try again "
                           "later: the dead-letter exchange has a queue with a time to live, whose own dead-letter exchange leads "
                           "back. 0: the header is not looked at.",
                   .source = "RabbitMQ, Dead Letter Exchanges: Effects on Messages", .max = 1000});
    visit.choice("then", failed.then,
                 {.help = "skip: it is passed over; where the broker has a dead-letter channel for it, it goes there. dead-letter: "
                          "the consumer publishes it to dead_letter_channel. park: it is laid aside at the component.",
                  .source = "skip: Spring Kafka's default; dead-letter: DeadLetterPublishingRecoverer"});
    visit.reference("dead_letter_channel", failed.deadLetterChannel, RefersTo::Channel,
                    {.help = "Channel for messages that were given up, with then dead-letter."});
}

void describe(FieldVisitor& visit, Redrive& redrive)
{
    visit.reference("from", redrive.from, RefersTo::Channel,
                    {.help = "Channel whose messages are moved.", .isRequired = true});
    visit.reference("to", redrive.to, RefersTo::Channel, {.help = "Channel that they are moved to.", .isRequired = true});
    visit.rate("rate", redrive.rate,
               {.help = "Messages per second, over all instances.",
                .source = "SQS StartMessageMoveTask: MaxNumberOfMessagesPerSecond, at most 500", .min = 1e-6});
    visit.duration("start", redrive.start, {.help = "Nothing is moved before this instant of the run."});
    visit.flag("once", redrive.isOnce,
               {.help = "It ends when as many messages have been moved as were there when it began; what comes later stays, also "
                        "what has been moved in vain. They are counted, not told apart: only a single consumer keeps their order.",
                .source = "SQS ListMessageMoveTasks: ApproximateNumberOfMessagesToMove, counted at the start of the task; RabbitMQ "
                          "Shovel: src-delete-after queue-length"});
}

void describe(FieldVisitor& visit, Deduplication& deduplication)
{
    visit.duration("window", deduplication.window,
                   {.help = "How long an effect is remembered; 0s: for ever. What comes again later takes effect again.",
                    .source = "SQS FIFO: 5 minutes; Apache Pulsar: brokerDeduplicationEntriesInterval"});
    visit.integer("count", deduplication.count,
                  {.help = "How many effects of a step are remembered, the latest ones; 0: all.", .max = 1e9});
}

}  // namespace stormglass::spec
