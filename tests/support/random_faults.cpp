// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_faults.h"

#include "models/spec/design_channels.h"
#include "models/spec/faults/fault_scope.h"
#include "simcore/base/check.h"

#include <algorithm>
#include <cmath>

namespace stormglass::tests {
namespace {

using spec::FieldInfo;
using spec::RefersTo;

/// Gives every field a value within its limits, of a size that a run of seconds can feel.
class FieldDrawer final : public spec::FieldVisitor {
public:
    FieldDrawer(const spec::Scenario& scenario, RandomStream& draws) : m_scenario(scenario), m_draws(draws) { }

    using FieldVisitor::list;
    using FieldVisitor::object;
    using FieldVisitor::variant;

    void name(std::string_view, std::string&, const FieldInfo&) override { }
    void text(std::string_view, std::string&, const FieldInfo&) override { }
    void reference(std::string_view, std::string& value, RefersTo what, const FieldInfo& info) override
    {
        const bool isWanted = info.isRequired || isLucky();
        const std::vector<std::string> names = isWanted ? namesOf(what) : std::vector<std::string>();
        value = oneOf(names);
        m_isLacking = m_isLacking || (info.isRequired && names.empty());
    }
    void references(std::string_view, std::vector<std::string>& values, RefersTo what, const FieldInfo& info) override
    {
        values.clear();
        if (!info.isRequired && isLucky())
            return;
        for (std::uint64_t left = 1 + m_draws.below(3); left > 0; --left)
            values.push_back(oneOf(namesOf(what)));
        std::ranges::sort(values);
        values.erase(std::ranges::unique(values).begin(), values.end());
    }
    void flag(std::string_view, bool& value, const FieldInfo&) override { value = isLucky(); }
    void integer(std::string_view, std::int64_t& value, const FieldInfo& info) override
    {
        if (!isLeftOut(info))
            value = static_cast<std::int64_t>(within(info, info.min, info.min + 4));
    }
    void number(std::string_view, double& value, const FieldInfo& info) override { value = within(info, 0, 3); }
    void ratio(std::string_view, double& value, const FieldInfo& info) override
    {
        if (!isLeftOut(info))
            value = within(info, 0, 1);
    }
    void duration(std::string_view, Duration& value, const FieldInfo& info) override
    {
        value = Duration{static_cast<std::int64_t>(within(info, 1e6, isLucky() ? 2e9 : 5e7))};
    }
    void bytes(std::string_view, std::int64_t& value, const FieldInfo& info) override
    {
        value = static_cast<std::int64_t>(within(info, 1e3, 1e7));
    }
    void rate(std::string_view, double& value, const FieldInfo& info) override { value = within(info, 1, 500); }
    void bandwidth(std::string_view, double& value, const FieldInfo& info) override { value = std::round(within(info, 1e5, 1e8)); }
    void distribution(std::string_view, Distribution& value, const FieldInfo&) override
    {
        value = Distribution{distribution::Exponential{Duration{static_cast<std::int64_t>(1 + m_draws.below(20'000'000))}}};
    }
    void choice(std::string_view, std::size_t& index, std::span<const std::string_view> names, const FieldInfo&) override
    {
        index = m_draws.below(names.size());
    }
    /// Whether a field had to name something of which there is none.
    [[nodiscard]] bool isLacking() const { return m_isLacking; }

    void object(std::string_view, spec::ObjectAccess& object, const FieldInfo&) override { object.describeTo(*this); }
    void list(std::string_view, spec::ListAccess& list, const FieldInfo&) override
    {
        for (std::uint64_t left = 1 + m_draws.below(2); left > 0; --left) {
            list.append();
            list.describeAt(list.size() - 1, *this);
        }
    }
    void variant(std::string_view, spec::VariantAccess& variant, const FieldInfo&) override
    {
        variant.choose(m_draws.below(variant.names().size()));
        variant.describeCurrent(*this);
    }

private:
    [[nodiscard]] bool isLucky() { return m_draws.uniform() < 0.5; }

