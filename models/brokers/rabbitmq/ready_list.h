// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The messages of a queue that wait for a consumer.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/broker.h"

#include <algorithm>
#include <vector>

namespace stormglass::rabbitmq {

/// A message in a queue.
struct Entry {
    Message message;
    std::uint64_t sequence = 0;  ///< Its place in the order of arrival.
    SimTime enqueuedAt{};
    std::uint32_t failures = 0;  ///< Deliveries that came back.
    bool isRedelivered = false;
};

/// New messages behind the others; what consumers gave back before them. A classic queue puts it back at its original
/// place, a quorum queue in the order in which it came back.
class ReadyList {
public:
    explicit ReadyList(bool keepsOriginalPlace) : m_keepsOriginalPlace(keepsOriginalPlace) { }

    [[nodiscard]] std::size_t size() const { return m_new.size() + m_returned.size() + m_heap.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    void pushBack(Entry entry) { m_new.pushBack(std::move(entry)); }

    void giveBack(Entry entry)
    {
        if (!m_keepsOriginalPlace) {
            m_returned.pushBack(std::move(entry));
            return;
        }
        // Whatever was delivered came before everything that was not.
        m_heap.push_back(std::move(entry));
        std::ranges::push_heap(m_heap, std::greater{}, &Entry::sequence);
    }

    /// Precondition of both: not empty.
    [[nodiscard]] const Entry& front()
    {
        return !m_heap.empty() ? m_heap.front() : !m_returned.empty() ? m_returned.front() : m_new.front();
    }
    Entry takeFront()
    {
        if (m_heap.empty())
            return !m_returned.empty() ? m_returned.takeFront() : m_new.takeFront();
        std::ranges::pop_heap(m_heap, std::greater{}, &Entry::sequence);
        Entry entry = std::move(m_heap.back());
        m_heap.pop_back();
        return entry;
    }

    /// All of them, in any order.
    template <class Act>
    void forEach(Act&& act)
    {
        std::ranges::for_each(m_heap, act);
        for (std::size_t i = 0; i < m_returned.size(); ++i)
            act(m_returned[i]);
        for (std::size_t i = 0; i < m_new.size(); ++i)
            act(m_new[i]);
    }
    /// Drops messages with a sequence above that, after the call for each.
    template <class Act>
    void dropAfter(std::uint64_t sequence, Act&& act)
    {
        for (; !m_new.empty() && m_new.back().sequence > sequence; m_new.popBack())
            act(m_new.back());
        std::erase_if(m_heap, [&](const Entry& entry) {
            const bool isDropped = entry.sequence > sequence;
            if (isDropped)
                act(entry);
            return isDropped;
        });
        std::ranges::make_heap(m_heap, std::greater{}, &Entry::sequence);
    }
    void clear()
    {
        m_new.clear();
        m_returned.clear();
        m_heap.clear();
    }

private:
    const bool m_keepsOriginalPlace;
    BlockQueue<Entry> m_new;
    BlockQueue<Entry, 16> m_returned;
    std::vector<Entry> m_heap;  // by sequence
};

}  // namespace stormglass::rabbitmq
