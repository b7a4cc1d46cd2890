// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which fault of ours a fault of Chaos Mesh is. The words are those of its API (chaos-mesh, api/v1alpha1/*_types.go).
#pragma once

#include "scenarios/importers/import_context.h"

namespace stormglass {

/// One object, with the place of its "spec".
struct MeshFault {
    std::string kind;  ///< "PodChaos"
    const Json& spec;
    std::string pointer;
};

/// Our settings, or nothing when they do not exist, which has been told then.
using MapMeshFault = std::optional<spec::FaultSettings> (*)(ImportContext& context, const MeshFault& fault);

/// What becomes of one action of one kind. A new mapping is one line in the table of mesh_mapping.cpp.
struct MeshMapping {
    std::string_view kind;
    std::string_view action;  ///< Empty: the kind has no actions.
    MapMeshFault map;         ///< Null: it has no counterpart, for the reason given.
    std::string_view reason;
};

/// The settings, and how long the fault lasts if the file does not say.
struct MappedMeshFault {
    spec::FaultSettings settings;
    Duration lasting{0};
};

/// Nothing when it has no counterpart, which has been told then.
[[nodiscard]] std::optional<MappedMeshFault> mapMeshFault(ImportContext& context, const MeshFault& fault);
/// "PodChaos", and every other kind that is a fault.
[[nodiscard]] bool isMeshFaultKind(std::string_view kind);

}  // namespace stormglass
