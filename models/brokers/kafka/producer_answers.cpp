// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a producer does when a request has been answered, has failed, or never will be.
#include "models/brokers/kafka/connection.h"
#include "models/brokers/kafka/transaction_manager.h"

#include <algorithm>

namespace stormglass::kafka {

namespace {
bool isFinal(ProduceError error) { return error == ProduceError::Denied || error == ProduceError::Fenced; }
}  // namespace

void Producer::answered(Request& request)
{
    if (m_isPaused) {
        m_unreadAnswers.push_back(&request);
        return;
    }
    m_connections[request.node]->answered(request);
    for (Batch* batch : request.batches) {
        batch->request = nullptr;
        --batch->lane->inFlight;
        if (batch->error != ProduceError::None && !isFinal(batch->error))
            retry(*batch);
    }
    for (std::size_t i = 0; i < request.batches.size(); ++i)
        if (request.batches[i]->error == ProduceError::None)
            succeed(*request.batches[i], request.node);
        else if (isFinal(request.batches[i]->error))
            refuse(*request.batches[i]);
    m_cluster.records.releaseRequest(request);
    failSpent();
    run();
}

void Producer::succeed(Batch& batch, std::uint32_t node)
{
    letGo(batch);
    batch.lane->failures = 0;
    if (!batch.isInLog && !batch.isStale) {
        // acks=1: the leader was lost after its answer, and the new leader does not have the records.
        batch.lane->closeGap(batch.sequence);
        Topic& topic = batch.partition->topic;
        const LossCause cause = m_cluster.nodes[node].isUp ? LossCause::Truncated : LossCause::BrokerCrashed;
        noteLosses(batch.messages, cause);
        topic.probe->lost(m_cluster.now(), cause, batch.messages.size() * topic.groups);
        batch.messages.clear();
    }
    confirm(batch, Outcome::Ok);
    m_cluster.records.releaseBatch(batch);
}

void Producer::refuse(Batch& batch)
{
    letGo(batch);
    batch.lane->closeGap(batch.sequence);
    bookFailure(batch, m_cluster.now(), LossCause::Denied);
    batch.messages.clear();
    if (m_transactions != nullptr) [[unlikely]]
        m_transactions->failed();
    confirm(batch, Outcome::Refused);
    m_cluster.records.releaseBatch(batch);
}

void Producer::confirm(Batch& batch, Outcome outcome)
{
    for (const CompletionId id : batch.confirms)
        m_cluster.context.completions.resolve(id, outcome);
    batch.confirms.clear();
}

void Producer::connectionLost(std::uint32_t node)
{
    if (m_isPaused) {
        m_unreadLosses.push_back(node);
        return;
    }
    for (Request* request : m_connections[node]->breakUp()) {
        for (Batch* batch : request->batches) {
            batch->request = nullptr;
            --batch->lane->inFlight;
            retry(*batch);
        }
        m_cluster.records.releaseRequest(*request);
    }
    // The loss of a connection makes the client ask for the leaders anew.
    for (const auto& lanes : m_lanes)
        for (const std::unique_ptr<Lane>& lane : lanes)
            lane->isLeaderStale |= lane->leader == node;
    failSpent();
    run();
}

void Producer::reachChanged()
{
    for (std::uint32_t node = 0; node < m_connections.size(); ++node)
        if (m_cluster.context.network.connection(m_host, m_cluster.nodes[node].host) == Reach::Refused)
            m_cluster.context.network.after(m_cluster.delay(m_cluster.nodes[node].host, m_host),
                                            [this, node] { connectionLost(node); });
}

void Producer::retry(Batch& batch)
{
    Lane& lane = *batch.lane;
    lane.isLeaderStale = true;
    const bool isVain = m_transactions != nullptr && m_transactions->isDoomed();
    if (batch.attempts++ >= m_cluster.settings.producer.retries || isVain) [[unlikely]] {
        m_spent.push_back(&batch);
        return;
    }
    const auto later = std::ranges::find_if(
        lane.retries, [&](const Batch* other) { return other->sequence > batch.sequence; });
    lane.retries.insert(later, &batch);
    if (!std::exchange(lane.isActive, true))
        m_active.push_back(&lane);
    // What fails together backs off together.
    if (lane.notBefore <= m_cluster.now())
        backOff(lane);
}

void Producer::backOff(Lane& lane)
{
    const spec::KafkaProducer& settings = m_cluster.settings.producer;
    const std::int64_t doubled = settings.retryBackoff.count() << std::min<std::uint32_t>(lane.failures, 20);
    const auto wait = static_cast<double>(std::min(doubled, settings.retryBackoffMax.count()));
    ++lane.failures;
    lane.notBefore = m_cluster.now() + Duration{static_cast<std::int64_t>(wait * (0.8 + 0.4 * m_jitter.uniform()))};
}

void Producer::expire(Lane& lane)
{
    while (!lane.empty() && lane.head()->createdAt + m_cluster.settings.producer.deliveryTimeout <= m_cluster.now()) {
        Batch& batch = takeHead(lane);
        --lane.inFlight;
        fail(batch, LossCause::DeliveryTimeout);
    }
}

/// The records may be in the log all the same, if it is the answer that was lost.
void Producer::fail(Batch& batch, LossCause cause)
{
    batch.lane->closeGap(batch.sequence);
    if (!batch.isInLog && !batch.isStale) {
        bookFailure(batch, m_cluster.now(), cause);
        batch.messages.clear();
    }
    if (m_transactions != nullptr) [[unlikely]]
        m_transactions->failed();
    letGo(batch);
    confirm(batch, Outcome::TimedOut);
    m_cluster.records.releaseBatch(batch);
}

void Producer::failSpent()
{
    for (Batch* batch : std::exchange(m_spent, {}))
        fail(*batch, LossCause::RetriesUsedUp);
}

void Producer::crash()
{
    if (m_transactions != nullptr)
        m_transactions->crash();
    for (; !m_blocked.empty(); m_blocked.popFront())
        bookBlocked(m_blocked.front(), LossCause::ProducerCrashed);
    m_isAlive = m_isPaused = false;
    m_unreadAnswers.clear();
    m_unreadLosses.clear();
    m_sender.cancel();
    for (Lane* lane : m_active) {
        while (!lane->empty()) {
            abandon(takeHead(*lane));
            --lane->inFlight;
        }
        lane->isActive = false;
        lane->failures = 0;
        lane->notBefore = m_cluster.now();
    }
    m_active.clear();
    for (const std::unique_ptr<Connection>& connection : m_connections)
        for (Request* request : connection->breakUp()) {
            request->isOrphan = true;
            for (Batch* batch : request->batches) {
                --batch->lane->inFlight;
                letGo(*batch);
                batch->confirms.clear();
            }
            if (request->hasArrived)
                forget(m_cluster, *request, LossCause::ProducerCrashed);
        }
}

void Producer::abandon(Batch& batch)
{
    batch.confirms.clear();
    fail(batch, LossCause::ProducerCrashed);
}

void Producer::forget(Cluster& cluster, Request& request, LossCause cause)
{
    for (Batch* batch : request.batches) {
        batch->request = nullptr;
        if (!batch->isInLog && !batch->isStale) {
            batch->lane->closeGap(batch->sequence);
            Topic& topic = batch->partition->topic;
            const std::uint64_t copies = batch->messages.size() * topic.groups;
            const LossCause why = batch->error == ProduceError::Denied ? LossCause::Denied : cause;
            if (cluster.settings.producer.acks == spec::KafkaAcks::None) {
                noteLosses(batch->messages, why);
                topic.probe->lost(cluster.now(), why, copies);  // it counted as confirmed when it was sent
            } else {
                bookFailure(*batch, cluster.now(), why);
            }
            batch->messages.clear();
        }
        cluster.records.releaseBatch(*batch);
    }
    cluster.records.releaseRequest(request);
}

}  // namespace stormglass::kafka
