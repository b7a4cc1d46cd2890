// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log of a stream, and which of its members has what of it.
#include "models/brokers/rabbitmq/stream.h"

#include "models/brokers/rabbitmq/subscriber.h"

#include <algorithm>

namespace stormglass::rabbitmq {

namespace {

/// While more than one segment is left, their age is looked at so often (osiris_retention, DEFAULT_SCHEDULED_EVAL_TIME).
constexpr Duration kRetentionInterval = 1h;

/// x-initial-cluster-size: by default there is a member on each node (rabbit_stream_queue, initial_cluster_size).
std::size_t membersOf(const Cluster& cluster, const spec::RabbitmqQueue& queue)
{
    return queue.stream.initialClusterSize > 0 ? static_cast<std::size_t>(queue.stream.initialClusterSize) : cluster.nodes.size();
}

}  // namespace

Stream::Stream(Cluster& cluster, Exchange& exchange, const std::string& component, std::uint32_t home)
    : Queue(cluster, exchange, component, home, membersOf(cluster, exchange.settings)), m_log(exchange.settings.stream.maxSegmentBytes)
{
    for (const std::uint32_t node : m_members)
        m_state.push_back({.node = node});
}

const Stream::Member& Stream::memberAt(std::uint32_t node) const
{
    return *std::ranges::find(m_state, node, &Member::node);
}

Stream::Member& Stream::memberAt(std::uint32_t node) { return *std::ranges::find(m_state, node, &Member::node); }

void Stream::take(Incoming incoming)
{
    const bool isNewSegment = m_log.append(std::move(incoming.message), m_cluster.now());
    ++m_undone;
    m_uncommitted.pushBack({incoming.pending, incoming.from, incoming.sender});
    replicate();
    if (isNewSegment) [[unlikely]]
        retain();
}

void Stream::replicate()
{
    SimTime until = m_cluster.now() + majorityRoundTrip();
    if (!m_replicating.empty())
        until = std::max(until, m_replicating.back().until);
    else if (until == m_cluster.now())
        return commitTo(m_log.end());
    m_replicating.pushBack({m_log.end(), until});
    if (!m_replication.isScheduled())
        m_cluster.context.calendar.schedule(until, m_replication);
}

void Stream::replicated()
{
    std::uint64_t end = m_committedEnd;
    while (!m_replicating.empty() && m_replicating.front().until <= m_cluster.now())
        end = m_replicating.takeFront().end;
    if (!m_replicating.empty())
        m_cluster.context.calendar.schedule(m_replicating.front().until, m_replication);
    commitTo(end);
}

void Stream::commitTo(std::uint64_t end)
{
    // Without a majority it stays uncommitted until a member returns.
    if (m_leader == kNoNode || !hasMajority(m_leader))
        return;
    for (; m_committedEnd < end; ++m_committedEnd) {
        const Uncommitted committed = m_uncommitted.takeFront();
        m_cluster.settlePending(committed.pending, true, m_leader);
        m_cluster.answer(committed.sender, *this);
    }
    tellMembers();
}

/// A member learns with the next chunk, or by itself, how far the stream is committed.
void Stream::tellMembers()
{
    for (Member& member : m_state) {
        if (member.node == m_leader) {
            member.readable = m_committedEnd;
        } else if (member.has == kAll && std::ranges::any_of(m_seats, [&](const Seat& seat) {
                       return seat.reader != nullptr && seat.reader->isConnectedTo(member.node);
                   })) {
            m_cluster.context.network.after(m_cluster.drawBetween(m_leader, member.node),
                                            [this, node = member.node, end = m_committedEnd] {
                                                Member& told = memberAt(node);
                                                told.readable = std::max(told.readable, std::min(end, m_committedEnd));
                                                serveAt(node);
                                            });
        }
    }
    serveAt(m_leader);
}

/// From now on it gets nothing from the leader: what it has is what has had the time to get there.
void Stream::stopFollowing(Member& member)
{
    if (member.has != kAll)
        return;
    member.has = m_log.endAt(m_cluster.now() - m_cluster.delayBetween(m_leader, member.node));
    member.readable = std::min(m_committedEnd, member.has);
}

void Stream::stopFollowing()
{
    for (Member& member : m_state)
        stopFollowing(member);
    m_replicating.clear();
    m_replication.cancel();
}

void Stream::reachIsChanging()
{
    if (m_leader == kNoNode)
        return;
    for (Member& member : m_state) {
        if (!isThere(member.node, m_leader))
            stopFollowing(member);
        else
            member.has = kAll;
    }
}

void Stream::nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly)
{
    if (!isMember(node))
        return;
    // The page cache outlives the process: whatever it has written, it has when it starts again.
    if (m_leader != kNoNode && node != m_leader)
        stopFollowing(memberAt(node));
    Queue::nodeStopped(node, isSilent, isOrderly);
}

