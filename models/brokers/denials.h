// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace stormglass {

/// Faults under way that let nobody write to a channel, or nobody read from it.
struct Denials {
    std::uint32_t writes = 0;
    std::uint32_t reads = 0;
};

}  // namespace stormglass
