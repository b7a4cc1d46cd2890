// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A value that arrives once: a reply, a completion.
#pragma once

#include "simcore/base/check.h"
#include "simcore/process/waiter.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace stormglass {

template <class T>
class OneShotWait;
template <class T>
class OneShotAwaiter;

/// Set once and then for ever. Whoever waits, before or after, gets the value: a copy each, or, where T cannot be
/// copied, the value itself, which only one process may then await. OneShot<> carries nothing. Those who wait go on
/// at the instant at which it is set, after all events that are scheduled for it already, in the order in which
/// they came. It outlives its waiters.
template <class T = void>
class OneShot {
public:
    using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

    OneShot() = default;
    OneShot(const OneShot&) = delete;
    OneShot& operator=(const OneShot&) = delete;

    /// Precondition: not set.
    void set(Value value = Value())
        requires std::is_default_constructible_v<Value>
    {
        put(std::move(value));
    }
    void set(Value value)
        requires(!std::is_default_constructible_v<Value>)
    {
        put(std::move(value));
    }

    /// co_await wait() yields a T.
    [[nodiscard]] OneShotWait<T> wait() { return OneShotWait<T>(*this); }

    [[nodiscard]] bool isSet() const { return m_value.has_value(); }

private:
    friend class OneShotAwaiter<T>;

    void put(Value&& value)
    {
        SIM_CHECK(!isSet(), "a one-shot was set twice");
        m_value.emplace(std::move(value));
        while (!m_waiters.empty())
            m_waiters.takeFirst().wake();
    }

    T receive()
    {
        if constexpr (std::is_void_v<T>)
            return;
        else if constexpr (std::is_copy_constructible_v<T>)
            return *m_value;
        else
            return std::move(*m_value);
    }

    std::optional<Value> m_value;
    LinkedList<OneShotAwaiter<T>> m_waiters;
};

template <class T>
class OneShotWait {
public:
    using Awaiter = OneShotAwaiter<T>;

    explicit OneShotWait(OneShot<T>& oneShot)
        : m_oneShot(oneShot)
    {
    }

private:
    friend class OneShotAwaiter<T>;

    OneShot<T>& m_oneShot;
};

template <class T>
class OneShotAwaiter : public Waiter {
public:
    OneShotAwaiter(const OneShotWait<T>& wait, Process& process)
        : Waiter(process)
        , m_oneShot(wait.m_oneShot)
    {
    }

    bool isReady() { return m_oneShot.isSet(); }
    void enlist()
    {
        setWaiting();
        m_oneShot.m_waiters.append(*this);
    }
    void withdraw()
    {
        if (!isIdle())
            abandon();
    }
    T result()
    {
        setReceived();
        return m_oneShot.receive();
    }

private:
    OneShot<T>& m_oneShot;
};

}  // namespace stormglass
