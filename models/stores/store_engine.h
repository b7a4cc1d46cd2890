// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes a kind of store different from another: what a query costs, and what it does. The server around it (queue,
// connections, faults) is the same for all: Database.
#pragma once

#include "models/network/completions.h"
#include "models/transactions/transaction.h"
#include "simcore/base/ids.h"

#include <cstdint>
#include <functional>

namespace stormglass {

/// What a query says beyond "read" or "write"; of the engine's own meaning.
struct StoreErrand {
    std::uint64_t key = 0;
    std::uint64_t mark = 0;
    SimTime readAt{};
};

/// Something that a store is to do.
struct StoreQuery {
    TransactionRef transaction;  ///< None: work of its own accord, which nobody waits for.
    CompletionId reply;
    HostId from;
    bool isWrite = true;
    SimTime arrivedAt{};
    SimTime startedAt{};
    StoreErrand errand;
};

/// Figures of a component beyond those that every component has.
using AddFigure = std::function<void(const char* metric, double value, std::uint64_t samples)>;

class StoreEngine {
public:
    enum class Next {
        Answer,  ///< The outcome goes to who asked.
        Again,   ///< It is executed once more.
        Keep     ///< The engine has it, and answers later.
    };

    virtual ~StoreEngine() = default;
    virtual void start() { }
    /// A query has arrived and would be executed. False: the engine has it, and answers later.
    [[nodiscard]] virtual bool lets(StoreQuery&) { return true; }
    /// How long its execution takes on a healthy disk. It begins now.
    [[nodiscard]] virtual Duration timeOf(StoreQuery& query) = 0;
    /// How long it is made to wait on top of that, whatever the disk does.
    [[nodiscard]] virtual Duration sleepOf(const StoreQuery&) { return Duration::zero(); }
    /// It has been executed. The outcome may be changed.
    [[nodiscard]] virtual Next ended(StoreQuery& query, Outcome& outcome) = 0;
    /// A query that was executed is gone with the process.
    virtual void lost(const StoreQuery&) { }
    /// The process has gone: what was in memory is lost.
    virtual void crashed() { }
    /// It serves again.
    virtual void restarted() { }
    /// The process stands still: until it goes on, or is gone, nothing is done of its own accord.
    virtual void paused() { }
    virtual void resumed() { }
    /// Connections of those whom it answers later.
    [[nodiscard]] virtual std::size_t held() const { return 0; }
    /// The end of the run: lets go of what it has.
    virtual void clear() { }
    virtual void endWarmUp() { }
    /// The newest event that a reader sees (its instant).
    [[nodiscard]] virtual SimTime newestVisible() const { return {}; }
    virtual void addFigures(const AddFigure&) const { }
};

}  // namespace stormglass
