// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A channel, as the broker keeps it.
#pragma once

#include "models/brokers/rabbitmq/amqp/confirms.h"

#include <deque>

namespace stormglass::rabbitmq::amqp {

/// A delivery that the client has not settled.
struct HeldDelivery {
    std::uint64_t tag = 0;
    QueueId queue = 0;
    std::string queueName;
    std::optional<std::string> consumer{};  ///< Absent: it was fetched with basic.get.
    EntryId entry = 0;

    /// By what a quorum queue knows its holder: each get is a consumer of its own (recording 09-07).
    [[nodiscard]] std::string holder() const { return consumer ? *consumer : std::to_string(tag); }
};

/// The prefetch of a channel as a whole. It counts what consumers of classic queues hold.
struct ChannelLimit {
    std::int64_t limit = 0;  ///< 0: none.
    std::int64_t held = 0;
    std::set<QueueId> waiting;  ///< They could not send.

    [[nodiscard]] bool isReached() const { return limit > 0 && held >= limit; }
};

/// What a channel knows of a quorum queue that it has published to. It asks the one that led when it published first, and
/// for ever if that one is down then (recordings 11-03 and 11-04).
struct QuorumContact {
    NodeId leader = 0;
    enum class Status { Unknown, Accepts, Refuses } status = Status::Unknown;
};

struct Channel {
    ConnectionId connection = 0;
    bool confirms = false;
    std::int64_t prefetch = 0;  ///< Of consumers that come later.
    ChannelLimit limit{};
    std::uint64_t nextTag = 1;
    std::deque<HeldDelivery> held{};
    std::map<std::string, QueueId> consumers{};
    std::map<QueueId, QuorumContact> contacts{};
    Confirms outcome{};

    /// Answers of queues that are on the way to the channel, one after the other but for those of one fsync.
    struct Answer {
        QueueId queue = 0;
        std::vector<std::uint64_t> numbers;
        bool isAccepted = true;
    };
    std::vector<Answer> answers{};
    std::vector<std::pair<QueueId, bool>> statuses{};

    /// Takes those deliveries out, oldest first. Tag 0 with isMultiple means all; none: there is no such tag.
    [[nodiscard]] std::vector<HeldDelivery> take(std::uint64_t tag, bool isMultiple);
};

}  // namespace stormglass::rabbitmq::amqp
