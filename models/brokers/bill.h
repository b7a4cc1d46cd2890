// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a managed service has charged for one channel.
#pragma once

#include <cstdint>

namespace stormglass {

struct Bill {
    std::uint64_t requests = 0;       ///< That cost something.
    std::uint64_t emptyReceives = 0;  ///< Of these.
    double cost = 0;                  ///< USD.

    [[nodiscard]] Bill since(const Bill& earlier) const
    {
        return {requests - earlier.requests, emptyReceives - earlier.emptyReceives, cost - earlier.cost};
    }
    bool operator==(const Bill&) const = default;
};

}  // namespace stormglass
