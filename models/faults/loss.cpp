// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/loss.h"

#include "models/faults/faulty_ways.h"
#include "models/network/way_rules.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Loss& settings, RandomStream draws)
{
    return std::make_unique<WayFault>(
        model, settings.ways, draws, [settings](HostPairs pairs, RandomStream luck, bool isShared) {
            return std::make_unique<LossyWays>(std::move(pairs), settings.loss, settings.correlation, luck, isShared);
        });
}

}  // namespace stormglass
