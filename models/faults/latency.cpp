// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/latency.h"

#include "models/faults/faulty_ways.h"
#include "models/network/way_rules.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Latency& settings, RandomStream draws)
{
    return std::make_unique<WayFault>(
        model, settings.ways, draws, [settings](HostPairs pairs, RandomStream luck, bool isShared) {
            return std::make_unique<SlowWays>(std::move(pairs), settings, luck, isShared);
        });
}

}  // namespace stormglass
