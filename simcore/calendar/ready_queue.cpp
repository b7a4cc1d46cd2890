// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/ready_queue.h"

#include <algorithm>

namespace stormglass {

bool ReadyQueue::erase(std::uint32_t ticket, std::uint64_t order)
{
    const std::uint64_t waiting = m_tail - m_head;
    const std::uint64_t ahead = (ticket - m_head) & kTicketMask;
    if (ahead >= waiting)
        return false;
    std::uint64_t& entry = m_ring[(m_head + ahead) & (m_ring.size() - 1)];
    if (entry != order)
        return false;
    entry = kErased;
    if (--m_live == 0)
        m_head = m_tail;
    return true;
}

void ReadyQueue::grow()
{
    std::vector<std::uint64_t> larger(std::max<std::size_t>(64, 2 * m_ring.size()));
    for (std::uint64_t i = m_head; i != m_tail; ++i)
        larger[i & (larger.size() - 1)] = m_ring[i & (m_ring.size() - 1)];
    m_ring = std::move(larger);
}

}  // namespace stormglass
