// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a process waits for something: the common part of everything that can be awaited.
//
// What is written after co_await is a description, a small value such as delay(5ms). Its nested type
// Awaiter does the waiting and lives in the frame of the waiting process. It is derived from Waiter and offers
//   bool isReady()   try to be done without waiting; if so, result() follows
//   void enlist()    begin to wait; wake() ends the wait
//   void withdraw()  stop waiting and give back what was granted but not yet received
//   T result()       what the wait has brought
// The same awaiter serves a process that awaits it alone and a race (first_of.h).
#pragma once

#include "simcore/process/linked_list.h"
#include "simcore/process/process.h"

#include <coroutine>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace stormglass {

class Waiter;

/// Several waits of one process, of which the first to be woken decides.
class Race {
public:
    virtual void decide(Waiter& winner) = 0;

protected:
    ~Race() = default;
};

/// One wait. It is idle, then waiting (linked where it waits), then woken, then idle again. It is destroyed
/// with its frame, so a crash takes it out of any list.
class Waiter : public ListNode {
public:
    explicit Waiter(Process& process)
        : m_process(process)
    {
    }

    /// The process goes on at this instant, after everything that is already scheduled for it.
    void wake();

    void joinRace(Race& race) { m_race = &race; }

    [[nodiscard]] Process& process() const { return m_process; }

protected:
    enum class State : std::uint8_t { Idle, Waiting, Woken };

    [[nodiscard]] bool isIdle() const { return m_state == State::Idle; }

    void setWaiting() { m_state = State::Waiting; }

    /// What the wait has brought has been received.
    void setReceived()
    {
        m_state = State::Idle;
        m_resumption = {};
    }

    /// Ends the wait from this side. True when it had been woken: then there is something to give back.
    bool abandon();

private:
    template <class Base>
    friend class Alone;

    Process& m_process;
    std::coroutine_handle<> m_frame;  // that awaits this alone
    Race* m_race = nullptr;
    EventHandle m_resumption;
    State m_state = State::Idle;
};

/// An awaiter that a process awaits alone, as the language wants it.
template <class Base>
class Alone final : public Base {
public:
    template <class Description>
    Alone(Description&& description, Process& process)
        : Base(std::forward<Description>(description), process)
    {
    }

    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;
    ~Alone() { this->withdraw(); }

    bool await_ready() { return this->isReady(); }

    void await_suspend(std::coroutine_handle<> frame)
    {
        this->m_frame = frame;
        this->enlist();
        this->m_process.isRunning = false;
    }

    auto await_resume()
    {
        this->m_process.isRunning = true;
        return this->result();
    }
};

/// What can stand after co_await.
template <class Description>
concept Waitable = requires { typename std::remove_cvref_t<Description>::Awaiter; };

template <class Description>
struct AloneOfDescription {
    using Type = Alone<typename Description::Awaiter>;
};

// Some have an awaiter of their own for the case that nothing else is awaited.
template <class Description>
    requires requires { typename Description::Alone; }
struct AloneOfDescription<Description> {
    using Type = typename Description::Alone;
};

template <class Description>
using AloneOf = typename AloneOfDescription<std::remove_cvref_t<Description>>::Type;

}  // namespace stormglass
