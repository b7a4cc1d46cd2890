// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/pubsub.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, PubsubSettings& pubsub)
{
    constexpr std::string_view kClient = "cloud.google.com/go/pubsub, DefaultPublishSettings, DefaultReceiveSettings";
    visit.distribution("request_time", pubsub.requestTime, {.help = "Time of the service per call, without the network.", .source = "no manual: tens of milliseconds are usual from publish to delivery"});
    visit.duration("DelayThreshold", pubsub.delayThreshold, {.help = "A publisher sends a batch at the latest after this.", .source = kClient});
    visit.integer("CountThreshold", pubsub.countThreshold, {.help = "... or when it has so many messages,", .source = kClient, .min = 1, .max = 1000});
    visit.integer("ByteThreshold", pubsub.byteThreshold, {.help = "... or so many bytes.", .source = kClient, .min = 1, .max = 1e7});
    visit.integer("MaxOutstandingMessages", pubsub.maxOutstandingMessages, {.help = "Messages that a subscriber client has in hand at most.", .source = kClient, .min = 1, .max = 1e6});
    visit.duration("MaxExtension", pubsub.maxExtension, {.help = "How long a client that is alive keeps the deadline of a message from passing.", .source = kClient, .min = 1e9});
}

void describe(FieldVisitor& visit, PubsubTopic& topic)
{
    constexpr std::string_view kManual = "Google Cloud Pub/Sub, projects.subscriptions";
    visit.duration("ackDeadlineSeconds", topic.ackDeadline, {.help = "What a client that has died had in hand comes again after this.", .source = kManual, .min = 10e9, .max = 600e9});
    visit.duration("messageRetentionDuration", topic.retention, {.help = "Messages older than this are dropped.", .source = kManual, .min = 600e9, .max = 2678400e9});
    visit.flag("enableMessageOrdering", topic.isOrdered, {.help = "Messages of one key are delivered one after the other, in the order of their publishing.", .source = kManual});
    visit.duration("minimumBackoff", topic.minimumBackoff, {.help = "Wait before a message that was refused comes again, doubled each time; 0s: at once.", .source = kManual, .max = 600e9});
    visit.duration("maximumBackoff", topic.maximumBackoff, {.help = "The longest such wait.", .source = kManual, .max = 600e9});
    visit.integer("maxDeliveryAttempts", topic.maxDeliveryAttempts, {.help = "Deliveries before a message goes to the dead-letter topic.", .source = kManual, .min = 5, .max = 100});
    visit.reference("deadLetterTopic", topic.deadLetterTopic, RefersTo::Channel, {.help = "Topic of the dead letters; absent: deliveries are not limited.", .source = kManual});
}

}  // namespace stormglass::spec
