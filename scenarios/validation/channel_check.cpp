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
    return kNone;
}

class ChannelCheck {
public:
    ChannelCheck(ValidationContext& context, std::size_t index)
        : m_context(context), m_channel(context.scenario().topology.channels[index]),
          m_pointer(context.names().channels.pointerOf(index))
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
        if (const auto* queue = std::get_if<spec::SqsQueue>(&m_channel.settings))
            checkRedrive(*queue);
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

    /// A redrive policy of SQS has both parts or none.
    void checkRedrive(const spec::SqsQueue& queue)
    {
        if (queue.maxReceiveCount > 0 && queue.deadLetterChannel.empty())
            m_context.error(m_pointer + "/maxReceiveCount", "expected deadLetterTargetArn beside it");
        if (queue.maxReceiveCount == 0 && !queue.deadLetterChannel.empty())
            m_context.error(m_pointer + "/deadLetterTargetArn", "expected maxReceiveCount beside it");
    }

    void checkDeadLetters()
    {
        const std::string& name = deadLetterChannelOf(m_channel);
        const auto index = m_context.names().channels.find(name);
        if (!index)
            return;
        const bool isRabbitmq = std::holds_alternative<spec::RabbitmqQueue>(m_channel.settings);
        const std::string pointer = m_pointer + (isRabbitmq ? "/x-dead-letter-exchange" : "/deadLetterTargetArn");
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
};

}  // namespace

void checkChannels(ValidationContext& context)
{
    for (std::size_t i = 0; i < context.scenario().topology.channels.size(); ++i)
        ChannelCheck(context, i).run();
}

}  // namespace stormglass
