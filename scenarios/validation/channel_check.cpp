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
        checkRabbitmqQueue(m_context, m_index);
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
        // RabbitMQ cuts a circle that nobody keeps going by rejecting; one with a time to live is the usual way to retry later.
        if (std::holds_alternative<spec::RabbitmqQueue>(m_channel.settings))
            return;
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
