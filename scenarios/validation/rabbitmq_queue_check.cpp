// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What RabbitMQ refuses to declare, bind or consume, or what would have no effect.
#include "scenarios/validation/context.h"

#include <algorithm>
#include <set>

namespace stormglass {
namespace {

using spec::RabbitmqExchangeType;
using spec::RabbitmqQueueType;

class RabbitmqQueueCheck {
public:
    RabbitmqQueueCheck(ValidationContext& context, const spec::Channel& channel, const spec::RabbitmqQueue& queue, std::string pointer)
        : m_context(context), m_channel(channel), m_queue(queue), m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        checkArguments();
        checkConsumers();
        checkExchange();
        for (std::size_t i = 0; i < m_queue.bindings.size(); ++i)
            checkBinding(m_queue.bindings[i], "/bindings/" + std::to_string(i));
        for (std::size_t i = 0; i < m_queue.properties.size(); ++i)
            checkProperties(m_queue.properties[i], "/properties/" + std::to_string(i));
    }

private:
    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    /// Words of the broker: rabbit_amqqueue, check_declare_arguments.
    void checkArguments()
    {
        const bool isQuorum = m_queue.type == RabbitmqQueueType::Quorum;
        if (isQuorum && m_queue.maxPriority > 0)
            error("/x-max-priority",
                  "406 PRECONDITION_FAILED, invalid arg 'x-max-priority' for queue type quorum; expected none, or x-queue-type classic");
        if (!isQuorum && m_queue.deliveryLimit > 0)
            error("/x-delivery-limit",
                  "406 PRECONDITION_FAILED, invalid arg 'x-delivery-limit' for queue type classic; expected none, or x-queue-type quorum");
        if (m_queue.type == RabbitmqQueueType::Stream && m_queue.expires > Duration::zero())
            error("/x-expires",
                  "406 PRECONDITION_FAILED, invalid arg 'x-expires' for queue type stream; expected none, or x-queue-type classic or quorum");
        if (!m_queue.deadLetterRoutingKey.empty() && m_queue.deadLetterChannel.empty())
            error("/x-dead-letter-routing-key",
                  "406 PRECONDITION_FAILED, routing_key_but_no_dlx_defined; expected x-dead-letter-exchange beside it");
    }

    void checkConsumers()
    {
        if (m_queue.type == RabbitmqQueueType::Stream) {
            if (m_queue.isExclusive)
                error("/exclusive", "has no effect on a stream, from which everybody reads; expected x-queue-type classic or quorum");
            if (!m_queue.consumerPriorities.empty())
                error("/consumer_priorities", "has no effect on a stream, from which everybody reads; expected x-queue-type classic or quorum");
        }
        if (m_queue.isExclusive && m_queue.isSingleActiveConsumer)
            error("/exclusive", "403 ACCESS_REFUSED, a queue with x-single-active-consumer takes no exclusive consumers; expected one of them");
    }

    void checkExchange()
    {
        const bool isFanout = m_queue.exchangeType == RabbitmqExchangeType::Fanout;
        if (!isFanout && m_queue.bindings.empty())
            error("/exchange_type", "expected bindings beside it: without any, no queue gets anything");
        if (m_queue.alternateExchange == m_channel.name)
            error("/alternate-exchange", "expected another channel, found this one");
        checkBroker("/alternate-exchange", m_queue.alternateExchange);
        if (m_queue.hasWaitingQueue && !isFanout)
            error("/waiting_queue", "no binding leads to it; expected exchange_type fanout");
        if (m_queue.hasWaitingQueue && m_queue.type == RabbitmqQueueType::Stream)
            error("/waiting_queue", "nothing ever leaves a stream that nobody reads; expected x-queue-type classic or quorum");
    }

    void checkBroker(const std::string& member, const std::string& name)
    {
        const auto index = m_context.names().channels.find(name);
        if (!index)
            return;
        const std::string& broker = m_context.scenario().topology.channels[*index].broker;
        if (broker != m_channel.broker)
            error(member, "expected a channel of \"" + m_channel.broker + "\", found \"" + name + "\" of \"" + broker + '"');
    }

