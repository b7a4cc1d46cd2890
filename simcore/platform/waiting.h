// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Transfers and executions for processes:
//   if (const ActivityEnd failure = co_await transfer(conductor, here, there, 64 * 1024))
//       ...
// A process that is crashed, or whose wait loses a race, cancels its activity.
#pragma once

#include "simcore/platform/conductor.h"
#include "simcore/process/waiter.h"

#include <cstdint>
#include <optional>

namespace stormglass {

/// Why the activity failed; empty when it was completed.
using ActivityEnd = std::optional<ActivityFailure>;

class ActivityAwaiter;

class ActivityWait {
public:
    using Awaiter = ActivityAwaiter;

    ActivityWait(Conductor& conductor, HostId from, HostId to, std::int64_t bytes)
        : m_conductor(conductor)
        , m_from(from)
        , m_to(to)
        , m_bytes(bytes)
    {
    }
    ActivityWait(Conductor& conductor, HostId host, double coreSeconds)
        : m_conductor(conductor)
        , m_from(host)
        , m_coreSeconds(coreSeconds)
    {
    }

    void start(Completion& completion) const
    {
        if (m_to.isValid())
            m_conductor.transfer(m_from, m_to, m_bytes, completion);
        else
            m_conductor.execute(m_from, m_coreSeconds, completion);
    }

private:
    Conductor& m_conductor;
    HostId m_from;
    HostId m_to;  // not valid for an execution
    std::int64_t m_bytes = 0;
    double m_coreSeconds = 0;
};

class ActivityAwaiter : public Waiter {
public:
    ActivityAwaiter(const ActivityWait& wait, Process& process)
        : Waiter(process)
        , m_wait(wait)
        , m_completion(*this)
    {
    }

    bool isReady() { return false; }
    void enlist()
    {
        setWaiting();
        m_wait.start(m_completion);
    }
    void withdraw()
    {
        m_completion.cancel();
        if (!isIdle())
            abandon();
    }
    ActivityEnd result()
    {
        setReceived();
        return m_completion.end;
    }

private:
    class Waking final : public Completion {
    public:
        explicit Waking(Waiter& waiter)
            : m_waiter(waiter)
        {
        }
        void completed() override { m_waiter.wake(); }
        void failed(ActivityFailure why) override
        {
            end = why;
            m_waiter.wake();
        }

        ActivityEnd end;

    private:
        Waiter& m_waiter;
    };

    ActivityWait m_wait;
    Waking m_completion;
};

/// Conductor::transfer() for a process.
[[nodiscard]] inline ActivityWait transfer(Conductor& conductor, HostId from, HostId to, std::int64_t bytes)
{
    return {conductor, from, to, bytes};
}

/// Conductor::execute() for a process.
[[nodiscard]] inline ActivityWait execute(Conductor& conductor, HostId host, double coreSeconds)
{
    return {conductor, host, coreSeconds};
}

}  // namespace stormglass
