// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/transactions.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/replication.h"
#include "simcore/process/delay.h"

#include <algorithm>

namespace stormglass::kafka {

namespace {

/// transaction.state.log.num.partitions
constexpr std::uint32_t kLogPartitions = 50;

/// TransactionStateManager.partitionFor: String.hashCode() of Java, without its sign.
std::uint32_t logPartitionFor(const std::string& id)
{
    std::uint32_t hash = 0;
    for (const char letter : id)
        hash = 31 * hash + static_cast<unsigned char>(letter);
    return (hash > 0x7fff'ffff ? ~hash + 1 : hash) % kLogPartitions;
}

bool isPrepared(const TransactionMetadata& transaction)
{
    return transaction.state == TransactionState::PrepareCommit || transaction.state == TransactionState::PrepareAbort;
}

}  // namespace

bool isOpen(const Batch& batch)
{
    const TransactionMetadata& transaction = *batch.transaction;
    return transaction.epoch == batch.epoch && transaction.state == TransactionState::Ongoing
        && std::ranges::find(transaction.partitions, batch.partition) != transaction.partitions.end();
}

TransactionCoordinator::TransactionCoordinator(Cluster& cluster)
    : m_cluster(cluster)
    , m_cleanup(cluster.context.calendar, *this)
    , m_scope(cluster.context.calendar)
{
}

TransactionCoordinator::~TransactionCoordinator() { m_cleanup.cancel(); }

void TransactionCoordinator::makeLog()
{
    auto& topic = *m_cluster.topics.emplace_back(std::make_unique<Topic>());
    topic.name = "__transaction_state";
    topic.id = ChannelId{static_cast<std::uint32_t>(m_cluster.topics.size() - 1)};
    topic.minInsyncReplicas = static_cast<std::uint32_t>(m_cluster.settings.transactionLogMinInsync);
    topic.probe = &m_logProbe;
    for (std::uint32_t i = 0; i < kLogPartitions; ++i)
        topic.partitions.push_back(std::make_unique<Partition>(topic, i));
    m_cluster.replication->place(topic, m_cluster.settings.transactionLogReplicas);
    m_log = &topic;
}

TransactionMetadata& TransactionCoordinator::add(std::string id)
{
    if (m_log == nullptr)
        makeLog();
    TransactionMetadata& transaction = *m_transactions.emplace_back(std::make_unique<TransactionMetadata>());
    transaction.log = m_log->partitions[logPartitionFor(id)].get();
    transaction.id = std::move(id);
    return transaction;
}

TransactionCall TransactionCoordinator::initialise(TransactionMetadata& transaction, HostId client)
{
    const auto call = std::make_shared<OneShot<TransactionReply>>();
    m_scope.spawn(serve(client, transaction, initialised(transaction), call));
    return call;
}

TransactionCall TransactionCoordinator::addPartition(TransactionMetadata& transaction, std::uint32_t epoch,
                                                     Partition& partition, HostId from)
{
    const auto call = std::make_shared<OneShot<TransactionReply>>();
    m_scope.spawn(serve(from, transaction, added(transaction, epoch, &partition), call));
    return call;
}

TransactionCall TransactionCoordinator::addOffsets(TransactionMetadata& transaction, std::uint32_t epoch,
                                                   GroupConsumer& consumer, Commits commits)
{
    const auto call = std::make_shared<OneShot<TransactionReply>>();
    m_scope.spawn(serveOffsets(transaction, epoch, consumer, std::move(commits), call));
    return call;
}

TransactionCall TransactionCoordinator::end(TransactionMetadata& transaction, std::uint32_t epoch, bool isCommitted,
                                            HostId client)
{
    const auto call = std::make_shared<OneShot<TransactionReply>>();
    m_scope.spawn(serve(client, transaction, ended(transaction, epoch, isCommitted), call));
    return call;
}

bool TransactionCoordinator::isThere(HostId from, const TransactionMetadata& transaction) const
{
    const Partition& log = *transaction.log;
    return m_cluster.replication->isServed(log) && m_cluster.isConnected(from, log.leader);
}

/// The way to the coordinator, its work, and the way back.
Task<TransactionReply> TransactionCoordinator::ask(HostId from, TransactionMetadata& transaction,
                                                   Task<TransactionReply> work)
{
    if (!isThere(from, transaction))
        co_return TransactionReply{};
    const std::uint32_t coordinator = transaction.log->leader;
    const HostId to = m_cluster.nodes[coordinator].host;
    co_await delay(m_cluster.delay(from, to));
    if (transaction.log->leader != coordinator || !isThere(from, transaction))
        co_return TransactionReply{};
    const TransactionReply reply = co_await std::move(work);
    co_await delay(m_cluster.delay(to, from));
    if (!m_cluster.isConnected(from, coordinator))
        co_return TransactionReply{};
    co_return reply;
}

Task<> TransactionCoordinator::serve(HostId from, TransactionMetadata& transaction, Task<TransactionReply> work,
                                     TransactionCall call)
{
    const TransactionReply reply = co_await ask(from, transaction, std::move(work));
    call->set(reply);
}

Task<TransactionReply> TransactionCoordinator::initialised(TransactionMetadata& transaction)
{
    constexpr TransactionReply kConcurrent{.answer = TransactionAnswer::Concurrent};
    if (transaction.isChanging || isPrepared(transaction))
        co_return kConcurrent;
    if (transaction.state == TransactionState::Ongoing) {
        co_await prepare(transaction, false);
        co_return kConcurrent;
    }
    transaction.isChanging = true;
    const bool isWritten = co_await m_cluster.replication->write(*transaction.log);
    transaction.isChanging = false;
    if (!isWritten)
        co_return TransactionReply{};
    ++transaction.epoch;
    transaction.endedByCommit = false;
    co_return TransactionReply{.answer = TransactionAnswer::Done, .epoch = transaction.epoch};
}

Task<TransactionReply> TransactionCoordinator::added(TransactionMetadata& transaction, std::uint32_t epoch,
                                                     Partition* partition)
{
    if (epoch != transaction.epoch)
        co_return TransactionReply{.answer = TransactionAnswer::Fenced};
    if (transaction.isChanging || isPrepared(transaction))
        co_return TransactionReply{.answer = TransactionAnswer::Concurrent};
    transaction.isChanging = true;
    const bool isWritten = co_await m_cluster.replication->write(*transaction.log);
    transaction.isChanging = false;
    if (!isWritten)
        co_return TransactionReply{};
    if (transaction.state == TransactionState::Empty) {
        transaction.state = TransactionState::Ongoing;
        transaction.begunAt = m_cluster.now();
        lookWhenOverdue(transaction);
    }
    auto& partitions = transaction.partitions;
    if (partition != nullptr && std::ranges::find(partitions, partition) == partitions.end())
        partitions.push_back(partition);
    co_return TransactionReply{.answer = TransactionAnswer::Done, .epoch = epoch};
}

Task<TransactionReply> TransactionCoordinator::ended(TransactionMetadata& transaction, std::uint32_t epoch,
                                                     bool isCommitted)
{
    const TransactionReply done{.answer = TransactionAnswer::Done, .epoch = transaction.epoch};
    // It has heard this before, and its answer got lost.
    if (epoch + 1 == transaction.epoch && isCommitted == transaction.endedByCommit)
        co_return done;
    if (epoch != transaction.epoch)
        co_return TransactionReply{.answer = TransactionAnswer::Fenced};
    if (transaction.isChanging || isPrepared(transaction))
        co_return TransactionReply{.answer = TransactionAnswer::Concurrent};
    if (transaction.state == TransactionState::Empty)
        co_return done;
    if (!co_await prepare(transaction, isCommitted))
        co_return TransactionReply{};
    co_return TransactionReply{.answer = TransactionAnswer::Done, .epoch = transaction.epoch};
}

/// Writes PrepareCommit or PrepareAbort: from then on nobody can change how it ends.
Task<bool> TransactionCoordinator::prepare(TransactionMetadata& transaction, bool isCommitted)
{
    transaction.isChanging = true;
    const bool isWritten = co_await m_cluster.replication->write(*transaction.log);
    transaction.isChanging = false;
    if (!isWritten)
        co_return false;
    transaction.state = isCommitted ? TransactionState::PrepareCommit : TransactionState::PrepareAbort;
    transaction.endedByCommit = isCommitted;
    ++transaction.epoch;
    m_scope.spawn(complete(transaction));
    co_return true;
}

void TransactionCoordinator::lookWhenOverdue(const TransactionMetadata& transaction)
{
    const Duration period = m_cluster.settings.transactionCleanupInterval;
    const SimTime overdue = transaction.begunAt + m_cluster.settings.producer.transactionTimeout;
    m_cleanup.by(SimTime{(overdue.time_since_epoch() / period + 1) * period});
}

/// abortTimedOutTransactions, every transaction.abort.timed.out.transaction.cleanup.interval.ms
void TransactionCoordinator::lookForOverdue()
{
    for (const std::unique_ptr<TransactionMetadata>& transaction : m_transactions) {
        if (transaction->state != TransactionState::Ongoing)
            continue;
        const bool isOverdue = transaction->begunAt + m_cluster.settings.producer.transactionTimeout < m_cluster.now();
        if (isOverdue && !transaction->isChanging && m_cluster.replication->isServed(*transaction->log))
            m_scope.spawn(abortOverdue(*transaction));
        if (isOverdue)
            m_cleanup.by(m_cluster.now() + m_cluster.settings.transactionCleanupInterval);
        else
            lookWhenOverdue(*transaction);
    }
}

Task<> TransactionCoordinator::abortOverdue(TransactionMetadata& transaction) { co_await prepare(transaction, false); }

}  // namespace stormglass::kafka
