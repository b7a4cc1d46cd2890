// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/partition.h"

#include "models/brokers/pulsar/dispatcher.h"
#include "models/brokers/pulsar/outlet.h"

#include <algorithm>

namespace stormglass::pulsar {
namespace {

/// managedLedgerCacheEvictionTimeThresholdMillis (conf/broker.conf).
constexpr Duration kCacheTime = std::chrono::seconds{1};

}  // namespace

Partition::Partition(Cluster& cluster, Topic& owningTopic, std::uint32_t number, std::uint32_t firstServer)
    : topic(owningTopic), index(number), m_cluster(cluster), m_ledger(cluster, *this), m_server(firstServer)
{
    m_ledger.start();
    const Calendar& calendar = cluster.context.calendar;
    if (topic.settings.backlogQuota > 0)
        cluster.context.calendar.schedule(calendar.now() + cluster.settings.backlogQuotaCheckInterval, m_quotaTimer);
    if (topic.settings.messageTtl > Duration{})
        cluster.context.calendar.schedule(calendar.now() + cluster.settings.expiryCheckInterval, m_expiryTimer);
}

Partition::~Partition() = default;

void Partition::arrived(Batch& batch, std::uint32_t term)
{
    if (term != m_term || !isServed()) {
        dropped(batch);
        return;
    }
    m_cluster.context.network.after(m_cluster.serve(m_server), [this, &batch, term] {
        if (term == m_term && isServed())
            process(batch);
        else
            dropped(batch);
    });
}

void Partition::process(Batch& batch)
{
    if (batch.outlet->isRefused())
        dropped(batch);
    else if (topic.denials.writes > 0)
        batch.outlet->denied(batch);
    else if (topic.settings.isDeduplicating && (batch.writing > 0 || batch.outlet->hasStored(batch)))
        batch.outlet->sentAgain(batch);
    else
        m_ledger.add(batch);
}

void Partition::refused(Batch& batch)
{
    batch.outlet->refused(batch);
}

void Partition::dropped(Batch& batch) { batch.outlet->attemptEnded(batch); }

void Partition::stored(Batch& batch, std::uint32_t copies, bool isConfirmed)
{
    const auto users = static_cast<std::uint32_t>(dispatchers.size());
    m_log.pushBack({.batch = &batch, .storedAt = m_cluster.now(), .term = m_term, .users = users, .waiting = users, .copies = copies});
    ++batch.entries;
    batch.outlet->stored(batch, isConfirmed);
    const std::uint64_t entry = end() - 1;
    for (Dispatcher* dispatcher : dispatchers)
        dispatcher->add(entry);
    if (users == 0) {
        m_log.back().users = 1;
        release(entry);
    }
}

const Entry* Partition::find(std::uint64_t entry) const
{
    if (entry < m_first || entry >= end() || m_log[entry - m_first].batch == nullptr)
        return nullptr;
    return &m_log[entry - m_first];
}

bool Partition::isCached(const Entry& entry) const { return entry.term == m_term && m_cluster.now() <= entry.storedAt + kCacheTime; }

void Partition::hasGot(std::uint64_t entry, std::uint32_t copy)
{
    if (find(entry) != nullptr)
        m_log[entry - m_first].copies |= copy;
}

void Partition::handled(std::uint64_t number)
{
    Entry& entry = m_log[number - m_first];
    if (--entry.waiting > 0)
        return;
    for (Publish& publish : entry.batch->publishes)
        publish.message.transaction.spend();
}

void Partition::release(std::uint64_t number)
{
    Entry& entry = m_log[number - m_first];
    if (--entry.users > 0)
        return;
    Batch& batch = *std::exchange(entry.batch, nullptr);
    --batch.entries;
    m_cluster.batches.letGo(batch);
    for (; !m_log.empty() && m_log.front().batch == nullptr; ++m_first)
        m_log.popFront();
}

void Partition::bookieGone(std::uint32_t bookie, bool isBack)
{
    if (!isServed())
        return;
    if (isBack) {
        m_ledger.bookieRestarted(bookie);
        return;
    }
    const Duration way = m_cluster.way(m_cluster.bookies[bookie]->host, host());
    m_cluster.context.network.after(way, [this, bookie, term = m_term] {
        if (term == m_term && isServed())
            m_ledger.bookieFailed(bookie);
    });
}

/// What is on no disk any more is gone, also if a broker has it in its cache.
void Partition::bookieLostPower(std::uint32_t bookie)
{
    if (m_cluster.settings.bookies.syncsJournal)
        return;
    m_ledger.bookieLostPower(bookie);
    const SimTime flushed = m_cluster.bookies[bookie]->lastFlush();
    for (std::uint64_t number = end(); number-- > m_first;) {
        Entry& entry = m_log[number - m_first];
        if (entry.storedAt <= flushed)
            break;
        const std::uint32_t lost = m_ledger.bitOf(number, bookie) & entry.copies;
        entry.copies &= ~lost;
        if (lost != 0 && entry.copies == 0 && entry.batch != nullptr)
            for (Dispatcher* dispatcher : dispatchers)
                dispatcher->lose(number, LossCause::PowerLoss);
    }
}

void Partition::checkQuota()
{
    m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.backlogQuotaCheckInterval, m_quotaTimer);
    const std::int64_t quota = topic.settings.backlogQuota;
    std::int64_t backlog = 0;
    for (const Dispatcher* dispatcher : dispatchers)
        backlog = std::max(backlog, dispatcher->backlog());
    if (topic.settings.backlogPolicy == spec::PulsarBacklogPolicy::ConsumerBacklogEviction) {
        for (Dispatcher* dispatcher : dispatchers)
            if (isServed() && dispatcher->backlog() > quota)
                dispatcher->evict(quota - quota / 10);  // BacklogQuotaManager.java: reductionFactor 0.9
        return;
    }
    m_isHeld = backlog > quota;
    if (m_isHeld)
        for (Link* link : links)
            link->held();
}

void Partition::checkExpiry()
{
    m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.expiryCheckInterval, m_expiryTimer);
    if (!isServed())
        return;
    for (Dispatcher* dispatcher : dispatchers)
        dispatcher->expire(m_cluster.now() - topic.settings.messageTtl);
}

void Partition::clear()
{
    m_ledger.clear();
    m_log.clear();
    m_quotaTimer.cancel();
    m_expiryTimer.cancel();
}

}  // namespace stormglass::pulsar
