// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages that travel together, and are one entry of a log.
#pragma once

#include "models/brokers/broker.h"

#include <deque>

namespace stormglass::pulsar {

class Outlet;

struct Publish {
    Message message;
    CompletionId confirm;
};

/// Three may need one: its producer, which waits for the receipt; attempts to get it into the log; the log, twice if it has
/// got there twice. It goes back to the pool when none of them does.
struct Batch {
    Outlet* outlet = nullptr;
    std::vector<Publish> publishes;
    std::int64_t bytes = 0;
    std::uint64_t sequence = 0;  ///< Counts those of its producer.
    SimTime begunAt{};
    std::uint32_t attempts = 0;
    std::uint32_t writing = 0;   ///< Of the attempts: those that a ledger has in hand.
    std::uint32_t entries = 0;
    bool isWaitedFor = false;
    bool isStored = false;       ///< It has been in the log.
    LossCause cause = LossCause::DeliveryTimeout;  ///< Why nobody waits for it any more.
};

class BatchPool {
public:
    [[nodiscard]] Batch& take(Outlet& outlet, SimTime now);
    /// Puts it back if nobody needs it.
    void letGo(Batch& batch);
    /// Lets go of all messages.
    void clear();

private:
    std::deque<Batch> m_batches;
    std::vector<Batch*> m_free;
};

}  // namespace stormglass::pulsar
