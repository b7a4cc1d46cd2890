// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A signal to processes that wait for something to change.
#pragma once

#include "simcore/process/waiter.h"

namespace stormglass {

class ConditionWait;
class ConditionAwaiter;

/// A signal without memory: it reaches those who wait at that moment, in the order in which they came. They go on at
/// the same instant, after all events that are scheduled for it already. The condition outlives its waiters.
class Condition {
public:
    Condition() = default;
    Condition(const Condition&) = delete;
    Condition& operator=(const Condition&) = delete;

    /// co_await wait() goes on after the next signal that reaches it.
    [[nodiscard]] ConditionWait wait();

    /// Reaches the first waiter. If that one is crashed before it goes on, the signal passes to the next.
    void notifyOne();
    void notifyAll();

private:
    friend class ConditionAwaiter;

    LinkedList<ConditionAwaiter> m_waiters;
};

class ConditionWait {
public:
    using Awaiter = ConditionAwaiter;

    explicit ConditionWait(Condition& condition)
        : m_condition(condition)
    {
    }

private:
    friend class ConditionAwaiter;

    Condition& m_condition;
};

class ConditionAwaiter : public Waiter {
public:
    ConditionAwaiter(const ConditionWait& wait, Process& process)
        : Waiter(process)
        , m_condition(wait.m_condition)
    {
    }

    bool isReady() { return false; }
    void enlist()
    {
        setWaiting();
        m_condition.m_waiters.append(*this);
    }
    void withdraw();
    void result() { setReceived(); }

private:
    friend class Condition;

    Condition& m_condition;
    bool m_isOnlyOne = false;  // the signal was meant for one waiter
};

inline ConditionWait Condition::wait()
{
    return ConditionWait(*this);
}

}  // namespace stormglass
