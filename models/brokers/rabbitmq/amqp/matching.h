// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which messages a binding takes.
#pragma once

#include "models/brokers/rabbitmq/amqp/field_table.h"

#include <optional>
#include <string_view>

namespace stormglass::rabbitmq::amqp {

/// Words are separated by dots, and may be empty; an empty key has none. '*' stands for one word, '#' for any number
/// (AMQP 0-9-1, 3.1.3.3; recordings 07-01 and 07-02).
[[nodiscard]] bool matchesTopic(std::string_view pattern, std::string_view key);

/// By x-match: all (the default) or any of the fields; fields "x-..." count only with all-with-x and any-with-x. A void
/// field asks only for the key (recordings 07-06 and 07-07).
[[nodiscard]] bool matchesHeaders(const Table& binding, const Table& headers);

/// What is wrong with the x-match of a binding to a headers exchange, in the broker's words.
[[nodiscard]] std::optional<std::string> findBadMatch(const Table& binding);

}  // namespace stormglass::rabbitmq::amqp
