// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whose turn it is among the consumers of a queue.
#pragma once

#include "models/brokers/block_queue.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace stormglass::rabbitmq::amqp {

/// Consumers that may get the next message: those of the highest priority in turn, then those of the next. Who has got one
/// joins again at the tail of its priority. When a full one leaves is up to the queue: a classic queue notices it when it
/// tries the next time (recording 01-25), a quorum queue takes it out at once (08-24).
template <class Handle>
class Rotation {
public:
    [[nodiscard]] bool empty() const
    {
        return std::ranges::all_of(m_lines, [](const auto& line) { return line->handles.empty(); });
    }

    void join(Handle handle, std::int64_t priority = 0)
    {
        auto line = std::ranges::find_if(m_lines, [&](const auto& other) { return other->priority <= priority; });
        if (line == m_lines.end() || (*line)->priority != priority) {
            line = m_lines.insert(line, std::make_unique<Line>());
            (*line)->priority = priority;
        }
        (*line)->handles.pushBack(std::move(handle));
    }

    /// Precondition of both: not empty.
    [[nodiscard]] const Handle& front() const { return firstLine().handles.front(); }
    Handle takeFront() { return firstLine().handles.takeFront(); }

    [[nodiscard]] bool contains(const Handle& handle) const
    {
        bool isThere = false;
        forEach([&](const Handle& other) { isThere |= other == handle; });
        return isThere;
    }
    template <class Predicate>
    void removeIf(Predicate&& isMeant)
    {
        for (const auto& line : m_lines)
            for (std::size_t left = line->handles.size(); left > 0; --left) {
                Handle handle = line->handles.takeFront();
                if (!isMeant(handle))
                    line->handles.pushBack(std::move(handle));
            }
    }

private:
    struct Line {
        std::int64_t priority = 0;
        BlockQueue<Handle, 16> handles;
    };

    [[nodiscard]] Line& firstLine() const
    {
        return **std::ranges::find_if(m_lines, [](const auto& line) { return !line->handles.empty(); });
    }
    template <class Act>
    void forEach(Act&& act) const
    {
        for (const auto& line : m_lines)
            for (std::size_t i = 0; i < line->handles.size(); ++i)
                act(line->handles[i]);
    }

    std::vector<std::unique_ptr<Line>> m_lines;  // by priority, the highest first
};

}  // namespace stormglass::rabbitmq::amqp
