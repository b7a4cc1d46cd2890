// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a prepared transaction ends: a marker in each of its logs, and then the coordinator forgets it.
#include "models/brokers/kafka/transactions.h"

#include "models/brokers/kafka/consumer.h"
#include "models/brokers/kafka/group.h"
#include "models/brokers/kafka/replication.h"
#include "simcore/process/delay.h"

namespace stormglass::kafka {

namespace {
/// Until a coordinator tries again. (retry.backoff.ms of the clients within brokers)
constexpr Duration kRetry = std::chrono::milliseconds{100};
}  // namespace

Task<> TransactionCoordinator::complete(TransactionMetadata& transaction)
{
    const bool isCommitted = transaction.state == TransactionState::PrepareCommit;
    transaction.unmarked = transaction.partitions.size() + (transaction.group != nullptr ? 1 : 0);
    for (Partition* partition : transaction.partitions)
        m_scope.spawn(mark(transaction, *partition, isCommitted));
    if (transaction.group != nullptr)
        m_scope.spawn(markOffsets(transaction, isCommitted));
    while (transaction.unmarked > 0)
        co_await transaction.isMarked.wait();
    while (!co_await m_cluster.replication->write(*transaction.log))
        co_await delay(kRetry);
    transaction.partitions.clear();
    transaction.offsets.clear();
    transaction.group = nullptr;
    transaction.state = TransactionState::Empty;
}

/// WriteTxnMarkers, until the leader has confirmed it.
Task<> TransactionCoordinator::mark(TransactionMetadata& transaction, Partition& partition, bool isCommitted)
{
    Replication& replication = *m_cluster.replication;
    const Partition& log = *transaction.log;
    for (;;) {
        if (replication.isServed(log) && replication.isServed(partition)
            && m_cluster.areConnected(log.leader, partition.leader)) {
            const HostId from = m_cluster.nodes[log.leader].host;
            const HostId to = m_cluster.nodes[partition.leader].host;
            co_await delay(m_cluster.delay(from, to));
            if (co_await replication.write(partition)) {
                partition.endTransaction(transaction, isCommitted, m_cluster.now());
                for (const GroupProgress& group : partition.groups)
                    if (group.owner != nullptr)
                        group.owner->recordsAt(partition.leader);
                co_await delay(m_cluster.delay(to, from));
                break;
            }
        }
        co_await delay(kRetry);
    }
    marked(transaction);
}

/// The same for the log of the group's offsets.
Task<> TransactionCoordinator::markOffsets(TransactionMetadata& transaction, bool isCommitted)
{
    Group& group = *transaction.group;
    const Partition& log = *transaction.log;
    for (;;) {
        if (m_cluster.replication->isServed(log) && group.isCoordinatorThereFor(m_cluster.nodes[log.leader].host)) {
            const Duration way = group.way(m_cluster.nodes[log.leader].host);
            co_await delay(way);
            group.endTransaction(transaction.offsets, isCommitted);
            co_await delay(way);
            break;
        }
        co_await delay(kRetry);
    }
    marked(transaction);
}

void TransactionCoordinator::marked(TransactionMetadata& transaction)
{
    if (--transaction.unmarked == 0)
        transaction.isMarked.notifyAll();
}

TransactionAnswer TransactionCoordinator::takeOffsets(TransactionMetadata& transaction, std::uint32_t epoch,
                                                      GroupConsumer& consumer, const Commits& commits)
{
    if (transaction.epoch != epoch || transaction.state != TransactionState::Ongoing)
        return TransactionAnswer::Fenced;
    if (!consumer.group().takePending(consumer, commits))
        return TransactionAnswer::NotOwner;
    transaction.group = &consumer.group();
    transaction.offsets = commits;
    return TransactionAnswer::Done;
}

/// In 3.x the client asks the coordinator, and then the one of the group; in 4.x the latter asks for it (KIP-890).
Task<> TransactionCoordinator::serveOffsets(TransactionMetadata& transaction, std::uint32_t epoch,
                                            GroupConsumer& consumer, Commits commits, TransactionCall call)
{
    Group& group = consumer.group();
    const HostId client = consumer.host();
    const bool asksGroup = m_cluster.settings.version != spec::KafkaVersion::V3;
    TransactionReply reply;
    if (!asksGroup)
        reply = co_await ask(client, transaction, added(transaction, epoch, nullptr));
    if ((asksGroup || reply.answer == TransactionAnswer::Done) && group.isCoordinatorThereFor(client)) {
        co_await delay(group.way(client));
        if (asksGroup)
            reply = co_await ask(group.coordinatorHost(), transaction, added(transaction, epoch, nullptr));
        if (reply.answer == TransactionAnswer::Done)
            reply.answer = takeOffsets(transaction, epoch, consumer, commits);
        co_await delay(group.way(client));
        if (!group.isCoordinatorThereFor(client))
            reply = {};
    }
    call->set(reply);
}

}  // namespace stormglass::kafka
