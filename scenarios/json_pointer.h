// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON pointers (RFC 6901) as text: "/topology/components/2/queue".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stormglass {

/// The pointer to a member of the object, or by its index to an element of the array, that parent points to.
[[nodiscard]] std::string childPointer(std::string_view parent, std::string_view key);
[[nodiscard]] std::string childPointer(std::string_view parent, std::size_t index);

/// The keys on the way, unescaped. Precondition: the pointer is empty or starts with '/'.
[[nodiscard]] std::vector<std::string> splitPointer(std::string_view pointer);

/// Whether inner is outer or lies in it.
[[nodiscard]] bool liesWithin(std::string_view inner, std::string_view outer);

}  // namespace stormglass
