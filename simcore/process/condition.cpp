// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/condition.h"

namespace stormglass {

void Condition::notifyOne()
{
    if (m_waiters.empty())
        return;
    ConditionAwaiter& waiter = m_waiters.takeFirst();
    waiter.m_isOnlyOne = true;
    waiter.wake();
}

void Condition::notifyAll()
{
    while (!m_waiters.empty())
        m_waiters.takeFirst().wake();
}

void ConditionAwaiter::withdraw()
{
    if (!isIdle() && abandon() && m_isOnlyOne)
        m_condition.notifyOne();
}

}  // namespace stormglass
