// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Something that happens at an instant of simulated time.
#pragma once

#include <cstdint>

namespace stormglass {

class Calendar;

/// Names one scheduled occurrence. A handle whose event has run or was cancelled is stale; cancelling
/// it again does nothing, even if its place in the calendar has been given to another event.
struct EventHandle {
    std::uint64_t order = 0;  ///< The sequence number and the slot; 0 names nothing.

    [[nodiscard]] bool isValid() const { return order != 0; }
    bool operator==(const EventHandle&) const = default;
};

/// An event of the model. It lives where its owner keeps it, never in the calendar, and is in the
/// calendar at most once at a time. Destroying a scheduled event cancels it.
class Event {
public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    virtual ~Event()
    {
        if (m_calendar != nullptr)
            cancel();
    }

    /// Called at the scheduled instant; the event is no longer scheduled by then, so it may schedule
    /// itself again.
    virtual void fire() = 0;

    [[nodiscard]] bool isScheduled() const { return m_calendar != nullptr; }

    /// Takes the event out of the calendar. Does nothing when it is not scheduled.
    void cancel();

private:
    friend class Calendar;

    Calendar* m_calendar = nullptr;  // set while scheduled
    EventHandle m_handle;
};

}  // namespace stormglass
