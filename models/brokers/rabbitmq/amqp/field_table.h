// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fields of AMQP 0-9-1 tables: headers and arguments.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace stormglass::rabbitmq::amqp {

struct Value;
using Array = std::vector<Value>;
using Table = std::map<std::string, Value, std::less<>>;

/// A field. Values of different types are different: 1 is not "1".
struct Value {
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Table> content;

    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&content); }
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&content); }
    /// An empty field: it says only that there is such a key.
    [[nodiscard]] bool isVoid() const { return std::holds_alternative<std::monostate>(content); }

    friend bool operator==(const Value& one, const Value& other) { return one.content == other.content; }
};

/// Of that key; null if there is none.
[[nodiscard]] inline const Value* findField(const Table& table, std::string_view key)
{
    const auto found = table.find(key);
    return found == table.end() ? nullptr : &found->second;
}

}  // namespace stormglass::rabbitmq::amqp
