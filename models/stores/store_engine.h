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

/// Something that a store is to do.
struct StoreQuery {
    TransactionRef transaction;  ///< None: work of its own accord, which nobody waits for.
    CompletionId reply;
    HostId from;
    bool isWrite = true;
    SimTime arrivedAt{};
    SimTime startedAt{};
    std::uint64_t key = 0;   ///< What is asked for; of the engine's own meaning.
    std::uint64_t mark = 0;  ///< The engine's own.
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
    /// How long its execution takes. It begins now.
    [[nodiscard]] virtual Duration timeOf(StoreQuery& query) = 0;
    /// It has been executed. The outcome may be changed.
    [[nodiscard]] virtual Next ended(StoreQuery& query, Outcome& outcome) = 0;
    /// A query that was executed is gone with the process.
    virtual void lost(const StoreQuery&) { }
    /// The process has gone: what was in memory is lost.
    virtual void crashed() { }
    /// It serves again.
    virtual void restarted() { }
    /// The end of the run: lets go of what it has.
    virtual void clear() { }
    virtual void endWarmUp() { }
    /// The newest event that a reader sees (its instant).
    [[nodiscard]] virtual SimTime newestVisible() const { return {}; }
    virtual void addFigures(const AddFigure&) const { }
};

}  // namespace stormglass
