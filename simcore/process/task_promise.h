// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the language asks of a coroutine that is a task: where its frame comes from, what it may await, where it goes
// when it ends.
#pragma once

#include "simcore/process/frame_pool.h"
#include "simcore/process/process.h"
#include "simcore/process/waiter.h"

#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <utility>

namespace stormglass {

template <class T>
class Task;

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
