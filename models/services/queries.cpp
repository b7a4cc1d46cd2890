// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/interpreter_parts.h"
#include "models/services/pending_reply.h"
#include "models/stores/cache.h"
#include "simcore/process/first_of.h"

namespace stormglass::interpreter {

namespace {

/// A connection of this instance's pool.
Task<std::optional<Lease>> connect(Activation& a, Database& store)
{
    std::optional<Lease> granted = co_await withTimeout(a.instance.connectionsTo(store, store.poolSize()).acquire(), store.connectionTimeout());
    if (isPaused(a)) [[unlikely]]
        co_await goOn(a);
    co_return granted;
}

enum class Over { OwnConnection, OneInUse };

/// One query: a connection, the way there, the execution, the way back.
Task<Outcome> ask(Activation& a, Database& store, bool isWrite, StoreErrand errand = {}, Over over = Over::OwnConnection)
{
    letGoOfWorker(a);
    std::optional<Lease> connection;
    if (over == Over::OwnConnection) [[likely]] {
        connection = a.instance.connectionsTo(store, store.poolSize()).tryAcquire();
        if (!connection) {
            connection = co_await connect(a, store);
            if (!connection)
                co_return Outcome::TimedOut;
        }
    }
    PendingReply reply(a.world().completions);
    a.world().sent(a.station().place(), store.place());
    store.query(a.instance.host(), a.transaction, isWrite, reply.id(), errand);
    Outcome outcome = co_await reply.within(store.queryTimeout());
    if (isPaused(a)) [[unlikely]]
        outcome = co_await readLate(a, reply, outcome);
    co_return outcome;
}

/// A cache is told something over a connection at which another request of the instance may be waiting for its answer: clients of
/// caches do not wait for their turn (pipelining: Lettuce, spymemcached). Were it to need a connection of its own, those who
/// wait for an entry could have all of them, and keep it from coming.
Task<> tell(Activation& a, Database& cache, StoreErrand errand)
{
    static_cast<void>(co_await ask(a, cache, true, errand, Over::OneInUse));
}

/// Whether the store has the write, or may have it.
bool mayBeWritten(Outcome outcome)
{
    return outcome == Outcome::Ok || outcome == Outcome::TimedOut || outcome == Outcome::Reset;
}

/// What the store said, and since when at least that is known.
Task<Outcome> fetch(Activation& a, Database& behind, SimTime& readAt)
{
    const InstanceCondition& condition = a.instance.condition();
    readAt = a.world().now();
    const Duration lost = condition.lostTime(readAt);
    const Outcome fetched = co_await query(a, behind, false);
    const SimTime now = a.world().now();
    // A paused process hears late: the answer may have lain there for all that time.
    if (condition.lostTime(now) == lost)
        readAt = now;
    co_return fetched;
}

/// The cache first, then the store behind it. A cache that does not answer is passed by.
Task<Outcome> lookAside(Activation& a, Database& store, Cache& cache, bool isWrite)
{
    const std::uint64_t key = cache.drawKey();
    if (isWrite) {
        const Outcome written = co_await query(a, cache.behind(), true);
        if (written == Outcome::Ok)
            cache.noteStoreWrite(key);
        if (mayBeWritten(written))
            co_await tell(a, store, Cache::erasing(key));
        co_return written;
    }
    const Outcome found = co_await ask(a, store, false, Cache::read(key));
    const SimTime missedAt = a.world().now();
    if (found == Outcome::Ok)
        co_return found;
    cache.noteStoreRead();
    SimTime readAt{};
    const Outcome fetched = co_await fetch(a, cache.behind(), readAt);
    if (fetched == Outcome::Ok && found == Outcome::Miss)
        co_await tell(a, store, Cache::filling(key, missedAt, readAt));
    co_return fetched;
}

}  // namespace

Task<Outcome> query(Activation& a, Database& store, bool isWrite)
{
    if (Cache* const cache = store.cache(); cache != nullptr) [[unlikely]]
        return lookAside(a, store, *cache, isWrite);
    return ask(a, isWrite ? store : store.toRead(), isWrite);
}

}  // namespace stormglass::interpreter
