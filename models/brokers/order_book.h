// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether messages of one key take effect in the order in which they were published.
#pragma once

#include "models/transactions/shared_key.h"
#include "simcore/base/time.h"

#include <cstdint>
#include <vector>

namespace stormglass {

/// Of one channel. Follows the keys that a workload lets its flows share: the others have one flow each.
class OrderBook {
public:
    /// A message has taken effect at a subscriber, for the first time as far as that can tell.
    void tookEffect(std::uint32_t subscription, std::uint32_t key, SimTime publishedAt)
    {
        if (isSharedKey(key)) [[unlikely]]
            note(subscription, key, publishedAt);
    }
    /// Effects that came after that of a message with the same key that was published later.
    [[nodiscard]] std::uint64_t overtaken() const { return m_overtaken; }

private:
    struct Subscriber {
        std::uint32_t subscription = 0;
        std::vector<SimTime> newest;  // by key: when the newest message that has taken effect was published
    };

    void note(std::uint32_t subscription, std::uint32_t key, SimTime publishedAt);

    std::vector<Subscriber> m_subscribers;
    std::uint64_t m_overtaken = 0;
};

}  // namespace stormglass
