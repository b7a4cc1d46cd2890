// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of Amazon SQS, its queues, and the SDK of its clients.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

struct SqsSettings {
    static constexpr std::string_view kKind = "sqs";
    Distribution requestTime{distribution::Constant{std::chrono::milliseconds{5}}};  ///< Time of the service per API call.
    std::int64_t maxNumberOfMessages = 10;
    Duration waitTime = std::chrono::seconds{20};
    double sampledShare = 0.75;      ///< Of the messages that wait, those on servers that a short poll asks.
    Duration heartbeat{0};           ///< Of consumers that extend the visibility timeout; zero: they do not.
    bool isRetriedAtOnce = false;    ///< Consumers that fail set the visibility timeout to 0.
    std::int64_t maxBatchSize = 1;   ///< Messages that a client sends or deletes by one call; 1: no buffer.
    Duration sendRequestFrequency = std::chrono::milliseconds{200};
    std::int64_t maxAttempts = 3;    ///< Of the SDK at a call.
    double standardPrice = 0.40;     ///< USD for a million requests.
    double fifoPrice = 0.50;
    bool operator==(const SqsSettings&) const = default;
};

enum class SqsDeduplicationScope { Queue, MessageGroup };
[[nodiscard]] std::span<const std::string_view> namesOf(SqsDeduplicationScope);

enum class SqsFifoThroughputLimit { PerQueue, PerMessageGroupId };
[[nodiscard]] std::span<const std::string_view> namesOf(SqsFifoThroughputLimit);

/// A queue for each subscribing component.
struct SqsQueue {
    static constexpr std::string_view kKind = "sqs-queue";
    Duration visibilityTimeout = std::chrono::seconds{30};
    std::int64_t maxReceiveCount = 0;  ///< Receives before a message is moved to the dead-letter queue; 0: no redrive.
    std::string deadLetterChannel{};
    Duration delay{0};
    Duration retention = std::chrono::hours{96};
    Distribution messageDelay{distribution::Constant{Duration{0}}};  ///< Of single messages, instead of \c delay.
    std::int64_t maximumMessageSize = 1'048'576;  ///< Bytes.
    std::int64_t inFlightLimit = 120'000;
    // Of a FIFO queue:
    bool isFifo = false;
    bool isDeduplicatedByContent = true;  ///< false: what is sent again has another id.
    SqsDeduplicationScope deduplicationScope = SqsDeduplicationScope::Queue;
    SqsFifoThroughputLimit throughputLimit = SqsFifoThroughputLimit::PerQueue;
    std::int64_t messageGroups = 0;  ///< 0: each key is a group.
    bool operator==(const SqsQueue&) const = default;
};

void describe(FieldVisitor& visit, SqsSettings& sqs);
void describe(FieldVisitor& visit, SqsQueue& queue);

}  // namespace stormglass::spec