    void checkBinding(const spec::RabbitmqBinding& binding, const std::string& member)
    {
        const bool isFanout = m_queue.exchangeType == RabbitmqExchangeType::Fanout;
        const bool isHeaders = m_queue.exchangeType == RabbitmqExchangeType::Headers;
        if (binding.component.empty() == binding.exchange.empty())
            return error(member, binding.exchange.empty() ? "expected queue or exchange" : "expected queue or exchange, found both");
        if (isFanout && !binding.component.empty())
            return error(member, "a fanout exchange takes no notice of them; expected exchange_type direct, topic or headers");
        if (binding.exchange == m_channel.name)
            error(member + "/exchange", "expected another channel, found this one");
        checkBroker(member + "/exchange", binding.exchange);
        const bool hasKey = !isFanout && !isHeaders;
        if (hasKey && binding.routingKey.empty())
            error(member, "expected routing_key");
        if (!hasKey && !binding.routingKey.empty())
            error(member + "/routing_key", "has no effect; expected exchange_type direct or topic");
        if (isHeaders)
            return;
        if (!binding.arguments.empty())
            error(member + "/arguments", "has no effect; expected exchange_type headers");
        if (binding.match != spec::RabbitmqHeaderMatch::All)
            error(member + "/x-match", "has no effect; expected exchange_type headers");
    }

    void checkProperties(const spec::RabbitmqProperties& properties, const std::string& member)
    {
        const spec::Component* broker = m_context.findComponent(m_channel.broker);
        const auto* rabbitmq = broker == nullptr ? nullptr : std::get_if<spec::RabbitmqSettings>(&broker->settings);
        const auto isHonoured = [&](const auto& queue) { return rabbitmq == nullptr || spec::honoursPriorities(*rabbitmq, queue); };
        if (properties.priority > 0 && !isAnywhere(isHonoured))
            error(member + "/priority", "has no effect: expected a classic queue with x-max-priority, or a quorum queue of RabbitMQ 4");
        if (properties.expiration > Duration::zero() && !isAnywhere([](const auto& queue) { return queue.type != RabbitmqQueueType::Stream; }))
            error(member + "/expiration", "has no effect on a stream; expected x-queue-type classic or quorum");
        if (!properties.headers.empty() && !isAnywhere([](const auto& queue) { return queue.exchangeType == RabbitmqExchangeType::Headers; }))
            error(member + "/headers", "has no effect: expected exchange_type headers");
    }

    /// Of this channel and those that its messages may get to.
    template <class Predicate>
    [[nodiscard]] bool isAnywhere(Predicate isMeant) const
    {
        std::set<std::string> seen;
        return isAtOrBehind(m_channel.name, isMeant, seen);
    }
    template <class Predicate>
    [[nodiscard]] bool isAtOrBehind(const std::string& name, const Predicate& isMeant, std::set<std::string>& seen) const
    {
        const auto index = m_context.names().channels.find(name);
        const auto* queue = index ? std::get_if<spec::RabbitmqQueue>(&m_context.scenario().topology.channels[*index].settings) : nullptr;
        if (queue == nullptr || !seen.insert(name).second)
            return false;
        const auto isBehind = [&](const std::string& next) { return isAtOrBehind(next, isMeant, seen); };
        return isMeant(*queue) || isBehind(queue->alternateExchange) || isBehind(queue->deadLetterChannel)
            || std::ranges::any_of(queue->bindings, isBehind, &spec::RabbitmqBinding::exchange);
    }

    ValidationContext& m_context;
    const spec::Channel& m_channel;
    const spec::RabbitmqQueue& m_queue;
    const std::string m_pointer;
};

}  // namespace

void checkRabbitmqQueue(ValidationContext& context, std::size_t channel)
{
    const spec::Channel& checked = context.scenario().topology.channels[channel];
    if (const auto* queue = std::get_if<spec::RabbitmqQueue>(&checked.settings))
        RabbitmqQueueCheck(context, checked, *queue, context.names().channels.pointerOf(channel)).run();
}

}  // namespace stormglass
