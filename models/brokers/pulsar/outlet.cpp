// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/outlet.h"

#include "models/brokers/pulsar/partition.h"
#include "models/brokers/pulsar/publisher.h"

#include <algorithm>

namespace stormglass::pulsar {

Outlet::Outlet(Publisher& publisher, Cluster& cluster, Partition& itsPartition, HostId itsHost)
    : Link(cluster, itsPartition, itsHost)
    , m_publisher(publisher)
    , m_delay(cluster.context.calendar, *this)
    , m_timeout(cluster.context.calendar, *this)
{
    open(true);
}

void Outlet::publish(Message message, CompletionId confirm)
{
    const spec::PulsarProducer& settings = cluster().settings.producer;
    if (!m_open.empty() && m_openBytes + message.size > settings.maxBytes)
        sealAll();
    Batch& batch = openBatch(message);
    batch.bytes += message.size;
    m_openBytes += message.size;
    ++m_openMessages;
    ++m_messages;
    ++m_held;
    batch.publishes.push_back({std::move(message), confirm});
    if (!settings.isBatching || m_openMessages >= settings.maxMessages || m_openBytes >= settings.maxBytes)
        sealAll();
    else
        m_delay.by(cluster().now() + settings.maxPublishDelay);
}

Batch& Outlet::openBatch(const Message& message)
{
    const bool isByKey = cluster().settings.producer.batcher == spec::PulsarBatcher::KeyBased;
    for (Batch* batch : m_open)
        if (!isByKey || batch->publishes.front().message.key == message.key)
            return *batch;
    m_open.push_back(&cluster().batches.take(*this, cluster().now()));
    return *m_open.back();
}

void Outlet::sealAll()
{
    m_delay.cancel();
    for (Batch* batch : m_open) {
        batch->sequence = m_pending.add(batch);
        if (isConnected())
            send(*batch);
    }
    m_open.clear();
    m_openMessages = 0;
    m_openBytes = 0;
    watchTimeout();
}

void Outlet::send(Batch& batch)
{
    ++batch.attempts;
    const auto arrive = [this, &batch, number = m_sent.next(), term = term(), connection = connection()] {
        if (connection == this->connection())
            m_sent.arrived(number, &batch, [&](Batch* next) { partition().arrived(*next, term); });
        else
            attemptEnded(batch);
    };
    const auto lose = [this, &batch, connection = connection()](ParcelLoss) {
        attemptEnded(batch);
        if (connection == this->connection())
            connectionLost();
    };
    cluster().context.network.send(host(), serverHost(), kSmallFrame + batch.bytes, Breakable{arrive, lose});
}

void Outlet::connected()
{
    m_isRefused = false;
    for (std::uint64_t sequence = m_pending.first(); sequence < m_pending.end(); ++sequence)
        if (Batch** const batch = m_pending.find(sequence))
            send(**batch);
}

void Outlet::disconnected()
{
    m_sent.reset([this](Batch* batch) { attemptEnded(*batch); });
}

void Outlet::refused(Batch& batch)
{
    m_isRefused = true;
    closedByServer();
    attemptEnded(batch);
}

bool Outlet::mayConnect() { return !partition().isHeld(); }

/// Just before what waits has waited for too long (ProducerImpl.java).
Duration Outlet::mandatoryStop() const
{
    constexpr Duration kBefore = std::chrono::milliseconds{100};
    const Duration patience = cluster().settings.producer.sendTimeout;
    return patience == Duration{} ? patience : std::max(kBefore, patience - kBefore);
}

void Outlet::held()
{
    if (partition().topic.settings.backlogPolicy == spec::PulsarBacklogPolicy::ProducerException && isConnected())
        failAll(LossCause::Overflow, Outcome::Refused);
    closedByServer();
}

void Outlet::stored(Batch& batch, bool isConfirmed)
{
    const std::uint64_t messages = batch.publishes.size();
    if (std::exchange(batch.isStored, true)) {
        const Topic& topic = partition().topic;
        topic.probe->produced(cluster().now(), messages * topic.copies());
        topic.probe->noteExtra(ExtraCause::Retry, messages * topic.copies());
    } else {
        m_held -= messages;
    }
    m_lastStored = std::max(m_lastStored, batch.sequence);
    --batch.attempts;
    if (isConfirmed && batch.isWaitedFor)
        confirmLater(batch.sequence);
}

void Outlet::sentAgain(Batch& batch)
{
    --batch.attempts;
    if (batch.isWaitedFor && batch.writing == 0)  // else its receipt will come
        confirmLater(batch.sequence);
    cluster().batches.letGo(batch);
}

void Outlet::confirmLater(std::uint64_t sequence)
{
    cluster().context.network.send(partition().host(), host(), kSmallFrame, [this, sequence, connection = connection()] {
        if (connection == this->connection())
            end(sequence, Outcome::Ok);
    });
}

/// If it is lost, then for the reason why nobody waits for it, and not because this attempt was in vain.
void Outlet::attemptEnded(Batch& batch)
{
    --batch.attempts;
    if (!batch.isWaitedFor && batch.attempts == 0 && !batch.isStored)
        abandon(batch, batch.cause);
    cluster().batches.letGo(batch);
}

void Outlet::denied(Batch& batch)
{
    --batch.attempts;
    cluster().context.network.send(partition().host(), host(), kSmallFrame, [this, sequence = batch.sequence] {
        if (Batch** const found = m_pending.find(sequence)) {
            (*found)->cause = LossCause::Denied;
            end(sequence, Outcome::Refused);
        }
    });
    if (!batch.isWaitedFor && batch.attempts == 0 && !batch.isStored)
        abandon(batch, LossCause::Denied);
    cluster().batches.letGo(batch);
}

/// The messages have left the books without having been stored.
void Outlet::abandon(Batch& batch, LossCause cause)
{
    const Topic& topic = partition().topic;
    m_held -= batch.publishes.size();
    topic.probe->failed(cluster().now(), cause, batch.publishes.size() * topic.copies());
    batch.isStored = true;  // so that this happens once
}

/// Nobody waits for it any more.
void Outlet::end(std::uint64_t sequence, Outcome outcome)
{
    Batch** const found = m_pending.find(sequence);
    if (found == nullptr)
        return;
    Batch& batch = **found;
    m_pending.take(sequence);
    m_messages -= static_cast<std::int64_t>(batch.publishes.size());
    m_publisher.freed(batch.bytes);
    if (batch.attempts == 0 && !batch.isStored)
        abandon(batch, batch.cause);
    ++batch.attempts;  // it stays while it is told of: whoever is told may publish
    batch.isWaitedFor = false;
    for (const Publish& publish : batch.publishes)
        cluster().context.completions.resolve(publish.confirm, outcome);
    --batch.attempts;
    cluster().batches.letGo(batch);
    watchTimeout();
    m_publisher.admitBlocked();
}

void Outlet::failAll(LossCause cause, Outcome outcome)
{
    sealAll();
    for (std::uint64_t sequence = m_pending.first(), end = m_pending.end(); sequence < end; ++sequence)
        if (Batch** const batch = m_pending.find(sequence)) {
            (*batch)->cause = cause;
            this->end(sequence, outcome);
        }
}

void Outlet::watchTimeout()
{
    const Duration patience = cluster().settings.producer.sendTimeout;
    if (patience > Duration{} && m_pending.count() > 0)
        m_timeout.by((*m_pending.find(m_pending.first()))->begunAt + patience);
}

void Outlet::timeIsUp()
{
    if (m_pending.count() == 0)
        return;
    if ((*m_pending.find(m_pending.first()))->begunAt + cluster().settings.producer.sendTimeout <= cluster().now())
        failAll(LossCause::DeliveryTimeout, Outcome::TimedOut);
    watchTimeout();
}

void Outlet::died()
{
    close();
    disconnected();
    m_delay.cancel();
    for (Batch* batch : std::exchange(m_open, {}))
        m_pending.add(batch);
    m_openMessages = 0;
    m_openBytes = 0;
    failAll(LossCause::ProducerCrashed, Outcome::Reset);
}

void Outlet::revive() { open(true); }

}  // namespace stormglass::pulsar
