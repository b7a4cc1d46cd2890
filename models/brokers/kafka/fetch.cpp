// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a consumer gets its records.
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"

#include <algorithm>

namespace stormglass::kafka {

bool GroupConsumer::canFetch(const Assigned& assigned, std::uint32_t node) const
{
    return assigned.partition->leader == node && assigned.buffered == 0
        && assigned.partition->readableEnd(m_readsCommitted) > assigned.fetchFrom && assigned.partition->topic.denials.reads == 0;
}

void GroupConsumer::recordsAt(std::uint32_t node)
{
    if (node == kNoNode || m_isPaused)
        return;
    Fetch& fetch = m_fetches[node];
    if ((fetch.isAnswering && !fetch.isGathering)
        || std::ranges::none_of(m_assigned, [&](const Assigned& assigned) { return canFetch(assigned, node); }))
        return;
    fetch.isCut = !m_cluster.isConnected(m_host, node);
    if (fetch.isCut) {
        fetch.isAnswering = fetch.isGathering = false;
        return;
    }
    if (m_cluster.settings.consumer.fetchMinBytes > 1 && !hasEnough(node)) {
        gather(node);
        return;
    }
    fetch.isAnswering = true;
    fetch.isGathering = false;
    answerAt(node, answerTime(fetch, node));
}

void GroupConsumer::answerAt(std::uint32_t node, SimTime at)
{
    const std::uint32_t number = ++m_fetches[node].number;
    if (at <= m_cluster.now())
        answerFetch(node);
    else
        m_cluster.context.network.after(at - m_cluster.now(), [this, node, number, epoch = m_epoch] {
            if (epoch == m_epoch && number == m_fetches[node].number)
                answerFetch(node);
        });
}

bool GroupConsumer::hasEnough(std::uint32_t node) const
{
    std::int64_t missing = m_cluster.settings.consumer.fetchMinBytes;
    for (const Assigned& assigned : m_assigned) {
        if (!canFetch(assigned, node))
            continue;
        const Partition& partition = *assigned.partition;
        const std::int64_t from = std::max(assigned.fetchFrom, partition.start());
        for (std::int64_t offset = from; offset < partition.readableEnd(m_readsCommitted) && missing > 0; ++offset)
            missing -= partition.at(offset).size;
    }
    return missing <= 0;
}

/// There is less than fetch.min.bytes: it is sent when the fetch that waits there has waited for fetch.max.wait.ms.
void GroupConsumer::gather(std::uint32_t node)
{
    Fetch& fetch = m_fetches[node];
    if (std::exchange(fetch.isGathering, true))
        return;
    fetch.isAnswering = true;
    const Duration waits = m_cluster.settings.consumer.fetchMaxWait;
    const SimTime present = answerTime(fetch, node);
    const Duration cycle = waits + 2 * m_cluster.delay(m_host, m_cluster.nodes[node].host);
    answerAt(node, present + (waits - (present - fetch.arrivesAt) % cycle));
}

SimTime GroupConsumer::answerTime(const Fetch& fetch, std::uint32_t node) const
{
    const SimTime now = m_cluster.now();
    if (now <= fetch.arrivesAt)
        return fetch.arrivesAt;
    // Empty answers after fetch.max.wait.ms leave a gap of a round trip in which no fetch is there. They are not
    // simulated one by one.
    const Duration waits = m_cluster.settings.consumer.fetchMaxWait;
    const Duration cycle = waits + 2 * m_cluster.delay(m_host, m_cluster.nodes[node].host);
    const Duration since = (now - fetch.arrivesAt) % cycle;
    return since < waits ? now : now + (cycle - since);
}

void GroupConsumer::answerFetch(std::uint32_t node)
{
    Fetch& fetch = m_fetches[node];
    fetch.answer.clear();
    fetch.isGathering = false;
    fetch.isCut = !m_cluster.isConnected(m_host, node);
    if (fetch.isCut) {
        fetch.isAnswering = false;
        return;
    }
    std::int64_t bytes = kSmallRequest;
    for (std::size_t i = 0; i < m_assigned.size() && m_cluster.nodes[node].isUp; ++i) {
        Assigned& assigned = m_assigned[i];
        const Partition& partition = *assigned.partition;
        resetIfOutOfRange(assigned);
        assigned.fetchFrom = std::max(assigned.fetchFrom, partition.start());  // others may have gone on
        if (!canFetch(assigned, node))
            continue;
        std::int64_t to = assigned.fetchFrom;
        std::int64_t size = 0;
        do
            size += partition.at(to++).size;
        while (to < partition.readableEnd(m_readsCommitted)
               && size + partition.at(to).size <= m_cluster.settings.consumer.maxPartitionFetchBytes);
        fetch.answer.push_back({i, assigned.fetchFrom, to});
        assigned.buffered = to - assigned.fetchFrom;
        assigned.fetchFrom = to;
        bytes += size;
    }
    if (fetch.answer.empty()) {
        fetch.isAnswering = false;
        return;
    }
    m_cluster.context.network.send(m_cluster.nodes[node].host, m_host, bytes,
                                   Breakable{[this, node, epoch = m_epoch] {
                                                 if (epoch == m_epoch)
                                                     fetched(node);
                                             },
                                             [this, node, epoch = m_epoch](ParcelLoss) {
                                                 if (epoch == m_epoch)
                                                     fetchLost(node);
                                             }});
}

void GroupConsumer::fetchLost(std::uint32_t node)
{
    Fetch& fetch = m_fetches[node];
    for (const Range& range : fetch.answer) {
        m_assigned[range.assigned].fetchFrom = range.from;
        m_assigned[range.assigned].buffered -= range.to - range.from;
    }
    fetch.answer.clear();
    fetch.isAnswering = false;
    fetch.isCut = true;
    // If the way is open again, there is nobody else to tell.
    m_cluster.context.network.after(m_cluster.settings.producer.retryBackoff, [this] { reachChanged(); });
}

void GroupConsumer::reachChanged()
{
    for (std::uint32_t node = 0; node < m_fetches.size(); ++node) {
        Fetch& fetch = m_fetches[node];
        if (!fetch.isCut || !m_cluster.isConnected(m_host, node))
            continue;
        fetch.isCut = false;
        fetch.arrivesAt = m_cluster.now() + m_cluster.delay(m_host, m_cluster.nodes[node].host);
        recordsAt(node);
    }
}

void GroupConsumer::fetched(std::uint32_t node)
{
    if (m_isPaused) {
        m_unread.push_back(node);
        return;
    }
    Fetch& fetch = m_fetches[node];
    fetch.isAnswering = false;
    fetch.arrivesAt = m_cluster.now() + m_cluster.delay(m_host, m_cluster.nodes[node].host);
    for (const Range& range : fetch.answer)
        keep(range);
    fetch.answer.clear();
    recordsAt(node);
    handOver();
}

}  // namespace stormglass::kafka
