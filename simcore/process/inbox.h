// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bounded queue of messages between processes.
#pragma once

#include "simcore/process/ring_queue.h"
#include "simcore/process/waiter.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

namespace stormglass {

template <class T>
class Take;
template <class T>
class TakeAwaiter;

/// A queue that refuses what does not fit.
///
/// Takers are served first come, first served. A message that is offered while a taker waits is that taker's from
/// then on; the taker goes on at the same instant, after all events that are scheduled for it already. If it is
/// crashed in between, the message goes to the next taker or back to the front of the queue (beyond the capacity if
/// need be): a message is never lost between offer and take. The inbox outlives its takers.
template <class T>
class Inbox {
public:
    static constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();

    /// With a capacity of zero only what is taken at once is accepted.
    explicit Inbox(std::size_t capacity = kUnbounded)
        : m_capacity(capacity)
    {
    }
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    /// False when the inbox is full or closed; the message is then left as it was.
    [[nodiscard]] bool offer(T&& message);
    [[nodiscard]] bool offer(const T& message)
    {
        T copy = message;
        return offer(std::move(copy));
    }

    /// co_await take() yields a std::optional<T>: the next message, or nothing when the inbox is closed and empty.
    [[nodiscard]] Take<T> take() { return Take<T>(*this); }

    /// The next message if there is one, without waiting.
    std::optional<T> tryTake()
    {
        return m_messages.empty() ? std::nullopt : std::optional<T>(m_messages.takeFront());
    }

    /// Refuses everything from now on. What is in the queue can still be taken; takers that wait get nothing.
    void close();

    [[nodiscard]] bool isClosed() const { return m_isClosed; }
    [[nodiscard]] std::size_t size() const { return m_messages.size(); }
    [[nodiscard]] bool empty() const { return m_messages.empty(); }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] bool hasTaker() const { return !m_takers.empty(); }

private:
    friend class TakeAwaiter<T>;

    void putBack(T&& message);

    std::size_t m_capacity;
    RingQueue<T> m_messages;              // empty while takers wait
    mutable LinkedList<TakeAwaiter<T>> m_takers;
    bool m_isClosed = false;
};

template <class T>
class Take {
public:
    using Awaiter = TakeAwaiter<T>;

    explicit Take(Inbox<T>& inbox)
        : m_inbox(inbox)
    {
    }

private:
    friend class TakeAwaiter<T>;

    Inbox<T>& m_inbox;
};

template <class T>
class TakeAwaiter : public Waiter {
public:
    TakeAwaiter(const Take<T>& take, Process& process)
        : Waiter(process)
        , m_inbox(take.m_inbox)
    {
    }

    bool isReady()
    {
        if (m_inbox.m_messages.empty())
            return m_inbox.m_isClosed;
        m_message.emplace(m_inbox.m_messages.takeFront());
        return true;
    }

    void enlist()
    {
        setWaiting();
        m_inbox.m_takers.append(*this);
    }

    void withdraw()
    {
        if (!isIdle() && abandon() && m_message)
            m_inbox.putBack(std::move(*m_message));
    }

    std::optional<T> result()
    {
        setReceived();
        return std::move(m_message);
    }

private:
    friend class Inbox<T>;

    Inbox<T>& m_inbox;
    std::optional<T> m_message;
};

template <class T>
bool Inbox<T>::offer(T&& message)
{
    if (m_isClosed)
        return false;
    if (!m_takers.empty()) {
        TakeAwaiter<T>& taker = m_takers.takeFirst();
        taker.m_message.emplace(std::move(message));
        taker.wake();
        return true;
    }
    if (m_messages.size() >= m_capacity)
        return false;
    m_messages.pushBack(std::move(message));
    return true;
}

template <class T>
void Inbox<T>::putBack(T&& message)
{
    if (m_takers.empty()) {
        m_messages.pushFront(std::move(message));
        return;
    }
    TakeAwaiter<T>& taker = m_takers.takeFirst();
    taker.m_message.emplace(std::move(message));
    taker.wake();
}

template <class T>
void Inbox<T>::close()
{
    m_isClosed = true;
    while (!m_takers.empty())
        m_takers.takeFirst().wake();
}

}  // namespace stormglass
