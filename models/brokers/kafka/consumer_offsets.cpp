// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a consumer is in its partitions: commits, and what moves it elsewhere.
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

/// And not committed yet.
Commits GroupConsumer::processed() const
{
    Commits commits;
    for (const Assigned& assigned : m_assigned)
        if (const GroupProgress& progress = progressOf(*assigned.partition);
            progress.owner == this && assigned.processed > std::max(progress.committed, progress.pending))
            commits.push_back({assigned.partition, assigned.processed, progress.moves});
    return commits;
}

/// Without auto commit the application commits and waits for the answer (commitSync) before it goes on.
bool GroupConsumer::mustCommitFirst()
{
    const spec::KafkaConsumer& settings = m_cluster.settings.consumer;
    if (m_lastTag == 0 || m_group.keepsOffsets() || m_transactions != nullptr)
        return false;
    const bool isDue = settings.manualCommit == spec::KafkaManualCommit::Record
        || (settings.manualCommit == spec::KafkaManualCommit::Batch && m_leftOfPoll == 0);
    if (!isDue)
        return false;
    Commits commits = processed();
    if (commits.empty())
        return false;
    commitSync(std::move(commits));
    return true;
}

/// What the poll is about to return, before anything of it is processed.
void GroupConsumer::commitBeforehand()
{
    const spec::KafkaConsumer& settings = m_cluster.settings.consumer;
    if (settings.commitsByItself || settings.manualCommit != spec::KafkaManualCommit::Before || m_group.keepsOffsets()
        || m_transactions != nullptr) [[likely]]
        return;
    Commits commits;
    std::int64_t left = m_leftOfPoll;
    for (std::size_t i = 0; i < m_buffer.size() && left > 0; ++i) {
        const Range& range = m_buffer[i];
        const std::int64_t count = std::min(left, range.to - range.from);
        left -= count;
        Partition& partition = *m_assigned[range.assigned].partition;
        if (const GroupProgress& progress = progressOf(partition); progress.owner == this)
            commits.push_back({&partition, range.from + count, progress.moves});
    }
    commitSync(std::move(commits));
}

void GroupConsumer::commitSync(Commits commits)
{
    m_committedAt = m_cluster.now() + m_group.commitTime(*this);
    m_group.commit(*this, std::move(commits));
}

void GroupConsumer::commitIfDue()
{
    if (!m_cluster.settings.consumer.commitsByItself || m_group.keepsOffsets() || m_transactions != nullptr)
        return;
    if (m_cluster.now() >= m_nextCommit) {
        m_nextCommit = m_cluster.now() + m_cluster.settings.consumer.autoCommitInterval;
        if (Commits commits = processed(); !commits.empty())
            m_group.commit(*this, std::move(commits));
    } else if (m_buffered == 0 && !m_commitTimer.isScheduled() && m_lastTag > 0) {
        m_cluster.context.calendar.schedule(m_nextCommit, m_commitTimer);
    }
}

void GroupConsumer::commitWhileWaiting()
{
    // Auto commit happens inside poll(); while a handler works there is none.
    if (m_isPolling && !m_isPaused)
        commitIfDue();
}

void GroupConsumer::commitNow()
{
    if (m_client != nullptr)
        writeCommit(processed());
}

void GroupConsumer::writeCommit(const Commits& commits)
{
    for (const Commit& commit : commits) {
        GroupProgress& progress = progressOf(*commit.partition);
        const bool isOfAnother = progress.owner != nullptr && progress.owner != this;
        if (isOfAnother || commit.moves != progress.moves || commit.offset <= progress.committed)
            continue;
        progress.committed = commit.offset;
        commit.partition->noteLag(m_group.index(), m_cluster.now());
        commit.partition->trim();
    }
}

GroupConsumer::Assigned* GroupConsumer::findAssigned(const Partition& partition)
{
    const auto found = std::ranges::find(m_assigned, &partition, &Assigned::partition);
    return found == m_assigned.end() ? nullptr : &*found;
}

/// Of that partition, from that offset on.
void GroupConsumer::dropFetched(const Assigned& assigned, std::int64_t from)
{
    const auto index = static_cast<std::size_t>(&assigned - m_assigned.data());
    for (std::size_t left = m_buffer.size(); left > 0; --left) {
        Range range = m_buffer.takeFront();
        if (range.assigned == index) {
            const std::int64_t to = std::clamp(from, range.from, range.to);
            m_buffered -= range.to - to;
            m_assigned[index].buffered -= range.to - to;
            range.to = to;
        }
        if (range.from < range.to)
            m_buffer.pushBack(range);
    }
    for (Fetch& fetch : m_fetches) {
        for (Range& range : fetch.answer) {
            if (!fetch.isAnswering || range.assigned != index)
                continue;
            const std::int64_t to = std::clamp(from, range.from, range.to);
            m_assigned[index].buffered -= range.to - to;
            range.to = to;
        }
        std::erase_if(fetch.answer, [](const Range& range) { return range.from == range.to; });
    }
    m_leftOfPoll = std::min(m_leftOfPoll, m_buffered);
    if (m_inHand.assigned == index && m_inHand.offset >= from)
        m_inHand.tag = 0;
}

void GroupConsumer::seek(Partition& partition, std::int64_t offset)
{
    Assigned* const assigned = findAssigned(partition);
    if (assigned == nullptr)
        return;
    dropFetched(*assigned, 0);
    assigned->fetchFrom = assigned->processed = offset;
    recordsAt(partition.leader);
}

void GroupConsumer::noteCutOff(Partition& partition)
{
    Assigned* const assigned = findAssigned(partition);
    if (assigned == nullptr)
        return;
    dropFetched(*assigned, partition.end());
    if (assigned->fetchFrom != kUnstable)
        assigned->fetchFrom = std::min(assigned->fetchFrom, partition.end());
    assigned->processed = std::min(assigned->processed, partition.end());
}

/// OFFSET_OUT_OF_RANGE: what it wanted has been deleted (auto.offset.reset).
void GroupConsumer::resetIfOutOfRange(Assigned& assigned)
{
    Partition& partition = *assigned.partition;
    if (assigned.fetchFrom >= partition.retainedFrom()) [[likely]]
        return;
    const bool isEarliest = m_cluster.settings.consumer.offsetReset == spec::KafkaOffsetReset::Earliest;
    assigned.fetchFrom = isEarliest ? partition.retainedFrom() : partition.readableEnd(m_readsCommitted);
    assigned.processed = std::max(assigned.processed, assigned.fetchFrom);
    GroupProgress& progress = progressOf(partition);
    if (!isEarliest && progress.owner == this)
        partition.giveUp(progress, assigned.fetchFrom, m_cluster.now(), LossCause::OffsetReset);
}

}  // namespace stormglass::kafka
