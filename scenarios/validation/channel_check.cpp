// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/validation/context.h"

#include <algorithm>

namespace stormglass {
namespace {

/// The kind of channel that a broker carries.
std::string_view channelKindFor(const spec::Component& broker)
{
    return spec::channelKinds()[spec::defaultChannelFor(broker).index()].kind;
}

std::string_view kindOf(const spec::Channel& channel) { return spec::channelKinds()[channel.settings.index()].kind; }

const std::string& deadLetterChannelOf(const spec::Channel& channel)
{
    static const std::string kNone;
    if (const auto* queue = std::get_if<spec::RabbitmqQueue>(&channel.settings))
        return queue->deadLetterChannel;
    if (const auto* queue = std::get_if<spec::SqsQueue>(&channel.settings))
        return queue->deadLetterChannel;
    if (const auto* stream = std::get_if<spec::RedisStream>(&channel.settings))
        return stream->deadLetterChannel;
    if (const auto* topic = std::get_if<spec::PubsubTopic>(&channel.settings))
        return topic->deadLetterTopic;
    if (const auto* topic = std::get_if<spec::PulsarTopic>(&channel.settings))
        return topic->deadLetterTopic;
    return kNone;
}

std::string_view deadLetterKeyOf(const spec::Channel& channel)
{
    if (std::holds_alternative<spec::RabbitmqQueue>(channel.settings))
        return "/x-dead-letter-exchange";
    if (std::holds_alternative<spec::RedisStream>(channel.settings))
        return "/dead_letter_channel";
    const bool isTopic = std::holds_alternative<spec::PubsubTopic>(channel.settings) || std::holds_alternative<spec::PulsarTopic>(channel.settings);
    return isTopic ? "/deadLetterTopic" : "/deadLetterTargetArn";
}

class ChannelCheck {
public:
    ChannelCheck(ValidationContext& context, std::size_t index)
        : m_context(context), m_channel(context.scenario().topology.channels[index]),
          m_pointer(context.names().channels.pointerOf(index)), m_index(index)
    {
    }

    void run()
    {
        const spec::Component* broker = m_context.findComponent(m_channel.broker);
        if (broker == nullptr || !spec::isBroker(*broker))
            return;
        if (kindOf(m_channel) != channelKindFor(*broker)) {
            return m_context.error(m_pointer + "/kind",
                                   "expected " + std::string(channelKindFor(*broker)) + ", which \"" + broker->name
                                       + "\" carries, found \"" + std::string(kindOf(m_channel)) + '"');
        }
        if (const auto* topic = std::get_if<spec::KafkaTopic>(&m_channel.settings))
            checkTopic(*topic, *broker);
        if (const auto* topic = std::get_if<spec::MqttTopic>(&m_channel.settings))
            checkMqttTopic(m_context, *topic, *broker, m_pointer);
        if (const auto* queue = std::get_if<spec::RabbitmqQueue>(&m_channel.settings))
            checkArguments(*queue);
        if (const auto* stream = std::get_if<spec::NatsStream>(&m_channel.settings))
            checkStream(*stream, *broker);
        if (const auto* stream = std::get_if<spec::RedisStream>(&m_channel.settings))
            checkClaims(*stream);
        if (const auto* topic = std::get_if<spec::PubsubTopic>(&m_channel.settings))
            checkBackoff(*topic);
        if (std::holds_alternative<spec::PulsarTopic>(m_channel.settings))
            checkPulsarTopic(m_context, m_channel, *broker, m_pointer);
        checkManagedChannel(m_context, m_index);
        checkDeadLetters();
    }

private:
    void checkTopic(const spec::KafkaTopic& topic, const spec::Component& broker)
    {
        const std::int64_t nodes = spec::placementOf(broker)->instances;
        if (topic.replicationFactor > nodes) {
            m_context.error(m_pointer + "/replication.factor",
                            "expected at most " + std::to_string(nodes) + ", the instances of \"" + broker.name
                                + "\", found " + std::to_string(topic.replicationFactor));
        }
        if (topic.minInsyncReplicas > topic.replicationFactor) {
            m_context.error(m_pointer + "/min.insync.replicas",
                            "expected at most replication.factor (" + std::to_string(topic.replicationFactor)
                                + "), found " + std::to_string(topic.minInsyncReplicas));
        }
    }

