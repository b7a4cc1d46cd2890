// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The events that were scheduled for the present instant, in the order in which they were scheduled.
#pragma once

#include "simcore/calendar/payload_table.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stormglass {

/// A ring of payloads from which entries can be removed. Hand-overs at one instant are frequent; here they cost no
/// comparison and no slot.
class ReadyQueue {
public:
    [[nodiscard]] bool empty() const { return m_live == 0; }
    [[nodiscard]] std::size_t size() const { return m_live; }

    /// Returns the ticket with which the entry can be erased; tickets count up from zero.
    std::uint64_t push(Payload payload)
    {
        if (m_tail - m_head == m_ring.size()) [[unlikely]]
            grow();
        m_ring[m_tail & (m_ring.size() - 1)] = payload;
        ++m_live;
        return m_tail++;
    }

    struct Entry {
        std::uint64_t ticket;
        Payload payload;
    };

    /// Precondition: not empty.
    Entry takeFirst()
    {
        --m_live;
        while (true) {
            const std::uint64_t ticket = m_head++;
            const Payload payload = m_ring[ticket & (m_ring.size() - 1)];
            if (!payload.isNone()) [[likely]]
                return {ticket, payload};
        }
    }

    /// False when the entry is gone already.
    bool erase(std::uint64_t ticket);

private:
    void grow();

    std::vector<Payload> m_ring;  // its size is zero or a power of two
    std::uint64_t m_head = 0;     // a ticket's place in the ring is its remainder
    std::uint64_t m_tail = 0;
    std::size_t m_live = 0;
};

}  // namespace stormglass
