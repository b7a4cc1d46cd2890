// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a broker needs of the run that it is part of.
#pragma once

#include "models/network/completions.h"
#include "models/network/network.h"
#include "simcore/random/random_streams.h"

#include <functional>
#include <string>
#include <vector>

namespace stormglass {

class Broker;

/// Everything referred to outlives the broker.
struct BrokerContext {
    Calendar& calendar;
    Network& network;
    Completions& completions;
    const RandomStreams& random;
    std::string name;           ///< Of the component: its random streams are named after it.
    std::vector<HostId> hosts;  ///< One for each node, at least one; a managed service has one, where its endpoint is.
    const std::vector<std::string>* eventNames = nullptr;  ///< By EventTypeId, when the run begins; null: nobody tells.

    /// Another broker by the name of its component, when all have been made; empty: there are no others.
    std::function<Broker&(const std::string&)> peer{};

    [[nodiscard]] SimTime now() const { return calendar.now(); }
};

}  // namespace stormglass
