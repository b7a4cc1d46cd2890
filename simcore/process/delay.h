// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waiting for time to pass.
#pragma once

#include "simcore/base/time.h"
#include "simcore/calendar/calendar.h"
#include "simcore/process/waiter.h"

namespace stormglass {

/// Awaits a point in time alone: the calendar resumes the process without a detour.
class PauseAlone final {
public:
    template <class Pause>
    PauseAlone(const Pause& pause, Process& process)
        : m_process(process)
        , m_until(pause.endFor(*process.calendar))
    {
    }
    PauseAlone(const PauseAlone&) = delete;
    PauseAlone& operator=(const PauseAlone&) = delete;
    ~PauseAlone()
    {
        if (m_resumption.isValid())
            m_process.calendar->cancel(m_resumption);
    }

    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> frame)
    {
        m_resumption = m_process.calendar->resumeAt(m_until, frame);
        m_process.isRunning = false;
    }
    void await_resume()
    {
        m_resumption = {};
        m_process.isRunning = true;
    }

private:
    Process& m_process;
    SimTime m_until;
    EventHandle m_resumption;
};

/// A point in time as one of several things that a process awaits.
class PauseInRace : public Waiter {
public:
    template <class Pause>
    PauseInRace(const Pause& pause, Process& process)
        : Waiter(process)
        , m_until(pause.endFor(*process.calendar))
        , m_alarm(*this)
    {
    }

    bool isReady() { return false; }
    void enlist()
    {
        setWaiting();
        process().calendar->schedule(m_until, m_alarm);
    }
    void withdraw()
    {
        m_alarm.cancel();
        abandon();
    }
    void result() { setReceived(); }

private:
    class Alarm final : public Event {
    public:
        explicit Alarm(Waiter& waiter)
            : m_waiter(waiter)
        {
        }
        void fire() override { m_waiter.wake(); }

    private:
        Waiter& m_waiter;
    };

    SimTime m_until;
    Alarm m_alarm;
};

class Delay {
public:
    using Alone = PauseAlone;
    using Awaiter = PauseInRace;

    explicit Delay(Duration wait)
        : m_wait(wait)
    {
    }
    [[nodiscard]] SimTime endFor(const Calendar& calendar) const { return calendar.after(m_wait); }

private:
    Duration m_wait;
};

class Until {
public:
    using Alone = PauseAlone;
    using Awaiter = PauseInRace;

    explicit Until(SimTime end)
        : m_end(end)
    {
    }
    [[nodiscard]] SimTime endFor(const Calendar&) const { return m_end; }

private:
    SimTime m_end;
};

/// co_await delay(5ms): goes on that much later. A delay of zero lets everything run first that is already scheduled for
/// this instant. Precondition: not negative.
[[nodiscard]] inline Delay delay(Duration wait)
{
    return Delay(wait);
}

/// co_await until(t): goes on at that instant; with kNever it never does. Precondition: not in the past.
[[nodiscard]] inline Until until(SimTime end)
{
    return Until(end);
}

}  // namespace stormglass
