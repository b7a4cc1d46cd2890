// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a quorum queue does after each command: it hands out, drops and dead-letters.
#include "models/brokers/rabbitmq/amqp/quorum_queue.h"

#include <algorithm>

namespace stormglass::rabbitmq::amqp {

namespace {

/// A dead letter that nobody takes is tried again after that time (dead_letter_worker_publisher_confirm_timeout;
/// recording 08-39).
constexpr Duration kLetterRetry = 180s;
/// So many dead letters are under way at a time (dead_letter_worker_consumer_prefetch).
constexpr std::size_t kLetterPrefetch = 32;

}  // namespace

void QuorumQueue::complete(const Key& key, std::int64_t count)
{
    const auto found = m_consumers.find(key);
    if (found == m_consumers.end())
        return;
    if (!found->second.isOnce)
        found->second.credit += count;
    update(key);
}

/// A consumer is served again from the moment on when it has room (recording 08-24).
void QuorumQueue::update(const Key& key)
{
    const auto found = m_consumers.find(key);
    Consumer& consumer = found->second;
    if (consumer.isOnce && consumer.credit == 0) {
        if (consumer.held.empty()) {
            m_consumers.erase(found);
            m_lastActive = m_host.now();
        }
        return;
    }
    if (consumer.credit > 0 && !consumer.isCancelled && !m_service.contains(key))
        m_service.join(key, consumer.declaration.priority);
}

bool QuorumQueue::hasActive() const
{
    return std::ranges::any_of(m_consumers, [](const auto& item) { return !item.second.isCancelled; });
}

/// The one that has waited longest; its priority does not matter (recordings 08-36 and 08-38).
void QuorumQueue::activateNext()
{
    if (!arguments().isSingleActiveConsumer || m_waiting.empty() || hasActive())
        return;
    auto [key, next] = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    if (const auto cancelled = m_consumers.find(key); cancelled != m_consumers.end()) {
        cancelled->second.declaration = next.declaration;
        next = std::move(cancelled->second);
    }
    m_consumers.insert_or_assign(key, std::move(next));
    if (m_consumers.at(key).credit > 0 && !m_consumers.at(key).isCancelled && !m_service.contains(key))
        m_service.join(key, m_consumers.at(key).declaration.priority);
}

void QuorumQueue::checkout()
{
    if (!m_hasLeader)
        return;
    std::map<Key, std::vector<std::pair<EntryId, Entry>>> deliveries;
    for (;;) {
        dropExpired();
        if (m_ready.empty() || m_service.empty())
            break;
        const Key key = m_service.takeFront();
        const auto found = m_consumers.find(key);
        if (found == m_consumers.end() || found->second.credit == 0 || found->second.isCancelled)
            continue;
        const EntryId id = ++m_lastEntry;
        Entry entry = m_ready.takeFront();
        deliveries[key].emplace_back(id, entry);
        found->second.held.emplace(id, std::move(entry));
        --found->second.credit;
        update(key);
    }
    sendOut(deliveries);
    sendLetters();
    applyLimit();
}

void QuorumQueue::sendOut(const std::map<Key, std::vector<std::pair<EntryId, Entry>>>& deliveries)
{
    for (const auto& [key, entries] : deliveries) {
        const bool needsAck = !m_consumers.at(key).declaration.isAutoAck;
        for (const auto& [entryId, entry] : entries) {
            Delivery delivery{.message = entry.message, .isRedelivered = entry.failures > 0};
            if (entry.failures > 0)  // on a first delivery there is no such header (recording 08-11)
                delivery.deliveryCount = entry.failures;
            m_host.deliver(key.second, key.first, *this, entryId, needsAck, delivery);
            if (!needsAck)
                m_host.settleLater(id(), key.second, key.first, entryId);
        }
    }
}

void QuorumQueue::dropExpired()
{
    while (!m_ready.empty() && m_ready.front().deadline <= m_host.now())
        bury(m_ready.takeFront(), DeathReason::Expired);
}

void QuorumQueue::bury(Entry entry, DeathReason reason)
{
    // What overflows is lost if it cannot be handed on: the queue drops nothing while dead-lettering at least once.
    if (arguments().isAtLeastOnce)
        m_letters.push_back({std::move(entry), reason, m_host.now()});
    else
        m_host.deadLetter(*this, entry.message, reason, false);
}

void QuorumQueue::sendLetters()
{
    std::size_t underWay = 0;
    std::erase_if(m_letters, [&](Letter& letter) {
        if (underWay >= kLetterPrefetch || letter.at > m_host.now()) {
            ++underWay;
            return false;
        }
        if (m_host.tryDeadLetter(*this, letter.entry.message, letter.reason))
            return true;
        letter.at = m_host.now() + kLetterRetry;
        ++underWay;
        return false;
    });
}

std::int64_t QuorumQueue::limitedBytes() const
{
    std::int64_t bytes = m_ready.bytes();
    for (const Letter& letter : m_letters)
        bytes += bytesOf(letter.entry);
    return bytes;
}

/// Publishers are told to stop once the limit has been exceeded, and to go on when the queue is well below it; what is on
/// the way is taken (recordings 04-26 and 04-27).
void QuorumQueue::applyLimit()
{
    const LengthLimit& limit = arguments().limit;
    if (!limit.isSet())
        return;
    while (arguments().overflow == Overflow::DropHead && !m_ready.empty() && limit.isExceededBy(limitedCount(), limitedBytes()))
        bury(m_ready.takeFront(), DeathReason::MaxLength);
    const bool isRelaxed = limit.isRelaxedAt(limitedCount(), limitedBytes());
    const bool wasRelaxed = std::exchange(m_wasRelaxed, isRelaxed);
    if (arguments().overflow != Overflow::RejectPublish)
        return;
    const bool isFull = limit.isExceededBy(limitedCount(), limitedBytes());
    for (auto& [channel, isStopped] : m_publishers)
        if (isFull ? !isStopped : isRelaxed && !wasRelaxed) {
            isStopped = isFull;
            m_host.tellStatus(channel, id(), !isFull);
        }
}

void QuorumQueue::sync()
{
    m_syncedSequence = m_lastSequence;
    m_settled.clear();
}

void QuorumQueue::breakDown()
{
    m_isBroken = true;
    m_hasLeader = false;
    m_ready.clear();
    m_consumers.clear();
}

void QuorumQueue::killed()
{
    // Acknowledgements that were not written: the messages are held again by whoever had them.
    for (Settled& settled : std::exchange(m_settled, {}))
        if (const auto holder = m_consumers.find(settled.key); holder != m_consumers.end())
            holder->second.held.emplace(settled.id, std::move(settled.entry));
    m_ready.dropAfter(m_syncedSequence, [](const Entry&) {});
}

}  // namespace stormglass::rabbitmq::amqp
