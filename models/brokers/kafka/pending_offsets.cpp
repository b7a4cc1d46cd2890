// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Offsets that are part of a transaction: the coordinator of the group keeps them until it has ended. (KIP-447)
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

void Group::readCommitted()
{
    m_readsCommitted = true;
    for (const std::unique_ptr<Partition>& partition : m_topic.partitions)
        partition->groups[m_index].readsCommitted = true;
}

void Group::processInTransactions()
{
    m_isTransactional = true;
    readCommitted();
    beDoneAtCommit();
}

void Group::beDoneAtCommit()
{
    for (const std::unique_ptr<Partition>& partition : m_topic.partitions)
        partition->groups[m_index].isDoneAtCommit = true;
}

bool Group::takePending(const GroupConsumer& consumer, const Commits& commits)
{
    const auto isOwned = [&](const Commit& commit) { return commit.partition->groups[m_index].owner == &consumer; };
    if (!std::ranges::all_of(commits, isOwned))
        return false;
    for (const Commit& commit : commits)
        commit.partition->groups[m_index].pending = commit.offset;
    return true;
}

void Group::endTransaction(const Commits& commits, bool isCommitted)
{
    for (const Commit& commit : commits) {
        GroupProgress& progress = commit.partition->groups[m_index];
        progress.pending = -1;
        if (!isCommitted || commit.moves != progress.moves || commit.offset <= progress.committed)
            continue;
        progress.committed = commit.offset;
        commit.partition->noteLag(m_index, m_cluster.now());
        commit.partition->trim();
    }
}

/// Whoever takes a partition over waits until it is known where the last owner has come to.
void GroupConsumer::awaitStable(Partition& partition)
{
    const Duration wait = m_cluster.settings.producer.retryBackoff + 2 * m_group.way(m_host);
    m_cluster.context.network.after(wait, [this, &partition, epoch = m_epoch] {
        Assigned* const assigned = findAssigned(partition);
        if (epoch != m_epoch || assigned == nullptr || assigned->fetchFrom != kUnstable)
            return;
        const GroupProgress& progress = progressOf(partition);
        if (progress.pending >= 0) {
            awaitStable(partition);
            return;
        }
        assigned->fetchFrom = assigned->processed = progress.committed;
        recordsAt(partition.leader);
    });
}

bool GroupConsumer::isAnyPending() const
{
    return std::ranges::any_of(m_assigned,
                               [&](const Assigned& assigned) { return progressOf(*assigned.partition).pending >= 0; });
}

void GroupConsumer::returnToCommitted(RedeliveryCause cause)
{
    for (Assigned& assigned : m_assigned) {
        if (assigned.fetchFrom == kUnstable)
            continue;
        dropFetched(assigned, 0);
        GroupProgress& progress = progressOf(*assigned.partition);
        assigned.fetchFrom = assigned.processed = progress.committed;
        progress.wayBack.goBack(progress.committed, cause);
    }
    m_leftOfPoll = 0;
    for (std::uint32_t node = 0; node < m_fetches.size(); ++node)
        recordsAt(node);
}

void GroupConsumer::transactionEnded()
{
    if (m_isLeaving) {
        depart(Departure::Closed);
        if (Consumer* const client = std::exchange(m_leavingClient, nullptr); client != nullptr)
            client->left();
    } else if (m_isPolling && m_client != nullptr) {
        scheduleHandOver();
    }
}

}  // namespace stormglass::kafka
