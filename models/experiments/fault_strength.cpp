// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/fault_strength.h"

#include "models/experiments/fault_aim.h"
#include "models/experiments/settings_visitor.h"
#include "models/spec/faults/fault_scope.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stormglass::experiments {
namespace {

using spec::FieldInfo;

const spec::Victims* victimSettings(const spec::Fault& fault)
{
    return std::visit(
        [](const auto& settings) -> const spec::Victims* {
            if constexpr (requires { settings.victims.mode; })
                return &settings.victims;
            else
                return nullptr;
        },
        fault.settings);
}

/// Every quantity of the settings, multiplied by a factor if it has the key.
class QuantityVisitor final : public SettingsVisitor {
public:
    explicit QuantityVisitor(std::string_view key = {}, double factor = 1) : m_key(key), m_factor(factor) { }

    std::vector<std::string> keys;
    bool hasChanged = false;

    void number(std::string_view key, double& value, const FieldInfo& info) override { real(key, value, info); }
    void ratio(std::string_view key, double& value, const FieldInfo& info) override
    {
        FieldInfo share = info;
        share.max = std::min(info.max, 1.0);
        real(key, value, share);
    }
    void rate(std::string_view key, double& value, const FieldInfo& info) override { real(key, value, info); }
    void bandwidth(std::string_view key, double& value, const FieldInfo& info) override { real(key, value, info); }
    void integer(std::string_view key, std::int64_t& value, const FieldInfo& info) override { whole(key, value, info); }
    void bytes(std::string_view key, std::int64_t& value, const FieldInfo& info) override { whole(key, value, info); }
    void duration(std::string_view key, Duration& value, const FieldInfo& info) override
    {
        std::int64_t count = value.count();
        whole(key, count, info);
        value = Duration{count};
    }

private:
    void real(std::string_view key, double& value, const FieldInfo& info)
    {
        keys.emplace_back(key);
        if (key != m_key)
            return;
        const double before = value;
        value = std::clamp(value * m_factor, info.min, info.max);
        hasChanged = value != before;
    }

    void whole(std::string_view key, std::int64_t& value, const FieldInfo& info)
    {
        auto number = static_cast<double>(value);
        real(key, number, info);
        if (hasChanged && key == m_key) {
            const std::int64_t before = value;
            value = std::llround(number);
            hasChanged = value != before;
        }
    }

    std::string_view m_key;
    double m_factor;
};

/// How many instances of each component run on the host.
std::map<std::string, std::int64_t> residentsOf(const spec::Topology& topology, const std::string& host)
{
    std::map<std::string, std::int64_t> residents;
    for (const spec::Component& component : topology.components) {
        for (const std::string_view name : spec::hostNamesOf(component)) {
            if (name == host)
                ++residents[component.name];
        }
    }
    return residents;
}

}  // namespace

std::optional<std::int64_t> instancesHit(const spec::Scenario& scenario, const spec::Fault& fault)
{
    const spec::Victims* victims = victimSettings(fault);
    if (victims == nullptr)
        return std::nullopt;
    if (victims->mode == spec::VictimMode::One)
        return 1;
    if (victims->mode == spec::VictimMode::Fixed)
        return victims->count;
    const std::int64_t all = spec::FaultScope(scenario, "").instancesAt(victims->target);
    if (victims->mode == spec::VictimMode::All)
        return all;
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(all) * victims->share));
}

spec::Fault withInstances(spec::Fault fault, std::int64_t count)
{
    std::visit(
        [&](auto& settings) {
            if constexpr (requires { settings.victims.mode; }) {
                settings.victims = {.target = std::move(settings.victims.target),
                                    .mode = count == 1 ? spec::VictimMode::One : spec::VictimMode::Fixed,
                                    .count = count};
            }
        },
        fault.settings);
    return fault;
}

std::vector<spec::Fault> atParts(const spec::Scenario& scenario, const spec::Fault& fault)
{
    std::vector<spec::Fault> parts;
    const std::optional<Place> place = placeOf(scenario, fault);
    const auto add = [&](const spec::Fault& part, PlaceKind kind, const std::string& name) {
        if (auto aimed = aimAnew(scenario, part, {kind, name}))
            parts.push_back(std::move(*aimed));
    };
    for (const spec::Host& host : scenario.topology.hosts) {
        if (place && place->kind == PlaceKind::Zone && host.zone == place->name)
            add(fault, PlaceKind::Host, host.name);
    }
    if (!place || place->kind != PlaceKind::Host || victimSettings(fault) == nullptr)
        return parts;  // all of a component may be more than what is on one host
    for (const auto& [component, count] : residentsOf(scenario.topology, place->name))
        add(withInstances(fault, count), PlaceKind::Component, component);
    return parts;
}

std::vector<std::string> quantitiesOf(const spec::Fault& fault)
{
    spec::FaultSettings copy = fault.settings;  // a visitor is for changing values, too
    QuantityVisitor visitor;
    std::visit([&](auto& settings) { describe(visitor, settings); }, copy);
    // How many instances are hit is a question of its own, and has its own way to be asked.
    if (victimSettings(fault) != nullptr)
        std::erase_if(visitor.keys, [](const std::string& key) { return key == "count" || key == "share"; });
    return std::move(visitor.keys);
}

std::optional<spec::Fault> scaled(const spec::Scenario& scenario, const spec::Fault& fault, std::string_view key, double factor)
{
    spec::Fault other = fault;
    QuantityVisitor visitor(key, factor);
    std::visit([&](auto& settings) { describe(visitor, settings); }, other.settings);
    const bool isPossible = visitor.hasChanged && findObstacle(scenario, other).empty();
    return isPossible ? std::optional(std::move(other)) : std::nullopt;
}

}  // namespace stormglass::experiments
