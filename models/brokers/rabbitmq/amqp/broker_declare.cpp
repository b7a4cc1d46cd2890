// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exchanges, queues and bindings come and go.
#include "models/brokers/rabbitmq/amqp/broker.h"
#include "models/brokers/rabbitmq/amqp/classic_queue.h"
#include "models/brokers/rabbitmq/amqp/matching.h"
#include "models/brokers/rabbitmq/amqp/quorum_queue.h"

namespace stormglass::rabbitmq::amqp {

namespace {

std::string quoted(std::string_view kind, const std::string& name)
{
    return std::string{kind} + " '" + name + "' in vhost '/'";
}

Refusal notFound(std::string_view kind, const std::string& name) { return {404, "NOT_FOUND - no " + quoted(kind, name), false}; }

Refusal preconditionFailed(const std::string& why) { return {406, "PRECONDITION_FAILED - " + why, false}; }

std::string flagText(bool flag) { return flag ? "'true'" : "'false'"; }

std::optional<std::string> findFlagDifference(std::string_view flag, const std::string& title, bool current, bool received)
{
    if (current == received)
        return std::nullopt;
    return "inequivalent arg '" + std::string{flag} + "' for " + title + ": received " + flagText(received) + " but current is "
        + flagText(current);
}

std::optional<std::string> findExchangeDifference(const Exchange& current, const Exchange& received)
{
    const std::string title = quoted("exchange", current.name);
    if (current.type != received.type)
        return "inequivalent arg 'type' for " + title + ": received '" + std::string{nameOf(received.type)} + "' but current is '"
            + std::string{nameOf(current.type)} + "'";
    if (auto difference = findFlagDifference("durable", title, current.isDurable, received.isDurable))
        return difference;
    if (auto difference = findFlagDifference("auto_delete", title, current.isAutoDelete, received.isAutoDelete))
        return difference;
    if (auto difference = findFlagDifference("internal", title, current.isInternal, received.isInternal))
        return difference;
    const std::string* const now = current.alternate();
    const std::string* const then = received.alternate();
    if ((now == nullptr) == (then == nullptr) && (now == nullptr || *now == *then))
        return std::nullopt;
    const auto told = [&](const std::string* name) {
        if (name == nullptr)
            return std::string{"none"};
        return now != nullptr && then != nullptr ? "'" + *name + "'" : "the value '" + *name + "' of type 'longstr'";
    };
    return "inequivalent arg 'alternate-exchange' for " + title + ": received " + told(then) + " but current is " + told(now);
}

/// Properties that a quorum queue cannot have (rabbit_queue_type_util).
std::optional<std::string> findBadProperty(const QueueDeclaration& declaration)
{
    const auto bad = [&](std::string_view property) {
        return "invalid property '" + std::string{property} + "' for " + quoted("queue", declaration.name);
    };
    if (readArguments(declaration.arguments).type != QueueType::Quorum)
        return std::nullopt;
    if (declaration.isAutoDelete)
        return bad("auto-delete");
    if (declaration.isExclusive)
        return bad("exclusive-owner");
    return declaration.isDurable ? std::nullopt : std::optional{bad("non-durable")};
}

}  // namespace

bool Broker::declareExchange(ChannelId channel, const Exchange& exchange, bool isPassive)
{
    work();
    const Exchange* const known = m_routes.findExchange(exchange.name);
    if (known == nullptr && isPassive)
        return refuse(channel, notFound("exchange", exchange.name));
    if (known == nullptr && exchange.name.starts_with("amq."))
        return refuse(channel, {403, "ACCESS_REFUSED - exchange name '" + exchange.name + "' contains reserved prefix 'amq.*'", false});
    if (known == nullptr)
        m_routes.add(exchange);
    else if (const auto difference = isPassive ? std::nullopt : findExchangeDifference(*known, exchange))
        return refuse(channel, preconditionFailed(*difference));
    return true;
}

bool Broker::deleteExchange(ChannelId channel, const std::string& name)
{
    work();
    if (name.empty())
        return refuse(channel, {403, "ACCESS_REFUSED - operation not permitted on the default exchange", false});
    m_routes.removeExchange(name);
    return true;
}

bool Broker::bind(ChannelId channel, const Binding& binding)
{
    work();
    if (binding.source.empty() || (binding.isToExchange && binding.destination.empty()))
        return refuse(channel, {403, "ACCESS_REFUSED - operation not permitted on the default exchange", false});
    const Exchange* const source = m_routes.findExchange(binding.source);
    if (binding.isToExchange && m_routes.findExchange(binding.destination) == nullptr)
        return refuse(channel, notFound("exchange", binding.destination));
    if (!binding.isToExchange)
        if (const auto obstacle = findObstacle(channel, binding.destination, false))
            return refuse(channel, *obstacle);
    if (source == nullptr)
        return refuse(channel, notFound("exchange", binding.source));
    if (const auto bad = source->type == ExchangeType::Headers ? findBadMatch(binding.arguments) : std::nullopt)
        return refuse(channel, preconditionFailed(*bad));
    m_routes.bind(binding);
    return true;
}

bool Broker::unbind(ChannelId, const Binding& binding)
{
    work();
    m_routes.unbind(binding);
    return true;
}

std::optional<Refusal> Broker::findObstacle(ChannelId channel, const std::string& name, bool isStrictlyExclusive) const
{
    const Queue* const queue = findQueue(name);
    if (queue == nullptr)
        return notFound("queue", name);
    if (!queue->isQuorum() && !queue->isAvailable())
        return Refusal{404,
                       "NOT_FOUND - home node '" + m_nodes[queue->home()].name + "' of durable " + quoted("queue", name)
                           + " is down or inaccessible",
                       false};
    const bool isOwn = queue->owner() == m_channels.at(channel)->connection;
    if (isOwn || (!queue->owner() && !isStrictlyExclusive))
        return std::nullopt;
    return Refusal{405,
                   "RESOURCE_LOCKED - cannot obtain exclusive access to locked " + quoted("queue", name)
                       + ". It could be originally declared on another connection or the exclusive property value does not match "
                         "that of the original declaration.",
                   false};
}

Queue* Broker::findUsable(ChannelId channel, const std::string& name)
{
    work();
    if (const auto obstacle = findObstacle(channel, name, false)) {
        refuse(channel, *obstacle);
        return nullptr;
    }
    return m_queues.at(m_names.at(name)).get();
}

std::optional<DeclareOk> Broker::declareQueue(ChannelId channel, QueueDeclaration declaration, bool isPassive)
{
    // The question overtakes what has just been published (recording 10-20).
    declaration.isDurable = declaration.isDurable && !declaration.isExclusive;  // (rabbit_channel, queue.declare)
    if (isPassive || findQueue(declaration.name) != nullptr) {
        if (const auto obstacle = findObstacle(channel, declaration.name, declaration.isExclusive && !isPassive)) {
            refuse(channel, *obstacle);
            return std::nullopt;
        }
        if (!isPassive)
            return declareAgain(channel, declaration);
        Queue& queue = *m_queues.at(m_names.at(declaration.name));
        queue.declaredAgain();
        return DeclareOk{queue.counts().ready, queue.counts().consumers};
    }
    std::optional<std::string> bad = findBadArgument(declaration.name, declaration.arguments);
    if (!bad)
        bad = findBadProperty(declaration);
    if (bad) {
        refuse(channel, preconditionFailed(*bad));
        return std::nullopt;
    }
    makeQueue(channel, std::move(declaration));
    return DeclareOk{};
}

std::optional<DeclareOk> Broker::declareAgain(ChannelId channel, const QueueDeclaration& declaration)
{
    Queue& queue = *m_queues.at(m_names.at(declaration.name));
    const std::string title = quoted("queue", declaration.name);
    std::optional<std::string> difference
        = findFlagDifference("durable", title, queue.declaration().isDurable, declaration.isDurable);
    if (!difference)
        difference = findFlagDifference("auto_delete", title, queue.declaration().isAutoDelete, declaration.isAutoDelete);
    if (!difference)
        difference = findDifference(declaration.name, queue.declaration().arguments, declaration.arguments);
    if (difference) {
        refuse(channel, preconditionFailed(*difference));
        return std::nullopt;
    }
    queue.declaredAgain();
    return DeclareOk{queue.counts().ready, queue.counts().consumers};
}

void Broker::makeQueue(ChannelId channel, QueueDeclaration declaration)
{
    const QueueId id = ++m_lastId;
    const NodeId home = nodeOf(channel);
    QueueHost& host = *this;
    if (readArguments(declaration.arguments).type == QueueType::Quorum) {
        if (m_release.deliveryLimit && findField(declaration.arguments, "x-delivery-limit") == nullptr)
            declaration.arguments.emplace("x-delivery-limit", Value{*m_release.deliveryLimit});
        std::vector<NodeId> members{home};
        for (NodeId node = 0; node < m_nodes.size(); ++node)
            if (node != home)
                members.push_back(node);
        m_queues.emplace(id, std::make_unique<QuorumQueue>(host, id, declaration, std::move(members)));
    } else {
        const auto owner = declaration.isExclusive ? std::optional{m_channels.at(channel)->connection} : std::nullopt;
        m_queues.emplace(id, std::make_unique<ClassicQueue>(host, id, declaration, owner, home));
    }
    m_names.emplace(declaration.name, id);
    m_declaredIdle.emplace(id, m_idle);
}

std::optional<std::size_t> Broker::deleteQueue(ChannelId channel, const std::string& name)
{
    if (findQueue(name) == nullptr)
        return 0;
    const Queue* const queue = findUsable(channel, name);
    if (queue == nullptr)
        return std::nullopt;
    const std::size_t count = queue->counts().ready;
    removeQueue(queue->id());
    return count;
}

void Broker::removeQueue(QueueId id)
{
    const auto found = m_queues.find(id);
    if (found == m_queues.end())
        return;
    Queue& queue = *found->second;
    queue.sync();
    for (const auto& [channel, consumer] : queue.consumers())
        cancelConsumer(channel, consumer);
    m_routes.removeQueue(queue.name());
    m_names.erase(queue.name());
    m_elections.erase(id);
    m_queues.erase(found);
}

std::optional<std::size_t> Broker::purge(ChannelId channel, const std::string& name)
{
    Queue* const queue = findUsable(channel, name);
    return queue == nullptr ? std::nullopt : std::optional{queue->purge()};
}

const Queue* Broker::findQueue(const std::string& name) const
{
    const auto found = m_names.find(name);
    return found == m_names.end() ? nullptr : m_queues.at(found->second).get();
}

std::vector<const Queue*> Broker::queues() const
{
    std::vector<const Queue*> all;
    for (const auto& [name, id] : m_names)
        if (const Queue& queue = *m_queues.at(id); queue.isQuorum() || queue.isAvailable())
            all.push_back(&queue);
    return all;
}

}  // namespace stormglass::rabbitmq::amqp