void Stream::nodeLostPower(std::uint32_t node)
{
    if (!isMember(node))
        return;
    Member& member = memberAt(node);
    member.has = std::min(member.has, m_log.endAt(m_cluster.now() - kWriteBack));
}

/// The one with the longest log (rabbit_stream_coordinator, select_leader). Of equals the first; a real one draws.
std::uint32_t Stream::choose(const std::vector<std::uint32_t>& candidates) const
{
    return *std::ranges::max_element(candidates, {}, [this](std::uint32_t node) {
        const std::uint64_t has = memberAt(node).has;
        return std::min(has, m_log.end());
    });
}

void Stream::leads()
{
    ++m_epoch;
    m_replicating.clear();
    m_replication.cancel();
    cutTo(std::min(memberAt(m_leader).has, m_log.end()));
    for (Member& member : m_state)
        member.has = isThere(member.node, m_leader) ? kAll : std::min(member.has, m_log.end());
    if (!m_uncommitted.empty())
        replicate();
    tellMembers();
}

/// What the new leader does not have the channels send again that are still there; it knows them by their number, so none
/// is in the stream twice (rabbit_stream_queue, resend_all; osiris_writer, is_duplicate).
void Stream::cutTo(std::uint64_t end)
{
    if (end >= m_log.end())
        return;
    std::vector<Incoming> again;
    while (m_log.end() > std::max(end, m_committedEnd)) {
        const Uncommitted last = m_uncommitted.back();
        m_uncommitted.popBack();
        StreamLog::Record& record = m_log[m_log.end() - 1];
        --m_undone;
        if (m_cluster.nodes[last.from].isUp) {
            again.push_back({std::move(record.message), last.pending, last.from, last.sender});
        } else {
            m_cluster.noteUnconfirmed(record.message, LossCause::BrokerCrashed);
            m_cluster.bookUnconfirmed(probe(), LossCause::BrokerCrashed, 1);
            m_cluster.settlePending(last.pending, false, m_leader);
            m_cluster.answer(last.sender, *this);
        }
        m_log.dropBack();
    }
    // Confirmed, but whoever had it has lost its power meanwhile.
    for (; m_log.end() > end && m_log.end() > m_log.bodiesFrom(); m_log.dropBack())
        if (StreamLog::Record& record = m_log[m_log.end() - 1]; !record.isDone)
            lose(record, LossCause::PowerLoss);
    if (m_log.end() < m_committedEnd) {
        m_committedEnd = m_log.end();
        m_cuts.push_back(m_committedEnd);
    }
    for (Seat& seat : m_seats) {
        seat.next = std::min(seat.next, m_committedEnd);
        seat.done = std::min(seat.done, m_committedEnd);
        seat.seen = std::min(seat.seen, m_committedEnd);
        seat.stored = seat.stored == kAll ? kAll : std::min(seat.stored, m_committedEnd);
    }
    for (Member& member : m_state)
        member.readable = std::min(member.readable, m_committedEnd);
    for (Incoming& incoming : again)
        m_stalled.pushFront(std::move(incoming));
}

void Stream::retain()
{
    m_log.retain(m_cluster.now(), m_exchange.settings.maxLengthBytes, settings().maxAge);
    letGo();
    if (settings().maxAge > Duration{} && m_log.segments() > 1 && !m_retention.isScheduled())
        m_cluster.context.calendar.schedule(m_cluster.now() + kRetentionInterval, m_retention);
}

void Stream::retentionIsDue() { retain(); }

void Stream::clear()
{
    Queue::clear();
    m_log.clear();
    m_undone = 0;
    m_uncommitted.clear();
    m_replicating.clear();
    m_replication.cancel();
    m_storing.cancel();
    m_retention.cancel();
    m_seats.clear();
    m_line.clear();
}

}  // namespace stormglass::rabbitmq
