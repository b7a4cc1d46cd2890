// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of Amazon SNS and its topics.
#pragma once

#include "models/spec/components/filters.h"
#include "models/spec/components/sqs.h"

namespace stormglass::spec {

struct SnsSettings {
    static constexpr std::string_view kKind = "sns";
    std::string queues{};  ///< The SQS component that has the queues of the subscriptions, and dead letters.
    Distribution requestTime{distribution::Constant{std::chrono::milliseconds{5}}};  ///< Time of the service per API call.
    /// From the publish to an attempt to deliver, without the network.
    Distribution deliveryTime{distribution::LognormalQuantiles{std::chrono::milliseconds{73}, std::chrono::milliseconds{225}}};
    double publishPrice = 0.50;  ///< USD for a million requests.
    double httpPrice = 0.60;     ///< USD for a million deliveries.
    double fifoPublishPrice = 0.30;
    double fifoDeliveryPrice = 0.01;
    bool operator==(const SnsSettings&) const = default;
};

/// What a subscription delivers to.
enum class SnsProtocol {
    Sqs,         ///< A queue of the subscribing component.
    Https,       ///< The instances of the subscribing component, by requests.
    Application  ///< The same, with the retries of customer managed endpoints: mobile push, SMS, SMTP.
};
[[nodiscard]] std::span<const std::string_view> namesOf(SnsProtocol);

/// How delays grow from the least to the largest.
enum class SnsBackoff { Linear, Exponential };
[[nodiscard]] std::span<const std::string_view> namesOf(SnsBackoff);

enum class SnsFifoThroughputScope { Topic, MessageGroup };
[[nodiscard]] std::span<const std::string_view> namesOf(SnsFifoThroughputScope);

/// The retries of a delivery: at once, then after the least delay, then with growing delays, then after the largest.
struct SnsDeliveryPolicy {
    std::int64_t numRetries = 3;
    std::int64_t numNoDelayRetries = 0;
    Duration minDelayTarget = std::chrono::seconds{20};
    std::int64_t numMinDelayRetries = 0;
    Duration maxDelayTarget = std::chrono::seconds{20};
    std::int64_t numMaxDelayRetries = 0;
    SnsBackoff backoffFunction = SnsBackoff::Linear;

    /// Before a retry, which are counted from 1. Precondition: there is such a retry.
    [[nodiscard]] Duration delayBefore(std::int64_t retry) const;
    bool operator==(const SnsDeliveryPolicy&) const = default;
};

/// A topic with a subscription for each subscribing component.
struct SnsTopic {
    static constexpr std::string_view kKind = "sns-topic";
    SnsProtocol protocol = SnsProtocol::Sqs;
    bool isRaw = false;  ///< RawMessageDelivery.
    std::vector<EventFilter> filterPolicy{};
    SnsDeliveryPolicy healthyRetryPolicy{};  ///< Of HTTP/S; the other protocols have policies that nobody can change.
    std::string deadLetterChannel{};         ///< Of each subscription: what could not be delivered.
    bool isFifo = false;
    bool isDeduplicatedByContent = true;
    SnsFifoThroughputScope throughputScope = SnsFifoThroughputScope::Topic;
    SqsQueue queue{};  ///< Each subscribed queue, with protocol sqs.
    bool operator==(const SnsTopic&) const = default;
};

/// What holds for the subscriptions of the topic, by its protocol.
[[nodiscard]] SnsDeliveryPolicy deliveryPolicyOf(const SnsTopic& topic);

void describe(FieldVisitor& visit, SnsSettings& sns);
void describe(FieldVisitor& visit, SnsDeliveryPolicy& policy);
void describe(FieldVisitor& visit, SnsTopic& topic);

}  // namespace stormglass::spec
