// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quorum queues whose messages have to be read from the disk.
//
// What is in the present file of the write-ahead log is in memory as well; what is older is read when it is delivered, by
// the member at the node of the consumer if there is one, or else by the leader. Up to 4.0 that is work of the member's
// process; since 4.1 of the consumer's channel, unless the leader has to do it for a node without a member.
//
// While the process of the leader is busy, settlements wait in its mailbox, and each of them lets it deliver, so read, one
// message more. Publishes have low priority: 16 of them are taken each time that the process has worked off what was in
// its mailbox before. Full prefetch buffers so leave next to nothing for publishers.
//
// Sources: ra 2.15, ra_server_proc (flush_commands, can_execute_locally), FLUSH_COMMANDS_SIZE; RabbitMQ 4.0.9 and 4.1.0,
// rabbit_fifo (delivery_effect), rabbit_fifo_client (enqueue is low, settle is normal); blog, 2025-04-08, RabbitMQ 4.1
// Performance Improvements. Not modelled: a follower that reads and so appends late; reads that end with their process.
#include "models/brokers/rabbitmq/message_queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

namespace stormglass::rabbitmq {

namespace {

constexpr std::size_t kFlush = 16;  // FLUSH_COMMANDS_SIZE

}  // namespace

void MessageQueue::noteLogged(const Entry& entry)
{
    for (const std::uint32_t member : m_members)
        m_cluster.nodes[member].loggedBytes += entry.message.size;
    if (const std::int64_t file = m_cluster.logFile(m_leader); file != m_logFile) [[unlikely]] {
        m_logFile = file;
        m_inMemoryFrom = entry.sequence;
    }
}

bool MessageQueue::isOnDiskOnly(const Entry& entry) const
{
    return entry.sequence < m_inMemoryFrom || m_cluster.logFile(m_leader) != m_logFile;
}

SimTime MessageQueue::readFor(const Subscriber& subscriber, const Entry& entry)
{
    const SimTime now = m_cluster.now();
    if (!isQuorum())
        return now;
    const std::uint32_t node = subscriber.node();
    const bool isLocal = node == m_leader || (isMember(node) && m_cluster.nodes[node].isUp);
    Disk& disk = m_cluster.nodes[isLocal ? node : m_leader].disk;
    const Duration work = isOnDiskOnly(entry) ? disk.timeFor(m_cluster.settings.readTime) : Duration{};
    if (isLocal && m_cluster.settings.version == spec::RabbitmqVersion::V4)
        return std::max(now, subscriber.sendsAfter()) + work;
    m_readsUntil.resize(m_cluster.nodes.size());
    SimTime& until = m_readsUntil[isLocal ? node : m_leader];
    until = std::max(now, until) + work;
    return until;
}

SimTime MessageQueue::busyUntil() const { return m_readsUntil.empty() ? SimTime{} : m_readsUntil[m_leader]; }

void MessageQueue::takeLater(Incoming incoming)
{
    m_lowPriority.pushBack(std::move(incoming));
    if (!m_flush.isScheduled())
        m_cluster.context.calendar.schedule(std::max(m_cluster.now(), busyUntil()), m_flush);
}

void MessageQueue::flushIsDue()
{
    if (m_leader == kNoNode)
        return;
    for (std::size_t left = kFlush; left > 0 && !m_lowPriority.empty(); --left)
        takeNow(m_lowPriority.takeFront());
    if (!m_lowPriority.empty())
        m_cluster.context.calendar.schedule(std::max(m_cluster.now(), busyUntil()), m_flush);
}

/// Whoever has sent it sends it again to the next leader.
void MessageQueue::leaderIsGoing()
{
    m_flush.cancel();
    while (!m_lowPriority.empty())
        m_stalled.pushBack(m_lowPriority.takeFront());
    m_readsUntil.clear();
}

}  // namespace stormglass::rabbitmq
