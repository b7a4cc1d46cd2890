// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/consumer.h"

#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

GroupConsumer::GroupConsumer(Cluster& cluster, Group& group, Consumer& client, HostId host)
    : m_cluster(cluster)
    , m_group(group)
    , m_client(&client)
    , m_host(host)
    , m_fetches(cluster.nodes.size())
{
}

GroupProgress& GroupConsumer::progressOf(Partition& partition) const
{
    return partition.groups[m_group.index()];
}

void GroupConsumer::poll()
{
    if (m_client == nullptr || m_isPolling)
        return;
    m_isPolling = true;
    scheduleHandOver();
}

void GroupConsumer::scheduleHandOver()
{
    if (!m_handOver.isScheduled())
        m_cluster.context.calendar.schedule(std::max(m_cluster.now(), m_notBefore), m_handOver);
}

void GroupConsumer::handOver()
{
    if (!m_isPolling || m_client == nullptr)
        return;
    if (m_cluster.now() < m_notBefore)
        scheduleHandOver();
    else if (m_leftOfPoll > 0 || beginPoll())
        handOverNext();
}

bool GroupConsumer::beginPoll()
{
    if (m_mustJoin) {
        joinAgain();
        return false;
    }
    commitIfDue();
    m_leftOfPoll = std::min(m_cluster.settings.consumer.maxPollRecords, m_buffered);
    return m_leftOfPoll > 0;
}

void GroupConsumer::handOverNext()
{
    // Who was taken for dead without knowing may have what others have finished with since.
    while (m_assigned[m_buffer.front().assigned].partition->begin() > m_buffer.front().from) {
        skipFront();
        if (m_leftOfPoll == 0) {
            scheduleHandOver();
            return;
        }
    }
    Range& range = m_buffer.front();
    const InHand next{.assigned = range.assigned, .offset = range.from++, .tag = ++m_lastTag};
    if (range.from == range.to)
        m_buffer.popFront();
    Assigned& assigned = m_assigned[next.assigned];
    Partition& partition = *assigned.partition;
    --m_buffered;
    --m_leftOfPoll;
    if (--assigned.buffered == 0)
        recordsAt(partition.leader);

    GroupProgress& progress = progressOf(partition);
    Delivery delivery{.message = partition.at(next.offset), .tag = next.tag};
    delivery.isRedelivered = next.offset < progress.delivered;
    if (delivery.isRedelivered)
        partition.topic.probe->redelivered();
    else
        progress.delivered = next.offset + 1;
    m_inHand = next;
    m_isPolling = false;
    m_client->deliver(std::move(delivery));
}

void GroupConsumer::skipFront()
{
    const Range range = m_buffer.takeFront();
    const std::int64_t skipped = range.to - range.from;
    m_buffered -= skipped;
    m_leftOfPoll = std::max<std::int64_t>(0, m_leftOfPoll - skipped);
    if (m_buffered == 0)
        m_leftOfPoll = 0;
    Assigned& assigned = m_assigned[range.assigned];
    assigned.buffered -= skipped;
    if (assigned.buffered == 0)
        recordsAt(assigned.partition->leader);
}

void GroupConsumer::settle(std::uint64_t tag, Settlement settlement)
{
    if (m_client == nullptr || tag != m_inHand.tag || tag == 0)
        return;
    m_inHand.tag = 0;
    if (settlement == Settlement::Requeue) {
        rewind();
        return;
    }
    Assigned& assigned = m_assigned[m_inHand.assigned];
    assigned.processed = m_inHand.offset + 1;
    GroupProgress& progress = progressOf(*assigned.partition);
    if (progress.owner != this)
        return;  // it was taken for dead: somebody else answers for the record
    // A record that was handled before the last crash, but not committed, has left the books already.
    if (m_inHand.offset < progress.acknowledged)
        return;
    progress.acknowledged = m_inHand.offset + 1;
    ChannelProbe& probe = *assigned.partition->topic.probe;
    if (settlement == Settlement::Acknowledge)
        probe.acknowledged(m_cluster.now());
    else
        probe.lost(m_cluster.now(), LossCause::Discarded);
}

void GroupConsumer::rewind()
{
    // The application seeks back: the record is fetched again before anything behind it.
    Assigned& assigned = m_assigned[m_inHand.assigned];
    m_buffer.pushFront({m_inHand.assigned, m_inHand.offset, m_inHand.offset + 1});
    ++assigned.buffered;
    ++m_buffered;
    ++m_leftOfPoll;
    const std::uint32_t leader = assigned.partition->leader;
    if (leader != kNoNode)
        m_notBefore = m_cluster.now() + 2 * m_cluster.delay(m_host, m_cluster.nodes[leader].host);
}

bool GroupConsumer::noteCommits()
{
    m_commits.clear();
    for (const Assigned& assigned : m_assigned)
        if (const GroupProgress& progress = progressOf(*assigned.partition);
            progress.owner == this && assigned.processed > progress.committed)
            m_commits.push_back({assigned.partition, assigned.processed});
    return !m_commits.empty();
}

void GroupConsumer::commitIfDue()
{
    if (m_cluster.now() >= m_nextCommit) {
        m_nextCommit = m_cluster.now() + m_cluster.settings.consumer.autoCommitInterval;
        if (noteCommits())
            m_group.commit(*this);
    } else if (m_buffered == 0 && !m_commitTimer.isScheduled() && m_lastTag > 0) {
        m_cluster.context.calendar.schedule(m_nextCommit, m_commitTimer);
    }
}

void GroupConsumer::commitWhileWaiting()
{
    // Auto commit happens inside poll(); while a handler works there is none.
    if (m_isPolling)
        commitIfDue();
}

void GroupConsumer::writeCommit()
{
    for (const Commit& commit : m_commits) {
        GroupProgress& progress = progressOf(*commit.partition);
        const bool isOfAnother = progress.owner != nullptr && progress.owner != this;
        if (isOfAnother || commit.offset <= progress.committed)
            continue;
        progress.committed = commit.offset;
        commit.partition->trim();
    }
}

}  // namespace stormglass::kafka
