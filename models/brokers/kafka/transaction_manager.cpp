// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/transaction_manager.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "simcore/process/delay.h"

namespace stormglass::kafka {

TransactionManager::TransactionManager(Cluster& cluster, TransactionMetadata& metadata, const Consumer& client,
                                       Producer& producer, ProducerId number)
    : m_cluster(cluster)
    , m_metadata(metadata)
    , m_client(client)
    , m_producer(producer)
    , m_number(number)
    , m_scope(cluster.context.calendar)
{
    producer.useTransactions(*this);
}

TransactionManager::~TransactionManager() = default;

void TransactionManager::start(GroupConsumer& consumer)
{
    m_consumer = &consumer;
    m_isReady = m_isEnding = m_isDoomed = m_hasWork = m_isBegun = false;
    m_adding = 0;
    ++m_count;
    m_dueAt = m_cluster.now();
    m_scope.spawn(begin());
}

void TransactionManager::crash()
{
    m_scope.cancelAll();
    m_dueTimer.cancel();
    m_isReady = false;
    if (m_consumer != nullptr && m_consumer->isLeaving())
        m_consumer->dieLeaving();
    m_consumer = nullptr;
}

void TransactionManager::resume() { m_goesOn.notifyAll(); }

bool TransactionManager::holdsBack(bool isPollOver, bool mustEnd)
{
    if (!m_isReady || m_isEnding)
        return true;
    const bool isByPoll = m_cluster.settings.streams.commitInterval == Duration::zero();
    const bool isDue = isByPoll ? isPollOver : m_cluster.now() >= m_dueAt;
    if (!m_isDoomed && (!m_hasWork || !(isDue || (mustEnd && isPollOver))))
        return false;
    startEnd();
    return true;
}

bool TransactionManager::endFirst()
{
    const bool isOpen = m_isReady && (m_isEnding || m_isDoomed || m_hasWork);
    if (isOpen && !m_isEnding)
        startEnd();
    return isOpen;
}

void TransactionManager::endWhenDue()
{
    if (m_hasWork && !m_dueTimer.isScheduled())
        m_cluster.context.calendar.schedule(std::max(m_dueAt, m_cluster.now()), m_dueTimer);
}

void TransactionManager::dueNow()
{
    if (m_consumer != nullptr)
        m_consumer->endIfPolling();
}

/// The thread looks every commit.interval.ms whether there is something; only looks that find something are simulated.
void TransactionManager::noteWork()
{
    if (std::exchange(m_hasWork, true))
        return;
    const Duration interval = m_cluster.settings.streams.commitInterval;
    if (interval > Duration::zero() && m_dueAt <= m_cluster.now())
        m_dueAt += ((m_cluster.now() - m_dueAt) / interval + 1) * interval;
}

bool TransactionManager::rollBack()
{
    if (!m_hasWork)
        return false;
    doom(RedeliveryCause::Rejected);
    return true;
}

void TransactionManager::doom(RedeliveryCause cause)
{
    if (!std::exchange(m_isDoomed, true))
        m_doomedFor = cause;
    m_change.notifyAll();
    if (m_isReady && !m_isEnding && m_consumer != nullptr)
        m_consumer->endIfPolling();
}

void TransactionManager::startEnd()
{
    m_isEnding = true;
    m_dueTimer.cancel();
    m_scope.spawn(finish());
}

void TransactionManager::mark(Batch& batch) const
{
    batch.transaction = &m_metadata;
    batch.epoch = m_epoch;
}

void TransactionManager::join(Lane& lane)
{
    noteWork();
    if (std::exchange(lane.transaction, m_count) == m_count)
        return;
    lane.notBefore = kNever;
    m_isBegun = true;
    ++m_adding;
    m_scope.spawn(add(lane));
}

Duration TransactionManager::backOff(TransactionAnswer answer) const
{
    // TransactionManager.ADD_PARTITIONS_RETRY_BACKOFF_MS; in 4.x add.partitions.to.txn.retry.backoff.ms
    constexpr Duration kConcurrent = std::chrono::milliseconds{20};
    return answer == TransactionAnswer::Concurrent ? kConcurrent : m_cluster.settings.producer.retryBackoff;
}

Task<TransactionReply> TransactionManager::answerTo(TransactionCall call)
{
    const TransactionReply reply = co_await call->wait();
    while (m_producer.isPaused())
        co_await m_goesOn.wait();
    co_return reply;
}

Task<> TransactionManager::begin()
{
    co_await initialise();
    m_isReady = true;
    m_consumer->transactionEnded();
}

Task<> TransactionManager::initialise()
{
    TransactionCoordinator& coordinator = *m_cluster.transactions;
    TransactionReply reply;
    while (reply.answer != TransactionAnswer::Done) {
        if (reply.answer != TransactionAnswer::None)
            co_await delay(backOff(reply.answer));
        reply = co_await answerTo(coordinator.initialise(m_metadata, m_producer.host()));
        if (reply.answer == TransactionAnswer::None)
            co_await delay(backOff(reply.answer));
    }
    m_epoch = reply.epoch;
}

/// From 4.x on it is the leader that asks, within the produce request; it takes the same time.
Task<> TransactionManager::add(Lane& lane)
{
    const std::uint32_t count = m_count;
    const bool isByLeader = m_cluster.settings.version != spec::KafkaVersion::V3;
    TransactionReply reply;
    while (reply.answer != TransactionAnswer::Done && !m_isDoomed) {
        const std::uint32_t leader = lane.partition->leader;
        const HostId from = isByLeader && leader != kNoNode ? m_cluster.nodes[leader].host : m_producer.host();
        reply = co_await answerTo(m_cluster.transactions->addPartition(m_metadata, m_epoch, *lane.partition, from));
        if (reply.answer == TransactionAnswer::Fenced)
            doom(RedeliveryCause::NotSettledInTime);
        else if (reply.answer != TransactionAnswer::Done)
            co_await delay(backOff(reply.answer));
    }
    --m_adding;
    m_change.notifyAll();
    if (m_isDoomed || lane.transaction != count)
        co_return;
    lane.notBefore = m_cluster.now();
    m_producer.goOn();
}

Task<> TransactionManager::finish()
{
    if (!m_isDoomed)
        co_await flush();
    if (!m_isDoomed)
        co_await sendOffsets();
    while (m_adding > 0)
        co_await m_change.wait();
    if (m_isDoomed) {
        m_producer.dropUnsent();
        while (!m_producer.isFlushed())
            co_await m_change.wait();
    }
    if (m_isBegun)
        co_await sendEnd();
    if (m_isDoomed)
        co_await goBack();
    m_isEnding = m_isDoomed = m_hasWork = m_isBegun = false;
    ++m_count;
    m_consumer->transactionEnded();
}

Task<> TransactionManager::flush()
{
    m_producer.flush(true);
    while (!m_producer.isFlushed() && !m_isDoomed)
        co_await m_change.wait();
    m_producer.flush(false);
}

Task<> TransactionManager::sendOffsets()
{
    const Commits commits = m_consumer->processed();
    if (commits.empty())
        co_return;
    m_isBegun = true;
    TransactionReply reply;
    while (reply.answer != TransactionAnswer::Done && !m_isDoomed) {
        reply = co_await answerTo(m_cluster.transactions->addOffsets(m_metadata, m_epoch, *m_consumer, commits));
        if (reply.answer == TransactionAnswer::Fenced || reply.answer == TransactionAnswer::NotOwner)
            doom(reply.answer == TransactionAnswer::Fenced ? RedeliveryCause::NotSettledInTime : RedeliveryCause::Reassigned);
        else if (reply.answer != TransactionAnswer::Done)
            co_await delay(backOff(reply.answer));
    }
}

Task<> TransactionManager::sendEnd()
{
    TransactionReply reply;
    while (reply.answer != TransactionAnswer::Done) {
        reply = co_await answerTo(m_cluster.transactions->end(m_metadata, m_epoch, !m_isDoomed, m_producer.host()));
        if (reply.answer == TransactionAnswer::Fenced) {
            // The coordinator has aborted it meanwhile.
            if (!std::exchange(m_isDoomed, true))
                m_doomedFor = RedeliveryCause::NotSettledInTime;
            co_await initialise();
            co_return;
        }
        if (reply.answer != TransactionAnswer::Done)
            co_await delay(backOff(reply.answer));
    }
    m_epoch = reply.epoch;
}

/// Asks where the last transaction was committed, as soon as that one has ended for the coordinator of the group, too.
Task<> TransactionManager::goBack()
{
    do {
        co_await delay(2 * m_consumer->group().way(m_consumer->host()));
        if (m_consumer->isAnyPending())
            co_await delay(m_cluster.settings.producer.retryBackoff);
    } while (m_consumer->isAnyPending());
    while (m_producer.isPaused())
        co_await m_goesOn.wait();
    m_consumer->returnToCommitted(m_doomedFor);
}

}  // namespace stormglass::kafka
