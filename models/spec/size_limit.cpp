// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/size_limit.h"

#include "simcore/base/quantity_text.h"

namespace stormglass::spec {
namespace {

/// Amazon EventBridge User Guide, Calculating Amazon EventBridge event entry size: a PutEvents request of 256 KiB at most.
constexpr std::int64_t kLargestEvent = 262'144;
/// Amazon SNS endpoints and quotas: 256 KiB.
constexpr std::int64_t kLargestNotification = 262'144;

}  // namespace

SizeLimit sizeLimitOf(const EventBridgeSettings&, const EventBridgeBus&) { return {kLargestEvent}; }
SizeLimit sizeLimitOf(const PubsubSettings&, const PubsubTopic&) { return {PubsubSettings::kLargestMessage}; }
SizeLimit sizeLimitOf(const RabbitmqSettings& rabbitmq, const RabbitmqQueue&) { return {largestMessageOf(rabbitmq), "max_message_size"}; }
SizeLimit sizeLimitOf(const SnsSettings&, const SnsTopic&) { return {kLargestNotification}; }
SizeLimit sizeLimitOf(const SqsSettings&, const SqsQueue& queue) { return {queue.maximumMessageSize, "MaximumMessageSize"}; }

std::optional<std::string> excessOf(std::int64_t size, const Component& broker, const Channel& channel)
{
    const auto limitOf = [](const auto& settings, const auto& ofChannel) -> std::optional<SizeLimit> {
        if constexpr (requires { sizeLimitOf(settings, ofChannel); })
            return sizeLimitOf(settings, ofChannel);
        else
            return std::nullopt;
    };
    const std::optional<SizeLimit> limit = std::visit(limitOf, broker.settings, channel.settings);
    if (!limit || size <= limit->bytes)
        return std::nullopt;
    const std::string expected = "expected at most " + bytesToText(limit->bytes) + ", ";
    const std::string found = "of \"" + broker.name + "\" for messages in \"" + channel.name + "\", found \"" + bytesToText(size) + "\"; ";
    constexpr std::string_view kStoreIt = "store what is large elsewhere and publish its place";
    if (limit->setting.empty())
        return expected + "the limit " + found + std::string(kStoreIt);
    return expected + "the " + std::string(limit->setting) + ' ' + found + "raise that, or " + std::string(kStoreIt);
}

}  // namespace stormglass::spec
