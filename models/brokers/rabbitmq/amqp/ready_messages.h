// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The messages of a queue that wait for a consumer.
#pragma once

#include "models/brokers/block_queue.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace stormglass::rabbitmq::amqp {

/// Higher priorities first. In each, new messages behind the others, and what consumers gave back before them: a classic
/// queue puts it back at its original place, a quorum queue in the order in which it came back.
///
/// An entry has a member sequence, its place in the order of publishing, and for it there are, found by its namespace,
/// priorityOf (0 or more) and bytesOf.
///
/// A quorum queue of RabbitMQ 4.0 has two priorities, normal and high, and of those it hands out two high ones for each
/// normal one while it has both; what came back is before either (rabbit_fifo_q, out; rabbit_fifo, take_next_msg).
template <class Entry>
class ReadyMessages {
public:
    /// \p maxPriority: higher ones count as that (recording 05-01); 0: priorities do not matter.
    explicit ReadyMessages(bool keepsOriginalPlace, std::size_t maxPriority = 0)
        : m_keepsOriginalPlace(keepsOriginalPlace)
    {
        for (std::size_t i = 0; i <= maxPriority; ++i)
            m_classes.push_back(std::make_unique<Class>());
    }
    /// Of a quorum queue with two priorities.
    struct TwoToOne { };
    explicit ReadyMessages(TwoToOne) : ReadyMessages(false, kCameBack) { m_isTwoToOne = true; }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

    void pushBack(Entry entry)
    {
        const std::size_t index = added(entry, classFor(entry));
        m_classes[index]->fresh.pushBack(std::move(entry));
    }

    void giveBack(Entry entry)
    {
        const std::size_t index = added(entry, m_isTwoToOne ? kCameBack : classFor(entry));
        Class& own = *m_classes[index];
        if (!m_keepsOriginalPlace) {
            own.returned.pushBack(std::move(entry));
            return;
        }
        // Whatever was delivered came before everything that was not.
        own.heap.push_back(std::move(entry));
        std::ranges::push_heap(own.heap, std::greater{}, &Entry::sequence);
    }

    /// Precondition of both: not empty.
    [[nodiscard]] const Entry& front() const { return m_classes[next()]->front(); }
    Entry takeFront()
    {
        const std::size_t index = next();
        if (m_isTwoToOne && index != kCameBack)
            m_turn = (m_turn + 1) % 3;
        Entry entry = m_classes[index]->takeFront();
        --m_size;
        m_bytes -= bytesOf(entry);
        return entry;
    }

    /// All of them, in any order. They keep size and priority.
    template <class Act>
    void forEach(Act&& act)
    {
        for (const auto& own : m_classes)
            own->forEach(act);
    }
    /// Drops the new messages with a sequence above that, after the call for each, and what was given back of them.
    template <class Act>
    void dropAfter(std::uint64_t sequence, Act&& act)
    {
        for (const auto& own : m_classes)
            own->dropAfter(sequence, [&](const Entry& entry) {
                --m_size;
                m_bytes -= bytesOf(entry);
                act(entry);
            });
    }
    void clear()
    {
        for (const auto& own : m_classes)
            own->clear();
        m_size = m_highest = 0;
        m_bytes = 0;
    }

private:
    struct Class {
        BlockQueue<Entry> fresh;
        BlockQueue<Entry, 16> returned;
        std::vector<Entry> heap;  // by sequence

        [[nodiscard]] bool empty() const { return fresh.empty() && returned.empty() && heap.empty(); }
        [[nodiscard]] const Entry& front() const
        {
            return !heap.empty() ? heap.front() : !returned.empty() ? std::as_const(returned)[0] : std::as_const(fresh)[0];
        }
        Entry takeFront()
        {
            if (heap.empty())
                return !returned.empty() ? returned.takeFront() : fresh.takeFront();
            std::ranges::pop_heap(heap, std::greater{}, &Entry::sequence);
            Entry entry = std::move(heap.back());
            heap.pop_back();
            return entry;
        }
        template <class Act>
        void forEach(Act& act)
        {
            std::ranges::for_each(heap, act);
            for (std::size_t i = 0; i < returned.size(); ++i)
                act(returned[i]);
            for (std::size_t i = 0; i < fresh.size(); ++i)
                act(fresh[i]);
        }
        template <class Act>
        void dropAfter(std::uint64_t sequence, Act act)
        {
            for (; !fresh.empty() && fresh.back().sequence > sequence; fresh.popBack())
                act(fresh.back());
            std::erase_if(heap, [&](const Entry& entry) {
                const bool isDropped = entry.sequence > sequence;
                if (isDropped)
                    act(entry);
                return isDropped;
            });
            std::ranges::make_heap(heap, std::greater{}, &Entry::sequence);
        }
        void clear()
        {
            fresh.clear();
            returned.clear();
            heap.clear();
        }
    };

    // The classes of a queue with two priorities.
    static constexpr std::size_t kNormal = 0;
    static constexpr std::size_t kHigh = 1;
    static constexpr std::size_t kCameBack = 2;
    /// Above it a priority is high (guide "Quorum Queues": 0 to 4 are normal).
    static constexpr std::int64_t kHighestNormal = 4;

    [[nodiscard]] std::size_t classFor(const Entry& entry) const
    {
        if (m_classes.size() == 1)
            return 0;
        if (m_isTwoToOne)
            return priorityOf(entry) > kHighestNormal ? kHigh : kNormal;
        return std::min(static_cast<std::size_t>(priorityOf(entry)), m_classes.size() - 1);
    }
    std::size_t added(const Entry& entry, std::size_t index)
    {
        ++m_size;
        m_bytes += bytesOf(entry);
        m_highest = std::max(m_highest, index);
        return index;
    }
    [[nodiscard]] std::size_t next() const
    {
        const std::size_t index = highest();
        const bool isTurnOfNormal = m_isTwoToOne && index == kHigh && m_turn == 2 && !m_classes[kNormal]->empty();
        return isTurnOfNormal ? kNormal : index;
    }
    [[nodiscard]] std::size_t highest() const
    {
        while (m_classes[m_highest]->empty())
            --m_highest;
        return m_highest;
    }

    const bool m_keepsOriginalPlace;
    bool m_isTwoToOne = false;
    std::size_t m_turn = 0;                         // how many have been taken since the last turn of the normal ones, up to 2
    std::vector<std::unique_ptr<Class>> m_classes;  // by priority; a block queue cannot be moved
    mutable std::size_t m_highest = 0;              // no class above it has any
    std::size_t m_size = 0;
    std::int64_t m_bytes = 0;
};

}  // namespace stormglass::rabbitmq::amqp
