// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/leader_loss.h"

#include "models/brokers/broker_faults.h"
#include "models/faults/channel_targets.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

class LeaderLossFault final : public ActiveFault {
public:
    LeaderLossFault(Model& model, const spec::LeaderLoss& settings, RandomStream draws)
        : m_settings(settings)
        , m_channels(channelsThat(
              [](const ChannelRuntime& channel) { return channel.broker->faults().countLed(channel.id) > 0; }, model,
              settings.where.where))
        , m_draws(draws)
    {
    }

    void begin(Model&) override
    {
        for (Lost& lost : drawLost()) {
            lost.node = lost.channel->broker->faults().loseLeader(lost.channel->id, lost.index, m_settings.election);
            m_lost.push_back(lost);
        }
    }

    void end(Model&) override
    {
        for (const Lost& lost : m_lost)
            lost.channel->broker->faults().restoreLeader(lost.channel->id, lost.index, lost.node);
        m_lost.clear();
    }

private:
    struct Lost {
        const ChannelRuntime* channel = nullptr;
        std::size_t index = 0;
        std::uint32_t node = 0;
    };

    [[nodiscard]] std::vector<Lost> drawLost()
    {
        std::vector<Lost> all;
        const std::int64_t only = m_settings.where.partition;
        for (const ChannelRuntime* channel : m_channels)
            for (std::size_t i = 0; i < channel->broker->faults().countLed(channel->id); ++i)
                if (only < 0 || i == static_cast<std::size_t>(only))
                    all.push_back({.channel = channel, .index = i});
        const auto count = static_cast<std::size_t>(std::ceil(static_cast<double>(all.size()) * m_settings.share));
        for (std::size_t i = 0; i < count && count < all.size(); ++i)
            std::swap(all[i], all[i + m_draws.below(all.size() - i)]);
        all.resize(std::min(count, all.size()));
        return all;
    }

    const spec::LeaderLoss m_settings;
    const std::vector<ChannelRuntime*> m_channels;
    RandomStream m_draws;
    std::vector<Lost> m_lost;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::LeaderLoss& settings, RandomStream draws)
{
    return std::make_unique<LeaderLossFault>(model, settings, draws);
}

}  // namespace stormglass
