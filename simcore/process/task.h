// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Processes as coroutines.
//
//   Task<> serve(Resource& workers)
//   {
//       const Lease worker = co_await workers.acquire();
//       co_await delay(5ms);
//   }
//
// A task does nothing until it is awaited by another task or spawned in a scope. It knows its calendar from
// there, so a delay needs no argument. An exception that leaves a task arrives where it is awaited.
//
// Keep co_await out of conditional expressions (a ? f(co_await b()) : c): g++ 12 then awaits in either case and destroys
// temporaries that were never made. Write if and else.
//
// A task that is a lambda must not capture: the captures die with the lambda, before the frame does. Give a
// task its data as parameters, by value where the caller may go first.
#pragma once

#include "simcore/process/task_promise.h"
#include "simcore/process/waiter.h"

#include <coroutine>
#include <utility>

namespace stormglass {

template <class T>
class TaskAlone;
template <class T>
class TaskInRace;

/// A coroutine that computes a T in simulated time. Owns its frame: destroying the task ends it wherever it is.
template <class T = void>
class [[nodiscard]] Task {
public:
    using promise_type = TaskPromise<T>;
    using Alone = TaskAlone<T>;
    using Awaiter = TaskInRace<T>;

    explicit Task(std::coroutine_handle<promise_type> frame)
        : m_frame(frame)
    {
    }
    Task(Task&& other) noexcept
        : m_frame(std::exchange(other.m_frame, nullptr))
    {
    }
    Task& operator=(Task&& other) noexcept
    {
        std::swap(m_frame, other.m_frame);
        return *this;
    }
    ~Task()
    {
        if (m_frame)
            m_frame.destroy();
    }

private:
    friend class Scope;
    friend class TaskAlone<T>;
    friend class TaskInRace<T>;

    std::coroutine_handle<promise_type> m_frame;
};

/// Awaits a task from another one. The task is started from within await_suspend and not by a transfer: a loop
/// over tasks that never wait then needs no stack, even where the compiler makes no tail calls.
template <class T>
class TaskAlone final {
public:
    TaskAlone(Task<T>&& task, Process& process)
        : m_task(std::move(task))
    {
        m_task.m_frame.promise().setProcess(process);
    }

    bool await_ready() { return false; }
    bool await_suspend(std::coroutine_handle<> continuation)
    {
        return !m_task.m_frame.promise().start(m_task.m_frame, continuation);
    }
    T await_resume() { return m_task.m_frame.promise().takeResult(); }

private:
    Task<T> m_task;
};

/// A task that runs in a race. Losing destroys its frame.
template <class T>
class TaskInRace : public Waiter {
public:
    TaskInRace(Task<T>&& task, Process& process)
        : Waiter(process)
        , m_task(std::move(task))
    {
        m_task.m_frame.promise().setProcess(process);
    }

    bool isReady() { return m_task.m_frame.promise().start(m_task.m_frame, nullptr); }

    void enlist()
    {
        setWaiting();
        m_task.m_frame.promise().setEnd(*this);
    }

    void withdraw()
    {
        abandon();
        if (m_task.m_frame)
            std::exchange(m_task.m_frame, nullptr).destroy();
    }

    T result()
    {
        setReceived();
        return m_task.m_frame.promise().takeResult();
    }

private:
    Task<T> m_task;
};

template <class T>
Task<T> TaskPromise<T>::get_return_object()
{
    return Task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

inline Task<void> TaskPromise<void>::get_return_object()
{
    return Task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

}  // namespace stormglass
