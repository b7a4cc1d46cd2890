// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The operations that the user wrote: they belong to every design.
#pragma once

#include <string_view>

namespace stormglass {

class WiringWriter;

/// The operation of a dashboard.
inline constexpr std::string_view kRefresh = "refresh";

/// A handler for each operation, and one more with a subscription for each channel that the operation consumes.
void addUserPrograms(WiringWriter& wiring);

}  // namespace stormglass
