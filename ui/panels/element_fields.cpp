// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/element_fields.h"

#include "scenarios/field_reader.h"
#include "scenarios/field_writer.h"
#include "scenarios/json_pointer.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass::ui {
namespace {

/// Lists of parts that are selected for themselves.
template <class From, class To>
void moveParts(From&& from, To& to)
{
    to.topology.zones = std::move(from.topology.zones);
    to.topology.hosts = std::move(from.topology.hosts);
    to.topology.links = std::move(from.topology.links);
    to.topology.components = std::move(from.topology.components);
    to.topology.channels = std::move(from.topology.channels);
    to.flows = std::move(from.flows);
    to.designs = std::move(from.designs);
    to.workload = std::move(from.workload);
    to.chaos = std::move(from.chaos);
    to.layout = std::move(from.layout);
}

/// What the scenario says of itself.
spec::Scenario headOf(const spec::Scenario& scenario)
{
    spec::Scenario head;
    head.format = scenario.format;
    head.name = scenario.name;
    head.description = scenario.description;
    head.topology.network = scenario.topology.network;
    head.experiment = scenario.experiment;
    head.expect = scenario.expect;
    head.run = scenario.run;
    return head;
}

template <class Parts, class Visit>
void visitNamed(Parts& parts, const std::string& name, Visit& visit)
{
    for (auto& part : parts) {
        if (part.name == name)
            return visit(part);
    }
}

/// Calls visit(part) with the part itself, if there is one.
template <class Visit>
void visitPart(spec::Scenario& scenario, const ElementId& element, Visit visit)
{
    switch (element.kind) {
    case ElementKind::Scenario: return visit(scenario);
    case ElementKind::Zone: return visitNamed(scenario.topology.zones, element.name, visit);
    case ElementKind::Host: return visitNamed(scenario.topology.hosts, element.name, visit);
    case ElementKind::Link: return visitNamed(scenario.topology.links, element.name, visit);
    case ElementKind::Component: return visitNamed(scenario.topology.components, element.name, visit);
    case ElementKind::Channel: return visitNamed(scenario.topology.channels, element.name, visit);
    case ElementKind::Flow: return visitNamed(scenario.flows, element.name, visit);
    case ElementKind::Design: return visitNamed(scenario.designs, element.name, visit);
    case ElementKind::Workload: return visitNamed(scenario.workload, element.name, visit);
    case ElementKind::Fault: return visitNamed(scenario.chaos, element.name, visit);
    case ElementKind::Step:
        for (spec::Flow& flow : scenario.flows) {
            if (flow.name == element.owner)
                return visitNamed(flow.steps, element.name, visit);
        }
        return;
    case ElementKind::Expectation:
        for (spec::Expectation& expectation : scenario.expect) {
            if (expectation.that == element.name)
                return visit(expectation);
        }
    }
}

/// Calls visit(copy) with a copy that may be changed.
template <class Visit>
void visitCopy(const spec::Scenario& scenario, const ElementId& element, Visit visit)
{
    if (element.kind == ElementKind::Scenario) {
        spec::Scenario head = headOf(scenario);
        return visit(head);
    }
    // Parts are only read here; the lists are those of the caller.
    visitPart(const_cast<spec::Scenario&>(scenario), element, [&]<class Part>(Part& part) {
        Part copy = part;
        visit(copy);
    });
}

template <class Part>
Json sparseJsonOf(Part& part)
{
    Json json = Json::object();
    FieldWriter writer(json, FieldWriter::Mode::Sparse);
    describe(writer, part);
    Json defaults = Json::object();
    FieldWriter defaultsWriter(defaults, FieldWriter::Mode::Defaults, &json);
    Part fresh;
    describe(defaultsWriter, fresh);
    removeDefaults(json, defaults);
    return json;
}

}  // namespace

void describeElement(const spec::Scenario& scenario, const ElementId& element, spec::FieldVisitor& visitor)
{
    visitCopy(scenario, element, [&](auto& part) { describe(visitor, part); });
}

Json sparseJson(const spec::Scenario& scenario, const ElementId& element)
{
    Json json = Json::object();
    visitCopy(scenario, element, [&](auto& part) { json = sparseJsonOf(part); });
    return json;
}

std::string changeElement(spec::Scenario& scenario, const ElementId& element, const std::string& pointer,
                          const std::function<void(Json&)>& change, Judge judge)
{
    Json json = sparseJson(scenario, element);
    change(json);
    std::string objection;
    visitPart(scenario, element, [&]<class Part>(Part& part) {
        Part fresh;
        ReadProblems problems;
        FieldReader reader(json, {}, problems);
        describe(reader, fresh);
        const auto& list = problems.list();
        const auto problem = std::ranges::find_if(list, [&](const ReadProblems::Entry& entry) {
            const std::string& place = entry.issue.pointer;
            return !entry.isKey && (judge == Judge::ValueItself ? place == pointer : liesWithin(place, pointer));
        });
        if (problem != list.end()) {
            objection = problem->issue.message;
            return;
        }
        if constexpr (std::is_same_v<Part, spec::Scenario>)
            moveParts(std::move(part), fresh);
        part = std::move(fresh);
    });
    return objection;
}

void setAt(Json& root, const std::string& pointer, Json value) { root[Json::json_pointer(pointer)] = std::move(value); }

void eraseAt(Json& root, const std::string& pointer)
{
    const Json::json_pointer place(pointer);
    if (!root.contains(place))
        return;
    Json& parent = root[place.parent_pointer()];
    if (parent.is_array())
        parent.erase(static_cast<std::size_t>(std::stoul(place.back())));
    else
        parent.erase(place.back());
}

bool holds(const Json& root, const std::string& pointer) { return root.contains(Json::json_pointer(pointer)); }

}  // namespace stormglass::ui
