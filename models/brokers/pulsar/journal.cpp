// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/journal.h"

#include "models/brokers/pulsar/cluster.h"
#include "models/brokers/pulsar/ledger.h"

namespace stormglass::pulsar {

void Journal::add(const Write& write, std::int64_t bytes)
{
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

void Journal::groupIsOver()
{
    m_isGroupOver = true;
    if (!m_sync.isScheduled())
        begin();
}

void Journal::begin()
{
    m_isGroupOver = false;
    m_groupBytes = 0;
    std::swap(m_group, m_syncing);
    if (!m_cluster.settings.bookies.syncsJournal) {
        synced();
        return;
    }
    const Duration time = m_device.disk.timeFor(m_device.syncTime.sample(m_device.draws));
    m_cluster.context.calendar.schedule(m_cluster.now() + time, m_sync);
}

void Journal::synced()
{
    for (const Write& write : m_syncing)
        write.ledger->persisted(write, m_device.host);
    m_syncing.clear();
    if (m_isGroupOver)
        begin();
}

void Journal::crash()
{
    m_isPaused = false;
    m_groupTimer.cancel();
    m_sync.cancel();
    m_group.clear();
    m_syncing.clear();
    m_groupBytes = 0;
    m_isGroupOver = false;
}

void Journal::pause()
{
    m_isPaused = true;
    m_groupTimer.cancel();
    m_sync.cancel();
}

void Journal::resume()
{
    m_isPaused = false;
    if (!m_syncing.empty())
        m_cluster.context.calendar.schedule(m_cluster.now(), m_sync);
    else if (!m_group.empty())
        groupIsOver();
    m_isGroupOver = !m_group.empty();
}

}  // namespace stormglass::pulsar
