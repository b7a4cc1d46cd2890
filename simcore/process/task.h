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
// A task that is a lambda must not capture: the captures die with the lambda, before the frame does. Give a
// task its data as parameters, by value where the caller may go first.
#pragma once

#include "simcore/process/frame_pool.h"
#include "simcore/process/process.h"
#include "simcore/process/waiter.h"

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace stormglass {

template <class T>
class Task;
template <class T>
class TaskAlone;
template <class T>
class TaskInRace;

/// The part of a promise that does not depend on the task's result.
class TaskPromiseBase {
public:
    static void* operator new(std::size_t size) { return FramePool::allocate(size); }
    static void operator delete(void* frame, std::size_t size) noexcept
    {
        FramePool::release(frame, size);
    }

    std::suspend_always initial_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { m_error = std::current_exception(); }

    template <Waitable Description>
    AloneOf<Description> await_transform(Description&& description)
    {
        return AloneOf<Description>(std::forward<Description>(description), *m_process);
    }

    /// Whom the end of this task concerns, beside the task that awaits it.
    void setEnd(Waiter& waiter) { m_waiter = &waiter; }
    void setProcess(Process& process) { m_process = &process; }
    [[nodiscard]] Process& process() const { return *m_process; }

    /// Runs the task up to its first wait; true when it has come to its end by then. When it has not, the
    /// continuation is resumed at its end.
    bool start(std::coroutine_handle<> self, std::coroutine_handle<> continuation)
    {
        m_continuation = continuation;
        m_isStarting = true;
        self.resume();
        m_isStarting = false;
        return self.done();
    }

protected:
    struct End {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> frame) noexcept
        {
            return frame.promise().next();
        }
        void await_resume() noexcept { }
    };

    void rethrowError()
    {
        if (m_error)
            std::rethrow_exception(std::exchange(m_error, nullptr));
    }

    std::exception_ptr m_error;

private:
    std::coroutine_handle<> next() noexcept;

    Process* m_process = nullptr;
    std::coroutine_handle<> m_continuation;
    Waiter* m_waiter = nullptr;
    bool m_isStarting = false;
};

template <class T>
class TaskPromise final : public TaskPromiseBase {
public:
    Task<T> get_return_object();
    End final_suspend() noexcept { return {}; }

    template <class Value>
    void return_value(Value&& value)
    {
        m_result.emplace(std::forward<Value>(value));
    }

    T takeResult()
    {
        rethrowError();
        return std::move(*m_result);
    }

private:
    std::optional<T> m_result;
};

template <>
class TaskPromise<void> final : public TaskPromiseBase {
public:
    Task<void> get_return_object();
    End final_suspend() noexcept { return {}; }
    void return_void() { }
    void takeResult() { rethrowError(); }

private:
    friend class Scope;

    Process m_spawned;  // used when this task is spawned
};

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

inline std::coroutine_handle<> TaskPromiseBase::next() noexcept
{
    if (m_isStarting)
        return std::noop_coroutine();
    if (m_continuation)
        return m_continuation;
    if (m_waiter != nullptr) {
        m_process->isRunning = false;
        m_waiter->wake();
    } else {
        finish(*m_process, std::move(m_error));
    }
    return std::noop_coroutine();
}

}  // namespace stormglass
