// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A message as a broker keeps it.
#pragma once

#include "models/brokers/rabbitmq/amqp/field_table.h"

#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace stormglass::rabbitmq::amqp {

/// Why a message was dead-lettered.
enum class DeathReason { Rejected, Expired, MaxLength, DeliveryLimit };

[[nodiscard]] constexpr std::string_view nameOf(DeathReason reason)
{
    constexpr std::array<std::string_view, 4> kNames{"rejected", "expired", "maxlen", "delivery_limit"};
    return kNames[static_cast<std::size_t>(reason)];
}

/// An entry of the header x-death: one for each queue and reason.
struct Death {
    std::string queue;
    DeathReason reason = DeathReason::Rejected;
    std::string exchange;
    std::vector<std::string> routingKeys;
    std::int64_t count = 1;
    std::optional<std::string> originalExpiration{};
};

struct Message {
    std::string id;
    std::string exchange;
    std::vector<std::string> routingKeys;  ///< What it was published with, then those of CC and BCC.
    Table headers;                         ///< Without x-death and what goes with it.
    std::vector<Death> deaths;             ///< The latest in front.
    std::optional<Death> firstDeath;       ///< It never changes (x-first-death-*).
    std::optional<std::string> expiration;
    std::optional<std::int64_t> priority;
    bool isPersistent = false;
    std::int64_t size = 0;  ///< Bytes of the body.
};

using MessagePointer = std::shared_ptr<const Message>;

}  // namespace stormglass::rabbitmq::amqp
