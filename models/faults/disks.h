// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The disks of the instances that a fault hits.
#pragma once

#include "models/faults/victims.h"
#include "models/run/model.h"

namespace stormglass {

/// Of a node of a broker or a database; null where there is none to speak of.
[[nodiscard]] Disk* diskOf(Model& model, const Resident& victim);
/// Of the target's instances those whose disks matter: with Pulsar, the bookies.
[[nodiscard]] std::vector<Resident> drawVictimsWithDisks(Model& model, const spec::Victims& settings, RandomStream& draws);

}  // namespace stormglass
