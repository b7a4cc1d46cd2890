// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/references.h"

#include "scenarios/spec_walk.h"

#include <algorithm>
#include <cctype>

namespace stormglass::ui {
namespace {

using spec::RefersTo;

/// Shows every field that may name the part to derived classes.
class ReferenceWalk : public SpecWalk {
public:
    explicit ReferenceWalk(ElementKind kind) : m_kind(kind) { }

    void reference(std::string_view, std::string& value, RefersTo what, const spec::FieldInfo&) override
    {
        if (canRefer(what, m_kind))
            meet(value);
    }
    void references(std::string_view, std::vector<std::string>& values, RefersTo what, const spec::FieldInfo&) override
    {
        if (canRefer(what, m_kind))
            meetAll(values);
    }

protected:
    virtual void meet(std::string& value) = 0;
    virtual void meetAll(std::vector<std::string>& values) = 0;

private:
    const ElementKind m_kind;
};

class RenameWalk final : public ReferenceWalk {
public:
    RenameWalk(const ElementId& element, const std::string& newName)
        : ReferenceWalk(element.kind), m_old(element.name), m_new(newName)
    {
    }

private:
    void meet(std::string& value) override
    {
        if (value == m_old)
            value = m_new;
    }
    void meetAll(std::vector<std::string>& values) override { std::ranges::replace(values, m_old, m_new); }

    const std::string m_old;
    const std::string m_new;
};

class DropWalk final : public ReferenceWalk {
public:
    explicit DropWalk(const ElementId& element) : ReferenceWalk(element.kind), m_name(element.name) { }

private:
    void meet(std::string&) override { }
    void meetAll(std::vector<std::string>& values) override { std::erase(values, m_name); }

    const std::string m_name;
};

bool isNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; }

/// In an expression such as "p99(order.ack) < 2s": the subject before the dot, or a name that stands alone.
void renameInText(std::string& text, const std::string& from, const std::string& to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        const std::size_t end = at + from.size();
        const bool begins = at == 0 || (!isNameCharacter(text[at - 1]) && text[at - 1] != '.');
        const bool ends = end == text.size() || !isNameCharacter(text[end]);
        if (begins && ends)
            text.replace(at, from.size(), to);
        at += begins && ends ? to.size() : 1;
    }
}

void walk(spec::Scenario& scenario, const ElementId& element, ReferenceWalk& visitor)
{
    if (element.kind == ElementKind::Step) {  // steps of other flows may have the same name
        for (spec::Flow& flow : scenario.flows) {
            if (flow.name == element.owner)
                describe(visitor, flow);
        }
        for (spec::Fault& fault : scenario.chaos)
            describe(visitor, fault);
        return;
    }
    describe(visitor, scenario);
}

std::vector<std::string> operationNamesOf(const spec::Scenario& scenario)
{
    std::vector<std::string> names;
    for (const spec::Component& component : scenario.topology.components) {
        std::visit(
            [&](const auto& settings) {
                if constexpr (requires { settings.operations; }) {
                    for (const auto& operation : settings.operations)
                        names.push_back(operation.name);
                }
            },
            component.settings);
    }
    return names;
}

}  // namespace

bool canRefer(RefersTo what, ElementKind kind)
{
    switch (kind) {
    case ElementKind::Zone: return what == RefersTo::Zone || what == RefersTo::Place;
    case ElementKind::Host: return what == RefersTo::Host || what == RefersTo::Place;
    case ElementKind::Link: return what == RefersTo::Link;
    case ElementKind::Component:
        return what == RefersTo::Component || what == RefersTo::Store || what == RefersTo::Broker || what == RefersTo::Place;
    case ElementKind::Channel: return what == RefersTo::Channel || what == RefersTo::AnyChannel;
    case ElementKind::Flow: return what == RefersTo::Flow;
    case ElementKind::Step: return what == RefersTo::Step;
    case ElementKind::Design: return what == RefersTo::Design;
    case ElementKind::Workload: return what == RefersTo::Workload;
    case ElementKind::Fault: return what == RefersTo::Fault;
    default: return false;
    }
}

void renameReferences(spec::Scenario& scenario, const ElementId& element, const std::string& newName)
{
    RenameWalk visitor(element, newName);
    walk(scenario, element, visitor);
    for (spec::Expectation& expectation : scenario.expect)
        renameInText(expectation.that, element.name, newName);
    for (spec::Position& position : scenario.layout) {
        if (position.name == element.name)
            position.name = newName;
    }
}

void dropReferences(spec::Scenario& scenario, const ElementId& element)
{
    DropWalk visitor(element);
    walk(scenario, element, visitor);
    std::erase_if(scenario.layout, [&](const spec::Position& position) { return position.name == element.name; });
}

std::vector<std::string> namesFor(const spec::Scenario& scenario, RefersTo what)
{
    std::vector<std::string> names;
    const auto addAll = [&](ElementKind kind, const auto& parts) {
        if (!canRefer(what, kind))
            return;
        for (const auto& part : parts)
            names.push_back(part.name);
    };
    if (what == RefersTo::Store || what == RefersTo::Broker) {
        for (const spec::Component& component : scenario.topology.components) {
            const bool isStore = spec::infoOf(component.settings).category == "stores";
            if (what == RefersTo::Store ? isStore : spec::isBroker(component))
                names.push_back(component.name);
        }
        return names;
    }
    if (what == RefersTo::Operation)
        return operationNamesOf(scenario);
    addAll(ElementKind::Component, scenario.topology.components);
    addAll(ElementKind::Host, scenario.topology.hosts);
    addAll(ElementKind::Zone, scenario.topology.zones);
    addAll(ElementKind::Link, scenario.topology.links);
    addAll(ElementKind::Channel, scenario.topology.channels);
    addAll(ElementKind::Flow, scenario.flows);
    addAll(ElementKind::Design, scenario.designs);
    addAll(ElementKind::Workload, scenario.workload);
    addAll(ElementKind::Fault, scenario.chaos);
    for (const spec::Flow& flow : scenario.flows)
        addAll(ElementKind::Step, flow.steps);
    return names;
}

}  // namespace stormglass::ui
