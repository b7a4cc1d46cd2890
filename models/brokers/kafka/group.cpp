// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/group.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/murmur2.h"

#include <algorithm>

namespace stormglass::kafka {

Group::Group(Cluster& cluster, Topic& topic, std::uint32_t index, const std::string& name)
    : m_cluster(cluster)
    , m_topic(topic)
    , m_index(index)
    , m_name(name)
    , m_coordinator(murmur2(name) % static_cast<std::uint32_t>(cluster.nodes.size()))
{
}

Duration Group::way(HostId host) const
{
    return m_cluster.delay(host, m_cluster.nodes[m_coordinator].host);
}

Group::Member* Group::find(std::uint32_t number)
{
    const auto found = std::ranges::find(m_members, number, &Member::number);
    return found == m_members.end() ? nullptr : &*found;
}

Group::Member* Group::find(const GroupConsumer& consumer)
{
    const auto found = std::ranges::find(m_members, &consumer, [](const Member& member) -> const GroupConsumer* {
        return member.consumer;
    });
    return found == m_members.end() ? nullptr : &*found;
}

Group::Member* Group::findReturning(const GroupConsumer& consumer)
{
    if (!m_cluster.settings.consumer.isStaticMember)
        return nullptr;
    const auto found = std::ranges::find_if(m_members, [&](const Member& member) {
        return member.consumer == nullptr && member.host == consumer.host();
    });
    return found == m_members.end() ? nullptr : &*found;
}

void Group::join(GroupConsumer& consumer)
{
    if (isManual()) {
        joinManually(consumer);
        return;
    }
    // A request to find the coordinator, its answer, and the request to join.
    m_cluster.context.network.after(3 * way(consumer.host()), [this, &consumer] { joined(consumer, false); });
}

void Group::joinAgain(GroupConsumer& consumer, Commits commits, bool mustRebalance)
{
    // The commit, its answer, and the request to join.
    commit(consumer, std::move(commits));
    m_cluster.context.network.after(3 * way(consumer.host()),
                                    [this, &consumer, mustRebalance] { joined(consumer, mustRebalance); });
}

void Group::commit(GroupConsumer& consumer, Commits commits)
{
    if (keepsOffsets())
        return;
    m_cluster.context.network.after(way(consumer.host()), [this, &consumer, commits = std::move(commits)] {
        if (isCoordinatorThereFor(consumer.host()))
            consumer.writeCommit(commits);
        else
            noteLostCommit(commits);
    });
}

void Group::noteLostCommit(const Commits& commits)
{
    for (const Commit& commit : commits)
        if (GroupProgress& progress = commit.partition->groups[m_index]; progress.owner == nullptr)  // or it commits again
            progress.leftFor = isCoordinatorUp() ? RedeliveryCause::AnswerLost : RedeliveryCause::BrokerLost;
}

Duration Group::commitTime(const GroupConsumer& consumer) const
{
    const Duration answer = 2 * way(consumer.host());
    return isCoordinatorThereFor(consumer.host()) ? answer : std::max(answer, m_cluster.settings.producer.retryBackoff);
}

void Group::joined(GroupConsumer& consumer, bool mustRebalance)
{
    if (!consumer.isAttached())
        return;
    if (!isCoordinatorThereFor(consumer.host())) {
        const spec::KafkaProducer& settings = m_cluster.settings.producer;
        m_cluster.context.network.after(isCoordinatorUp() ? settings.retryBackoffMax : settings.retryBackoff,
                                        [this, &consumer, mustRebalance] { joined(consumer, mustRebalance); });
        return;
    }
    const std::uint32_t lastNumber = m_lastNumber;
    Member& member = admit(consumer);
    const bool isNew = member.number > lastNumber;
    if (isServerSide()) {
        if (consumer.isPaused() && !member.isSilent)
            fallSilent(consumer);
        m_state = State::Stable;
        if (isNew)
            retarget();
        reconcile(member);
        return;
    }
    m_hasNewMember |= isNew;
    if (m_state == State::Stable && !isNew && !mustRebalance) {
        sendAssignment(member);
        return;
    }
    if (isIncremental())
        member.partitions = consumer.assigned();
    if (m_state == State::Empty)
        beginFirstRebalance();
    else if (m_state == State::Stable)
        beginRebalance();
    member.hasJoined = true;
    if (consumer.isPaused() && !member.isSilent)
        fallSilent(consumer);  // it was paused while its request was on the way
    completeIfAllJoined();
}

Group::Member& Group::admit(GroupConsumer& consumer)
{
    std::erase(m_expelled, &consumer);
    Member* member = find(consumer);
    if (member == nullptr && (member = findReturning(consumer)) != nullptr) {
        member->consumer = &consumer;
        member->isCutOff = member->mustGiveUp = false;
        speaks(*member);
    }
    if (member == nullptr)
        return m_members.emplace_back(Member{.consumer = &consumer,
                                             .number = ++m_lastNumber,
                                             .host = consumer.host(),
                                             .heartbeatsFrom = m_cluster.now()});
    if (member->isSilent && !consumer.isPaused())
        speaks(*member);  // a static member that has polled again
    return *member;
}

void Group::beginFirstRebalance()
{
    m_state = State::Preparing;
    m_isFirst = true;
    m_hasNewMember = false;
    m_cluster.context.network.after(m_cluster.settings.groupInitialRebalanceDelay, [this] { firstDelayIsOver(); });
}

void Group::firstDelayIsOver()
{
    // A group that never was complete waits on for as long as members keep coming.
    if (m_generation == 0 && std::exchange(m_hasNewMember, false)) {
        m_cluster.context.network.after(m_cluster.settings.groupInitialRebalanceDelay, [this] { firstDelayIsOver(); });
        return;
    }
    m_isFirst = false;
    completeIfAllJoined();
}

SimTime Group::lastHeartbeat(const Member& member) const
{
    const Duration interval = heartbeatInterval();
    const SimTime last = member.isHeard() ? m_cluster.now() : member.silentSince;
    return last - (last - member.heartbeatsFrom) % interval;
}

void Group::beginRebalance()
{
    m_state = State::Preparing;
    ++m_rebalance;
    for (Member& member : m_members) {
        member.hasJoined = false;
        if (member.consumer == nullptr || !member.isHeard())
            continue;
        // Members hear of it in the answer to their next heartbeat.
        const SimTime heartbeat = lastHeartbeat(member) + heartbeatInterval();
        m_cluster.context.network.after(
            heartbeat - m_cluster.now() + way(member.host),
            [this, number = member.number, rebalance = m_rebalance] {
                const Member* told = find(number);
                if (rebalance == m_rebalance && m_state == State::Preparing && told != nullptr && !told->hasJoined
                    && told->consumer != nullptr && told->isHeard())
                    told->consumer->rebalanceBegan();
            });
    }
    m_cluster.context.network.after(m_cluster.settings.consumer.maxPollInterval, [this, rebalance = m_rebalance] {
        if (rebalance == m_rebalance && m_state == State::Preparing)
            expelLate();
    });
}

void Group::rebalance()
{
    // With the consumer protocol there is nothing to be done: the target is what it is.
    if (m_state == State::Stable && isCoordinatorUp() && !isServerSide() && !isManual())
        beginRebalance();
}

void Group::expelLate()
{
    std::vector<GroupConsumer*> expelled;
    std::erase_if(m_members, [&](const Member& member) {
        if (!member.hasJoined && member.consumer != nullptr)
            (member.isCutOff ? m_expelled : expelled).push_back(member.consumer);
        return !member.hasJoined;
    });
    completeIfAllJoined();
    for (GroupConsumer* consumer : expelled)
        consumer->fence(RedeliveryCause::NotSettledInTime);
}

void Group::completeIfAllJoined()
{
    if (m_state == State::Preparing && !m_isFirst && std::ranges::all_of(m_members, &Member::hasJoined))
        complete();
}

void Group::complete()
{
    ++m_generation;
    if (m_members.empty()) {
        m_state = State::Empty;
        return;
    }
    m_state = State::Stable;
    if (m_cluster.settings.consumer.assignor == spec::KafkaAssignor::Range)
        assignRanges();
    else
        assignSticky();
    for (const Member& member : m_members)
        sendAssignment(member);
}

void Group::sendAssignment(const Member& member)
{
    if (member.consumer == nullptr || isServerSide())
        return;
    // The answer to the join, then SyncGroup and OffsetFetch, there and back.
    m_cluster.context.network.after(
        5 * way(member.host), [this, consumer = member.consumer, generation = m_generation] {
            Member* assigned = find(*consumer);
            if (assigned == nullptr || generation != m_generation || !consumer->isAttached())
                return;
            if (assigned->isHeard() && isIncremental())
                consumer->assignIncrementally(assigned->partitions);
            else if (assigned->isHeard())
                consumer->assign(assigned->partitions);
            else
                assigned->hasMissed = true;
        });
}

}  // namespace stormglass::kafka
