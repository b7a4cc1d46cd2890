// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a classic queue has on its disk, and what it is after its node has been down.
#include "models/brokers/rabbitmq/amqp/classic_queue.h"

namespace stormglass::rabbitmq::amqp {

namespace {

/// A queue of version 2 keeps acknowledgements in memory until it has been idle for so long (rabbit_amqqueue_process,
/// HIBERNATE_AFTER_MIN; recording 09-06). Version 1 writes them down after 200 ms.
constexpr Duration kIdleBeforeFlush = 1s;
/// Entries that the journal of the index takes before it is written, whether anybody waits or not (recording 09-12).
constexpr std::uint64_t kJournalEntries = 4096;

}  // namespace

void ClassicQueue::noteRemoved(Entry entry)
{
    if (isStored(entry))
        m_removed.push_back({std::move(entry), m_host.now()});
}

void ClassicQueue::sync()
{
    m_syncedSequence = m_lastSequence;
    for (auto& [publisher, sequences] : std::exchange(m_unconfirmed, {}))
        m_host.confirm(publisher, id(), std::move(sequences), true);
    const SimTime since = arguments().version == 2 ? m_host.now() - kIdleBeforeFlush : m_host.now();
    std::erase_if(m_removed, [&](const Removed& removed) { return removed.at <= since; });
}

std::uint64_t ClassicQueue::lastSurviving()
{
    return m_syncedSequence + (m_lastSequence - m_syncedSequence) / kJournalEntries * kJournalEntries;
}

void ClassicQueue::stop(bool isKilled)
{
    m_isUp = false;
    m_consumers.clear();
    m_unconfirmed.clear();
    const std::uint64_t last = isKilled ? lastSurviving() : m_lastSequence;
    std::map<EntryId, Entry> left;
    const auto keep = [&](Entry entry, bool isRedelivered) {
        if (!isStored(entry) || entry.sequence > last)
            return;
        // After a kill nobody knows what had been delivered (recording 09-03).
        entry.isRedelivered = isKilled || isRedelivered;
        entry.isReadBack = true;
        left.emplace(entry.sequence, std::move(entry));
    };
    for (const auto& [id, entry] : m_held)
        keep(entry, true);
    m_ready.forEach([&](Entry& entry) { keep(entry, entry.isRedelivered); });
    if (isKilled)
        for (const Removed& removed : m_removed)
            keep(removed.entry, true);
    m_held.clear();
    m_removed.clear();
    m_ready.clear();
    for (auto& [id, entry] : left)
        m_ready.pushBack(std::move(entry));
    m_syncedSequence = m_lastSequence;
}

void ClassicQueue::start()
{
    m_isUp = true;
    m_hadConsumers = false;
    m_ttlTimer = kNever;
    renewLease();
    dropExpired();
}

void ClassicQueue::promote(NodeId home)
{
    setHome(home);
    m_ready.forEach([](Entry& entry) { entry.isRedelivered = true; });
    for (auto& [id, entry] : m_held) {
        entry.isRedelivered = true;
        m_ready.giveBack(entry);
    }
    m_held.clear();
    m_consumers.restart();
    dropExpired();
    run();
}

}  // namespace stormglass::rabbitmq::amqp
