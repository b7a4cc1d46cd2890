// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/platform.h"

#include "simcore/base/check.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace stormglass {

Duration wholeNanoseconds(double nanoseconds)
{
    constexpr double kLongest = 9.2e18;
    constexpr double kBelowHalf = 1.0 / 32;
    return Duration{static_cast<std::int64_t>(std::min(nanoseconds + (0.5 + kBelowHalf), kLongest))};
}

Duration Path::timeFor(std::int64_t bytes) const
{
    const double nanoseconds = static_cast<double>(latency.count()) + static_cast<double>(bytes) / bandwidth * 1e9;
    return wholeNanoseconds(nanoseconds);
}

/// Fills the table of paths: from the general to the special, so that the special overwrites the general.
class PathTable {
public:
    explicit PathTable(Platform& platform)
        : m_platform(platform)
        , m_settings(platform.m_settings)
    {
    }

    void fill()
    {
        makeRows();
        makePaths();
        std::vector<std::uint32_t>& table = m_platform.m_table;
        const std::size_t rows = m_zoneOfRow.size();
        m_platform.m_rows = rows;
        table.resize(rows * rows);
        for (std::size_t from = 0; from < rows; ++from)
            for (std::size_t to = 0; to < rows; ++to)
                table[from * rows + to] = m_zoneOfRow[from] == m_zoneOfRow[to] ? Platform::kSameZone
                                                                              : Platform::kBetweenZones;
        for (const std::size_t namedHosts : {0U, 1U, 2U})
            for (std::size_t i = m_settings.links.size(); i-- > 0;)  // so that the first of several wins
                if (hostsNamedBy(m_settings.links[i]) == namedHosts)
                    connect(i);
    }

private:
    void makeRows()
    {
        for (std::size_t i = 0; i < m_settings.hosts.size(); ++i)
            m_hosts.emplace(m_settings.hosts[i].name, i);
        for (const LinkSettings& link : m_settings.links)
            for (const std::string& place : link.between)
                if (const auto host = m_hosts.find(place); host != m_hosts.end())
                    addRow(m_rowOfName, place, m_settings.hosts[host->second].zone);
        for (const HostSettings& host : m_settings.hosts) {
            const auto own = m_rowOfName.find(host.name);
            m_platform.m_rowOfHost.push_back(
                own != m_rowOfName.end() ? own->second : addRow(m_rowOfZone, host.zone, host.zone));
        }
    }

    using Rows = std::map<std::string, std::uint32_t>;

    /// The row of that name; a new one if there is none yet.
    std::uint32_t addRow(Rows& rows, const std::string& name, const std::string& zone)
    {
        const auto [row, isNew] = rows.try_emplace(name, static_cast<std::uint32_t>(m_zoneOfRow.size()));
        if (isNew)
            m_zoneOfRow.push_back(zone);
        return row->second;
    }

    void makePaths()
    {
        const DefaultPaths& defaults = m_settings.defaults;
        for (const Duration latency : {defaults.sameHost, defaults.sameZone, defaults.betweenZones})
            m_platform.m_paths.push_back({.latency = latency, .bandwidth = defaults.bandwidth});
        for (std::uint32_t i = 0; i < m_settings.links.size(); ++i)
            for (const bool isBackwards : {false, true})
                m_platform.m_paths.push_back({.latency = m_settings.links[i].latency,
                                              .bandwidth = m_settings.links[i].bandwidth,
                                              .link = LinkId{i},
                                              .isFlow = m_settings.links[i].mode == TransferMode::Flow,
                                              .isBackwards = isBackwards});
    }

    std::size_t hostsNamedBy(const LinkSettings& link) const
    {
        return m_hosts.count(link.between[0]) + m_hosts.count(link.between[1]);
    }

    /// The rows of the hosts that are at a place.
    std::vector<std::uint32_t> rowsAt(const std::string& place) const
    {
        if (const auto host = m_rowOfName.find(place); host != m_rowOfName.end())
            return {host->second};
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < m_zoneOfRow.size(); ++row)
            if (m_zoneOfRow[row] == place)
                rows.push_back(row);
        return rows;
    }

    void connect(std::size_t link)
    {
        const auto [first, second] = m_settings.links[link].between;
        const auto forward = static_cast<std::uint32_t>(Platform::kFirstOfLinks + 2 * link);
        const std::size_t rows = m_zoneOfRow.size();
        for (const std::uint32_t from : rowsAt(first))
            for (const std::uint32_t to : rowsAt(second)) {
                m_platform.m_table[to * rows + from] = forward + 1;
                m_platform.m_table[from * rows + to] = forward;
            }
        if (first != second)
            return;
        // Within a zone there is no direction; all share the link.
        for (const std::uint32_t from : rowsAt(first))
            for (const std::uint32_t to : rowsAt(first))
                m_platform.m_table[from * rows + to] = forward;
    }

    Platform& m_platform;
    const PlatformSettings& m_settings;
    std::map<std::string, std::size_t> m_hosts;
    Rows m_rowOfName;  // of hosts that a link names
    Rows m_rowOfZone;  // of all other hosts of that zone
    std::vector<std::string> m_zoneOfRow;
};

Platform::Platform(PlatformSettings settings)
    : m_settings(std::move(settings))
{
    const Issues issues = findIssues(m_settings);
    SIM_CHECK(!issues.hasErrors(), "a platform was made of settings with errors: " + issues.list().front().message);
    PathTable(*this).fill();
}

std::optional<HostId> Platform::findHost(std::string_view name) const
{
    for (std::uint32_t i = 0; i < m_settings.hosts.size(); ++i)
        if (m_settings.hosts[i].name == name)
            return HostId{i};
    return std::nullopt;
}

std::optional<LinkId> Platform::findLink(std::string_view name) const
{
    for (std::uint32_t i = 0; i < m_settings.links.size(); ++i)
        if (m_settings.links[i].name == name)
            return LinkId{i};
    return std::nullopt;
}

}  // namespace stormglass
