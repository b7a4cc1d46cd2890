// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/ready_queue.h"

#include <algorithm>

namespace stormglass {

bool ReadyQueue::erase(std::uint64_t ticket)
{
    if (ticket < m_head || ticket >= m_tail)
        return false;
    Payload& entry = m_ring[ticket & (m_ring.size() - 1)];
    if (entry.isNone())
        return false;
    entry = Payload::none();
    if (--m_live == 0)
        m_head = m_tail;
    return true;
}

void ReadyQueue::grow()
{
    std::vector<Payload> larger(std::max<std::size_t>(64, 2 * m_ring.size()), Payload::none());
    for (std::uint64_t i = m_head; i != m_tail; ++i)
        larger[i & (larger.size() - 1)] = m_ring[i & (m_ring.size() - 1)];
    m_ring = std::move(larger);
}

}  // namespace stormglass
