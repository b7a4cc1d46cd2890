// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/replica_lag.h"

#include "models/brokers/broker_faults.h"
#include "models/faults/channel_targets.h"
#include "models/faults/victims.h"

namespace stormglass {
namespace {

class ReplicaLagFault final : public ActiveFault {
public:
    ReplicaLagFault(Model& model, const spec::ReplicaLag& settings, RandomStream draws)
        : m_settings(settings)
        , m_channels(channelsThat(
              [cluster = model.brokers.at(settings.victims.target).get()](const ChannelRuntime& channel) {
                  return channel.broker == cluster;
              },
              model,
              settings.channel.empty() ? spec::ChannelTarget{.channel = {}, .broker = settings.victims.target}
                                       : spec::ChannelTarget{.channel = settings.channel, .broker = {}}))
        , m_index(settings.partition < 0 ? BrokerFaults::kEvery : static_cast<std::size_t>(settings.partition))
        , m_draws(draws)
    {
    }

    void begin(Model& model) override
    {
        m_victims = drawVictims(model, m_settings.victims, m_draws);
        for (const Resident& victim : m_victims)
            for (const ChannelRuntime* channel : m_channels)
                channel->broker->faults().stallReplicas(victim.instance, channel->id, m_index);
    }

    void end(Model&) override
    {
        for (const Resident& victim : m_victims)
            for (const ChannelRuntime* channel : m_channels)
                channel->broker->faults().resumeReplicas(victim.instance, channel->id, m_index);
    }

private:
    const spec::ReplicaLag m_settings;
    const std::vector<ChannelRuntime*> m_channels;
    const std::size_t m_index;
    RandomStream m_draws;
    std::vector<Resident> m_victims;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::ReplicaLag& settings, RandomStream draws)
{
    return std::make_unique<ReplicaLagFault>(model, settings, draws);
}

}  // namespace stormglass
