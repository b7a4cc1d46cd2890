// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of Google Cloud Pub/Sub and its clients.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

struct PubsubSettings {
    static constexpr std::string_view kKind = "pubsub";
    /// Pub/Sub quotas and limits: 10 MB, for a message and for a request. Nobody can raise it.
    static constexpr std::int64_t kLargestMessage = 10'000'000;
    Distribution requestTime{distribution::Constant{std::chrono::milliseconds{10}}};  ///< Of the service, per call.
    // The publisher's batches.
    Duration delayThreshold = std::chrono::milliseconds{10};
    std::int64_t countThreshold = 100;
    std::int64_t byteThreshold = 1'000'000;
    // The subscriber.
    std::int64_t maxOutstandingMessages = 1000;
    Duration maxExtension = std::chrono::minutes{60};
    bool operator==(const PubsubSettings&) const = default;
};

/// A topic with a pull subscription for each subscribing component; these are the settings of each subscription.
struct PubsubTopic {
    static constexpr std::string_view kKind = "pubsub-topic";
    Duration ackDeadline = std::chrono::seconds{10};
    Duration retention = std::chrono::hours{168};
    bool isOrdered = false;           ///< By the key of the messages.
    Duration minimumBackoff{0};       ///< Zero: what is refused comes again at once.
    Duration maximumBackoff = std::chrono::minutes{10};
    std::int64_t maxDeliveryAttempts = 5;  ///< Only with a dead-letter topic.
    std::string deadLetterTopic{};
    bool operator==(const PubsubTopic&) const = default;
};

void describe(FieldVisitor& visit, PubsubSettings& pubsub);
void describe(FieldVisitor& visit, PubsubTopic& topic);

}  // namespace stormglass::spec
