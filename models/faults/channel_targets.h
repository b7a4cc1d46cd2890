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
