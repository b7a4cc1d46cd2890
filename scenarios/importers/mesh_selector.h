// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of our instances the pods are that Chaos Mesh selects.
#pragma once

#include "scenarios/importers/mesh_mapping.h"

namespace stormglass {

/// "selector", "mode" and "value" of a fault. Pods go by the label that names their application, nodes by the host of that
/// name, a namespace alone by the zone or component of that name. Nothing if there is none, which has been told then.
[[nodiscard]] std::optional<spec::Victims> readMeshVictims(ImportContext& context, const MeshFault& fault);

}  // namespace stormglass
