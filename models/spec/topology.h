// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where things run: zones, hosts, and the network between them.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// An availability zone or region: hosts that fail together and are near each other.
struct Zone {
    std::string name;

    bool operator==(const Zone&) const = default;
};

struct Host {
    std::string name;
    std::string zone;        ///< Empty: the default zone.
    std::int64_t cores = 8;  ///< Shared by the workers of components with cpu shared.

    bool operator==(const Host&) const = default;
};

/// How transfers over a link are simulated.
enum class LinkMode {
    Latency,  ///< latency + size / bandwidth, no contention
    Flow      ///< a SimGrid transfer that shares the bandwidth with others
};
[[nodiscard]] std::span<const std::string_view> namesOf(LinkMode);

/// A connection between two places (zones or hosts), used in both directions. It replaces the default of its pair.
struct Link {
    std::string name;
    std::vector<std::string> between;  ///< Two names of zones or hosts.
    Duration latency{500'000};         ///< One way.
    double bandwidth = 1.25e9;         ///< Bytes per second.
    LinkMode mode = LinkMode::Latency;

    bool operator==(const Link&) const = default;
};

/// One-way delays between hosts that no link names.
struct NetworkDefaults {
    Duration sameHost{25'000};
    Duration sameZone{250'000};
    Duration betweenZones{1'000'000};
    double bandwidth = 1.25e9;  ///< Bytes per second, for the size term of every delay.

    bool operator==(const NetworkDefaults&) const = default;
};

void describe(FieldVisitor& visit, Zone& zone);
void describe(FieldVisitor& visit, Host& host);
void describe(FieldVisitor& visit, Link& link);
void describe(FieldVisitor& visit, NetworkDefaults& network);

}  // namespace stormglass::spec
