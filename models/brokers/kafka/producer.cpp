// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/producer.h"

#include "models/brokers/kafka/connection.h"
#include "models/brokers/kafka/replication.h"
#include "models/brokers/kafka/transaction_manager.h"
#include "models/spec/size_limit.h"

#include <algorithm>

namespace stormglass::kafka {

Producer::Producer(Cluster& cluster, HostId host, std::uint32_t number)
    : m_cluster(cluster)
    , m_host(host)
    , m_jitter(cluster.context.random.stream(cluster.context.name, "retry back-off").at(number))
    , m_stickyDraws(cluster.context.random.stream(cluster.context.name, "sticky partitioner").at(number))
    , m_linger(cluster.settings.producer.linger)
    , m_sender(cluster.context.calendar, *this)
{
    for (std::uint32_t node = 0; node < cluster.nodes.size(); ++node)
        m_connections.push_back(std::make_unique<Connection>(cluster, *this, node));
}

Producer::~Producer() = default;

void Producer::publish(Topic& topic, Message message, CompletionId confirm)
{
    topic.probe->produced(m_cluster.now(), topic.groups);
    if (message.size > spec::sizeLimitOf(m_cluster.settings, topic.settings).bytes) [[unlikely]]
        return refuseLarge(topic, confirm);
    Partition& partition = partitionOf(topic, message);
    Lane& lane = laneOf(partition);
    if (hasRoom(lane, message.size)) [[likely]] {
        add(lane, std::move(message), confirm);
        return;
    }
    m_blocked.pushBack({&partition, std::move(message), confirm, m_cluster.now()});
    if (!m_blockTimer.isScheduled())
        m_cluster.context.calendar.schedule(m_cluster.now() + m_cluster.settings.producer.maxBlock, m_blockTimer);
}

void Producer::add(Lane& lane, Message message, CompletionId confirm)
{
    Batch& batch = openBatch(lane, message.size);
    batch.bytes += message.size;
    batch.messages.push_back(std::move(message));
    batch.confirms.push_back(confirm);
    if (m_transactions != nullptr) [[unlikely]] {
        // Whoever publishes goes on: whether it gets there shows when the transaction is committed.
        m_cluster.context.completions.resolve(std::exchange(batch.confirms.back(), {}), Outcome::Ok);
        m_transactions->join(lane);
    }
    if (!std::exchange(lane.isActive, true))
        m_active.push_back(&lane);
    // Only a batch that has just been begun or filled can make the sender's next instant earlier.
    if (batch.messages.size() == 1 || batch.bytes >= m_cluster.settings.producer.batchSize)
        wakeAt(readyAt(lane));
}

Lane& Producer::laneOf(Partition& partition)
{
    Topic& topic = partition.topic;
    if (m_lanes.size() <= topic.id.value)
        m_lanes.resize(topic.id.value + 1);
    auto& lanes = m_lanes[topic.id.value];
    if (lanes.empty())
        for (const std::unique_ptr<Partition>& each : topic.partitions) {
            lanes.push_back(std::make_unique<Lane>());
            lanes.back()->partition = each.get();
        }
    return *lanes[partition.index];
}

Batch& Producer::openBatch(Lane& lane, std::int64_t size)
{
    if (!lane.waiting.empty() && lane.waiting.back()->bytes + size <= m_cluster.settings.producer.batchSize)
        return *lane.waiting.back();
    Batch& batch = m_cluster.records.takeBatch();
    batch.lane = &lane;
    batch.partition = lane.partition;
    batch.createdAt = m_cluster.now();
    batch.sequence = lane.nextSequence++;
    batch.memory = std::max(m_cluster.settings.producer.batchSize, size);
    if (m_transactions != nullptr) [[unlikely]]
        m_transactions->mark(batch);
    m_memoryUsed += batch.memory;
    lane.waiting.pushBack(&batch);
    return batch;
}

void Producer::wakeAt(SimTime at)
{
    if (at != kNever)
        m_sender.by(std::max(at, m_cluster.now()));
}

void Producer::run()
{
    if (m_isPaused)
        return;
    for (std::size_t i = 0; i < m_active.size(); ++i)
        expire(*m_active[i]);
    if (!m_blocked.empty()) [[unlikely]]
        admitBlocked();
    for (Lane* lane : m_active)
        if (!lane->empty() && m_cluster.now() >= lane->notBefore && !refresh(*lane))
            backOff(*lane);
    for (std::uint32_t node = 0; node < m_connections.size(); ++node)
        while (m_connections[node]->hasRoom() && isReady(node))
            send(node);
    std::erase_if(m_active, [](Lane* lane) {
        lane->isActive = !lane->empty();
        return !lane->isActive;
    });
    SimTime next = kNever;
    for (const Lane* lane : m_active)
        // Where the window is full, the next answer runs the sender.
        if (const SimTime at = readyAt(*lane); at > m_cluster.now())
            next = std::min(next, at);
    wakeAt(next);
}

bool Producer::refresh(Lane& lane)
{
    if (lane.isLeaderStale) {
        const std::uint32_t leader = m_cluster.replication->leaderFor(*lane.partition, m_host);
        if (leader == kNoNode || !m_connections[leader]->canConnect())
            return false;
        lane.leader = leader;
        lane.isLeaderStale = false;
    }
    return true;
}

SimTime Producer::readyAt(const Lane& lane) const
{
    if (!lane.retries.empty())
        return lane.inFlight > 0 && m_cluster.isIdempotent ? kNever : lane.notBefore;
    const spec::KafkaProducer& settings = m_cluster.settings.producer;
    const Batch& head = *lane.waiting[0];
    const bool isFull = lane.waiting.size() > 1 || head.bytes >= settings.batchSize;
    return std::max(lane.notBefore, isFull ? head.createdAt : head.createdAt + m_linger);
}

bool Producer::canGive(const Lane& lane, std::uint32_t node) const
{
    return lane.leader == node && !lane.isLeaderStale && !lane.empty() && m_cluster.now() >= lane.notBefore
        && (lane.retries.empty() || lane.inFlight == 0 || !m_cluster.isIdempotent);
}

bool Producer::isReady(std::uint32_t node) const
{
    return std::ranges::any_of(m_active, [&](const Lane* lane) {
        return canGive(*lane, node) && readyAt(*lane) <= m_cluster.now();
    });
}

void Producer::send(std::uint32_t node)
{
    Request& request = m_cluster.records.takeRequest();
    request.producer = this;
    request.node = node;
    request.sentAt = m_cluster.now();
    std::int64_t bytes = kSmallRequest;
    for (Lane* lane : m_active) {
        if (!canGive(*lane, node) || (bytes > kSmallRequest && bytes + lane->head()->bytes > m_cluster.settings.producer.maxRequestSize))
            continue;
        Batch& batch = takeHead(*lane);
        batch.request = &request;
        bytes += batch.bytes;
        request.batches.push_back(&batch);
    }
    m_connections[node]->send(request, bytes);
    if (m_cluster.settings.producer.acks != spec::KafkaAcks::None)
        return;
    // Nobody will answer: what is in the socket counts as sent.
    request.isOrphan = true;
    for (Batch* batch : request.batches) {
        --batch->lane->inFlight;
        letGo(*batch);
    }
    for (std::size_t i = 0; i < request.batches.size(); ++i)
        confirm(*request.batches[i], Outcome::Ok);
    if (!m_blocked.empty())
        admitBlocked();
}

Batch& Producer::takeHead(Lane& lane)
{
    ++lane.inFlight;
    if (lane.retries.empty())
        return *lane.waiting.takeFront();
    Batch& batch = *lane.retries.front();
    lane.retries.erase(lane.retries.begin());
    return batch;
}

}  // namespace stormglass::kafka
