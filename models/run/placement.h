// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which instance runs on which host.
#pragma once

#include "models/spec/scenario.h"
#include "simcore/base/ids.h"
#include "simcore/platform/platform_settings.h"

#include <map>
#include <string>
#include <vector>

namespace stormglass {

struct PlacedTopology {
    PlatformSettings platform;
    std::map<std::string, std::vector<HostId>> hostsOf;  ///< Of each component's instances, in order.
};

/// Instances go round the hosts that their component names. One without hosts gets a host of its own, named
/// "component/1", in the default zone; so does a managed service.
[[nodiscard]] PlacedTopology placeTopology(const spec::Topology& topology);

}  // namespace stormglass
