// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a producer puts a record: into which partition, and whether there is room for it.
#include "models/brokers/kafka/connection.h"
#include "models/brokers/kafka/murmur2.h"
#include "models/brokers/kafka/transaction_manager.h"

#include <algorithm>

namespace stormglass::kafka {

Partition& Producer::partitionOf(Topic& topic, const Message& message)
{
    if (!m_cluster.settings.producer.ignoresKeys) [[likely]]
        return *topic.partitions[partitionFor(message.key, static_cast<std::uint32_t>(topic.partitions.size()))];
    if (m_sticky.size() <= topic.id.value)
        m_sticky.resize(topic.id.value + 1);
    Sticky& sticky = m_sticky[topic.id.value];
    const std::int64_t limit = m_cluster.settings.producer.batchSize;
    // Enough has been produced to it, but a batch that has room is filled first, up to twice as much (KIP-794).
    if (sticky.partition != nullptr && sticky.bytes >= limit) {
        const Lane& lane = laneOf(*sticky.partition);
        const bool isFull = lane.waiting.empty() || lane.waiting[lane.waiting.size() - 1]->bytes + message.size > limit;
        if (isFull || sticky.bytes >= 2 * limit)
            sticky.partition = nullptr;
    }
    if (sticky.partition == nullptr)
        sticky = {&chooseSticky(topic), 0};
    sticky.bytes += message.size;
    return *sticky.partition;
}

/// With a probability inverse to the length of its queue (partitioner.adaptive.partitioning.enable), among those that
/// have a leader.
Partition& Producer::chooseSticky(Topic& topic)
{
    std::size_t longest = 0;
    const auto queueOf = [&](const Partition& partition) {
        return m_cluster.settings.producer.isAdaptive ? m_lanes[topic.id.value][partition.index]->waiting.size() : 0;
    };
    static_cast<void>(laneOf(*topic.partitions[0]));  // so that there are lanes
    for (const std::unique_ptr<Partition>& partition : topic.partitions)
        longest = std::max(longest, queueOf(*partition));
    const bool isAnyLed = std::ranges::any_of(topic.partitions, [](const auto& each) { return each->leader != kNoNode; });
    std::uint64_t sum = 0;
    const auto weightOf = [&](const Partition& partition) -> std::uint64_t {
        return isAnyLed && partition.leader == kNoNode ? 0 : longest + 1 - queueOf(partition);
    };
    for (const std::unique_ptr<Partition>& partition : topic.partitions)
        sum += weightOf(*partition);
    std::uint64_t drawn = m_stickyDraws.below(sum);
    for (const std::unique_ptr<Partition>& partition : topic.partitions) {
        const std::uint64_t weight = weightOf(*partition);
        if (drawn < weight)
            return *partition;
        drawn -= weight;
    }
    return *topic.partitions.back();
}

bool Producer::fitsInOpenBatch(const Lane& lane, std::int64_t size) const
{
    return !lane.waiting.empty()
        && lane.waiting[lane.waiting.size() - 1]->bytes + size <= m_cluster.settings.producer.batchSize;
}

void Producer::admitBlocked()
{
    while (!m_blocked.empty() && !m_isPaused) {
        Lane& lane = laneOf(*m_blocked.front().partition);
        if (!hasRoom(lane, m_blocked.front().message.size))
            return;
        Blocked admitted = m_blocked.takeFront();
        add(lane, std::move(admitted.message), admitted.confirm);
    }
}

/// TimeoutException: Failed to allocate memory within the configured max blocking time.
void Producer::refuseBlocked()
{
    const Duration longest = m_cluster.settings.producer.maxBlock;
    while (!m_blocked.empty() && !m_isPaused && m_blocked.front().since + longest <= m_cluster.now()) {
        const Blocked refused = m_blocked.takeFront();
        bookBlocked(refused, LossCause::BufferFull);
        if (m_transactions != nullptr) [[unlikely]]
            m_transactions->failed();
        m_cluster.context.completions.resolve(refused.confirm, Outcome::Refused);
    }
    if (!m_blocked.empty() && !m_isPaused && !m_blockTimer.isScheduled())
        m_cluster.context.calendar.schedule(m_blocked.front().since + longest, m_blockTimer);
}

/// RecordTooLargeException, which no producer tries again: its own where a record is larger than max.request.size, the
/// leader's beyond max.message.bytes. For the latter the ways to the leader and back are left out.
void Producer::refuseLarge(Topic& topic, CompletionId confirm)
{
    topic.probe->failed(m_cluster.now(), LossCause::Refused, topic.groups);
    if (m_transactions != nullptr) [[unlikely]]
        m_transactions->failed();
    m_cluster.context.network.after(Duration{}, [&completions = m_cluster.context.completions, confirm] {
        completions.resolve(confirm, Outcome::Refused);
    });
}

void Producer::letGo(Batch& batch)
{
    batch.isWithProducer = false;
    m_memoryUsed -= std::exchange(batch.memory, 0);
    if (batch.isInLog)
        batch.messages.clear();  // it need not be appended again
    noteEnd();
}

std::uint64_t Producer::countBlocked(const Topic& topic) const
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < m_blocked.size(); ++i)
        count += &m_blocked[i].partition->topic == &topic ? 1 : 0;
    return count;
}

}  // namespace stormglass::kafka
