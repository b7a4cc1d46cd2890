// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much a topic takes of each ordering key.
#pragma once

#include "simcore/base/time.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace stormglass::pubsub {

/// Pub/Sub quotas and limits: with ordering keys 1 MB/s at most of each. How that is spread within a second is not told; here
/// what exceeds the rate may run ahead of it by a second.
class KeyQuota {
public:
    [[nodiscard]] bool take(SimTime now, std::uint32_t key, std::int64_t bytes)
    {
        if (m_takenUpTo.size() > m_mostBeforeSweep)
            sweep(now);
        SimTime& takenUpTo = m_takenUpTo[key];
        if (takenUpTo > now + std::chrono::seconds{1})
            return false;
        takenUpTo = std::max(now, takenUpTo) + bytes * kTimeOfByte;
        return true;
    }

private:
    /// Forgets what has used up nothing.
    void sweep(SimTime now)
    {
        std::erase_if(m_takenUpTo, [now](const auto& entry) { return entry.second <= now; });
        m_mostBeforeSweep = std::max(kFewKeys, 2 * m_takenUpTo.size());
    }

    static constexpr Duration kTimeOfByte = std::chrono::microseconds{1};
    static constexpr std::size_t kFewKeys = 1'000;

    std::unordered_map<std::uint32_t, SimTime> m_takenUpTo;  // by key: the instant until which the rate is used up
    std::size_t m_mostBeforeSweep = kFewKeys;
};

}  // namespace stormglass::pubsub
