// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The faults of the network that Chaos Mesh knows: NetworkChaos and DNSChaos.
#pragma once

#include "scenarios/importers/mesh_mapping.h"

namespace stormglass {

// Each has the ways from the pods of "selector" to those of "target"; without a target, to everything else. Of a component
// all hosts are hit, whatever the mode says.
[[nodiscard]] std::optional<spec::FaultSettings> latencyOf(ImportContext& context, const MeshFault& fault);
[[nodiscard]] std::optional<spec::FaultSettings> lossOf(ImportContext& context, const MeshFault& fault);
[[nodiscard]] std::optional<spec::FaultSettings> bandwidthOf(ImportContext& context, const MeshFault& fault);
/// Packets are dropped in silence, as by iptables.
[[nodiscard]] std::optional<spec::FaultSettings> partitionOf(ImportContext& context, const MeshFault& fault);
/// The first pattern names whose name is lost.
[[nodiscard]] std::optional<spec::FaultSettings> dnsErrorOf(ImportContext& context, const MeshFault& fault);

}  // namespace stormglass
