// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers that somebody waits for: replies to calls, confirms of publishes.
#pragma once

#include <cstdint>
#include <vector>

namespace stormglass {

/// How a call or a publish ended, as its caller sees it.
enum class Outcome : std::uint8_t {
    Ok,
    Rejected,     ///< The business said no. Trying again does not help.
    Failed,       ///< An error at the server.
    Refused,      ///< No room: queue full, rate limit, broker refused.
    Reset,        ///< The server's process died while it had the request.
    TimedOut,     ///< No answer in time. The work may or may not have been done.
    Unavailable,  ///< Nobody is there.
    // The caller itself did not make the call:
    CircuitOpen,
    BulkheadFull,
    CallRateLimited,
    NoTimeLeft,
    Miss,  ///< A cache does not have it.
};

/// Somebody who waits for an outcome. It must close its id before it dies.
class CompletionTarget {
public:
    virtual void completed(Outcome outcome) = 0;

protected:
    ~CompletionTarget() = default;
};

/// A number that stands for one waiting target. Worthless, and harmless, after the target has stopped waiting.
struct CompletionId {
    std::uint32_t slot = 0;  ///< 0: nobody waits.
    std::uint32_t generation = 0;
};

/// Who waits for what. A late answer finds nobody and is dropped without a trace.
class Completions {
public:
    [[nodiscard]] CompletionId open(CompletionTarget& target);
    void close(CompletionId id);
    /// Tells the target and closes the id. False if nobody waits any more.
    bool resolve(CompletionId id, Outcome outcome);
    /// Whether somebody still waits.
    [[nodiscard]] bool isOpen(CompletionId id) const
    {
        return id.slot != 0 && m_slots[id.slot].generation == id.generation;
    }

private:
    struct Slot {
        CompletionTarget* target = nullptr;
        std::uint32_t generation = 0;
    };
    std::vector<Slot> m_slots{1};
    std::vector<std::uint32_t> m_free;
};

}  // namespace stormglass
