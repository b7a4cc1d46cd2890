// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/resource.h"

namespace stormglass {

void Resource::setCapacity(std::size_t capacity)
{
    m_capacity = capacity;
    grantFreeUnits();
}

void Resource::grantFreeUnits()
{
    while (m_waitingCount != 0 && take()) {
        --m_waitingCount;
        m_waiters.takeFirst().wake();
    }
}

void Resource::enqueue(AcquireAwaiter& waiter)
{
    ++m_waitingCount;
    const bool isLast = m_discipline == Discipline::Fcfs || m_waiters.empty()
        || waiter.m_priority <= m_waiters.last().m_priority;
    if (isLast) {
        m_waiters.append(waiter);
        return;
    }
    // The urgent ones are few, so the search from the front is short.
    AcquireAwaiter* later = &m_waiters.first();
    while (later->m_priority >= waiter.m_priority)
        later = m_waiters.next(*later);
    m_waiters.insertBefore(*later, waiter);
}

void AcquireAwaiter::giveUp()
{
    const bool wasWaiting = isLinked();
    if (abandon())
        m_resource.giveBack();
    else if (wasWaiting)
        --m_resource.m_waitingCount;
}

}  // namespace stormglass
