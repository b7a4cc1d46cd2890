// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the frames of one process have in common.
#pragma once

#include "simcore/calendar/calendar.h"
#include "simcore/process/linked_list.h"

#include <coroutine>
#include <exception>

namespace stormglass {

class Scope;

/// A process: a task that was spawned, together with the tasks that it awaits. It lives in the frame of
/// the spawned task.
struct Process : public ListNode {
    Calendar* calendar = nullptr;
    Scope* scope = nullptr;  ///< Null once the scope has let go of it.
    std::coroutine_handle<> frame;
    bool isRunning = false;  ///< One of its frames is on the call stack.
    bool isDoomed = false;   ///< Its frame is destroyed by an event that is already scheduled.
};

/// The process has come to its end: takes it out of its scope and destroys its frame. An error is thrown out of
/// Calendar::runNext().
void finish(Process& process, std::exception_ptr error) noexcept;

}  // namespace stormglass
