// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/partition.h"

#include "models/faults/faulty_ways.h"
#include "models/network/way_rules.h"

namespace stormglass {

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Partition& settings, RandomStream draws)
{
    return std::make_unique<WayFault>(
        model, settings.ways, draws,
        [settings](HostPairs pairs, RandomStream luck, bool isShared) -> std::unique_ptr<WayRule> {
            // A proxy that lets bytes trickle has all the room for what waits.
            if (settings.mode == spec::PartitionMode::Slow)
                return std::make_unique<NarrowWays>(std::move(pairs), settings.rate, 0, 0, luck, isShared);
            const Reach how = settings.mode == spec::PartitionMode::Stop ? Reach::Refused : Reach::Silent;
            return std::make_unique<CutWays>(std::move(pairs), how, luck);
        });
}

}  // namespace stormglass
