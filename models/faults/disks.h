// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The disks of the instances that a fault hits.
#pragma once

#include "models/run/model.h"

namespace stormglass {

/// Of a node of a broker or a database; null where there is none to speak of.
[[nodiscard]] Disk* diskOf(Model& model, const Resident& victim);

}  // namespace stormglass
