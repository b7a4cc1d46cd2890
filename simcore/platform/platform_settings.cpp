// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/platform_settings.h"

#include "simcore/base/nearest_name.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace stormglass {

namespace {

constexpr std::int64_t kMaxCores = 1'000'000;

class Examiner {
public:
    explicit Examiner(const PlatformSettings& settings)
        : m_settings(settings)
        , m_zones(settings.zones.begin(), settings.zones.end())
    {
    }

    Issues examine()
    {
        for (std::size_t i = 0; i < m_settings.hosts.size(); ++i)
            examine(m_settings.hosts[i], "/hosts/" + std::to_string(i));
        m_places.assign(m_zones.begin(), m_zones.end());
        m_places.insert(m_places.end(), m_hosts.begin(), m_hosts.end());
        for (std::size_t i = 0; i < m_settings.links.size(); ++i)
            examine(m_settings.links[i], "/links/" + std::to_string(i));
        const DefaultPaths& defaults = m_settings.defaults;
        examineLatency(defaults.sameHost, "/defaults/sameHost");
        examineLatency(defaults.sameZone, "/defaults/sameZone");
        examineLatency(defaults.betweenZones, "/defaults/betweenZones");
        examinePositive(defaults.bandwidth, "/defaults/bandwidth", "a bandwidth");
        return std::move(m_issues);
    }

private:
    void examine(const HostSettings& host, const std::string& at)
    {
        if (host.name.empty())
            m_issues.error(at + "/name", "expected a name, found none");
        else if (!m_hosts.insert(host.name).second)
            m_issues.error(at + "/name", "there is another host called " + host.name);
        if (host.cores < 1 || host.cores > kMaxCores)
            m_issues.error(at + "/cores", "expected 1 to " + std::to_string(kMaxCores) + " cores, found "
                                              + std::to_string(host.cores));
        examinePositive(host.speed, at + "/speed", "a speed");
        m_zones.insert(host.zone);
    }

    void examine(const LinkSettings& link, const std::string& at)
    {
        if (link.name.empty())
            m_issues.error(at + "/name", "expected a name, found none");
        else if (!m_links.insert(link.name).second)
            m_issues.error(at + "/name", "there is another link called " + link.name);
        examinePlace(link.between[0], at + "/between/0");
        examinePlace(link.between[1], at + "/between/1");
        examineEnds(link, at + "/between");
        examineLatency(link.latency, at + "/latency");
        examinePositive(link.bandwidth, at + "/bandwidth", "a bandwidth");
    }

    void examinePlace(const std::string& name, const std::string& at)
    {
        const bool isHost = m_hosts.contains(name);
        const bool isZone = m_zones.contains(name);
        if (isHost && isZone)
            m_issues.error(at, name + " is the name of a host and of a zone");
        if (isHost || isZone)
            return;
        const std::optional<std::string> near = findNearestName(name, m_places);
        m_issues.error(at, "there is no host or zone called " + name
                               + (near ? "; did you mean " + *near + "?" : std::string()));
    }

    void examineEnds(const LinkSettings& link, const std::string& at)
    {
        const auto [first, second] = std::minmax(link.between[0], link.between[1]);
        if (first == second && m_hosts.contains(first))
            m_issues.error(at, "a link connects two places, found " + first + " twice");
        if (!m_pairs.emplace(first, second).second)
            m_issues.error(at, "there is another link between " + first + " and " + second);
    }

    void examineLatency(Duration latency, const std::string& at)
    {
        if (latency < Duration{0})
            m_issues.error(at, "expected a latency that is not negative, found " + toText(latency));
    }

    void examinePositive(double value, const std::string& at, const std::string& what)
    {
        if (!std::isfinite(value) || value <= 0)
            m_issues.error(at, "expected " + what + " above 0, found " + numberToText(value));
    }

    const PlatformSettings& m_settings;
    std::set<std::string> m_zones;
    std::set<std::string> m_hosts;
    std::set<std::string> m_links;
    std::set<std::pair<std::string, std::string>> m_pairs;
    std::vector<std::string> m_places;
    Issues m_issues;
};

}  // namespace

Issues findIssues(const PlatformSettings& settings)
{
    return Examiner(settings).examine();
}

}  // namespace stormglass
