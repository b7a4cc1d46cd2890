// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all consumers of a redrive share: its pace, and how much is left of one that ends.
#pragma once

#include "simcore/base/time.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace stormglass {

class MoveTask {
public:
    /// \p gap: between two messages. One that is done once ends when as many were moved as were there at its begin.
    MoveTask(Duration gap, bool isOnce) : m_gap(gap), m_isOnce(isOnce) { }

    /// A consumer joins, and so many messages are there; the first one begins the task.
    void join(std::uint64_t waiting)
    {
        if (m_isOnce && !m_left)
            m_left = waiting;
    }
    /// Nothing is left to begin with.
    [[nodiscard]] bool isOver() const { return m_left == 0U; }
    /// The instant for the next message.
    [[nodiscard]] SimTime takeTurn(SimTime now)
    {
        const SimTime turn = std::max(now, m_next);
        m_next = turn + m_gap;
        return turn;
    }

private:
    friend class MoveShare;

    const Duration m_gap;
    const bool m_isOnce;
    SimTime m_next{};
    std::optional<std::uint64_t> m_left;  // to begin with; none: no end, or not begun
};

/// One message of it; goes back unless it is done. Without a task it does nothing.
class MoveShare {
public:
    /// Precondition: the task is not over.
    explicit MoveShare(MoveTask* task) : m_task(task)
    {
        if (m_task != nullptr && m_task->m_left)
            --*m_task->m_left;
    }
    MoveShare(const MoveShare&) = delete;
    MoveShare& operator=(const MoveShare&) = delete;
    ~MoveShare()
    {
        if (m_task != nullptr && m_task->m_left)
            ++*m_task->m_left;
    }
    void done() { m_task = nullptr; }

private:
    MoveTask* m_task;
};

}  // namespace stormglass
