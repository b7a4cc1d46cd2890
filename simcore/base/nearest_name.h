// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Did you mean": the nearest valid name to one that is not.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stormglass {

/// The candidate with the fewest edits (insert, delete, replace, swap of neighbours), if it is close enough to be a
/// slip: at most one edit per three letters. Ties go to the earlier candidate.
[[nodiscard]] std::optional<std::string> findNearestName(std::string_view name,
                                                         std::span<const std::string> candidates);

}  // namespace stormglass
