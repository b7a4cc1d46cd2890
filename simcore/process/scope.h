// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who owns a process: an instance, a connection, whatever can end with everything that runs in it.
#pragma once

#include "simcore/process/linked_list.h"
#include "simcore/process/process.h"
#include "simcore/process/task.h"

#include <cstddef>

namespace stormglass {

/// Owns processes. Cancelling the scope is a crash: the frames are destroyed where they wait, and what they
/// held goes back by the destructors of their local variables.
///
/// The calendar, and whatever the processes wait for, outlive the scope; so declare the scope last.
class Scope {
public:
    explicit Scope(Calendar& calendar)
        : m_calendar(calendar)
    {
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() { cancelAll(); }

    /// Runs the process up to its first wait. An exception that leaves it, even before that, is thrown out of
    /// Calendar::runNext().
    void spawn(Task<> process);

    /// Destroys all processes that are in the scope at the call, in the order in which they were spawned.
    /// One of them may call this: it goes on to its next wait and is destroyed there, at the same instant.
    void cancelAll();

    /// Processes that have neither ended nor been cancelled.
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

    [[nodiscard]] Calendar& calendar() const { return m_calendar; }

private:
    friend void finish(Process& process, std::exception_ptr error) noexcept;

    Calendar& m_calendar;
    LinkedList<Process> m_processes;
    std::size_t m_size = 0;
};

}  // namespace stormglass
