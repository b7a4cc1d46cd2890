// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a consumer gets its partitions, and gives them up.
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/transaction_manager.h"

#include <algorithm>

namespace stormglass::kafka {

void GroupConsumer::assign(const std::vector<Partition*>& partitions)
{
    // Where the consumers share the partitions out themselves, all begin anew when one of them was lost.
    revoke(m_group.isManual() ? RedeliveryCause::ConsumerLost : RedeliveryCause::Reassigned);
    for (Partition* partition : partitions)
        take(*partition);
    m_nextCommit = m_cluster.now() + m_cluster.settings.consumer.autoCommitInterval;
    for (std::uint32_t node = 0; node < m_fetches.size(); ++node) {
        m_fetches[node].isCut = false;
        m_fetches[node].arrivesAt = m_cluster.now() + m_cluster.delay(m_host, m_cluster.nodes[node].host);
        recordsAt(node);
    }
}

void GroupConsumer::take(Partition& partition)
{
    GroupProgress& progress = progressOf(partition);
    // The last owner that still takes itself for it has been cut off, or stands still.
    const bool wasExpelled = progress.owner != nullptr && progress.owner != this;
    progress.owner = this;
    progress.wayBack.goBack(progress.committed, wasExpelled ? RedeliveryCause::ConsumerLost : progress.leftFor);
    // Whoever committed before it had processed has not come to this.
    if (progress.acknowledged < progress.committed) [[unlikely]]
        partition.giveUp(progress, progress.committed, m_cluster.now(), LossCause::CommittedFirst);
    const bool isStable = progress.pending < 0;
    m_assigned.push_back({&partition, isStable ? progress.committed : kUnstable, progress.committed});
    if (!isStable) [[unlikely]]
        awaitStable(partition);
}

std::vector<Partition*> GroupConsumer::assigned() const
{
    std::vector<Partition*> partitions;
    for (const Assigned& assigned : m_assigned)
        partitions.push_back(assigned.partition);
    return partitions;
}

void GroupConsumer::assignIncrementally(const std::vector<Partition*>& partitions)
{
    m_pending = partitions;
    m_hasPending = true;
    if (isWaitingInPoll() && !m_isPaused && !endsTransactionFirst())
        applyAssignment();
}

/// Within poll(): all that it had in its hands has been dealt with.
void GroupConsumer::applyAssignment()
{
    m_hasPending = false;
    const std::vector<Partition*> partitions = std::exchange(m_pending, {});
    const bool isFirst = m_assigned.empty();
    const bool isAnyTaken = std::ranges::any_of(m_assigned, [&](const Assigned& assigned) {
        return std::ranges::find(partitions, assigned.partition) == partitions.end();
    });
    Commits commits;
    if (isAnyTaken)
        commits = giveUpAllBut(partitions);
    const std::vector<Partition*> kept = assigned();
    for (Partition* partition : partitions)
        if (std::ranges::find(kept, partition) == kept.end())
            take(*partition);
    if (isFirst)
        m_nextCommit = m_cluster.now() + m_cluster.settings.consumer.autoCommitInterval;
    for (std::uint32_t node = 0; node < m_fetches.size(); ++node) {
        if (isFirst)
            m_fetches[node].arrivesAt = m_cluster.now() + m_cluster.delay(m_host, m_cluster.nodes[node].host);
        recordsAt(node);
    }
    m_group.applied(*this, isAnyTaken, std::move(commits));
}

/// Gives back what is to be committed of them.
Commits GroupConsumer::giveUpAllBut(const std::vector<Partition*>& partitions)
{
    Commits commits = processed();
    constexpr std::size_t kGone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> places(m_assigned.size(), kGone);
    std::vector<Assigned> kept;
    for (std::size_t i = 0; i < m_assigned.size(); ++i) {
        const Assigned& assigned = m_assigned[i];
        if (std::ranges::find(partitions, assigned.partition) != partitions.end()) {
            places[i] = kept.size();
            kept.push_back(assigned);
        } else if (GroupProgress& progress = progressOf(*assigned.partition); progress.owner == this) {
            progress.owner = nullptr;
            progress.leftFor = RedeliveryCause::Reassigned;
        }
    }
    const auto move = [&places](Range& range) { return (range.assigned = places[range.assigned]) != kGone; };
    for (std::size_t left = m_buffer.size(); left > 0; --left) {
        Range range = m_buffer.takeFront();
        if (move(range))
            m_buffer.pushBack(range);
        else
            m_buffered -= range.to - range.from;
    }
    for (Fetch& fetch : m_fetches)
        std::erase_if(fetch.answer, [&move](Range& range) { return !move(range); });
    m_assigned = std::move(kept);
    m_inHand.tag = 0;
    return commits;
}

void GroupConsumer::revoke(RedeliveryCause cause)
{
    for (const Assigned& assigned : m_assigned)
        if (GroupProgress& progress = progressOf(*assigned.partition); progress.owner == this) {
            progress.owner = nullptr;
            progress.leftFor = cause;
        }
    m_assigned.clear();
    m_buffer.clear();
    m_unread.clear();
    m_buffered = m_leftOfPoll = 0;
    m_inHand.tag = 0;
    ++m_epoch;
    for (Fetch& fetch : m_fetches) {
        fetch.isAnswering = fetch.isGathering = fetch.isCut = false;
        fetch.answer.clear();
    }
    m_pending.clear();
    m_hasPending = false;
}

void GroupConsumer::rebalanceBegan()
{
    m_mustJoin = true;
    joinIfNeeded();
}

void GroupConsumer::joinAgain()
{
    // With an eager protocol everything is given up, and what was processed is committed first.
    m_mustJoin = false;
    Commits commits = processed();
    if (!m_group.isIncremental())
        revoke(RedeliveryCause::Reassigned);
    m_group.joinAgain(*this, std::move(commits));
}

void GroupConsumer::leave(Departure how)
{
    Consumer* const client = std::exchange(m_client, nullptr);
    m_commitTimer.cancel();
    m_handOver.cancel();
    m_pollTimer.cancel();
    m_orphans.clear();
    if (how == Departure::Closed && endsTransactionFirst()) {
        m_isLeaving = true;
        m_leavingClient = client;
        return;
    }
    depart(how);
}

/// Whether there is something to end before it may give anything up.
bool GroupConsumer::endsTransactionFirst() { return m_transactions != nullptr && m_transactions->endFirst(); }

void GroupConsumer::dieLeaving()
{
    m_leavingClient = nullptr;
    depart(Departure::Reset);
}

void GroupConsumer::endIfPolling()
{
    if (m_isPolling && m_client != nullptr && !m_isPaused)
        scheduleHandOver();
}

void GroupConsumer::depart(Departure how)
{
    m_isLeaving = false;
    Commits commits = how == Departure::Closed ? processed() : Commits{};
    revoke(RedeliveryCause::ConsumerLost);
    m_group.leave(*this, how, std::move(commits));
}

}  // namespace stormglass::kafka
