// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A cluster whose nodes lose sight of each other, and what cluster_partition_handling makes of it.
// Source: RabbitMQ 3.13 to 4.2, Clustering and Network Partitions.
#include "models/brokers/rabbitmq/cluster.h"

#include "models/brokers/rabbitmq/publisher.h"
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/subscriber.h"

namespace stormglass::rabbitmq {

void Cluster::reachChanged()
{
    const bool isWhole = notePairs();
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->reachChanged();
    for (const std::unique_ptr<Publisher>& publisher : publishers)
        publisher->reachChanged();
    for (std::size_t i = 0; i < subscribers.size(); ++i)
        subscribers[i]->reachChanged();
    resumeMajorities();
    if (isWhole && !m_sides.empty())
        heal();
}

/// Whether every node can reach every other.
bool Cluster::notePairs()
{
    bool isWhole = true;
    const auto count = static_cast<std::uint32_t>(nodes.size());
    for (std::uint32_t one = 0; one < count; ++one)
        for (std::uint32_t other = one + 1; other < count; ++other) {
            Pair& pair = m_pairs[one * count + other];
            const Reach reach = connection(nodes[one].host, other);
            isWhole &= reach == Reach::Open;
            if ((reach != Reach::Open) == pair.isCut)
                continue;
            pair.isCut = !pair.isCut;
            pair.isParted = false;
            ++pair.changes;
            if (!pair.isCut)
                continue;
            const Duration notice = reach == Reach::Refused ? delayBetween(one, other) : kNetTick;
            context.network.after(notice, [this, one, other, &pair, changes = pair.changes] {
                if (pair.changes == changes)
                    part(one, other);
            });
        }
    return isWhole;
}

void Cluster::part(std::uint32_t one, std::uint32_t other)
{
    m_pairs[one * nodes.size() + other].isParted = true;
    for (const std::unique_ptr<Queue>& queue : queues)
        queue->nodesParted();
    for (std::size_t i = 0; i < subscribers.size(); ++i)
        subscribers[i]->nodesParted();
    if (settings.partitionHandling == spec::RabbitmqPartitionHandling::PauseMinority)
        pauseMinorities();
    else if (settings.partitionHandling == spec::RabbitmqPartitionHandling::Autoheal)
        noteSides();
}

void Cluster::pauseMinorities()
{
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        std::size_t seen = 0;
        for (std::uint32_t other = 0; other < nodes.size(); ++other)
            seen += !nodes[other].isCrashed && !areParted(node, other) ? 1 : 0;
        if (2 * seen <= nodes.size() && !nodes[node].isCrashed && !nodes[node].isPaused)
            pause(node);
    }
}

bool Cluster::canSeeMajority(std::uint32_t node) const
{
    std::size_t seen = 0;
    for (std::uint32_t other = 0; other < nodes.size(); ++other)
        seen += !nodes[other].isCrashed && areConnected(node, other) ? 1 : 0;
    return 2 * seen > nodes.size();
}

void Cluster::resumeMajorities()
{
    if (settings.partitionHandling != spec::RabbitmqPartitionHandling::PauseMinority)
        return;
    constexpr Duration kLook = std::chrono::seconds{1};  // a paused node looks once a second
    for (std::uint32_t node = 0; node < nodes.size(); ++node)
        if (nodes[node].isPaused && canSeeMajority(node))
            context.network.after(kLook, [this, node] {
                if (nodes[node].isPaused && canSeeMajority(node))
                    resume(node);
            });
}

/// Each side is named after its first node.
void Cluster::noteSides()
{
    const auto count = static_cast<std::uint32_t>(nodes.size());
    m_sides.assign(count, kNoNode);
    for (std::uint32_t node = 0; node < count; ++node)
        for (std::uint32_t first = 0; first <= node && m_sides[node] == kNoNode; ++first)
            if (first == node || (m_sides[first] == first && !areParted(first, node)))
                m_sides[node] = first;
}

/// The side with the most clients wins; if there are several, the one with the most nodes. The others restart.
void Cluster::heal()
{
    constexpr Duration kRestart = std::chrono::seconds{5};  // our own assumption
    std::vector<std::pair<std::size_t, std::size_t>> weights(nodes.size());
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        auto& [clients, members] = weights[m_sides[node]];
        ++members;
        for (const std::unique_ptr<Publisher>& publisher : publishers)
            clients += publisher->isConnectedTo(node) ? 1 : 0;
        for (const std::unique_ptr<Subscriber>& subscriber : subscribers)
            clients += subscriber->isConnectedTo(node) ? 1 : 0;
    }
    const auto winner = static_cast<std::uint32_t>(std::ranges::max_element(weights) - weights.begin());
    const std::vector<std::uint32_t> sides = std::exchange(m_sides, {});
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        if (sides[node] == winner || nodes[node].isCrashed || nodes[node].isPaused)
            continue;
        pause(node);
        context.network.after(kRestart, [this, node] { resume(node); });
    }
}

void Cluster::pause(std::uint32_t node)
{
    nodes[node].isPaused = true;
    if (nodes[node].isUp)
        stop(node, false, true);
}

void Cluster::resume(std::uint32_t node)
{
    nodes[node].isPaused = false;
    if (!nodes[node].isCrashed)
        start(node);
}

}  // namespace stormglass::rabbitmq
