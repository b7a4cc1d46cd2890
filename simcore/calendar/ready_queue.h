// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The events that were scheduled for the present instant, in the order in which they were scheduled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stormglass {

/// A ring of order numbers from which entries can be removed. Hand-overs at one instant are frequent;
/// here they cost no comparison.
class ReadyQueue {
public:
    [[nodiscard]] bool empty() const { return m_live == 0; }
    [[nodiscard]] std::size_t size() const { return m_live; }

    /// Returns the ticket with which the entry can be erased.
    std::uint32_t push(std::uint64_t order)
    {
        if (m_tail - m_head == m_ring.size()) [[unlikely]]
            grow();
        m_ring[m_tail & (m_ring.size() - 1)] = order;
        ++m_live;
        return static_cast<std::uint32_t>(m_tail++) & kTicketMask;
    }

    /// Precondition: not empty.
    std::uint64_t takeFirst()
    {
        --m_live;
        while (true) {
            const std::uint64_t order = m_ring[m_head++ & (m_ring.size() - 1)];
            if (order != kErased) [[likely]]
                return order;
        }
    }

    /// False when the entry is gone already.
    bool erase(std::uint32_t ticket, std::uint64_t order);

    static constexpr std::uint32_t kTicketMask = 0x7fff'ffff;

private:
    static constexpr std::uint64_t kErased = 0;  // no event has this order number

    void grow();

    std::vector<std::uint64_t> m_ring;  // its size is zero or a power of two
    std::uint64_t m_head = 0;           // counts for ever; the place in the ring is the remainder
    std::uint64_t m_tail = 0;
    std::size_t m_live = 0;
};

}  // namespace stormglass
