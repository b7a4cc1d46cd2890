// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Publishing, consuming and settling.
#include "models/brokers/rabbitmq/amqp/broker.h"
#include "models/brokers/rabbitmq/amqp/classic_queue.h"
#include "models/brokers/rabbitmq/amqp/quorum_queue.h"

#include <tuple>

namespace stormglass::rabbitmq::amqp {

namespace {

/// Keys of the headers CC and BCC, which also strips the latter.
void takeCopyKeys(Message& message)
{
    for (const char* const name : {"CC", "BCC"})
        if (const Value* field = findField(message.headers, name))
            if (const auto* keys = std::get_if<Array>(&field->content))
                for (const Value& key : *keys)
                    if (const std::string* text = key.text())
                        message.routingKeys.push_back(*text);
    message.headers.erase("BCC");
}

}  // namespace

std::vector<Queue*> Broker::route(const std::string& exchange, const Message& message) const
{
    std::vector<Queue*> queues;
    for (const std::string& name : m_routes.route(exchange, message))
        if (const auto id = m_names.find(name); id != m_names.end())
            if (Queue* queue = m_queues.at(id->second).get(); queue->isQuorum() || queue->isAvailable())
                queues.push_back(queue);
    return queues;
}

bool Broker::publish(ChannelId channel, const Publication& publication)
{
    Channel& own = *m_channels.at(channel);
    const std::string& exchange = publication.message.exchange;
    if (m_routes.findExchange(exchange) == nullptr)
        return refuse(channel, {404, "NOT_FOUND - no exchange '" + exchange + "' in vhost '/'", false});
    if (const auto bad = findBadExpiration(publication.message))
        return refuse(channel, {406, "PRECONDITION_FAILED - " + *bad, false});
    const auto message = std::make_shared<Message>(publication.message);
    takeCopyKeys(*message);
    const std::vector<Queue*> queues = route(exchange, *message);
    if (queues.empty() && publication.isMandatory)
        m_observer.returned(channel, *message);
    std::uint64_t number = 0;
    if (own.confirms) {
        number = own.outcome.takeNumber();
        std::set<QueueId> ids;
        for (const Queue* queue : queues)
            ids.insert(queue->id());
        own.outcome.expect(number, std::move(ids));
    }
    for (Queue* queue : queues)
        if (isAcceptedBy(*queue, channel, own))
            m_mail.push_back({queue->id(), {message, channel, number}});
        else if (number != 0)
            own.outcome.answer(number, queue->id(), false);
    flush(own, channel);  // what is decided without a queue
    return true;
}

bool Broker::isAcceptedBy(Queue& queue, ChannelId channel, Channel& own)
{
    if (!queue.isQuorum())
        return true;
    auto& quorum = static_cast<QuorumQueue&>(queue);
    const auto [contact, isNew] = own.contacts.try_emplace(queue.id());
    QuorumContact& known = contact->second;
    if (isNew)
        known.leader = queue.home();
    if (known.status == QuorumContact::Status::Unknown) {
        if (!m_nodes[known.leader].isUp || !quorum.isAvailable())
            return false;
        known.status = quorum.registerPublisher(channel) ? QuorumContact::Status::Accepts : QuorumContact::Status::Refuses;
    }
    return known.status == QuorumContact::Status::Accepts;
}

std::vector<Queue*> Broker::routeDeadLetter(const Queue& queue, const Message& letter, DeathReason reason) const
{
    std::vector<Queue*> targets;
    const auto& exchange = queue.arguments().deadLetters;
    if (!exchange || m_routes.findExchange(exchange->exchange) == nullptr)
        return targets;
    targets = route(exchange->exchange, letter);
    std::erase_if(targets, [&](const Queue* target) { return closesCycle(letter.deaths, target->name(), reason); });
    return targets;
}

void Broker::deadLetter(const Queue& queue, MessagePointer message, DeathReason reason, bool isReadBack)
{
    if (!queue.arguments().deadLetters)
        return;
    const MessagePointer letter = makeDeadLetter(*message, reason, *queue.arguments().deadLetters, queue.name(), isReadBack);
    for (const Queue* target : routeDeadLetter(queue, *letter, reason))
        m_mail.push_back({target->id(), {letter}});
}

bool Broker::tryDeadLetter(const Queue& queue, const MessagePointer& message, DeathReason reason)
{
    const MessagePointer letter = makeDeadLetter(*message, reason, *queue.arguments().deadLetters, queue.name(), false);
    const std::vector<Queue*> targets = routeDeadLetter(queue, *letter, reason);
    for (const Queue* target : targets)
        if (!target->isQuorum() && static_cast<const ClassicQueue*>(target)->isFullFor(*letter))
            return false;
    for (const Queue* target : targets)
        m_mail.push_back({target->id(), {letter}});
    return !targets.empty();
}

void Broker::setPrefetch(ChannelId channel, std::int64_t count, bool isOfChannel)
{
    work();
    Channel& own = *m_channels.at(channel);
    if (!isOfChannel) {
        own.prefetch = count;
        return;
    }
    const bool wasLimited = own.limit.limit > 0;
    own.limit.limit = count;
    if (!wasLimited && count > 0)
        own.limit.held = static_cast<std::int64_t>(
            std::ranges::count_if(own.held, [](const HeldDelivery& one) { return one.consumer.has_value(); }));
    if (wasLimited != (count > 0))
        for (const auto& [id, queue] : m_queues)
            queue->limitChanged(channel, count > 0);
    freeSlots(own, channel, {});
}

bool Broker::consume(ChannelId channel, const std::string& name, ConsumerDeclaration consumer)
{
    Queue* const queue = findUsable(channel, name);
    if (queue == nullptr)
        return false;
    Channel& own = *m_channels.at(channel);
    const std::string title = "queue '" + name + "' in vhost '/'";
    if (own.consumers.contains(consumer.tag))
        return refuse(channel, {530, "NOT_ALLOWED - attempt to reuse consumer tag '" + consumer.tag + "'", true});
    consumer.prefetch = own.prefetch;
    consumer.isChannelLimited = own.limit.limit > 0;
    if (queue->isQuorum() && consumer.isChannelLimited)
        return refuse(channel, {540, "NOT_IMPLEMENTED - " + title + " does not support global qos", true});
    own.consumers.emplace(consumer.tag, queue->id());
    if (queue->attach(channel, consumer))
        return true;
    own.consumers.erase(consumer.tag);
    return refuse(channel, {403, "ACCESS_REFUSED - " + title + " in exclusive use", false});
}

void Broker::cancel(ChannelId channel, const std::string& consumer)
{
    work();
    Channel& own = *m_channels.at(channel);
    const auto found = own.consumers.find(consumer);
    if (found == own.consumers.end())
        return;
    const auto queue = m_queues.find(found->second);
    own.consumers.erase(found);
    if (queue != m_queues.end())
        queue->second->cancel(channel, consumer);
}

GetOutcome Broker::get(ChannelId channel, const std::string& name, bool isAutoAck, Queue::Fetched& fetched)
{
    Queue* const queue = findUsable(channel, name);
    if (queue == nullptr)
        return GetOutcome::Refused;
    const std::string title = "queue '" + name + "' in vhost '/'";
    if (queue->isQuorum() && queue->arguments().isSingleActiveConsumer) {
        refuse(channel, {405,
                         "RESOURCE_LOCKED - cannot obtain access to locked " + title
                             + ". basic.get operations are not supported by quorum queues with single active consumer",
                         false});
        return GetOutcome::Refused;
    }
    if (!queue->isAvailable() && m_nodes[queue->home()].isUp)
        return GetOutcome::NoAnswer;
    if (!queue->isAvailable()) {
        refuse(channel, {541, "INTERNAL_ERROR - Cannot get a message from queue '" + title + "': nodedown", true});
        return GetOutcome::Refused;
    }
    Channel& own = *m_channels.at(channel);
    std::optional<Queue::Fetched> got = queue->get(channel, own.nextTag, !isAutoAck);
    if (!got)
        return GetOutcome::Empty;
    fetched = std::move(*got);
    if (!isAutoAck)
        own.held.push_back({own.nextTag, queue->id(), name, std::nullopt, fetched.entry});
    ++own.nextTag;
    return GetOutcome::Message;
}

bool Broker::settleDelivery(ChannelId channel, std::uint64_t tag, bool isMultiple, Verdict verdict)
{
    work();
    Channel& own = *m_channels.at(channel);
    const std::vector<HeldDelivery> taken = own.take(tag, isMultiple);
    if (taken.empty() && !(tag == 0 && isMultiple))
        return refuse(channel, {406, "PRECONDITION_FAILED - unknown delivery tag " + std::to_string(tag), false});
    settleGroups(taken, channel, verdict);
    return true;
}

/// Each queue hears of each of its consumers once, and of each get.
void Broker::settleGroups(const std::vector<HeldDelivery>& taken, ChannelId channel, Verdict verdict)
{
    std::map<std::tuple<std::string, bool, std::uint64_t, std::string>, std::vector<const HeldDelivery*>> groups;
    for (const HeldDelivery& one : taken)
        groups[{one.queueName, one.consumer.has_value(), one.consumer ? 0 : one.tag, one.consumer.value_or("")}].push_back(&one);
    for (const auto& [key, group] : groups) {
        const auto queue = m_queues.find(group.front()->queue);
        if (queue == m_queues.end() || (!queue->second->isQuorum() && !queue->second->isAvailable()))
            continue;
        std::vector<EntryId> entries;
        for (const HeldDelivery* one : group)
            entries.push_back(one->entry);
        queue->second->settle(channel, group.front()->holder(), verdict, entries);
    }
    freeSlots(*m_channels.at(channel), channel, taken);
}

void Broker::freeSlots(Channel& own, ChannelId id, const std::vector<HeldDelivery>& settled)
{
    for (const HeldDelivery& one : settled)
        own.limit.held -= own.limit.limit > 0 && one.consumer ? 1 : 0;
    own.limit.held = std::max<std::int64_t>(0, own.limit.held);
    if (own.limit.isReached())
        return;
    // Which of several queues is told first is up to chance (recording 01-34).
    for (const QueueId queue : std::exchange(own.limit.waiting, {}))
        if (const auto found = m_queues.find(queue); found != m_queues.end())
            found->second->resume(id);
}

bool Broker::recover(ChannelId channel, bool requeues)
{
    work();
    if (!requeues)
        return refuse(channel, {540, "NOT_IMPLEMENTED - requeue=false", true});
    const std::vector<HeldDelivery> taken = m_channels.at(channel)->take(0, true);
    settleGroups(taken, channel, Verdict::Requeue);
    return true;
}

}  // namespace stormglass::rabbitmq::amqp
