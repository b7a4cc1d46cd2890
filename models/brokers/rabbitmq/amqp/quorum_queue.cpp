// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/quorum_queue.h"

#include <algorithm>

namespace stormglass::rabbitmq::amqp {

namespace {

/// Credit of a consumer without a prefetch of its own (rabbit_quorum_queue, consume).
constexpr std::int64_t kUnlimitedCredit = 2000;
/// A quorum queue looks so often whether it has expired (quorum_tick_interval).
constexpr Duration kTick = 5s;

}  // namespace

QuorumQueue::QuorumQueue(QueueHost& host, QueueId id, const QueueDeclaration& declaration, std::vector<NodeId> members)
    : Queue(host, id, declaration, std::nullopt, members.front())
    , m_members(std::move(members))
    , m_declaredAt(host.now())
    , m_lastActive(host.now())
{
}

void QuorumQueue::whenLed(std::function<void()> command)
{
    if (m_hasLeader)
        command();
    else
        m_commands.push_back(std::move(command));
}

void QuorumQueue::lead(NodeId leader)
{
    setHome(leader);
    m_hasLeader = true;
    for (const auto& command : std::exchange(m_commands, {}))
        command();
    checkout();
}

void QuorumQueue::publish(const Incoming& incoming)
{
    whenLed([this, incoming] { enqueue(incoming); });
}

void QuorumQueue::enqueue(const Incoming& incoming)
{
    constexpr Duration kAtOnce = 1ms;  // a time to live of zero (rabbit_fifo, update_expiry_header)
    Entry entry{.message = incoming.message,
                .sequence = ++m_lastSequence,
                .deadline = deadlineOf(m_host.now(), arguments().messageTtl, ownTtl(*incoming.message))};
    if (entry.deadline == m_host.now())
        entry.deadline += kAtOnce;
    if (incoming.confirm != 0)
        m_host.confirm(*incoming.publisher, id(), {incoming.confirm}, true);
    m_ready.pushBack(std::move(entry));
    checkout();
}

bool QuorumQueue::registerPublisher(ChannelId channel)
{
    m_publishers.emplace(channel, false);
    return arguments().overflow != Overflow::RejectPublish || !arguments().limit.isExceededBy(limitedCount(), limitedBytes());
}

std::optional<Queue::Fetched> QuorumQueue::get(ChannelId channel, std::uint64_t tag, bool needsAck)
{
    m_lastActive = m_host.now();
    dropExpired();
    if (m_ready.empty()) {
        applyLimit();
        return std::nullopt;
    }
    Entry entry = m_ready.takeFront();
    const EntryId id = ++m_lastEntry;
    Fetched fetched{id, {.message = entry.message, .isRedelivered = entry.failures > 0, .deliveryCount = entry.failures, .tag = tag},
                    m_ready.size()};
    if (needsAck) {
        Consumer holder{.declaration = {.tag = std::to_string(tag)}, .isOnce = true, .held = {}};
        holder.held.emplace(id, std::move(entry));
        m_consumers.insert_or_assign(Key{std::to_string(tag), channel}, std::move(holder));
    }
    applyLimit();
    return fetched;
}

bool QuorumQueue::attach(ChannelId channel, const ConsumerDeclaration& declaration)
{
    const Key key{declaration.tag, channel};
    const std::int64_t credit = declaration.prefetch > 0 ? declaration.prefetch : kUnlimitedCredit;
    Consumer consumer{.declaration = declaration, .credit = credit, .held = {}};
    const auto known = m_consumers.find(key);
    if (arguments().isSingleActiveConsumer && (hasActive() || known == m_consumers.end())) {
        m_waiting.emplace_back(key, std::move(consumer));
    } else if (known != m_consumers.end()) {  // it was cancelled, and holds something
        consumer.credit = std::max<std::int64_t>(0, credit - static_cast<std::int64_t>(known->second.held.size()));
        consumer.held = std::move(known->second.held);
        known->second = std::move(consumer);
        update(key);
    } else {
        m_consumers.emplace(key, std::move(consumer));
        update(key);
    }
    activateNext();
    checkout();
    return true;
}

void QuorumQueue::cancel(ChannelId channel, const std::string& tag)
{
    whenLed([this, key = Key{tag, channel}] {
        std::erase_if(m_waiting, [&](const auto& waiting) { return waiting.first == key; });
        cancelNow(key);
        checkout();
    });
}

void QuorumQueue::cancelNow(const Key& key)
{
    const auto found = m_consumers.find(key);
    if (found == m_consumers.end())
        return;
    Consumer& consumer = found->second;
    consumer.isOnce = consumer.isCancelled = true;
    consumer.credit = 0;
    update(key);
    activateNext();
}

void QuorumQueue::settle(ChannelId channel, const std::string& tag, Verdict verdict, std::span<const EntryId> entries)
{
    std::vector<EntryId> sorted{entries.begin(), entries.end()};
    std::ranges::sort(sorted);
    whenLed([this, key = Key{tag, channel}, verdict, sorted] {
        if (verdict == Verdict::Acknowledge)
            acknowledge(key, sorted);
        else if (verdict == Verdict::Discard)
            discard(key, sorted);
        else if (arguments().deliveryLimit)
            giveBack(key, sorted);
        else
            requeue(key, sorted);
    });
}

void QuorumQueue::acknowledge(const Key& key, const std::vector<EntryId>& entries)
{
    const auto found = m_consumers.find(key);
    if (found == m_consumers.end())
        return;
    std::int64_t count = 0;
    for (const EntryId id : entries)
        if (auto held = found->second.held.extract(id)) {
            m_settled.push_back({key, id, std::move(held.mapped())});
            ++count;
        }
    complete(key, count);
    checkout();
}

void QuorumQueue::discard(const Key& key, const std::vector<EntryId>& entries)
{
    if (const auto found = m_consumers.find(key); found != m_consumers.end())
        for (const EntryId id : entries)
            if (const auto held = found->second.held.find(id); held != found->second.held.end())
                bury(held->second, DeathReason::Rejected);
    acknowledge(key, entries);
}

bool QuorumQueue::giveBackOne(const Key& key, EntryId id, Comeback how)
{
    Consumer& consumer = m_consumers.at(key);
    auto held = consumer.held.extract(id);
    if (!held)
        return false;
    Entry entry = std::move(held.mapped());
    ++entry.failures;
    const Place place = placeOf(QueueType::Quorum, arguments().deliveryLimit, how, entry.failures);
    if (place == Place::DeadLetter) {
        bury(std::move(entry), DeathReason::DeliveryLimit);
        complete(key, 1);
    } else if (place == Place::Front) {
        m_ready.giveBack(std::move(entry));
    } else {
        entry.sequence = ++m_lastSequence;
        m_ready.pushBack(std::move(entry));
    }
    return true;
}

/// Each message that its limit takes away counts twice: as completed, and as given back (recording 08-16).
void QuorumQueue::giveBack(const Key& key, const std::vector<EntryId>& entries)
{
    std::int64_t count = 0;
    for (const EntryId id : entries)
        if (m_consumers.contains(key) && giveBackOne(key, id, Comeback::Nacked))
            ++count;
    complete(key, count);
    checkout();
}

void QuorumQueue::requeue(const Key& key, const std::vector<EntryId>& entries)
{
    for (const EntryId id : entries)
        if (m_consumers.contains(key) && giveBackOne(key, id, Comeback::Nacked)) {
            complete(key, 1);
            checkout();
        }
}

void QuorumQueue::channelsGone(const std::set<ChannelId>& channels)
{
    whenLed([this, channels] { remove(channels); });
}

void QuorumQueue::remove(const std::set<ChannelId>& channels)
{
    std::erase_if(m_publishers, [&](const auto& publisher) { return channels.contains(publisher.first); });
    std::erase_if(m_waiting, [&](const auto& waiting) { return channels.contains(waiting.first.second); });
    std::vector<Key> gone;
    for (const auto& [key, consumer] : m_consumers)
        if (channels.contains(key.second))
            gone.push_back(key);
    for (const Key& key : gone) {
        std::vector<EntryId> held;
        for (const auto& [id, entry] : m_consumers.at(key).held)
            held.push_back(id);
        m_consumers.at(key).isOnce = false;  // so that it stays until all have been given back
        for (const EntryId id : held)
            giveBackOne(key, id, Comeback::ConnectionLost);
        m_consumers.erase(key);
        m_lastActive = m_host.now();
        activateNext();
    }
    checkout();
}

std::size_t QuorumQueue::purge()
{
    const std::size_t count = m_ready.size();
    m_ready.clear();
    applyLimit();
    return count;
}

QueueCounts QuorumQueue::counts() const
{
    QueueCounts counts{.ready = m_ready.size(), .consumers = m_consumers.size() + m_waiting.size(), .awaitingDeadLettering = m_letters.size()};
    for (const auto& [key, consumer] : m_consumers)
        counts.unacked += consumer.held.size();
    return counts;
}

std::vector<std::pair<ChannelId, std::string>> QuorumQueue::consumers() const
{
    std::vector<std::pair<ChannelId, std::string>> all;
    for (const auto& [key, consumer] : m_consumers)
        if (!consumer.isOnce)
            all.emplace_back(key.second, key.first);
    for (const auto& [key, consumer] : m_waiting)
        all.emplace_back(key.second, key.first);
    return all;
}

SimTime QuorumQueue::deadline() const
{
    if (!m_hasLeader)
        return kNever;
    SimTime next = m_ready.empty() ? kNever : m_ready.front().deadline;
    for (const Letter& letter : m_letters)
        next = std::min(next, letter.at);
    if (arguments().expires && m_consumers.empty()) {
        const Duration needed = m_lastActive + *arguments().expires - m_declaredAt;
        next = std::min(next, m_declaredAt + (needed / kTick + 1) * kTick);
    }
    return std::max(next, m_host.now());
}

void QuorumQueue::timeHasCome()
{
    if (arguments().expires && m_consumers.empty() && m_host.now() > m_lastActive + *arguments().expires
        && (m_host.now() - m_declaredAt) % kTick == Duration{})
        m_host.removeSoon(id());
    checkout();
}

}  // namespace stormglass::rabbitmq::amqp
