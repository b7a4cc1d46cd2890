// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which channels, and which of their messages or partitions, a fault hits.
#pragma once

#include "models/spec/component.h"

namespace stormglass::spec {

class FaultScope;

/// One channel, of the topology or made by a design, or all channels of a broker. In a design that has none of them the
/// fault hits nothing, and the run says so.
struct ChannelTarget {
    std::string channel = {};
    std::string broker = {};  ///< Instead of a channel.
    bool operator==(const ChannelTarget&) const = default;
};

/// All messages of the channels, or those of one event.
struct MessageTarget {
    ChannelTarget where = {};
    std::string event = {};  ///< Name of an event or its beginning (standsFor()); empty: every message.
    bool operator==(const MessageTarget&) const = default;
};

/// All partitions of the channels, or one.
struct PartitionTarget {
    ChannelTarget where = {};
    std::int64_t partition = -1;  ///< Counted from 0; negative: all.
    bool operator==(const PartitionTarget&) const = default;
};

/// The fields stand beside those of the fault, in the same object.
void describe(FieldVisitor& visit, ChannelTarget& target);
void describe(FieldVisitor& visit, MessageTarget& target);
void describe(FieldVisitor& visit, PartitionTarget& target);

/// "payment-events", "all channels of kafka"
[[nodiscard]] std::string phraseOf(const ChannelTarget& target);
/// "the messages of payment-events", "the messages order.payment of payment-events"
[[nodiscard]] std::string phraseOf(const MessageTarget& target);
/// "partition 3 of payment-events"
[[nodiscard]] std::string phraseOf(const PartitionTarget& target);

/// Neither channel nor broker, or both; a broker without channels; a partition that there is not.
void check(const ChannelTarget& target, FaultScope& scope);
void check(const PartitionTarget& target, FaultScope& scope);
/// The channels that the target can mean, in all designs. What is not known is reported elsewhere and left out.
[[nodiscard]] std::vector<const Channel*> channelsOf(const ChannelTarget& target, const FaultScope& scope);
/// The kind of the channel: "kafka-topic".
[[nodiscard]] std::string_view channelKindOf(const Channel& channel);

/// A share of the messages that are published; tells if it is nothing.
void describeShare(FieldVisitor& visit, double& share);
void checkShare(double share, FaultScope& scope);

}  // namespace stormglass::spec
