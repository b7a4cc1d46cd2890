// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A timer that calls back.
#pragma once

#include "simcore/base/time.h"
#include "simcore/calendar/event.h"

#include <functional>

namespace stormglass {

/// Calls a function once for every time it was started and not cancelled. The calendar outlives the
/// timer. The function may start its timer again, but not destroy it.
class Timer final : public Event {
public:
    Timer(Calendar& calendar, std::function<void()> callback);

    /// A timer that is running forgets its former instant.
    void startAt(SimTime at);
    void startIn(Duration wait);

    void fire() override { m_callback(); }

private:
    Calendar& m_calendar;
    std::function<void()> m_callback;
};

}  // namespace stormglass
