// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/bookie.h"

#include "models/brokers/pulsar/cluster.h"
#include "models/brokers/pulsar/ledger.h"

namespace stormglass::pulsar {
namespace {

std::string nameOfStream(const BrokerContext& context, std::uint32_t number)
{
    return context.name + "/bookie " + std::to_string(number + 1);
}

}  // namespace

Bookie::Bookie(Cluster& cluster, HostId itsHost, std::uint32_t number)
    : host(itsHost)
    , m_cluster(cluster)
    , m_syncTime(cluster.settings.bookies.syncTime)
    , m_syncTimes(cluster.context.random.stream(nameOfStream(cluster.context, number), "sync time"))
{
    // They have not been started at the same moment.
    RandomStream phases = cluster.context.random.stream(nameOfStream(cluster.context, number), "flush phase");
    m_flushPhase = Duration{static_cast<std::int64_t>(phases.uniform() * static_cast<double>(cluster.settings.bookies.pageCacheFlushInterval.count()))};
}

void Bookie::write(const Write& write, std::int64_t bytes)
{
    if (!m_isUp)
        return;
    if (disk.isFull()) {
        write.ledger->refuseLater(write, host);
        return;
    }
    m_group.push_back(write);
    m_groupBytes += bytes;
    if (m_isPaused || m_isGroupOver)
        return;
    if (m_groupBytes >= m_cluster.settings.bookies.bufferedWrites) {
        m_groupTimer.cancel();
        groupIsOver();
    } else if (!m_groupTimer.isScheduled()) {
        m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.bookies.maxGroupWait, m_groupTimer);
    }
}

void Bookie::groupIsOver()
{
    m_isGroupOver = true;
    if (!m_sync.isScheduled())
        begin();
}

void Bookie::begin()
{
    m_isGroupOver = false;
    m_groupBytes = 0;
    std::swap(m_group, m_syncing);
    if (m_cluster.settings.bookies.syncsJournal)
        m_cluster.context.calendar.schedule(m_cluster.now() + disk.timeFor(m_syncTime.sample(m_syncTimes)), m_sync);
    else
        synced();
}

void Bookie::synced()
{
    answer(m_syncing);
    m_syncing.clear();
    if (m_isGroupOver)
        begin();
}

void Bookie::answer(const std::vector<Write>& writes)
{
    for (const Write& write : writes)
        write.ledger->persisted(write, host);
}

void Bookie::crash()
{
    m_isUp = false;
    m_isPaused = false;
    m_groupTimer.cancel();
    m_sync.cancel();
    m_group.clear();
    m_syncing.clear();
    m_groupBytes = 0;
    m_isGroupOver = false;
}

void Bookie::pause()
{
    if (!m_isUp)
        return;
    m_isPaused = true;
    m_groupTimer.cancel();
    m_sync.cancel();
}

void Bookie::restart()
{
    m_isUp = true;
    if (!std::exchange(m_isPaused, false))
        return;
    if (!m_syncing.empty())
        m_cluster.context.calendar.schedule(m_cluster.now(), m_sync);
    else if (!m_group.empty())
        groupIsOver();
    m_isGroupOver = !m_group.empty();
}

SimTime Bookie::lastFlush() const
{
    if (m_cluster.settings.bookies.syncsJournal)
        return m_cluster.now();
    const Duration since = m_cluster.now() - kStartOfRun;
    return since < m_flushPhase ? kStartOfRun : m_cluster.now() - (since - m_flushPhase) % m_cluster.settings.bookies.pageCacheFlushInterval;
}

}  // namespace stormglass::pulsar
