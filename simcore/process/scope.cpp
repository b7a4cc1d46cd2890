// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/scope.h"

#include <memory>
#include <utility>

namespace stormglass {

namespace {

/// Destroys a frame, at the latest with the calendar.
class Burial final : public Event {
public:
    explicit Burial(std::coroutine_handle<> frame)
        : m_frame(frame)
    {
    }
    ~Burial() override { m_frame.destroy(); }

    void fire() override { }  // it is destroyed after it has fired

private:
    std::coroutine_handle<> m_frame;
};

/// A process on the call stack cannot be destroyed. By the time of the next event it waits or has ended.
void destroyLater(Process& process)
{
    process.isDoomed = true;
    process.calendar->scheduleOwned(process.calendar->now(),
                                    std::make_unique<Burial>(process.frame));
}

}  // namespace

void Scope::spawn(Task<> task)
{
    const auto frame = std::exchange(task.m_frame, nullptr);
    auto& promise = frame.promise();
    Process& process = promise.m_spawned;
    process.calendar = &m_calendar;
    process.scope = this;
    process.frame = frame;
    process.isRunning = true;
    promise.setProcess(process);
    m_processes.append(process);
    ++m_size;
    frame.resume();
}

void Scope::cancelAll()
{
    // The destructors of the frames may spawn here, cancel again, or destroy this scope: what they
    // find are the processes that came later.
    LinkedList<Process> cancelled;
    cancelled.takeAll(m_processes);
    m_size = 0;
    for (Process* process = cancelled.empty() ? nullptr : &cancelled.first(); process != nullptr;
         process = cancelled.next(*process))
        process->scope = nullptr;

    while (!cancelled.empty()) {
        Process& process = cancelled.takeFirst();
        if (process.isRunning)
            destroyLater(process);
        else
            process.frame.destroy();
    }
}

void finish(Process& process, std::exception_ptr error) noexcept
{
    process.isRunning = false;
    if (error)
        process.calendar->fail(std::move(error));
    if (process.isDoomed)
        return;
    if (process.scope != nullptr) {
        process.unlink();
        --process.scope->m_size;
    }
    process.frame.destroy();
}

}  // namespace stormglass
