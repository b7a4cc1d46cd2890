// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a message when it is dead-lettered.
//
// Source: RabbitMQ 3.10, rabbit_dead_letter, and the guide "Dead Letter Exchanges".
#pragma once

#include "models/brokers/rabbitmq/amqp/message.h"

#include <algorithm>

namespace stormglass::rabbitmq::amqp {

struct DeadLetterTarget {
    std::string exchange;
    std::optional<std::string> routingKey{};  ///< Absent: it keeps its own.
};

/// The copy that goes to the dead-letter exchange. A message that was read back from the disk no longer tells its original
/// expiration (recording 09-08).
[[nodiscard]] MessagePointer makeDeadLetter(const Message& message, DeathReason reason, const DeadLetterTarget& target,
                                            const std::string& queue, bool isReadBack);

/// Whether a message with those deaths, the latest in front, may not enter that queue: it has been there before, and nobody
/// has rejected it since (recordings 02-20 and 02-21). A rejection goes anywhere.
template <class Deaths, class QueueName>
[[nodiscard]] bool closesCycle(const Deaths& deaths, const QueueName& queue, DeathReason reason)
{
    if (reason == DeathReason::Rejected)
        return false;
    const auto before = std::ranges::find_if(deaths, [&](const auto& death) { return death.queue == queue; });
    if (before == deaths.end())
        return false;
    return std::none_of(deaths.begin(), std::next(before),
                        [](const auto& death) { return death.reason == DeathReason::Rejected; });
}

/// Counts a death of that queue and reason; the entry comes to the front. A death that is there keeps what it told.
template <class Deaths, class DeathEntry>
void countDeath(Deaths& deaths, DeathEntry death)
{
    const auto before = std::ranges::find_if(
        deaths, [&](const auto& known) { return known.queue == death.queue && known.reason == death.reason; });
    if (before == deaths.end()) {
        deaths.insert(deaths.begin(), std::move(death));
        return;
    }
    ++before->count;
    std::rotate(deaths.begin(), before, std::next(before));
}

}  // namespace stormglass::rabbitmq::amqp
