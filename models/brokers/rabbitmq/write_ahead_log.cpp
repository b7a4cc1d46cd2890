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
    std::size_t ofQuorumQueues = 0;
    while (!m_waiting.empty() && ofQuorumQueues < m_mostInBatch) {
        ofQuorumQueues += m_waiting.front().queue->isQuorum() ? 1 : 0;
        m_syncing.push_back(m_waiting.front());
        m_waiting.pop_front();
    }
    const bool isFull = ofQuorumQueues == m_mostInBatch;
    m_mostInBatch = isFull ? std::min(kMostBatch, 2 * m_mostInBatch) : std::max(kLeastBatch, m_mostInBatch / 2);
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
    for (const Item& item : m_syncing)
        refuse(item, node);
    for (const Item& item : m_waiting)
        refuse(item, node);
    m_syncing.clear();
    m_waiting.clear();
    m_mostInBatch = kLeastBatch;
}

void WriteAheadLog::refuse(const Item& item, std::uint32_t node)
{
    if (!item.queue->isQuorum())
        m_cluster.settlePending(item.pending, false, node);
}

}  // namespace stormglass::rabbitmq
