// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How small things of a result are spelled in JSON.
#pragma once

#include "models/results/metric.h"

#include <optional>
#include <span>
#include <string>

namespace stormglass {

/// "flow", "component", "channel", "fault", in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> subjectKindWords();
[[nodiscard]] std::string_view wordOf(results::SubjectKind kind);
[[nodiscard]] std::optional<results::SubjectKind> readSubjectKind(std::string_view word);

/// "s", "count", "1/s", "ratio", "number", in the order of the enumerators of results::Unit.
[[nodiscard]] std::span<const std::string_view> unitWords();
/// Of a metric by its name; "number" for an unknown one.
[[nodiscard]] std::string_view unitWordOf(std::string_view metric);

/// 16 hexadecimal digits.
[[nodiscard]] std::string hashToText(std::uint64_t hash);
[[nodiscard]] std::optional<std::uint64_t> readHashText(std::string_view text);

}  // namespace stormglass
