// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/timer.h"

#include "simcore/calendar/calendar.h"

#include <utility>

namespace stormglass {

Timer::Timer(Calendar& calendar, std::function<void()> callback)
    : m_calendar(calendar)
    , m_callback(std::move(callback))
{
}

void Timer::startAt(SimTime at)
{
    cancel();
    m_calendar.schedule(at, *this);
}

void Timer::startIn(Duration wait)
{
    startAt(m_calendar.after(wait));
}

}  // namespace stormglass
