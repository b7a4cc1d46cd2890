// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/element_id.h"

#include <algorithm>
#include <charconv>

namespace stormglass::ui {
namespace {

const std::string& nameOf(const spec::Expectation& expectation) { return expectation.that; }
template <class Part>
const std::string& nameOf(const Part& part)
{
    return part.name;
}

/// Calls visit(kind, pointer prefix, list) for every list of named parts that is not inside another part.
template <class Visit>
void forEachList(const spec::Scenario& scenario, Visit&& visit)
{
    visit(ElementKind::Zone, "/topology/zones", scenario.topology.zones);
    visit(ElementKind::Host, "/topology/hosts", scenario.topology.hosts);
    visit(ElementKind::Link, "/topology/links", scenario.topology.links);
    visit(ElementKind::Component, "/topology/components", scenario.topology.components);
    visit(ElementKind::Channel, "/topology/channels", scenario.topology.channels);
    visit(ElementKind::Flow, "/flows", scenario.flows);
    visit(ElementKind::Design, "/designs", scenario.designs);
    visit(ElementKind::Workload, "/workload", scenario.workload);
    visit(ElementKind::Fault, "/chaos", scenario.chaos);
    visit(ElementKind::Expectation, "/expect", scenario.expect);
}

template <class Parts>
std::optional<std::size_t> placeOf(const Parts& parts, const std::string& name)
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (nameOf(parts[i]) == name)
            return i;
    }
    return std::nullopt;
}

/// The index behind the prefix of a pointer; moves the pointer behind it.
std::optional<std::size_t> takeIndex(std::string_view& pointer, std::string_view prefix)
{
    if (!pointer.starts_with(prefix) || pointer.size() <= prefix.size() || pointer[prefix.size()] != '/')
        return std::nullopt;
    std::size_t index = 0;
    const char* const begin = pointer.data() + prefix.size() + 1;
    const auto [end, error] = std::from_chars(begin, pointer.data() + pointer.size(), index);
    if (error != std::errc{})
        return std::nullopt;
    pointer.remove_prefix(static_cast<std::size_t>(end - pointer.data()));
    return index;
}

}  // namespace

const char* wordOf(ElementKind kind)
{
    static constexpr const char* kWords[] = {"scenario", "zone", "host", "link", "component", "channel", "flow", "step",
                                             "design", "workload", "fault", "expectation"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::vector<ElementId> elementsOf(const spec::Scenario& scenario, ElementKind kind)
{
    std::vector<ElementId> elements;
    forEachList(scenario, [&](ElementKind listed, const char*, const auto& parts) {
        for (const auto& part : parts) {
            if (listed == kind)
                elements.push_back({kind, nameOf(part)});
            if constexpr (requires { part.steps; }) {
                for (const auto& step : part.steps) {
                    if (kind == ElementKind::Step)
                        elements.push_back({kind, step.name, part.name});
                }
            }
        }
    });
    return elements;
}

bool exists(const spec::Scenario& scenario, const ElementId& element)
{
    return element.kind == ElementKind::Scenario || !pointerTo(scenario, element).empty();
}

std::string pointerTo(const spec::Scenario& scenario, const ElementId& element)
{
    std::string pointer;
    if (element.kind == ElementKind::Step) {
        const auto flow = placeOf(scenario.flows, element.owner);
        const auto step = flow ? placeOf(scenario.flows[*flow].steps, element.name) : std::nullopt;
        return step ? "/flows/" + std::to_string(*flow) + "/steps/" + std::to_string(*step) : pointer;
    }
    forEachList(scenario, [&](ElementKind kind, const char* prefix, const auto& parts) {
        if (kind != element.kind)
            return;
        if (const auto place = placeOf(parts, element.name))
            pointer = prefix + ("/" + std::to_string(*place));
    });
    return pointer;
}

ElementId elementAt(const spec::Scenario& scenario, const std::string& pointer)
{
    ElementId found{ElementKind::Scenario, {}};
    forEachList(scenario, [&](ElementKind kind, const char* prefix, const auto& parts) {
        std::string_view rest = pointer;
        const auto place = takeIndex(rest, prefix);
        if (!place || *place >= parts.size())
            return;
        found = {kind, nameOf(parts[*place])};
        if constexpr (requires { parts[*place].steps; }) {
            const auto step = takeIndex(rest, "/steps");
            if (step && *step < parts[*place].steps.size())
                found = {ElementKind::Step, parts[*place].steps[*step].name, parts[*place].name};
        }
    });
    return found;
}

}  // namespace stormglass::ui
