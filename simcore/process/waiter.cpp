// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/waiter.h"

namespace stormglass {

void Waiter::wake()
{
    m_state = State::Woken;
    if (m_race != nullptr)
        m_race->decide(*this);
    else
        m_resumption = m_process.calendar->resumeAt(m_process.calendar->now(), m_frame);
}

bool Waiter::abandon()
{
    unlink();
    m_process.calendar->cancel(m_resumption);
    m_resumption = {};
    return std::exchange(m_state, State::Idle) == State::Woken;
}

}  // namespace stormglass
