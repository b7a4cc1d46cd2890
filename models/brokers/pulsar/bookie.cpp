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
    , m_device{itsHost, disk, Sampler(cluster.settings.bookies.syncTime),
               cluster.context.random.stream(nameOfStream(cluster.context, number), "sync time")}
{
    // They have not been started at the same moment.
    RandomStream phases = cluster.context.random.stream(nameOfStream(cluster.context, number), "flush phase");
    m_flushPhase = Duration{static_cast<std::int64_t>(phases.uniform() * static_cast<double>(cluster.settings.bookies.pageCacheFlushInterval.count()))};
    for (std::int64_t i = 0; i < cluster.settings.bookies.journalDirectories; ++i)
        m_journals.emplace_back(cluster, m_device);
}

void Bookie::write(const Write& write, std::int64_t bytes)
{
    if (!m_isUp)
        return;
    if (disk.isFull()) {
        write.ledger->refuseLater(write, host);
        return;
    }
    m_journals[write.ledgerId % m_journals.size()].add(write, bytes);
}

void Bookie::crash()
{
    m_isUp = false;
    m_isPaused = false;
    for (Journal& journal : m_journals)
        journal.crash();
}

void Bookie::pause()
{
    if (!m_isUp)
        return;
    m_isPaused = true;
    for (Journal& journal : m_journals)
        journal.pause();
}

void Bookie::restart()
{
    m_isUp = true;
    if (!std::exchange(m_isPaused, false))
        return;
    for (Journal& journal : m_journals)
        journal.resume();
}

SimTime Bookie::lastFlush() const
{
    if (m_cluster.settings.bookies.syncsJournal)
        return m_cluster.now();
    const Duration since = m_cluster.now() - kStartOfRun;
    return since < m_flushPhase ? kStartOfRun : m_cluster.now() - (since - m_flushPhase) % m_cluster.settings.bookies.pageCacheFlushInterval;
}

}  // namespace stormglass::pulsar
