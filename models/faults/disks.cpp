// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/disks.h"

#include "models/brokers/broker_faults.h"

namespace stormglass {

Disk* diskOf(Model& model, const Resident& victim)
{
    if (const auto broker = model.brokers.find(victim.component); broker != model.brokers.end())
        return broker->second->faults().diskOf(victim.instance);
    if (const auto database = model.databases.find(victim.component); database != model.databases.end())
        return &database->second->disk(victim.instance);
    return nullptr;
}

std::vector<Resident> drawVictimsWithDisks(Model& model, const spec::Victims& settings, RandomStream& draws)
{
    return drawVictims(model, settings, draws, [&model](const Resident& resident) { return diskOf(model, resident) != nullptr; });
}

}  // namespace stormglass
