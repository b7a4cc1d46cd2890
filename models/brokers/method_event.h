// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An event that calls a member function of the object that keeps it.
#pragma once

#include "simcore/calendar/calendar.h"

namespace stormglass {

/// Costs a virtual call, where Timer costs a std::function on top and memory for it.
template <class Owner, void (Owner::*kMethod)()>
class MethodEvent final : public Event {
public:
    explicit MethodEvent(Owner& owner) : m_owner(owner) { }

    void fire() override { (m_owner.*kMethod)(); }

private:
    Owner& m_owner;
};

/// The same at the earliest of the times that it has been asked for. When it has fired it must be asked again.
template <class Owner, void (Owner::*kMethod)()>
class WakeUp {
public:
    WakeUp(Calendar& calendar, Owner& owner) : m_calendar(calendar), m_event(owner) { }

    void by(SimTime at)
    {
        if (m_event.isScheduled() && m_at <= at)
            return;
        m_event.cancel();
        m_at = at;
        m_calendar.schedule(at, m_event);
    }
    void cancel() { m_event.cancel(); }

private:
    Calendar& m_calendar;
    SimTime m_at{};
    MethodEvent<Owner, kMethod> m_event;
};

}  // namespace stormglass
