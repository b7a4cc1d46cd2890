// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/queue.h"

#include "models/brokers/rabbitmq/subscriber.h"

namespace stormglass::rabbitmq {

void Queue::route(Message message, PendingId pending, std::uint32_t from, Duration work)
{
    if (isCutFrom(from)) [[unlikely]] {
        if (!isQuorum() && m_cluster.areParted(from, m_leader))
            giveUp({std::move(message), pending, from}, true);
        else
            m_stalled.pushBack({std::move(message), pending, from});
        return;
    }
    const Duration way = m_leader == kNoNode ? Duration{} : m_cluster.drawBetween(from, m_leader);
    m_incoming.pushBack({std::move(message), pending, from});
    if (work + way > Duration{})
        m_cluster.context.network.after(work + way, [this] { receive(); });
    else
        receive();
}

void Queue::receive() { accept(m_incoming.takeFront()); }

void Queue::accept(Incoming incoming)
{
    if (m_leader == kNoNode && isQuorum()) {
        m_stalled.pushBack(std::move(incoming));
        return;
    }
    if (m_leader == kNoNode) {
        // A classic queue whose node is down cannot be routed to: confirmed and lost (recording 11-10).
        noteLoss(incoming.message, nameOf(LossCause::BrokerCrashed));
        probe().lost(m_cluster.now(), LossCause::BrokerCrashed);
        m_cluster.settlePending(incoming.pending, true, m_home);
        return;
    }
    const spec::RabbitmqQueue& settings = m_exchange.settings;
    const auto waiting = static_cast<std::int64_t>(m_ready.size() + m_uncommitted.size());
    if (settings.maxLength > 0 && settings.overflow == spec::RabbitmqOverflow::RejectPublish
        && waiting >= settings.maxLength) {
        if (incoming.pending != 0) {
            probe().failed(m_cluster.now(), LossCause::Refused);
        } else {  // a dead letter, or a publisher that does not want to know
            noteLoss(incoming.message, nameOf(LossCause::Refused));
            probe().lost(m_cluster.now(), LossCause::Refused);
        }
        m_cluster.settlePending(incoming.pending, false, m_leader);
        return;
    }
    Entry entry{.message = std::move(incoming.message), .sequence = ++m_lastSequence, .enqueuedAt = m_cluster.now()};
    write(entry.sequence, isQuorum() ? 0 : incoming.pending);
    if (isQuorum()) {
        m_uncommitted.pushBack({std::move(entry), incoming.pending, incoming.from});
        return;
    }
    makeReady(std::move(entry));
    dispatch();
}

void Queue::write(std::uint64_t sequence, PendingId pending)
{
    m_cluster.logs[m_leader]->write({this, m_epoch, pending, sequence});
}

void Queue::synced(const WriteAheadLog::Item& item)
{
    m_syncedSequence = std::max(m_syncedSequence, item.sequence);
    m_cluster.settlePending(item.pending, true, m_home);
}

void Queue::replicated(const WriteAheadLog::Item& item)
{
    // Without a majority it stays uncommitted until a member returns.
    if (item.queueEpoch != m_epoch || !hasMajority(m_leader))
        return;
    Uncommitted committed = m_uncommitted.takeFront();
    m_cluster.settlePending(committed.pending, true, m_leader);
    makeReady(std::move(committed.entry));
    dispatch();
}

void Queue::makeReady(Entry entry)
{
    m_ready.pushBack(std::move(entry));
    const spec::RabbitmqQueue& settings = m_exchange.settings;
    if (settings.maxLength > 0 && settings.overflow == spec::RabbitmqOverflow::DropHead) {
        // A consumer with room takes the head before it is dropped.
        dispatch();
        while (static_cast<std::int64_t>(m_ready.size()) > settings.maxLength)
            bury(m_ready.takeFront(), Death::MaxLength);
    }
}

void Queue::hasRoom(Subscriber& subscriber)
{
    if (!std::exchange(subscriber.isInRotation, true))
        m_rotation.pushBack(&subscriber);
    dispatch();
}

Subscriber* Queue::takeNextWithRoom()
{
    // A full consumer of a classic queue leaves the rotation only when its turn comes, and joins at the tail when it
    // has room again; at a quorum queue it leaves as soon as it is full.
    while (!m_rotation.empty()) {
        Subscriber* const next = m_rotation.takeFront();
        if (next->hasRoom())
            return next;
        next->isInRotation = false;
    }
    return nullptr;
}

void Queue::dispatch()
{
    if (m_leader == kNoNode || m_majorityLostAt != kNever)
        return;
    dropExpired();
    while (!m_ready.empty() && m_exchange.deniedReads == 0) {
        Subscriber* const next = takeNextWithRoom();
        if (next == nullptr)
            break;
        next->send(m_ready.takeFront());
        next->isInRotation = !isQuorum() || next->hasRoom();
        if (next->isInRotation)
            m_rotation.pushBack(next);
        dropExpired();
    }
    if (m_exchange.settings.messageTtl > Duration{} && !m_ready.empty() && !m_expiry.isScheduled())
        m_cluster.context.calendar.schedule(m_ready.front().enqueuedAt + m_exchange.settings.messageTtl, m_expiry);
}

void Queue::settled(Subscriber& subscriber, Entry entry, Settlement settlement)
{
    if (settlement == Settlement::Acknowledge)
        probe().acknowledged(m_cluster.now());
    else if (settlement == Settlement::LaidAside)
        probe().deadLettered(m_cluster.now());
    else if (settlement == Settlement::Discard)
        bury(std::move(entry), Death::Rejected);
    else
        giveBack(std::move(entry), Return::Nacked);
    if (subscriber.hasRoom())
        hasRoom(subscriber);
}

void Queue::giveBack(Entry entry, Return how)
{
    const spec::RabbitmqQueue& settings = m_exchange.settings;
    entry.isRedelivered = true;
    if (how != Return::NodeLost)
        ++entry.failures;
    if (isExpired(entry)) {
        bury(std::move(entry), Death::Expired);
        return;
    }
    const bool isLimited = isQuorum() && settings.deliveryLimit > 0;
    if (isLimited && entry.failures > static_cast<std::uint64_t>(settings.deliveryLimit)) {
        bury(std::move(entry), Death::DeliveryLimit);
        return;
    }
    // Recordings 08-13 to 08-15: a quorum queue without a limit puts what was nacked at the tail.
    if (isQuorum() && !isLimited && how == Return::Nacked)
        m_ready.pushBack(std::move(entry));
    else
        m_ready.giveBack(std::move(entry));
    if (settings.maxLength > 0 && settings.overflow == spec::RabbitmqOverflow::DropHead)
        while (static_cast<std::int64_t>(m_ready.size()) > settings.maxLength)
            bury(m_ready.takeFront(), Death::MaxLength);
}

bool Queue::isExpired(const Entry& entry) const
{
    const Duration ttl = m_exchange.settings.messageTtl;
    return ttl > Duration{} && m_cluster.now() >= entry.enqueuedAt + ttl;
}

void Queue::dropExpired()
{
    while (!m_ready.empty() && isExpired(m_ready.front()))
        bury(m_ready.takeFront(), Death::Expired);
}

void Queue::expiryIsDue() { dispatch(); }

void Queue::bury(Entry entry, Death reason)
{
    Exchange* const target = m_exchange.settings.deadLetterChannel.empty()
        ? nullptr
        : m_cluster.findExchange(m_exchange.settings.deadLetterChannel);
    if (target == nullptr) {
        noteLoss(entry.message, book(reason));
        return;
    }
    probe().deadLettered(m_cluster.now());
    const std::uint32_t from = m_leader == kNoNode ? m_home : m_leader;
    const Duration work = m_cluster.route(from);
    bool isLaidAside = false;
    for (Queue* queue : target->queues) {
        // A message that comes back to where it died without a consumer's doing is dropped (recording 02-20).
        if (queue == this && reason != Death::Rejected)
            continue;
        target->probe->produced(m_cluster.now(), 1);
        queue->route(entry.message, 0, from, work);
        isLaidAside = true;
    }
    if (!isLaidAside)
        noteUnreadDeadLetter(entry.message);
}

std::string_view Queue::book(Death reason)
{
    if (reason == Death::Expired) {
        probe().expired(m_cluster.now());
        return kExpired;
    }
    const LossCause cause = reason == Death::MaxLength ? LossCause::Overflow : LossCause::Discarded;
    probe().lost(m_cluster.now(), cause);
    return nameOf(cause);
}

}  // namespace stormglass::rabbitmq
