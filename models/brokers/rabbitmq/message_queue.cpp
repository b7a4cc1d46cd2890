// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/message_queue.h"

#include "models/brokers/rabbitmq/subscriber.h"

namespace stormglass::rabbitmq {

void MessageQueue::take(Incoming incoming)
{
    if (!m_lowPriority.empty() || busyUntil() > m_cluster.now()) [[unlikely]]
        takeLater(std::move(incoming));
    else
        takeNow(std::move(incoming));
}

void MessageQueue::takeNow(Incoming incoming)
{
    if (isFullFor(incoming.message)) {
        refuse(incoming);
        return;
    }
    Entry entry{.message = std::move(incoming.message),
                .sequence = ++m_lastSequence,
                .deadline = amqp::deadlineOf(m_cluster.now(), m_rules.messageTtl, std::nullopt)};
    if (entry.message.envelope != 0) [[unlikely]] {
        const Properties& properties = m_cluster.envelopes.properties(entry.message.envelope);
        entry.priority = properties.priority;
        entry.deadline = amqp::deadlineOf(m_cluster.now(), m_rules.messageTtl, properties.expiration);
    }
    if (m_rules.waitsForDisk) {
        write(entry.sequence, isQuorum() ? 0 : incoming.pending);
    } else {
        noteFlushed(entry.sequence);
        m_cluster.settlePending(incoming.pending, true, m_home);
    }
    if (isQuorum()) {
        noteLogged(entry);
        m_uncommitted.pushBack({std::move(entry), incoming.pending, incoming.from, incoming.sender});
        return;
    }
    m_cluster.answer(incoming.sender, *this);
    makeReady(std::move(entry));
    dispatch();
}

bool MessageQueue::isFullFor(const Message& message) const
{
    if (m_rules.overflow == amqp::Overflow::DropHead || !m_rules.limit.isSet())
        return false;
    // A quorum queue notices afterwards that it has been too long (recordings 04-26 and 04-27).
    if (isQuorum())
        return m_isRefusing;
    return m_rules.limit.isExceededBy(static_cast<std::int64_t>(m_ready.size()) + 1, m_ready.bytes() + message.size);
}

void MessageQueue::refuse(const Incoming& incoming)
{
    if (m_rules.overflow == amqp::Overflow::RejectPublishDlx)
        sendLetter(incoming.message, DeathReason::MaxLength);
    if (incoming.pending != 0) {
        probe().failed(m_cluster.now(), LossCause::Refused);
    } else {  // a dead letter, or a publisher that does not want to know
        noteLoss(incoming.message, nameOf(LossCause::Refused));
        probe().lost(m_cluster.now(), LossCause::Refused);
    }
    m_cluster.settlePending(incoming.pending, false, m_leader);
    m_cluster.answer(incoming.sender, *this);
}

void MessageQueue::write(std::uint64_t sequence, PendingId pending)
{
    m_cluster.logs[m_leader]->write({this, m_epoch, pending, sequence});
}

void MessageQueue::synced(const WriteAheadLog::Item& item)
{
    m_syncedSequence = std::max(m_syncedSequence, item.sequence);
    m_cluster.settlePending(item.pending, true, m_home);
}

void MessageQueue::replicated(const WriteAheadLog::Item& item)
{
    // Without a majority it stays uncommitted until a member returns.
    if (item.queueEpoch != m_epoch || !hasMajority(m_leader))
        return;
    Uncommitted committed = m_uncommitted.takeFront();
    m_cluster.settlePending(committed.pending, true, m_leader);
    m_cluster.answer(committed.sender, *this);
    makeReady(std::move(committed.entry));
    dispatch();
}

void MessageQueue::makeReady(Entry entry)
{
    m_ready.pushBack(std::move(entry));
    if (!m_rules.limit.isSet())
        return;
    dispatch();  // a consumer with room takes the head before it is dropped
    dropOverflow();
}

bool MessageQueue::isOverLimit() const
{
    return m_rules.limit.isExceededBy(static_cast<std::int64_t>(m_ready.size()), m_ready.bytes());
}

void MessageQueue::dropOverflow()
{
    while (m_rules.overflow == amqp::Overflow::DropHead && !m_ready.empty() && isOverLimit())
        bury(m_ready.takeFront(), DeathReason::MaxLength);
    updateRefusal();
}

void MessageQueue::updateRefusal()
{
    if (!isQuorum() || m_rules.overflow != amqp::Overflow::RejectPublish)
        return;
    if (isOverLimit())
        m_isRefusing = true;
    else if (m_rules.limit.isRelaxedAt(static_cast<std::int64_t>(m_ready.size()), m_ready.bytes()))
        m_isRefusing = false;
}

void MessageQueue::dispatch()
{
    if (m_leader == kNoNode || m_majorityLostAt != kNever)
        return;
    dropExpired();
    while (!m_ready.empty() && m_exchange.denials.reads == 0) {
        Subscriber* const next = takeNextWithRoom();
        if (next == nullptr)
            break;
        Entry entry = m_ready.takeFront();
        const SimTime ready = m_cluster.settings.readTime > Duration{} ? readFor(*next, entry) : m_cluster.now();
        next->send(std::move(entry), ready);
        noteServed(*next);
        dropExpired();
    }
    if (m_isRefusing) [[unlikely]]
        updateRefusal();
    if (!m_ready.empty() && m_ready.front().deadline != kNever)
        m_expiry.by(m_ready.front().deadline);
}

void MessageQueue::settled(Subscriber& subscriber, Entry entry, Settlement settlement)
{
    for (std::size_t i = 0; isQuorum() && i < m_members.size(); ++i)
        m_cluster.nodes[m_members[i]].loggedBytes += kSmallFrame;  // a settlement is a command as well
    if (settlement == Settlement::Acknowledge)
        probe().acknowledged(m_cluster.now());
    else if (settlement == Settlement::LaidAside)
        probe().deadLettered(m_cluster.now());
    else if (settlement == Settlement::Discard)
        bury(std::move(entry), DeathReason::Rejected);
    else
        giveBack(std::move(entry), Comeback::Nacked);
    if (subscriber.hasRoom())
        hasRoom(subscriber);
}

void MessageQueue::giveBack(Entry entry, Comeback how)
{
    entry.isRedelivered = true;
    if (how == Comeback::Nacked)
        entry.again = RedeliveryCause::Rejected;
    if (how != Comeback::NodeLost)
        ++entry.failures;
    const amqp::Place place = amqp::placeOf(m_rules.type, m_rules.deliveryLimit, how, entry.failures);
    if (place == amqp::Place::DeadLetter)
        bury(std::move(entry), DeathReason::DeliveryLimit);
    else if (isExpired(entry))
        bury(std::move(entry), DeathReason::Expired);
    else if (place == amqp::Place::Tail)
        m_ready.pushBack(std::move(entry));
    else
        m_ready.giveBack(std::move(entry));
    if (m_rules.limit.isSet())
        dropOverflow();
}

void MessageQueue::dropExpired()
{
    while (!m_ready.empty() && isExpired(m_ready.front()))
        bury(m_ready.takeFront(), DeathReason::Expired);
}

void MessageQueue::expiryIsDue() { dispatch(); }

}  // namespace stormglass::rabbitmq
