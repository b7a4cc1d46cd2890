// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The channels that a fault names, as they are in this run.
#pragma once

#include "models/run/model.h"

#include <vector>

namespace stormglass {

/// In the order of the wiring. None if the design of this run has none of them; then the run notes it.
[[nodiscard]] std::vector<ChannelRuntime*> channelsOf(Model& model, const spec::ChannelTarget& target);

/// Another design may have the same channel over a broker of another kind. Leaves only those channels that can suffer the
/// fault as they are in this run; when that leaves none of them, the run notes it.
template <class CanSuffer>
[[nodiscard]] std::vector<ChannelRuntime*> channelsThat(const CanSuffer& canSuffer, Model& model, const spec::ChannelTarget& target)
{
    std::vector<ChannelRuntime*> channels = channelsOf(model, target);
    if (std::erase_if(channels, [&](const ChannelRuntime* channel) { return !canSuffer(*channel); }) > 0 && channels.empty())
        model.notes.push_back("over its broker in this design " + phraseOf(target) + " cannot suffer the fault at it, which hits nothing");
    return channels;
}

/// Picks out events by a name that may stand for several (spec::standsFor).
class EventFilter {
public:
    /// An empty name lets every message through.
    EventFilter(const Model& model, const std::string& name);

    [[nodiscard]] bool lets(EventTypeId event) const
    {
        return m_isOpen || (event.isValid() && m_isMeant[event.value]);
    }

private:
    bool m_isOpen;
    std::vector<bool> m_isMeant;  // by event
};

}  // namespace stormglass
