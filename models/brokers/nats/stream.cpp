// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/stream.h"

#include "models/brokers/nats/durable.h"
#include "models/brokers/nats/publisher.h"

#include <algorithm>
#include <array>

namespace stormglass::nats {

Stream::Stream(Cluster& cluster, const spec::Channel& channel, ChannelProbe& itsProbe, std::uint32_t preferredLeader)
    : name(channel.name)
    , settings(std::get<spec::NatsStream>(channel.settings))
    , probe(itsProbe)
    , m_cluster(cluster)
    , m_leader(preferredLeader)
    , m_lastLeader(preferredLeader)
    , m_recent(settings.maxAge > Duration{} ? std::min(settings.duplicateWindow, settings.maxAge) : settings.duplicateWindow)
{
    const auto nodes = static_cast<std::uint32_t>(cluster.nodes.size());
    const auto count = std::min(static_cast<std::uint32_t>(settings.replicas), nodes);
    for (std::uint32_t i = 0; i < count; ++i)
        m_members.push_back({.node = (preferredLeader + i) % nodes});
}

void Stream::publish(Publisher& publisher, std::uint32_t slot)
{
    const Message& message = publisher.messageIn(slot);
    if (m_leader == kNoNode) {
        publisher.noResponders(slot);
    } else if (denials.writes > 0) {
        publisher.refused(slot, LossCause::Denied);
    } else if (settings.discard == spec::NatsDiscard::New && isFull()) {
        publisher.refused(slot, LossCause::Refused);
    } else if (settings.haveMessageIds && !m_recent.add(m_cluster.now(), message)) {
        probe.deduplicated(m_cluster.now(), copies());
        publisher.stored(slot, m_leader);
    } else {
        m_uncommitted.pushBack({&publisher, slot, m_cluster.now()});
        if (!replicateLater())
            publisher.unconfirmed(slot);
    }
}

bool Stream::isFull() const
{
    return (settings.maxMessages > 0 && m_keptMessages >= settings.maxMessages)
        || (settings.maxBytes > 0 && m_keptBytes >= settings.maxBytes);
}

/// A majority is the leader and the quickest of the others.
std::optional<Duration> Stream::replicationTime() const
{
    const std::size_t needed = m_members.size() / 2;
    if (needed == 0)
        return Duration{};
    std::array<Duration, spec::NatsStream::kMostReplicas> roundTrips;
    auto end = roundTrips.begin();
    for (const Member& member : m_members)
        if (member.node != m_leader && m_cluster.areConnected(m_leader, member.node))
            *end++ = 2 * m_cluster.between(m_leader, member.node);
    if (static_cast<std::size_t>(end - roundTrips.begin()) < needed)
        return std::nullopt;
    const auto last = roundTrips.begin() + static_cast<std::ptrdiff_t>(needed) - 1;
    std::nth_element(roundTrips.begin(), last, end);
    return *last;
}

bool Stream::seesMajority(std::uint32_t node) const
{
    const auto seen = std::ranges::count_if(m_members, [&](const Member& member) { return m_cluster.areConnected(node, member.node); });
    return static_cast<std::size_t>(seen) > m_members.size() / 2;
}

bool Stream::replicateLater()
{
    const std::optional<Duration> time = replicationTime();
    if (!time)
        return false;
    for (; m_replicating < m_uncommitted.size(); ++m_replicating)
        m_cluster.context.network.after(m_cluster.store(m_leader) + *time, [this, term = m_term] {
            if (term == m_term)
                commit();
        });
    return true;
}

void Stream::commit()
{
    const Uncommitted first = m_uncommitted.takeFront();
    --m_replicating;
    Entry entry{first.publisher->takeMessage(first.slot), ++m_lastSequence, m_totalBytes, first.storedAt, 0};
    m_totalBytes += static_cast<std::uint64_t>(entry.message.size);
    first.publisher->stored(first.slot, m_leader);
    keep(entry);
    for (Durable* durable : durables)
        durable->add(entry);
}

void Stream::keep(const Entry& entry)
{
    if (settings.retention == spec::NatsRetention::Limits)
        return;
    m_kept.pushBack({static_cast<std::uint32_t>(copies()), entry.message.size});
    if (copies() > 0) {
        ++m_keptMessages;
        m_keptBytes += entry.message.size;
    }
    for (; !m_kept.empty() && m_kept.front().copies == 0; ++m_firstKept)
        m_kept.popFront();
}

void Stream::noteDone(const Entry& entry)
{
    if (entry.sequence < m_firstKept || entry.sequence - m_firstKept >= m_kept.size())
        return;
    Kept& kept = m_kept[entry.sequence - m_firstKept];
    if (kept.copies == 0 || --kept.copies > 0)
        return;
    --m_keptMessages;
    m_keptBytes -= kept.size;
    for (; !m_kept.empty() && m_kept.front().copies == 0; ++m_firstKept)
        m_kept.popFront();
}

bool Stream::isDropped(const Entry& entry) const
{
    if (settings.discard == spec::NatsDiscard::New)
        return false;
    if (settings.retention != spec::NatsRetention::Limits)  // the oldest of what is still there
        return entry.sequence == m_firstKept && !m_kept.empty()
            && ((settings.maxMessages > 0 && m_keptMessages > settings.maxMessages)
                || (settings.maxBytes > 0 && m_keptBytes > settings.maxBytes));
    return (settings.maxMessages > 0 && m_lastSequence - entry.sequence >= static_cast<std::uint64_t>(settings.maxMessages))
        || (settings.maxBytes > 0 && m_totalBytes - entry.bytesBefore > static_cast<std::uint64_t>(settings.maxBytes));
}

void Stream::clear()
{
    m_uncommitted.clear();
    m_kept.clear();
    m_recent.clear();
}

}  // namespace stormglass::nats