    void checkStream(const spec::NatsStream& stream, const spec::Component& broker)
    {
        const std::int64_t nodes = spec::placementOf(broker)->instances;
        if (stream.replicas > nodes)
            m_context.error(m_pointer + "/num_replicas",
                            nodes == 1 ? "replicas > 1 not supported in non-clustered mode"
                                       : "insufficient resources: expected at most " + std::to_string(nodes) + ", the instances of \""
                                           + broker.name + "\", found " + std::to_string(stream.replicas));
        const bool isLimited = stream.maxMessages > 0 || stream.maxBytes > 0;
        if (stream.discard == spec::NatsDiscard::New && stream.retention == spec::NatsRetention::Limits && isLimited)
            m_context.error(m_pointer + "/discard",
                            "with retention limits a full stream would stay full for ever; expected old, or retention interest or workqueue");
    }

    void checkBackoff(const spec::PubsubTopic& topic)
    {
        if (topic.minimumBackoff > topic.maximumBackoff)
            m_context.error(m_pointer + "/minimumBackoff", "expected at most maximumBackoff");
    }

    /// Only who claims counts deliveries.
    void checkClaims(const spec::RedisStream& stream)
    {
        if (stream.maxDeliveries > 0 && stream.claimInterval == Duration{})
            m_context.error(m_pointer + "/max_deliveries", "expected claim_interval beside it: who claims nothing counts no deliveries");
        if (!stream.deadLetterChannel.empty() && stream.maxDeliveries == 0)
            m_context.warning(m_pointer + "/dead_letter_channel", "has no effect on what fails without max_deliveries");
    }

    /// What RabbitMQ refuses, or what would have no effect.
    void checkArguments(const spec::RabbitmqQueue& queue)
    {
        const bool isQuorum = queue.type == spec::RabbitmqQueueType::Quorum;
        if (isQuorum && queue.maxPriority > 0)
            m_context.error(m_pointer + "/x-max-priority",
                            "406 PRECONDITION_FAILED, invalid arg 'x-max-priority' for queue type quorum; expected none, or x-queue-type classic");
        if (!isQuorum && queue.deliveryLimit > 0)
            m_context.error(m_pointer + "/x-delivery-limit",
                            "406 PRECONDITION_FAILED, invalid arg 'x-delivery-limit' for queue type classic; expected none, or x-queue-type quorum");
        if (queue.urgentShare > 0 && queue.maxPriority == 0)
            m_context.error(m_pointer + "/urgent_share", "expected x-max-priority beside it");
        const bool isSelective = queue.exchangeType != spec::RabbitmqExchangeType::Fanout;
        if (!queue.bindings.empty() && !isSelective)
            m_context.error(m_pointer + "/bindings", "a fanout exchange takes no notice of them; expected exchange_type direct or topic");
        if (isSelective && queue.bindings.empty())
            m_context.error(m_pointer + "/exchange_type", "expected bindings beside it: without any, no queue gets anything");
        if (queue.alternateExchange == m_channel.name)
            m_context.error(m_pointer + "/alternate-exchange", "expected another channel, found this one");
        const auto alternate = m_context.names().channels.find(queue.alternateExchange);
        if (alternate && m_context.scenario().topology.channels[*alternate].broker != m_channel.broker)
            m_context.error(m_pointer + "/alternate-exchange",
                            "expected a channel of \"" + m_channel.broker + "\", found \"" + queue.alternateExchange + "\" of \""
                                + m_context.scenario().topology.channels[*alternate].broker + '"');
    }

    void checkDeadLetters()
    {
        const std::string& name = deadLetterChannelOf(m_channel);
        const auto index = m_context.names().channels.find(name);
        if (!index)
            return;
        const std::string pointer = m_pointer + std::string(deadLetterKeyOf(m_channel));
        const auto& channels = m_context.scenario().topology.channels;
        if (channels[*index].broker != m_channel.broker) {
            m_context.error(pointer, "expected a channel of \"" + m_channel.broker + "\", found \"" + name + "\" of \""
                                + channels[*index].broker + '"');
        }
        // Every channel has one dead-letter channel at most, so a circle is found by going as many steps as there are.
        const spec::Channel* at = &channels[*index];
        for (std::size_t steps = 0; steps < channels.size() && at != &m_channel && steps < kLongestChain; ++steps) {
            const auto next = m_context.names().channels.find(deadLetterChannelOf(*at));
            if (!next)
                return;
            at = &channels[*next];
        }
        if (at == &m_channel)
            m_context.error(pointer, "dead letters go round in a circle");
    }

    static constexpr std::size_t kLongestChain = 100;

    ValidationContext& m_context;
    const spec::Channel& m_channel;
    const std::string m_pointer;
    const std::size_t m_index;
};

}  // namespace

void checkChannels(ValidationContext& context)
{
    for (std::size_t i = 0; i < context.scenario().topology.channels.size(); ++i)
        ChannelCheck(context, i).run();
}

}  // namespace stormglass
