// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A fault that hits nothing is an error: a test that breaks nothing would always pass.
#include "scenarios/validation/context.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <set>

namespace stormglass {
namespace {

/// The hosts that have at least one instance.
std::set<std::string> hostsInUse(const spec::Topology& topology)
{
    std::set<std::string> hosts;
    for (const spec::Component& component : topology.components) {
        const spec::Placement* placement = spec::placementOf(component);
        if (placement == nullptr)
            continue;
        const auto used = std::min<std::size_t>(placement->hosts.size(), static_cast<std::size_t>(placement->instances));
        hosts.insert(placement->hosts.begin(), placement->hosts.begin() + static_cast<std::ptrdiff_t>(used));
    }
    return hosts;
}

class FaultCheck {
public:
    FaultCheck(ValidationContext& context, const std::set<std::string>& used, std::size_t index)
        : m_context(context), m_used(used), m_fault(context.scenario().chaos[index]),
          m_pointer(context.names().faults.pointerOf(index))
    {
    }

    void run()
    {
        const spec::RunSettings& run = m_context.scenario().run;
        const bool isEndKnown = m_context.isRead("/run/duration") && m_context.isRead("/run/drain");
        if (isEndKnown && m_fault.at >= run.duration + run.drain) {
            m_context.error(m_pointer + "/at", "expected an instant before the end of the run ("
                                + toText(run.duration + run.drain) + "), found \"" + toText(m_fault.at) + '"');
        }
        std::visit([this](const auto& settings) { check(settings); }, m_fault.settings);
    }

private:
    void check(const spec::Crash& crash)
    {
        if (m_context.names().components.contains(crash.target))
            return checkComponent(crash);
        if (crash.instances > 0 && !crash.target.empty() && isKnown(crash.target)) {
            m_context.error(m_pointer + "/instances",
                            "expected nothing: \"" + crash.target + "\" is no component, it crashes as a whole");
        }
        if (m_context.names().hosts.contains(crash.target) && !m_used.contains(crash.target) && isComplete())
            hitsNothing("no instance runs on host \"" + crash.target + '"');
        else if (m_context.names().zones.contains(crash.target) && !isZoneUsed(crash.target) && isComplete())
            hitsNothing("no instance runs in zone \"" + crash.target + '"');
    }

    void checkComponent(const spec::Crash& crash)
    {
        const spec::Component* component = m_context.findComponent(crash.target);
        if (component == nullptr)
            return;
        const spec::Placement* placement = spec::placementOf(*component);
        if (placement == nullptr) {
            hitsNothing('"' + crash.target + "\" is a managed service (" + std::string(kindOf(*component))
                        + "), which has no instances");
        } else if (crash.instances > placement->instances) {
            m_context.error(m_pointer + "/instances",
                            "expected at most " + std::to_string(placement->instances) + ", the instances of \""
                                + crash.target + "\", found " + std::to_string(crash.instances));
        }
    }

    void hitsNothing(const std::string& why) { m_context.error(m_pointer + "/target", "the fault hits nothing: " + why); }

    [[nodiscard]] bool isKnown(const std::string& place) const
    {
        return m_context.names().hosts.contains(place) || m_context.names().zones.contains(place);
    }

    /// Whether all is known that could run somewhere.
    [[nodiscard]] bool isComplete() const
    {
        return m_context.names().components.isComplete() && m_context.names().hosts.isComplete();
    }

    [[nodiscard]] bool isZoneUsed(const std::string& zone) const
    {
        return std::ranges::any_of(m_context.scenario().topology.hosts, [&](const spec::Host& host) {
            return host.zone == zone && m_used.contains(host.name);
        });
    }

    ValidationContext& m_context;
    const std::set<std::string>& m_used;
    const spec::Fault& m_fault;
    const std::string m_pointer;
};

}  // namespace

void checkFaults(ValidationContext& context)
{
    const std::set<std::string> used = hostsInUse(context.scenario().topology);
    for (std::size_t i = 0; i < context.scenario().chaos.size(); ++i)
        FaultCheck(context, used, i).run();
}

}  // namespace stormglass
