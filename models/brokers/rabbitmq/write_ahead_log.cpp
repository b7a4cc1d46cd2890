// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/write_ahead_log.h"

#include "models/brokers/rabbitmq/message_queue.h"

#include <algorithm>

namespace stormglass::rabbitmq {

void WriteAheadLog::write(const Item& item)
{
    m_waiting.push_back(item);
    if (!m_sync.isScheduled())
        begin();
}

void WriteAheadLog::begin()
{
    std::swap(m_waiting, m_syncing);
    m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.syncTime(m_node), m_sync);
}

void WriteAheadLog::synced()
{
    const MessageQueue* last = nullptr;
    Duration roundTrip{};
    for (const Item& item : m_syncing) {
        if (!item.queue->isQuorum()) {
            item.queue->synced(item);
            continue;
        }
        if (std::exchange(last, item.queue) != item.queue)
            roundTrip = item.queue->majorityRoundTrip();
        SimTime until = m_cluster.now() + roundTrip;
        if (!m_replicating.empty())
            until = std::max(until, m_replicating.back().until);
        m_replicating.pushBack({item, until});
    }
    m_syncing.clear();
    if (!m_replicating.empty() && !m_replication.isScheduled())
        m_cluster.context.calendar.schedule(m_replicating.front().until, m_replication);
    if (!m_waiting.empty())
        begin();
}

void WriteAheadLog::replicated()
{
    while (!m_replicating.empty() && m_replicating.front().until <= m_cluster.now()) {
        const Item item = m_replicating.takeFront().item;
        item.queue->replicated(item);
    }
    if (!m_replicating.empty() && !m_replication.isScheduled())
        m_cluster.context.calendar.schedule(m_replicating.front().until, m_replication);
}

void WriteAheadLog::crash(std::uint32_t node)
{
    m_sync.cancel();
    m_replication.cancel();
    while (!m_replicating.empty())
        m_replicating.popFront();
    refuse(m_syncing, node);
    refuse(m_waiting, node);
    m_syncing.clear();
    m_waiting.clear();
}

void WriteAheadLog::refuse(const std::vector<Item>& items, std::uint32_t node)
{
    for (const Item& item : items)
        if (!item.queue->isQuorum())
            m_cluster.settlePending(item.pending, false, node);
}

}  // namespace stormglass::rabbitmq
