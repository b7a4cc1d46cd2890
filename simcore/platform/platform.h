// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hosts and the ways between them.
#pragma once

#include "simcore/base/ids.h"
#include "simcore/base/time.h"
#include "simcore/platform/platform_settings.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stormglass {

/// One way from host to host.
struct Path {
    Duration latency{};        ///< Propagation, one way.
    double bandwidth = 0;      ///< Bytes per second.
    LinkId link = {};          ///< Not valid on a default path.
    bool isFlow = false;       ///< Transfers share the bandwidth.
    bool isBackwards = false;  ///< Runs from the second place of its link to the first.

    /// Latency + size / bandwidth, in whole nanoseconds. A half goes up, and so does what is less than a thirty-second
    /// of a nanosecond below it: SimGrid's clock, a double, cannot tell these apart.
    [[nodiscard]] Duration timeFor(std::int64_t bytes) const;
};

/// Seconds in whole nanoseconds, by the rule of Path::timeFor(). Not negative; capped at 292 years.
[[nodiscard]] Duration wholeNanoseconds(double nanoseconds);

/// The hosts and paths of a run. Values only: nothing here changes, and SimGrid is not needed for it.
///
/// Hosts that no link names are alike within their zone, so the table of paths has one row per zone and one per host
/// that some link names, not one per host. A look-up is two array accesses.
class Platform {
public:
    /// Precondition: findIssues(settings) has no errors.
    explicit Platform(PlatformSettings settings);

    [[nodiscard]] const Path& path(HostId from, HostId to) const
    {
        if (from == to)
            return m_paths[kSameHost];
        return m_paths[m_table[m_rowOfHost[from.value] * m_rows + m_rowOfHost[to.value]]];
    }

    /// Propagation, one way: that of the link which connects the hosts, or else the default of their distance.
    [[nodiscard]] Duration latency(HostId from, HostId to) const { return path(from, to).latency; }
    /// Bytes per second.
    [[nodiscard]] double bandwidth(HostId from, HostId to) const { return path(from, to).bandwidth; }
    /// What a transfer takes that has the bandwidth for itself.
    [[nodiscard]] Duration transferTime(HostId from, HostId to, std::int64_t bytes) const
    {
        return path(from, to).timeFor(bytes);
    }
    /// Whether transfers between the hosts share bandwidth, so that only Conductor::transfer() knows how long they take.
    [[nodiscard]] bool isFlow(HostId from, HostId to) const { return path(from, to).isFlow; }

    [[nodiscard]] std::size_t hostCount() const { return m_settings.hosts.size(); }
    [[nodiscard]] std::size_t linkCount() const { return m_settings.links.size(); }
    [[nodiscard]] std::optional<HostId> findHost(std::string_view name) const;
    [[nodiscard]] std::optional<LinkId> findLink(std::string_view name) const;
    [[nodiscard]] const PlatformSettings& settings() const { return m_settings; }

private:
    friend class PathTable;

    // The first paths are the defaults; two for each link follow.
    static constexpr std::uint32_t kSameHost = 0;
    static constexpr std::uint32_t kSameZone = 1;
    static constexpr std::uint32_t kBetweenZones = 2;
    static constexpr std::uint32_t kFirstOfLinks = 3;

    PlatformSettings m_settings;
    std::vector<Path> m_paths;
    std::vector<std::uint32_t> m_rowOfHost;
    std::size_t m_rows = 0;
    std::vector<std::uint32_t> m_table;  // index into m_paths, by row and row
};

}  // namespace stormglass
