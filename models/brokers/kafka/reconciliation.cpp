// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The consumer protocol: members approach the target of the coordinator one by one. (KIP-848)
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

void Group::retarget()
{
    ++m_generation;
    std::vector<std::vector<Partition*>> shares = shareOut();
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        m_members[i].target = std::move(shares[i]);
        reconcileLater(m_members[i]);
    }
}

/// In the answer to its next heartbeat. Who is not heard has none; see hear().
void Group::reconcileLater(Member& member)
{
    if (member.consumer == nullptr || !member.isHeard() || member.isToReconcile || member.target == member.partitions)
        return;
    member.isToReconcile = true;
    const SimTime heartbeat = lastHeartbeat(member) + heartbeatInterval();
    m_cluster.context.network.after(heartbeat - m_cluster.now() + way(member.host), [this, number = member.number] {
        Member* const told = find(number);
        if (told == nullptr || !std::exchange(told->isToReconcile, false))
            return;
        if (isCoordinatorThereFor(told->host) && told->isHeard())
            reconcile(*told);
        else
            reconcileLater(*told);
    });
}

bool Group::isHeld(const Partition& partition) const
{
    return std::ranges::any_of(m_members, [&partition](const Member& member) {
        return std::ranges::find(member.partitions, &partition) != member.partitions.end();
    });
}

/// First it gives up what it is not to have; then it gets what nobody has any more.
void Group::reconcile(Member& member)
{
    if (member.mustGiveUp || member.consumer == nullptr)
        return;
    const auto isUnwanted = [&member](Partition* partition) {
        return std::ranges::find(member.target, partition) == member.target.end();
    };
    member.mustGiveUp = std::ranges::any_of(member.partitions, isUnwanted);
    bool isAnyMissing = false;
    if (!member.mustGiveUp)
        for (Partition* partition : member.target) {
            if (std::ranges::find(member.partitions, partition) != member.partitions.end())
                continue;
            if (isHeld(*partition))
                isAnyMissing = true;
            else
                member.partitions.push_back(partition);
        }
    tellPartitions(member);
    if (isAnyMissing)
        reconcileLater(member);
}

void Group::tellPartitions(Member& member)
{
    std::vector<Partition*> partitions;
    for (Partition* partition : member.partitions)
        if (std::ranges::find(member.target, partition) != member.target.end())
            partitions.push_back(partition);
    const std::uint32_t toldAt = ++member.toldAt;
    // The answer to the heartbeat, and OffsetFetch there and back.
    m_cluster.context.network.after(3 * way(member.host), [this, partitions, number = member.number, toldAt] {
        Member* const told = find(number);
        if (told == nullptr || told->toldAt != toldAt || told->consumer == nullptr || !told->consumer->isAttached())
            return;
        if (told->isHeard())
            told->consumer->assignIncrementally(partitions);
        else
            told->hasMissed = true;
    });
    if (member.mustGiveUp)
        m_cluster.context.network.after(m_cluster.settings.consumer.maxPollInterval,
                                        [this, number = member.number, toldAt] { expelUnwilling(number, toldAt); });
}

void Group::applied(GroupConsumer& consumer, bool isAnyTaken, Commits commits)
{
    if (!isServerSide()) {
        if (isAnyTaken)
            joinAgain(consumer, std::move(commits), true);
        return;
    }
    if (isAnyTaken)
        commit(consumer, std::move(commits));
    const Member* const member = find(consumer);
    if (member == nullptr || !member->mustGiveUp)
        return;
    // After the commit and its answer it sends a heartbeat at once.
    m_cluster.context.network.after(3 * way(member->host), [this, number = member->number] { gaveUp(number); });
}

void Group::gaveUp(std::uint32_t number)
{
    Member* const member = find(number);
    if (member == nullptr || member->consumer == nullptr || !std::exchange(member->mustGiveUp, false))
        return;
    const std::vector<Partition*> kept = member->consumer->assigned();
    std::erase_if(member->partitions, [&kept](Partition* partition) {
        return std::ranges::find(kept, partition) == kept.end();
    });
    reconcile(*member);
    for (Member& other : m_members)
        reconcileLater(other);
}

/// It has not let go for max.poll.interval.ms, which is the time that a rebalance may take.
void Group::expelUnwilling(std::uint32_t number, std::uint32_t toldAt)
{
    const Member* const member = find(number);
    if (member == nullptr || !member->mustGiveUp || member->toldAt != toldAt)
        return;
    GroupConsumer* const consumer = member->consumer;
    const bool isCutOff = member->isCutOff;
    remove(number);
    if (consumer != nullptr && isCutOff)
        m_expelled.push_back(consumer);
    else if (consumer != nullptr)
        consumer->fence(RedeliveryCause::NotSettledInTime);
}

}  // namespace stormglass::kafka
