// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/rebalance.h"

#include "models/brokers/broker_faults.h"
#include "models/brokers/method_event.h"
#include "models/faults/channel_targets.h"

#include <algorithm>

namespace stormglass {
namespace {

class RebalanceFault final : public ActiveFault {
public:
    RebalanceFault(Model& model, const spec::Rebalance& settings)
        : m_settings(settings), m_calendar(model.world.calendar), m_channels(channelsThat([](const ChannelRuntime& channel) { return channel.broker->faults().hasGroups(); }, model, settings.where))
    {
        if (!m_channels.empty() && !isAnyGroupThere(model))
            model.notes.push_back("in this design " + (settings.group.empty() ? "no consumer group reads" : settings.group + " does not read") + " from "
                                  + phraseOf(settings.where) + ": the fault at it hits nothing");
    }

    void begin(Model&) override { rebalance(); }
    void end(Model&) override { m_next.cancel(); }

private:
    void rebalance()
    {
        for (const ChannelRuntime* channel : m_channels)
            static_cast<void>(channel->broker->faults().rebalance(channel->id, m_settings.group));
        m_calendar.schedule(m_calendar.after(m_settings.interval), m_next);
    }

    [[nodiscard]] bool isAnyGroupThere(const Model& model) const
    {
        const auto isReader = [&](const spec::Component& component) {
            return !std::holds_alternative<spec::StreamProcessorSettings>(component.settings)
                && (m_settings.group.empty() || component.name == m_settings.group);
        };
        for (const Subscription& subscription : model.wiring.subscriptions)
            for (const ChannelRuntime* channel : m_channels)
                if (subscription.channel == channel->name
                    && isReader(*std::ranges::find(model.spec.topology.components, subscription.component, &spec::Component::name)))
                    return true;
        return false;
    }

    const spec::Rebalance m_settings;
    Calendar& m_calendar;
    const std::vector<ChannelRuntime*> m_channels;
    MethodEvent<RebalanceFault, &RebalanceFault::rebalance> m_next{*this};
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Rebalance& settings, RandomStream)
{
    return std::make_unique<RebalanceFault>(model, settings);
}

}  // namespace stormglass
