// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "models/stores/database.h"
#include "simcore/process/first_of.h"

namespace stormglass::interpreter {

Task<Outcome> query(Activation& a, Database& store, bool isWrite)
{
    letGoOfWorker(a);
    Resource& pool = a.instance.connectionsTo(store, store.poolSize());
    Lease connection;
    if (std::optional<Lease> free = pool.tryAcquire()) {
        connection = std::move(*free);
    } else {
        std::optional<Lease> granted = co_await withTimeout(pool.acquire(), store.connectionTimeout());
        if (isPaused(a)) [[unlikely]]
            co_await goOn(a);
        if (!granted)
            co_return Outcome::TimedOut;
        connection = std::move(*granted);
    }
    PendingReply reply(a.world().completions);
    a.world().sent(a.station().place(), store.place());
    store.query(a.instance.host(), a.transaction, isWrite, reply.id());
    Outcome outcome = co_await reply.within(store.queryTimeout());
    if (isPaused(a)) [[unlikely]]
        outcome = co_await readLate(a, reply, outcome);
    co_return outcome;
}

}  // namespace stormglass::interpreter
