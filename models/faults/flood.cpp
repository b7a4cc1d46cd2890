// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/flood.h"

#include "models/brokers/kafka/murmur2.h"
#include "models/brokers/pulsar/key_hash.h"
#include "models/brokers/message_faults.h"
#include "models/brokers/method_event.h"
#include "models/faults/channel_targets.h"

#include <algorithm>
#include <optional>

namespace stormglass {
namespace {

class FloodFault final : public ActiveFault {
public:
    FloodFault(Model& model, const spec::Flood& settings) : m_settings(settings), m_model(model)
    {
        for (ChannelRuntime* channel : channelsOf(model, settings.where.where))
            addSource(*channel);
    }

    void begin(Model&) override { m_strength = 1; }
    void end(Model&) override { m_next.cancel(); }

    void setStrength(Model&, double strength) override
    {
        m_strength = strength;
        if (!m_next.isScheduled())
            publishAll();
    }

private:
    struct Source {
        ChannelRuntime* channel = nullptr;
        ProducerId producer{};
        EventTypeId event{};
        std::optional<std::uint32_t> key{};  ///< Of the only partition that it floods.
        std::uint32_t sent = 0;
    };

    void addSource(ChannelRuntime& channel)
    {
        const auto settings = std::ranges::find(m_model.wiring.channels, channel.name, &spec::Channel::name);
        Source source{.channel = &channel};
        if (m_settings.where.partition >= 0) {
            if (spec::partitionsOf(settings->settings) <= m_settings.where.partition)
                return;  // of all channels of a broker, some may have no such partition
            source.key = keyFor(*settings);
        }
        source.producer = channel.broker->addProducer(m_model.hostsOf.at(settings->broker).front());
        source.event = channel.broker->messageFaults(m_model.network).addForeign(m_settings.handlingTime);
        m_sources.push_back(source);
    }

    [[nodiscard]] std::uint32_t keyFor(const spec::Channel& channel) const
    {
        const auto partition = static_cast<std::uint32_t>(m_settings.where.partition);
        const auto partitions = static_cast<std::uint32_t>(spec::partitionsOf(channel.settings));
        const auto& components = m_model.spec.topology.components;
        const auto broker = std::ranges::find(components, channel.broker, &spec::Component::name);
        const auto* pulsar = std::get_if<spec::PulsarSettings>(&broker->settings);
        std::uint32_t key = 0;
        while ((pulsar == nullptr ? kafka::partitionFor(key, partitions)
                                  : pulsar::partitionFor(key, partitions, pulsar->producer.hashing)) != partition)
            ++key;
        return key;
    }

    void publishAll()
    {
        const SimTime now = m_model.world.now();
        for (Source& source : m_sources) {
            const std::uint32_t number = source.sent++;
            Message message;
            message.key = source.key.value_or(number);
            message.publishedAt = now;
            message.event = source.event;
            message.size = static_cast<std::int32_t>(m_settings.messageSize);
            source.channel->broker->messageFaults(m_model.network)
                .publishForeign(source.producer, source.channel->id, source.channel->probe, std::move(message));
        }
        const Duration gap{static_cast<std::int64_t>(1e9 / (m_settings.rate * m_strength))};
        if (!m_sources.empty())
            m_model.world.calendar.schedule(now + std::max(gap, Duration{1}), m_next);
    }

    const spec::Flood m_settings;
    Model& m_model;
    std::vector<Source> m_sources;
    double m_strength = 1;
    MethodEvent<FloodFault, &FloodFault::publishAll> m_next{*this};
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Flood& settings, RandomStream)
{
    return std::make_unique<FloodFault>(model, settings);
}

}  // namespace stormglass