    /// The default then stands: what one choice heeds, another may refuse.
    [[nodiscard]] bool isLeftOut(const FieldInfo& info) { return !info.isRequired && isLucky(); }

    [[nodiscard]] double within(const FieldInfo& info, double low, double high)
    {
        low = std::clamp(low, info.min, info.max);
        high = std::clamp(high, info.min, info.max);
        return low + (high - low) * m_draws.uniform();
    }

    [[nodiscard]] std::string oneOf(const std::vector<std::string>& names)
    {
        return names.empty() ? std::string() : names[m_draws.below(names.size())];
    }

    [[nodiscard]] std::vector<std::string> namesOf(RefersTo what) const
    {
        std::vector<std::string> names;
        const auto add = [&](const auto& list) {
            for (const auto& element : list)
                names.push_back(element.name);
        };
        const spec::Topology& topology = m_scenario.topology;
        const auto addKinds = [&](std::string_view category) {
            for (const spec::Component& component : topology.components) {
                if (spec::infoOf(component.settings).category == category)
                    names.push_back(component.name);
            }
        };
        switch (what) {
        case RefersTo::Zone: add(topology.zones); break;
        case RefersTo::Host: add(topology.hosts); break;
        case RefersTo::Link: add(topology.links); break;
        case RefersTo::Component: add(topology.components); break;
        case RefersTo::Store: addKinds("stores"); break;
        case RefersTo::Broker: addKinds("brokers"); break;
        case RefersTo::Channel: add(topology.channels); break;
        case RefersTo::AnyChannel: add(spec::possibleChannels(m_scenario)); break;
        case RefersTo::Event: return spec::possibleEvents(m_scenario);
        case RefersTo::Flow: add(m_scenario.flows); break;
        case RefersTo::Step:
            for (const spec::Flow& flow : m_scenario.flows)
                add(flow.steps);
            break;
        case RefersTo::Operation: break;
        case RefersTo::Design: add(m_scenario.designs); break;
        case RefersTo::Fault: break;  // each stands for itself
        case RefersTo::Place:
            add(topology.components);
            add(topology.hosts);
            add(topology.zones);
            break;
        case RefersTo::Workload: add(m_scenario.workload); break;
        }
        return names;
    }

    const spec::Scenario& m_scenario;
    RandomStream& m_draws;
    bool m_isLacking = false;
};

template <std::size_t... I>
spec::FaultSettings defaultOf(std::size_t kind, std::index_sequence<I...>)
{
    spec::FaultSettings settings;
    ((I == kind ? static_cast<void>(settings.emplace<I>()) : void()), ...);
    return settings;
}

spec::FaultSettings defaultOf(std::size_t kind) { return defaultOf(kind, std::make_index_sequence<kFaultKinds>()); }

}  // namespace

std::optional<spec::Fault> randomFault(const spec::Scenario& scenario, std::size_t kind, Duration span, RandomStream& draws, int mostTries)
{
    for (int i = 0; i < mostTries; ++i) {
        spec::Fault fault;
        fault.settings = defaultOf(kind);
        FieldDrawer drawer(scenario, draws);
        std::visit([&](auto& settings) { describe(drawer, settings); }, fault.settings);
        if (drawer.isLacking())
            return std::nullopt;
        fault.timing.at = Duration{static_cast<std::int64_t>(static_cast<double>(span.count()) * draws.uniform())};
        fault.timing.lasting = Duration{1 + static_cast<std::int64_t>(static_cast<double>(span.count()) * draws.uniform() / 3)};
        const bool canGrow = std::visit([](const auto& each) { return std::decay_t<decltype(each)>::kHasStrength; }, fault.settings);
        if (canGrow && draws.uniform() < 0.5)
            fault.timing.ramp = fault.timing.lasting / 2;
        spec::FaultScope scope(scenario, "");
        check(fault, scope);
        if (scope.issues().isEmpty())
            return fault;
    }
    return std::nullopt;
}

}  // namespace stormglass::tests
