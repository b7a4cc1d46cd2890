// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where things run and what connects them, as plain values.
#pragma once

#include "simcore/base/issues.h"
#include "simcore/base/time.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace stormglass {

/// How transfers over a link are simulated.
enum class TransferMode {
    Latency,  ///< latency + size / bandwidth, no contention
    Flow      ///< they share the bandwidth
};

struct HostSettings {
    std::string name{};
    std::string zone{};      ///< Hosts with the same word are in one zone; empty is a zone too.
    std::int64_t cores = 8;  ///< At least 1.
    double speed = 1.0;      ///< Core-seconds of work that one core does in a second; above 0.

    bool operator==(const HostSettings&) const = default;
};

/// A full-duplex connection between two places: each direction has the whole bandwidth to itself.
///
/// A place is a host or a zone. With the same zone twice, the link carries what goes from host to host within that zone.
/// The most specific link of a pair of hosts carries their transfers: host and host, then host and zone (among several
/// the first in the list), then zone and zone.
struct LinkSettings {
    std::string name{};
    std::array<std::string, 2> between{};
    Duration latency = 500us;   ///< One way; not negative.
    double bandwidth = 1.25e9;  ///< Bytes per second; above 0.
    TransferMode mode = TransferMode::Latency;

    bool operator==(const LinkSettings&) const = default;
};

/// Between hosts that no link connects. These ways have no contention.
struct DefaultPaths {
    Duration sameHost = 25us;
    Duration sameZone = 250us;
    Duration betweenZones = 1ms;
    double bandwidth = 1.25e9;  ///< Bytes per second.

    bool operator==(const DefaultPaths&) const = default;
};

/// The position in hosts is the HostId, the position in links the LinkId.
struct PlatformSettings {
    std::vector<std::string> zones;  ///< Only those without hosts need be here.
    std::vector<HostSettings> hosts;
    std::vector<LinkSettings> links;
    DefaultPaths defaults;

    bool operator==(const PlatformSettings&) const = default;
};

/// Everything that is wrong with the settings; pointers start at the settings. SimGrid would accept a negative bandwidth in
/// silence and end the process for others.
[[nodiscard]] Issues findIssues(const PlatformSettings& settings);

}  // namespace stormglass
