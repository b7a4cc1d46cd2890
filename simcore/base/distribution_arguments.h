// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arguments between the parentheses of a distribution's text. Internal to readDistribution().
#pragma once

#include "simcore/base/result.h"
#include "simcore/base/time.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stormglass::detail {

/// What one argument may be. For a duration the limits are in nanoseconds.
struct Parameter {
    std::string_view key;
    bool isDuration = true;
    double min = 0;
    double max = 9.3e18;
    bool isWhole = false;
};

/// One way to write a distribution.
struct Signature {
    std::string_view name;
    std::string_view example;
    std::vector<Parameter> parameters;
    bool isNamed = false;  ///< Each argument is written with its key: "mean 10ms".
    bool isList = false;   ///< Any number of pairs "first: second".
};

/// The value of one argument; a duration in whole nanoseconds.
struct Value {
    Duration duration{};
    double number = 0;
};

using Values = std::vector<Value>;

/// Reads the arguments in the order of the parameters, pair after pair for a list. The failure names the parameter.
[[nodiscard]] Result<Values> readArguments(const Signature& signature, std::span<const std::string_view> texts);
/// Reads one argument, without the key.
[[nodiscard]] Result<Value> readValue(const Parameter& parameter, std::string_view text);

[[nodiscard]] std::string quoted(std::string_view text);
/// as in "exponential(5ms)"
[[nodiscard]] std::string example(const Signature& signature);
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// The trimmed parts of a text; at least one, which may be empty.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace stormglass::detail
