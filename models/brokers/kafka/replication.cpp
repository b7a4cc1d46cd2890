// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/replication.h"

#include "models/brokers/kafka/connection.h"
#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/producer.h"
#include "models/brokers/kafka/transactions.h"

#include <algorithm>

namespace stormglass::kafka {

/// What the followers of one leader are fetching, oldest first. They fetch in order, so nothing overtakes.
class Replication::Follower final : public Event {
public:
    Follower(Replication& replication, std::uint32_t leader) : m_replication(replication), m_leader(leader) { }

    void fire() override { m_replication.replicated(m_leader); }

    BlockQueue<Append> appends;

private:
    Replication& m_replication;
    const std::uint32_t m_leader;
};

Replication::Replication(Cluster& cluster)
    : m_cluster(cluster)
    , m_appendTime(cluster.settings.appendTime)
    , m_appendTimes(cluster.context.random.stream(cluster.context.name, "append time"))
    , m_meanAppend(static_cast<std::int64_t>(m_appendTime.meanNanoseconds()))
    , m_hasDiskLimit(cluster.settings.pageCache.diskWriteBandwidth > 0)
    , m_syncTime(cluster.settings.syncTime)
    , m_syncTimes(cluster.context.random.stream(cluster.context.name, "sync time"))
{
    for (std::uint32_t node = 0; node < cluster.nodes.size(); ++node)
        m_followers.push_back(std::make_unique<Follower>(*this, node));
    m_loops.resize(cluster.nodes.size() * cluster.nodes.size());
    cluster.context.network.watchReach(*this);
}

Replication::~Replication() = default;

void Replication::place(Topic& topic, std::int64_t replicationFactor)
{
    const auto nodes = static_cast<std::uint32_t>(m_cluster.nodes.size());
    const auto copies = static_cast<std::uint32_t>(std::min<std::int64_t>(replicationFactor, nodes));
    topic.minInsyncReplicas = std::min(topic.minInsyncReplicas, copies);
    for (std::uint32_t i = 0; i < topic.partitions.size(); ++i) {
        Partition& partition = *topic.partitions[i];
        for (std::uint32_t copy = 0; copy < copies; ++copy)
            partition.replicas.push_back((topic.id.value + i + copy) % nodes);
        partition.inSync = partition.replicas;
        partition.leader = partition.lastLeader = partition.replicas.front();
    }
}

Duration Replication::work(Node& node)
{
    const SimTime start = std::max(m_cluster.now(), node.busyUntil);
    node.busyUntil = start + node.disk.timeFor(m_appendTime.sample(m_appendTimes));
    return node.busyUntil - m_cluster.now();
}

void Replication::arrive(Request& request, std::uint32_t generation)
{
    if (request.generation != generation)
        return;
    Node& node = m_cluster.nodes[request.node];
    if (!node.isUp) {
        turnAway(request);
        return;
    }
    Duration working = work(node);
    const spec::KafkaAcks acks = m_cluster.settings.producer.acks;
    request.hasArrived = true;
    for (Batch* batch : request.batches) {
        batch->error = append(*batch, request.node, working);
        if (acks == spec::KafkaAcks::All && batch->error == ProduceError::None && !batch->isCommitted)
            ++request.awaiting;
    }
    if (request.isOrphan)
        Producer::forget(m_cluster, request,
                         acks == spec::KafkaAcks::None ? LossCause::BrokerCrashed : LossCause::ProducerCrashed);
    else if (request.awaiting == 0)
        respond(request, working);
}

void Replication::turnAway(Request& request)
{
    const Node& node = m_cluster.nodes[request.node];
    request.hasArrived = true;  // if its producer dies now, nothing more will come of it
    if (request.isOrphan) {
        Producer::forget(m_cluster, request, LossCause::BrokerCrashed);
    } else if (!node.isSilent) {
        Producer& producer = *request.producer;
        m_cluster.context.network.signal(node.host, producer.host(), kSmallRequest, Duration{},
                                         [&producer, index = request.node] { producer.connectionLost(index); });
    }
    // Where there is only silence, the producer waits for its request timeout.
}

ProduceError Replication::append(Batch& batch, std::uint32_t node, Duration& working)
{
    Partition& partition = *batch.partition;
    if (partition.staleLeader == node) {
        // With acks=all it waits for followers that never come.
        if (m_cluster.settings.producer.acks != spec::KafkaAcks::All && !batch.isInLog)
            takeStale(partition, batch);
        return ProduceError::None;
    }
    if (partition.leader != node) {
        if (!batch.isInLog)
            batch.lane->noteGap(batch.sequence);
        return ProduceError::NotLeader;
    }
    if (lacksReplicas(partition)) {
        if (!batch.isInLog)
            batch.lane->noteGap(batch.sequence);
        return ProduceError::NotEnoughReplicas;
    }
    if (batch.isInLog) {
        if (!m_cluster.isIdempotent)
            appendAgain(batch, working);
        return ProduceError::None;
    }
    if (batch.transaction != nullptr && !isOpen(batch)) [[unlikely]]
        return ProduceError::Fenced;
    if (partition.topic.denials.writes > 0)
        return ProduceError::Denied;
    if (m_cluster.isIdempotent && batch.lane->isBeyondGap(batch.sequence))
        return ProduceError::OutOfOrder;
    batch.lane->closeGap(batch.sequence);
    if (std::exchange(batch.isStale, false))
        std::erase(partition.stale, &batch);
    partition.append(batch, m_cluster.now(), !m_cluster.isIdempotent && batch.isWithProducer);
    keep(partition, batch.bytes, working);
    return ProduceError::None;
}

bool Replication::lacksReplicas(const Partition& partition) const
{
    return m_cluster.settings.producer.acks == spec::KafkaAcks::All
        && partition.inSync.size() < partition.topic.minInsyncReplicas;
}

/// Without sequence numbers a leader cannot know that it has it already.
void Replication::appendAgain(const Batch& batch, Duration& working)
{
    if (batch.messages.empty())
        return;  // its producer is gone, and with it whoever would know
    Partition& partition = *batch.partition;
    const std::uint64_t copies = batch.messages.size() * partition.topic.groups;
    partition.topic.probe->produced(m_cluster.now(), copies);
    partition.topic.probe->noteExtra(ExtraCause::Retry, copies);
    Batch& again = m_cluster.records.takeBatch();
    again.lane = batch.lane;
    again.partition = batch.partition;
    again.createdAt = batch.createdAt;
    again.bytes = batch.bytes;
    again.isWithProducer = false;
    again.messages = batch.messages;
    partition.append(again, m_cluster.now());
    keep(partition, again.bytes, working);
}

/// What has just been appended gets to the page cache, to the disk if it has to, and to the followers.
void Replication::keep(Partition& partition, std::int64_t bytes, Duration& working)
{
    if (m_hasDiskLimit) {
        writeToLog(partition.leader, bytes, working);
        partition.unreplicated.back().appendedAt = m_cluster.now() + working;
    }
    flush(partition, working);
    replicate(partition, working);
}

/// log.flush.interval.messages: the log is synced within the append.
void Replication::flush(Partition& partition, Duration& working)
{
    const std::int64_t limit = m_cluster.settings.flushMessages;
    if (limit == 0 || partition.end() - partition.flushedEnd < limit)
        return;
    partition.flushedEnd = partition.end();
    Node& node = m_cluster.nodes[partition.leader];
    const Duration sync = node.disk.timeFor(m_syncTime.sample(m_syncTimes));
    node.busyUntil += sync;
    working += sync;
}

void Replication::respond(Request& request, Duration working)
{
    Producer& producer = *request.producer;
    const HostId from = m_cluster.nodes[request.node].host;
    m_cluster.context.network.signal(
        from, producer.host(), kSmallRequest, working,
        Breakable{[&producer, &request, generation = request.generation] {
                      if (request.generation == generation)
                          producer.answered(request);
                  },
                  [&cluster = m_cluster, &request, generation = request.generation](ParcelLoss) {
                      Producer::Connection::lost(cluster, request, generation);
                  }});
}

void Replication::replicate(Partition& partition, Duration working)
{
    if (partition.leader == kNoNode || partition.unreplicated.empty())
        return;
    Follower& follower = *m_followers[partition.leader];
    SimTime at = fetchedAt(partition, m_cluster.now() + working, partition.unreplicated.back().batch->bytes);
    if (!follower.appends.empty())
        at = std::max(at, follower.appends.back().replicatedAt);
    follower.appends.pushBack({&partition, partition.leaderEpoch, partition.end(), at});
    if (!follower.isScheduled())
        m_cluster.context.calendar.schedule(at, follower);
}

/// When the leader knows that the slowest of the in-sync replicas has what it appends at that instant.
SimTime Replication::fetchedAt(const Partition& partition, SimTime appended, std::int64_t bytes)
{
    const HostId leader = m_cluster.nodes[partition.leader].host;
    Network& network = m_cluster.context.network;
    SimTime slowest = appended;
    for (const std::uint32_t node : partition.inSync) {
        if (node == partition.leader || !m_cluster.areConnected(node, partition.leader))
            continue;
        const HostId follower = m_cluster.nodes[node].host;
        const Duration there = network.drawDelay(leader, follower, bytes);
        const Duration writing = m_cluster.nodes[node].disk.excessFor(m_meanAppend);
        const Duration roundTrip = there + writing + network.drawDelay(follower, leader, kSmallRequest);
        FetchLoop& loop = loopOf(partition.leader, node);
        if (appended > loop.answeredAt) {
            loop.answeredAt = std::max(appended, loop.nextAt);
            loop.nextAt = loop.answeredAt + roundTrip;
        } else {
            // It is in the same answer as what has come before it.
            const Duration ofBytes = network.delay(leader, follower, bytes) - network.delay(leader, follower, 0);
            loop.nextAt = std::max(loop.nextAt + ofBytes, loop.answeredAt + roundTrip);
        }
        slowest = std::max(slowest, loop.nextAt);
        if (m_hasDiskLimit)
            slowest = std::max(slowest, fetch(loop, partition.leader, node, bytes));
    }
    return slowest;
}

void Replication::replicated(std::uint32_t node)
{
    Follower& follower = *m_followers[node];
    while (!follower.appends.empty() && follower.appends.front().replicatedAt <= m_cluster.now()) {
        const Append append = follower.appends.takeFront();
        if (append.partition->leaderEpoch == append.leaderEpoch)
            commit(*append.partition, append.end);
    }
    if (!follower.appends.empty() && !follower.isScheduled())
        m_cluster.context.calendar.schedule(follower.appends.front().replicatedAt, follower);
}

void Replication::commit(Partition& partition, std::int64_t end)
{
    // A dead follower holds everything up until the controller takes it out of the in-sync replicas.
    for (const std::uint32_t node : partition.inSync)
        if (!m_cluster.nodes[node].isUp)
            return;
    // So does one that does not fetch, if it lacks something of this.
    for (const Stalled& stalled : partition.stalled)
        if (stalled.node != partition.leader && partition.isInSync(stalled.node))
            end = std::min(end, stalled.from);
    if (end <= partition.highWatermark)
        return;
    partition.highWatermark = end;
    while (!partition.unreplicated.empty() && partition.unreplicated.front().end <= end) {
        Batch& batch = *partition.unreplicated.takeFront().batch;
        batch.isUnreplicated = false;
        batch.isCommitted = true;
        Request* const request = batch.request;
        // A leader that was replaced meanwhile has not heard of it.
        const bool isAwaited = request != nullptr && request->hasArrived && request->node == partition.leader
            && batch.error == ProduceError::None;
        if (isAwaited && lacksReplicas(partition)) [[unlikely]]
            batch.error = ProduceError::NotEnoughReplicas;  // NOT_ENOUGH_REPLICAS_AFTER_APPEND
        if (isAwaited && request->awaiting > 0 && --request->awaiting == 0)
            respond(*request, Duration{});
        m_cluster.records.releaseBatch(batch);
    }
    if (partition.groups.empty())
        partition.trim();
    for (std::size_t i = 0; i < partition.groups.size(); ++i) {
        partition.noteLag(i, m_cluster.now());
        if (GroupConsumer* const owner = partition.groups[i].owner; owner != nullptr)
            owner->recordsAt(partition.leader);
    }
}

}  // namespace stormglass::kafka
