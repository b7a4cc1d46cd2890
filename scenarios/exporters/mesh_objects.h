// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which fault of Chaos Mesh a fault of ours is. The other way round: scenarios/importers/mesh_mapping.h.
#pragma once

#include "models/spec/scenario.h"
#include "scenarios/json.h"
#include "simcore/base/result.h"

#include <memory>
#include <optional>

namespace stormglass {

struct MeshObject {
    std::string kind;                  ///< "PodChaos"
    std::string member;                ///< "podChaos", where it is embedded.
    std::shared_ptr<const Json> spec;  ///< Without its duration.
    std::string assumption;            ///< What had to be guessed; empty: nothing.
};

/// A failure says why there is none.
[[nodiscard]] Result<MeshObject> toMeshObject(const spec::Scenario& scenario, const spec::Fault& fault);
/// Why its timing cannot be said; empty: it can.
[[nodiscard]] std::string problemOfMeshTiming(const spec::FaultTiming& timing);
/// From the start of the run; nothing: it waits for something of which the end is not known.
[[nodiscard]] std::optional<Duration> meshStartOf(const spec::Scenario& scenario, const spec::Fault& fault);
/// "90s", as Go reads it.
[[nodiscard]] std::string goDuration(Duration duration);

}  // namespace stormglass
