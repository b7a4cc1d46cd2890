// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of the settings of an SQS component AWS refuses, and what makes no difference.
#include "scenarios/validation/context.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

class SqsCheck {
public:
    SqsCheck(ValidationContext& context, const spec::Component& component, const spec::SqsSettings& sqs, std::string pointer)
        : m_context(context), m_component(component), m_sqs(sqs), m_pointer(std::move(pointer))
    {
        for (const spec::Channel& channel : context.scenario().topology.channels)
            addQueueOf(channel);
    }

    void run()
    {
        const spec::SqsSettings defaults;
        m_context.requireWholeSeconds(m_pointer + "/WaitTimeSeconds", m_sqs.waitTime);
        if (m_sqs.sampledShare != defaults.sampledShare && m_sqs.waitTime > Duration::zero())
            warn("/sampled_share", "has no effect with WaitTimeSeconds");
        if (m_sqs.sendRequestFrequency != defaults.sendRequestFrequency && m_sqs.maxBatchSize == 1)
            warn("/sendRequestFrequency", "has no effect with maxBatchSize 1");
        checkHeartbeat();
    }

private:
    struct Named {
        std::string channel;
        spec::SqsQueue queue;
    };

    void warn(const std::string& member, std::string message) { m_context.warning(m_pointer + member, std::move(message)); }

    void addQueueOf(const spec::Channel& channel)
    {
        if (const auto* queue = std::get_if<spec::SqsQueue>(&channel.settings); queue != nullptr && channel.broker == m_component.name)
            m_queues.push_back({channel.name, *queue});
        const auto* topic = std::get_if<spec::SnsTopic>(&channel.settings);
        const spec::Component* broker = topic == nullptr ? nullptr : m_context.findComponent(channel.broker);
        const auto* sns = broker == nullptr ? nullptr : std::get_if<spec::SnsSettings>(&broker->settings);
        if (sns != nullptr && sns->queues == m_component.name && topic->protocol == spec::SnsProtocol::Sqs)
            m_queues.push_back({channel.name, topic->queue});
    }

    void checkHeartbeat()
    {
        if (m_sqs.heartbeat == Duration::zero())
            return;
        const auto tooShort = std::ranges::find_if(
            m_queues, [&](const spec::SqsQueue& queue) { return queue.visibilityTimeout <= m_sqs.heartbeat; }, &Named::queue);
        if (tooShort != m_queues.end())
            warn("/heartbeat_interval", "comes too late for \"" + tooShort->channel + "\": expected less than its VisibilityTimeout ("
                     + toText(tooShort->queue.visibilityTimeout) + "), found \"" + toText(m_sqs.heartbeat) + '"');
    }

    ValidationContext& m_context;
    const spec::Component& m_component;
    const spec::SqsSettings& m_sqs;
    const std::string m_pointer;
    std::vector<Named> m_queues;  // of its channels, and of the topics that deliver to it
};

}  // namespace

void checkSqs(ValidationContext& context, std::size_t component)
{
    const spec::Component& checked = context.scenario().topology.components[component];
    if (const auto* sqs = std::get_if<spec::SqsSettings>(&checked.settings))
        SqsCheck(context, checked, *sqs, context.names().components.pointerOf(component)).run();
}

}  // namespace stormglass
