// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clients whose process stands still, and consumers whose application does not come back to poll().
#include "models/brokers/kafka/connection.h"
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/transaction_manager.h"

#include <algorithm>
#include <utility>

namespace stormglass::kafka {

void Producer::resume()
{
    if (!std::exchange(m_isPaused, false))
        return;
    // What has arrived is read before the timers are looked at.
    for (Request* request : std::exchange(m_unreadAnswers, {}))
        answered(*request);
    for (const std::uint32_t node : std::exchange(m_unreadLosses, {}))
        connectionLost(node);
    for (const std::unique_ptr<Connection>& connection : m_connections)
        connection->resume();
    refuseBlocked();
    run();
    if (m_transactions != nullptr)
        m_transactions->resume();
}

void GroupConsumer::pause()
{
    m_isPaused = true;
    if (!m_group.isManual())
        m_group.fallSilent(*this);
}

void GroupConsumer::resume()
{
    if (m_client == nullptr || !std::exchange(m_isPaused, false))
        return;
    if (!m_group.isManual())
        m_group.speakAgain(*this);
    for (const std::uint32_t node : std::exchange(m_unread, {}))
        fetched(node);
    for (std::uint32_t node = 0; node < m_fetches.size(); ++node) {
        m_fetches[node].arrivesAt = m_cluster.now() + m_cluster.delay(m_host, m_cluster.nodes[node].host);
        recordsAt(node);
    }
    if (!m_pollTimer.isScheduled())
        m_cluster.context.calendar.schedule(
            std::max(m_cluster.now(), m_polledAt + m_cluster.settings.consumer.maxPollInterval), m_pollTimer);
    if (m_isPolling)
        scheduleHandOver();
}

void GroupConsumer::pollIsOverdue()
{
    const bool isWaitingInPoll = m_isPolling && m_leftOfPoll == 0 && m_orphans.empty();
    if (m_isPaused || isWaitingInPoll || m_assigned.empty() || m_group.isManual())
        return;
    const SimTime due = m_polledAt + m_cluster.settings.consumer.maxPollInterval;
    if (due > m_cluster.now()) {
        m_cluster.context.calendar.schedule(due, m_pollTimer);
        return;
    }
    m_group.leaveUnpolled(*this);
    fence(RedeliveryCause::NotSettledInTime);
}

void GroupConsumer::fence(RedeliveryCause cause)
{
    // With transactions it is of no use to go on: whatever comes of it is never committed.
    if (m_transactions != nullptr)
        m_transactions->doom(cause);
    for (; m_leftOfPoll > 0 && m_transactions == nullptr; --m_leftOfPoll) {
        Range& range = m_buffer.front();
        Partition& partition = *m_assigned[range.assigned].partition;
        if (range.from >= partition.start())  // whoever has taken over may be done with it
            m_orphans.pushBack({&partition, range.from, partition.at(range.from)});
        if (++range.from == range.to)
            m_buffer.popFront();
    }
    revoke(cause);
    m_mustJoin = true;
    if (!m_isPaused)
        joinIfNeeded();
}

void GroupConsumer::joinIfNeeded()
{
    if (m_mustJoin && m_isPolling && m_leftOfPoll == 0 && m_orphans.empty() && !endsTransactionFirst())
        joinAgain();
}

void Group::fallSilent(GroupConsumer& consumer)
{
    Member* member = find(consumer);
    if (member == nullptr)
        return;
    if (member->isHeard())
        member->silentSince = m_cluster.now();
    member->isSilent = true;
    awaitExpiry(*member);
}

void Group::speaks(Member& member)
{
    member.isSilent = false;
    member.heartbeatsFrom = m_cluster.now();
    ++member.departures;
}

void Group::speakAgain(GroupConsumer& consumer)
{
    if (Member* member = find(consumer); member != nullptr && member->isCutOff)
        member->isSilent = false;
    else
        hear(consumer);
}

void Group::hear(GroupConsumer& consumer)
{
    Member* member = find(consumer);
    const bool wasMissed = member == nullptr || (m_state == State::Preparing && !member->hasJoined);
    if (member != nullptr) {
        speaks(*member);
        if (std::exchange(member->hasMissed, false) && m_state == State::Stable)
            isServerSide() ? tellPartitions(*member) : sendAssignment(*member);
        if (isServerSide())
            reconcileLater(*member);
    }
    if (!wasMissed)
        return;
    // The answer to its first heartbeat tells it to join again.
    m_cluster.context.network.after(2 * way(consumer.host()), [this, &consumer] {
        if (!consumer.isAttached() || consumer.isPaused())
            return;
        const Member* told = find(consumer);
        if (told == nullptr)
            consumer.joinIfNeeded();
        else if (m_state == State::Preparing && !told->hasJoined && told->isHeard())
            consumer.rebalanceBegan();
    });
}

void Group::leaveUnpolled(GroupConsumer& consumer)
{
    const Member* member = find(consumer);
    if (member == nullptr)
        return;
    // A static member does not leave: it stops its heartbeats (KIP-345).
    if (m_cluster.settings.consumer.isStaticMember)
        fallSilent(consumer);
    else if (!member->isCutOff)
        m_cluster.context.network.after(way(consumer.host()), [this, number = member->number] { remove(number); });
}

}  // namespace stormglass::kafka
