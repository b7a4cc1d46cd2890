// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/consumer.h"

#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/transaction_manager.h"

#include <algorithm>

namespace stormglass::kafka {

GroupConsumer::GroupConsumer(Cluster& cluster, Group& group, Consumer& client, HostId host)
    : m_cluster(cluster)
    , m_group(group)
    , m_client(&client)
    , m_host(host)
    , m_readsCommitted(group.readsCommitted())
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
        m_cluster.context.calendar.schedule(std::max(m_cluster.now(), readyAt()), m_handOver);
}

void GroupConsumer::handOver()
{
    if (!m_isPolling || m_client == nullptr || m_isPaused)
        return;
    if (m_cluster.now() < readyAt())
        scheduleHandOver();
    else if (m_transactions != nullptr && m_transactions->holdsBack(m_leftOfPoll == 0, m_hasPending || m_mustJoin))
        return;
    else if (!m_orphans.empty())
        handOverOrphan();
    else if (!m_cluster.settings.consumer.commitsByItself && mustCommitFirst())
        scheduleHandOver();
    else if (m_leftOfPoll > 0 || beginPoll())
        handOverNext();
}

bool GroupConsumer::beginPoll()
{
    if (m_hasPending)
        applyAssignment();
    if (m_mustJoin) {
        joinAgain();
        if (m_assigned.empty())
            return false;
    }
    commitIfDue();
    m_leftOfPoll = std::min(m_cluster.settings.consumer.maxPollRecords, m_buffered);
    if (m_leftOfPoll == 0) {
        if (m_transactions != nullptr)
            m_transactions->endWhenDue();
        return false;
    }
    // One timer for many polls: it looks whether there has been another one in the meantime.
    m_polledAt = m_cluster.now();
    if (!m_pollTimer.isScheduled())
        m_cluster.context.calendar.schedule(m_polledAt + m_cluster.settings.consumer.maxPollInterval, m_pollTimer);
    commitBeforehand();
    if (m_cluster.now() >= readyAt()) [[likely]]
        return true;
    scheduleHandOver();
    return false;
}

void GroupConsumer::handOverNext()
{
    // Who was taken for dead without knowing may have what others have finished with since; or nobody has it any more.
    Partition& first = *m_assigned[m_buffer.front().assigned].partition;
    const std::int64_t there = std::max(first.start(), first.beyondGaps(progressOf(first), m_buffer.front().from));
    if (there > m_buffer.front().from) {
        skipFrontTo(there);
        scheduleHandOver();
        return;
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

    const bool isRedelivered = noteDelivery(partition, next.offset);
    m_inHand = next;
    m_isPolling = false;
    m_client->deliver({.message = partition.at(next.offset), .tag = next.tag, .isRedelivered = isRedelivered, .partition = partition.index});
}

void GroupConsumer::handOverOrphan()
{
    Orphan orphan = m_orphans.takeFront();
    const bool isRedelivered = noteDelivery(*orphan.partition, orphan.offset);
    m_isPolling = false;
    m_client->deliver({.message = std::move(orphan.message), .tag = ++m_lastTag, .isRedelivered = isRedelivered, .partition = orphan.partition->index});
}

bool GroupConsumer::noteDelivery(Partition& partition, std::int64_t offset)
{
    GroupProgress& progress = progressOf(partition);
    const bool isRedelivered = offset < progress.delivered;
    if (isRedelivered)
        partition.topic.probe->redelivered(progress.wayBack.causeAt(offset));
    else
        progress.delivered = offset + 1;
    progress.wayBack.delivered(offset);
    return isRedelivered;
}

void GroupConsumer::skipFrontTo(std::int64_t offset)
{
    Range& range = m_buffer.front();
    Assigned& assigned = m_assigned[range.assigned];
    const std::int64_t skipped = std::min(offset, range.to) - range.from;
    range.from += skipped;
    if (range.from == range.to)
        m_buffer.popFront();
    m_buffered -= skipped;
    m_leftOfPoll = std::min(std::max<std::int64_t>(0, m_leftOfPoll - skipped), m_buffered);
    assigned.buffered -= skipped;
    if (assigned.buffered == 0) {
        if (progressOf(*assigned.partition).owner == this)
            assigned.processed = std::max(assigned.processed, assigned.fetchFrom);
        if (m_transactions != nullptr)
            m_transactions->noteWork();
        recordsAt(assigned.partition->leader);
    }
}

void GroupConsumer::settle(std::uint64_t tag, Settlement settlement)
{
    if (m_client == nullptr || tag != m_inHand.tag || tag == 0)
        return;
    m_inHand.tag = 0;
    if (settlement == Settlement::Requeue) {
        if (m_transactions == nullptr || !m_transactions->rollBack())
            rewind();
        return;
    }
    if (m_transactions != nullptr)
        m_transactions->noteWork();
    Assigned& assigned = m_assigned[m_inHand.assigned];
    assigned.processed = m_inHand.offset + 1;
    GroupProgress& progress = progressOf(*assigned.partition);
    if (progress.owner != this)
        return;  // it was taken for dead: somebody else answers for the record
    // A record that was handled before the last crash, but not committed, has left the books already.
    if (m_inHand.offset < progress.acknowledged)
        return;
    if (assigned.partition->isGone(progress, m_inHand.offset))
        return;
    progress.acknowledged = assigned.partition->beyondGaps(progress, m_inHand.offset + 1);
    ChannelProbe& probe = *assigned.partition->topic.probe;
    if (settlement == Settlement::Acknowledge)
        probe.acknowledged(m_cluster.now());
    else if (settlement == Settlement::LaidAside)
        probe.deadLettered(m_cluster.now());
    else
        discard(*assigned.partition);
    assigned.partition->spendHandled();
}

void GroupConsumer::discard(Partition& partition)
{
    noteLoss(partition.at(m_inHand.offset), nameOf(LossCause::Discarded));
    partition.topic.probe->lost(m_cluster.now(), LossCause::Discarded);
}

void GroupConsumer::rewind()
{
    // The application seeks back: the record is fetched again before anything behind it in its partition. What has been
    // fetched of other partitions comes first. The poll is over.
    Range again{m_inHand.assigned, m_inHand.offset, m_inHand.offset + 1};
    for (std::size_t left = m_buffer.size(); left > 0; --left) {
        const Range range = m_buffer.takeFront();
        if (range.assigned == again.assigned)
            again.to = range.to;
        else
            m_buffer.pushBack(range);
    }
    Assigned& assigned = m_assigned[again.assigned];
    progressOf(*assigned.partition).wayBack.goBack(again.from, RedeliveryCause::Rejected);
    const std::uint32_t leader = assigned.partition->leader;
    // Without a leader it asks for one again and again (retry.backoff.ms).
    again.readyAt = m_cluster.now()
        + (leader == kNoNode ? m_cluster.settings.producer.retryBackoff
                             : 2 * m_cluster.delay(m_host, m_cluster.nodes[leader].host));
    m_buffer.pushBack(again);
    ++assigned.buffered;
    ++m_buffered;
    m_leftOfPoll = 0;
}

void GroupConsumer::keep(const Range& range)
{
    m_buffered += range.to - range.from;
    if (m_assigned[range.assigned].buffered == range.to - range.from) {
        m_buffer.pushBack(range);
        return;
    }
    // The record before these was given back after they had been sent.
    for (std::size_t i = 0; i < m_buffer.size(); ++i)
        if (m_buffer[i].assigned == range.assigned)
            m_buffer[i].to = range.to;
}

}  // namespace stormglass::kafka
