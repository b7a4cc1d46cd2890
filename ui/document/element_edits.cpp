// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/element_edits.h"

#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_writer.h"
#include "ui/document/place_edits.h"
#include "ui/document/references.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <set>

namespace stormglass::ui {
namespace {

template <class Part>
concept Named = requires(Part part) { part.name; };

/// Calls visit(kind, list) for every list of parts that have names.
template <class Scenario, class Visit>
void forEachNamedList(Scenario& scenario, Visit&& visit)
{
    visit(ElementKind::Zone, scenario.topology.zones);
    visit(ElementKind::Host, scenario.topology.hosts);
    visit(ElementKind::Link, scenario.topology.links);
    visit(ElementKind::Component, scenario.topology.components);
    visit(ElementKind::Channel, scenario.topology.channels);
    visit(ElementKind::Flow, scenario.flows);
    visit(ElementKind::Design, scenario.designs);
    visit(ElementKind::Workload, scenario.workload);
    visit(ElementKind::Fault, scenario.chaos);
}

/// The alternative of a variant whose kind has that name; nothing if there is none.
template <class Variant, std::size_t index = 0>
std::optional<Variant> alternativeOf(const std::string& kind)
{
    if constexpr (index == std::variant_size_v<Variant>) {
        return std::nullopt;
    } else {
        using Alternative = std::variant_alternative_t<index, Variant>;
        if (kind == Alternative::kKind)
            return Variant(Alternative{});
        return alternativeOf<Variant, index + 1>(kind);
    }
}

/// The first broker whose channels are of this kind.
std::string brokerFor(const spec::Scenario& scenario, const spec::ChannelSettings& settings)
{
    for (const spec::Component& component : scenario.topology.components) {
        if (spec::isBroker(component) && spec::defaultChannelFor(component).index() == settings.index())
            return component.name;
    }
    return {};
}

template <class Part>
ElementId append(std::vector<Part>& parts, ElementKind kind, Part part)
{
    parts.push_back(std::move(part));
    return {kind, parts.back().name};
}

/// "kafka-topic" -> "topic": what people call it.
std::string stemOf(const std::string& kind)
{
    const std::size_t dash = kind.rfind('-');
    return dash == std::string::npos ? kind : kind.substr(dash + 1);
}

/// Copies all parts of one scenario into another under free names.
std::vector<ElementId> merge(spec::Scenario& target, spec::Scenario parts)
{
    std::vector<ElementId> added;
    std::vector<ElementId> elements;
    forEachNamedList(parts, [&](ElementKind kind, const auto& list) {
        for (const auto& part : list)
            elements.push_back({kind, part.name});
    });
    std::set<std::string> taken = namesIn(target);
    for (const ElementId& element : elements) {
        std::string name = element.name;
        for (int number = 2; taken.contains(name); ++number)
            name = element.name + "-" + std::to_string(number);
        taken.insert(name);
        if (name != element.name)
            renameElement(parts, element, name);
        added.push_back({element.kind, name});
    }
    forEachNamedList(target, [&]<class Part>(ElementKind, std::vector<Part>& list) {
        forEachNamedList(parts, [&]<class Other>(ElementKind, std::vector<Other>& more) {
            if constexpr (std::is_same_v<Part, Other>)
                list.insert(list.end(), more.begin(), more.end());
        });
    });
    target.layout.insert(target.layout.end(), parts.layout.begin(), parts.layout.end());
    return added;
}

spec::Scenario extract(const spec::Scenario& scenario, const std::vector<ElementId>& elements)
{
    spec::Scenario parts = scenario;
    const auto isWanted = [&](ElementKind kind, const std::string& name) {
        return std::ranges::find(elements, ElementId{kind, name}) != elements.end();
    };
    forEachNamedList(parts, [&](ElementKind kind, auto& list) {
        std::erase_if(list, [&](const auto& part) { return !isWanted(kind, part.name); });
    });
    std::erase_if(parts.layout, [&](const spec::Position& position) {
        return std::ranges::none_of(elements, [&](const ElementId& element) { return element.name == position.name; });
    });
    parts.expect.clear();
    parts.experiment = {};
    parts.description.clear();
    return parts;
}

}  // namespace

std::set<std::string> namesIn(const spec::Scenario& scenario)
{
    std::set<std::string> names;
    forEachNamedList(scenario, [&](ElementKind, const auto& parts) {
        for (const auto& part : parts)
            names.insert(part.name);
    });
    return names;
}

std::string freeName(const spec::Scenario& scenario, const std::string& stem) { return freeName(namesIn(scenario), stem); }

std::string freeName(const std::set<std::string>& taken, const std::string& stem)
{
    std::string name = stem;
    for (int number = 2; taken.contains(name); ++number)
        name = stem + "-" + std::to_string(number);
    return name;
}

std::optional<ElementId> addElement(spec::Scenario& scenario, const std::string& kind)
{
    if (auto component = alternativeOf<spec::ComponentSettings>(kind))
        return append(scenario.topology.components, ElementKind::Component, {freeName(scenario, kind), *std::move(component)});
    const std::string name = freeName(scenario, stemOf(kind));
    if (auto channel = alternativeOf<spec::ChannelSettings>(kind)) {
        std::string broker = brokerFor(scenario, *channel);
        return append(scenario.topology.channels, ElementKind::Channel, {name, std::move(broker), *std::move(channel)});
    }
    if (auto fault = alternativeOf<spec::FaultSettings>(kind))
        return append(scenario.chaos, ElementKind::Fault, {.name = name, .settings = *std::move(fault), .timing = {}});
    if (kind == "zone")
        return append(scenario.topology.zones, ElementKind::Zone, {name});
    if (kind == "host")
        return append(scenario.topology.hosts, ElementKind::Host, {.name = name, .zone = {}});
    if (kind == "link")
        return append(scenario.topology.links, ElementKind::Link, {.name = name, .between = {}});
    if (kind == "flow")
        return append(scenario.flows, ElementKind::Flow, {.name = name, .client = {}, .via = {}, .steps = {}});
    if (kind == "workload") {
        spec::Workload workload;
        workload.name = name;
        return append(scenario.workload, ElementKind::Workload, std::move(workload));
    }
    return std::nullopt;
}

void removeElement(spec::Scenario& scenario, const ElementId& element)
{
    if (element.kind == ElementKind::Step) {
        for (spec::Flow& flow : scenario.flows) {
            if (flow.name == element.owner)
                std::erase_if(flow.steps, [&](const spec::Step& step) { return step.name == element.name; });
        }
    } else if (element.kind == ElementKind::Expectation) {
        std::erase_if(scenario.expect, [&](const spec::Expectation& expectation) { return expectation.that == element.name; });
        return;
    }
    forEachNamedList(scenario, [&](ElementKind kind, auto& parts) {
        if (kind == element.kind)
            std::erase_if(parts, [&](const auto& part) { return part.name == element.name; });
    });
    if (element.kind == ElementKind::Component)
        std::erase_if(scenario.topology.channels, [&](const spec::Channel& channel) { return channel.broker == element.name; });
    if (element.kind == ElementKind::Flow)
        std::erase_if(scenario.workload, [&](const spec::Workload& workload) { return workload.flow == element.name; });
    if (element.kind == ElementKind::Zone) {
        for (spec::Host& host : scenario.topology.hosts) {
            if (host.zone == element.name)
                host.zone.clear();
        }
    }
    dropReferences(scenario, element);
}

std::string objectionToName(const spec::Scenario& scenario, const ElementId& element, const std::string& name)
{
    const bool isWritable = !name.empty() && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    });
    if (!isWritable)
        return "letters, digits, '-', '_' and '.' make a name";
    if (name != element.name && exists(scenario, {element.kind, name, element.owner}))
        return std::string("there is another ") + wordOf(element.kind) + " of that name";
    return {};
}

