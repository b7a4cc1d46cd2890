// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/channel_target.h"

namespace stormglass::spec {

/// A foreign producer, on the host of the broker's first node, publishes messages that nobody asked for, at a steady
/// rate to each channel. Every subscriber gets them, sees that they are none of its business and drops them: they cost
/// network, broker and consumers their capacity. The books show them as extra.
///
/// Source: Chaos Mesh kafka-flood (messageSize, threads; here a rate, because threads say little of the load).
struct Flood {
    static constexpr std::string_view kKind = "flood";
    static constexpr std::string_view kHelp = "A foreign producer publishes messages to a channel, which its subscribers have to read and drop.";
    static constexpr bool kHasStrength = true;
    PartitionTarget where;
    double rate = 1000;                                       ///< Per second, to each channel.
    std::int64_t messageSize = 1024;
    Duration handlingTime = std::chrono::microseconds{50};    ///< Until a consumer has seen that it is none of its business.
    bool operator==(const Flood&) const = default;
};

void describe(FieldVisitor& visit, Flood& flood);
void check(const Flood& flood, FaultScope& scope);
/// "payment-events was flooded with foreign messages, 1k/s"
[[nodiscard]] std::string phraseOf(const Flood& flood);

}  // namespace stormglass::spec
