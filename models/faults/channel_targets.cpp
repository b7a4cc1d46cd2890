// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/channel_targets.h"

#include "models/spec/design_channels.h"

#include <algorithm>

namespace stormglass {

std::vector<ChannelRuntime*> channelsOf(Model& model, const spec::ChannelTarget& target)
{
    std::vector<ChannelRuntime*> channels;
    const auto broker = model.brokers.find(target.broker);
    for (ChannelRuntime& channel : model.channels)
        if (target.channel.empty() ? broker != model.brokers.end() && channel.broker == broker->second.get()
                                   : channel.name == target.channel)
            channels.push_back(&channel);
    if (!channels.empty())
        return channels;
    std::string note = "this design has no " + (target.channel.empty() ? "channel on " + target.broker : "channel " + target.channel)
        + ": the fault at it hits nothing";
    if (std::ranges::find(model.notes, note) == model.notes.end())
        model.notes.push_back(std::move(note));
    return channels;
}

EventFilter::EventFilter(const Model& model, const std::string& name) : m_isOpen(name.empty())
{
    for (const std::string& event : model.eventNames)
        m_isMeant.push_back(spec::standsFor(name, event));
}

}  // namespace stormglass
