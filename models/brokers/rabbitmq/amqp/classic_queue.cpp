// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/classic_queue.h"

namespace stormglass::rabbitmq::amqp {

ClassicQueue::ClassicQueue(QueueHost& host, QueueId id, const QueueDeclaration& declaration, std::optional<ConnectionId> owner,
                           NodeId home)
    : Queue(host, id, declaration, owner, home)
    , m_ready(true, static_cast<std::size_t>(arguments().maxPriority))
    , m_consumers(host, id, arguments().isSingleActiveConsumer)
{
    renewLease();
}

bool ClassicQueue::isFullFor(const Message& message) const
{
    return arguments().overflow != Overflow::DropHead
        && arguments().limit.isExceededBy(static_cast<std::int64_t>(m_ready.size()) + 1, m_ready.bytes() + message.size);
}

void ClassicQueue::publish(const Incoming& incoming)
{
    if (isFullFor(*incoming.message)) {
        if (arguments().overflow == Overflow::RejectPublishDlx)
            m_host.deadLetter(*this, incoming.message, DeathReason::MaxLength, false);
        reject(incoming);
        return;
    }
    const Entry entry{.message = incoming.message,
                      .sequence = ++m_lastSequence,
                      .deadline = deadlineOf(m_host.now(), arguments().messageTtl, ownTtl(*incoming.message))};
    run();  // a single active consumer may have changed without anybody looking
    const std::optional<ClassicConsumers::Consumer> consumer = m_ready.empty() ? m_consumers.takeNext() : std::nullopt;
    const bool isDroppedAtOnce = !consumer && arguments().messageTtl == Duration{} && !arguments().deadLetters;
    const bool isKept = consumer ? !consumer->declaration.isAutoAck : !isDroppedAtOnce;
    if (incoming.confirm != 0 && isKept && isStored(entry))
        m_unconfirmed[*incoming.publisher].push_back(incoming.confirm);
    else if (incoming.confirm != 0)
        m_host.confirm(*incoming.publisher, id(), {incoming.confirm}, true);
    if (consumer)
        hand(*consumer, entry);
    if (consumer || isDroppedAtOnce)
        return;
    m_ready.pushBack(entry);
    if (dropOverflow() || m_ready.size() == 1)
        dropExpired();
}

void ClassicQueue::reject(const Incoming& incoming)
{
    if (incoming.confirm != 0)
        m_host.confirm(*incoming.publisher, id(), {incoming.confirm}, false);
}

void ClassicQueue::hand(const ClassicConsumers::Consumer& consumer, Entry entry)
{
    const bool needsAck = !consumer.declaration.isAutoAck;
    m_host.deliver(consumer.channel, consumer.declaration.tag, *this, entry.sequence, needsAck,
                   {.message = entry.message, .isRedelivered = entry.isRedelivered});
    if (!needsAck) {
        noteRemoved(std::move(entry));
        return;
    }
    m_consumers.noteHeld(consumer.channel, consumer.declaration.tag, entry.sequence);
    m_held.emplace(entry.sequence, std::move(entry));
}

void ClassicQueue::run()
{
    while (!m_ready.empty()) {
        const std::optional<ClassicConsumers::Consumer> consumer = m_consumers.takeNext();
        if (!consumer)
            return;
        Entry entry = m_ready.takeFront();
        dropExpired();
        hand(*consumer, std::move(entry));
    }
}

std::optional<Queue::Fetched> ClassicQueue::get(ChannelId channel, std::uint64_t tag, bool needsAck)
{
    renewLease();
    if (m_ready.empty())
        return std::nullopt;
    Entry entry = m_ready.takeFront();
    dropExpired();
    Fetched fetched{entry.sequence, {.message = entry.message, .isRedelivered = entry.isRedelivered, .tag = tag}, m_ready.size()};
    if (needsAck) {
        m_consumers.noteHeld(channel, {}, entry.sequence);
        m_held.emplace(entry.sequence, std::move(entry));
    } else {
        noteRemoved(std::move(entry));
    }
    return fetched;
}

bool ClassicQueue::attach(ChannelId channel, const ConsumerDeclaration& consumer)
{
    if (!m_consumers.add(channel, consumer))
        return false;
    m_hadConsumers = true;
    run();
    return true;
}

void ClassicQueue::cancel(ChannelId channel, const std::string& consumer)
{
    m_consumers.remove(channel, consumer);
    if (declaration().isAutoDelete && m_hadConsumers && m_consumers.count() == 0)
        m_host.removeSoon(id());
    renewLease();
}

void ClassicQueue::settle(ChannelId channel, const std::string&, Verdict verdict, std::span<const EntryId> entries)
{
    const bool isUnparked = m_consumers.noteSettled(channel, entries);
    if (verdict == Verdict::Requeue) {
        giveBack(entries);
    } else {
        for (const EntryId id : entries)
            if (std::optional<Entry> entry = takeHeld(id); entry && verdict == Verdict::Discard)
                bury(std::move(*entry), DeathReason::Rejected);
            else if (entry)
                noteRemoved(std::move(*entry));
    }
    if (isUnparked)
        run();
}

void ClassicQueue::channelGone(ChannelId channel)
{
    const std::optional<std::vector<EntryId>> held = m_consumers.removeChannel(channel);
    if (!held)
        return;
    if (declaration().isAutoDelete && m_hadConsumers && m_consumers.count() == 0) {
        m_host.removeSoon(id());
        return;
    }
    renewLease();
    giveBack(*held);
}

void ClassicQueue::resume(ChannelId channel)
{
    if (m_consumers.resume(channel))
        run();
}

void ClassicQueue::limitChanged(ChannelId channel, bool isLimited)
{
    if (m_consumers.limitChanged(channel, isLimited))
        run();
}

std::optional<ClassicEntry> ClassicQueue::takeHeld(EntryId id)
{
    const auto found = m_held.find(id);
    if (found == m_held.end())
        return std::nullopt;
    Entry entry = std::move(found->second);
    m_held.erase(found);
    return entry;
}

void ClassicQueue::giveBack(std::span<const EntryId> entries)
{
    for (const EntryId id : entries)
        if (std::optional<Entry> entry = takeHeld(id)) {
            entry->isRedelivered = true;
            m_ready.giveBack(std::move(*entry));
        }
    dropOverflow();
    dropExpired();
    run();
}

bool ClassicQueue::dropOverflow()
{
    bool isAny = false;
    while (arguments().overflow == Overflow::DropHead
           && arguments().limit.isExceededBy(static_cast<std::int64_t>(m_ready.size()), m_ready.bytes())) {
        bury(m_ready.takeFront(), DeathReason::MaxLength);
        isAny = true;
    }
    return isAny;
}

void ClassicQueue::dropExpired()
{
    // Only the head is looked at: what has expired behind it waits (recordings 03-02 and 05-12).
    while (!m_ready.empty() && m_ready.front().deadline <= m_host.now())
        bury(m_ready.takeFront(), DeathReason::Expired);
    if (!m_ready.empty())
        m_ttlTimer = std::min(m_ttlTimer, m_ready.front().deadline);
}

void ClassicQueue::bury(Entry entry, DeathReason reason)
{
    m_host.deadLetter(*this, entry.message, reason, entry.isReadBack);
    noteRemoved(std::move(entry));
}

std::size_t ClassicQueue::purge()
{
    const std::size_t count = m_ready.size();
    m_ready.forEach([this](Entry& entry) { noteRemoved(entry); });
    m_ready.clear();
    return count;
}

void ClassicQueue::renewLease()
{
    if (arguments().expires && m_consumers.count() == 0)
        m_expiryTimer = m_host.now() + *arguments().expires;
}

void ClassicQueue::timeHasCome()
{
    if (m_ttlTimer <= m_host.now()) {
        m_ttlTimer = kNever;
        dropExpired();
    }
    if (m_expiryTimer <= m_host.now()) {
        m_expiryTimer = kNever;
        if (m_consumers.count() == 0)
            m_host.removeSoon(id());
    }
}

QueueCounts ClassicQueue::counts() const
{
    return {.ready = m_ready.size(), .unacked = m_held.size(), .consumers = m_consumers.count()};
}

}  // namespace stormglass::rabbitmq::amqp