void renameElement(spec::Scenario& scenario, const ElementId& element, const std::string& newName)
{
    renameReferences(scenario, element, newName);
    if (element.kind == ElementKind::Step) {
        for (spec::Flow& flow : scenario.flows) {
            for (spec::Step& step : flow.steps) {
                if (flow.name == element.owner && step.name == element.name)
                    step.name = newName;
            }
        }
    }
    forEachNamedList(scenario, [&](ElementKind kind, auto& parts) {
        for (auto& part : parts) {
            if (kind == element.kind && part.name == element.name)
                part.name = newName;
        }
    });
}

std::vector<ElementId> duplicateElements(spec::Scenario& scenario, const std::vector<ElementId>& elements)
{
    constexpr double kOffset = 40;  // a copy lies beside its original
    spec::Scenario parts = extract(scenario, elements);
    for (spec::Position& position : parts.layout) {
        position.x += kOffset;
        position.y += kOffset;
    }
    return merge(scenario, std::move(parts));
}

std::string toClipboard(const spec::Scenario& scenario, const std::vector<ElementId>& elements)
{
    return toFileText(toJson(extract(scenario, elements)));
}

std::vector<ElementId> addFromClipboard(spec::Scenario& scenario, const std::string& text)
{
    const LoadedScenario loaded = readScenarioText(text, "clipboard");
    if (loaded.document == nullptr || !loaded.document->is_object() || !loaded.document->contains("format"))
        return {};
    return merge(scenario, loaded.scenario);
}

}  // namespace stormglass::ui
