// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "models/stores/cache.h"
#include "simcore/process/first_of.h"

namespace stormglass::interpreter {

namespace {

/// One query: a connection of this instance's pool, the way there, the execution, the way back.
Task<Outcome> ask(Activation& a, Database& store, bool isWrite, std::uint64_t key = 0, std::uint64_t mark = 0)
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
    store.query(a.instance.host(), a.transaction, isWrite, reply.id(), key, mark);
    Outcome outcome = co_await reply.within(store.queryTimeout());
    if (isPaused(a)) [[unlikely]]
        outcome = co_await readLate(a, reply, outcome);
    co_return outcome;
}

/// The cache first, then the store behind it. A cache that does not answer is passed by.
Task<Outcome> lookAside(Activation& a, Database& store, Cache& cache, bool isWrite)
{
    const std::uint64_t key = cache.drawKey();
    if (isWrite) {
        const Outcome written = co_await query(a, cache.behind(), true);
        if (written != Outcome::Ok)
            co_return written;
        cache.noteStoreWrite(key);
        static_cast<void>(co_await ask(a, store, true, key, Cache::kDelete));
        co_return written;
    }
    const Outcome found = co_await ask(a, store, false, key);
    if (found == Outcome::Ok)
        co_return found;
    cache.noteStoreRead();
    const Outcome fetched = co_await query(a, cache.behind(), false);
    if (fetched == Outcome::Ok && found == Outcome::Miss)
        static_cast<void>(co_await ask(a, store, true, key, Cache::fillReadAt(a.world().now())));
    co_return fetched;
}

}  // namespace

Task<Outcome> query(Activation& a, Database& store, bool isWrite)
{
    if (Cache* const cache = store.cache(); cache != nullptr) [[unlikely]]
        return lookAside(a, store, *cache, isWrite);
    return ask(a, isWrite ? store : store.toRead(*a.transaction), isWrite);
}

}  // namespace stormglass::interpreter
