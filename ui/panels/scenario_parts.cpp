// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scenario_parts.h"

#include "ui/panels/element_fields.h"

#include <nlohmann/json.hpp>

namespace stormglass::ui {
namespace {

/// The values of a document, without its keys.
void collectTexts(const Json& json, QString& text)
{
    if (json.is_string())
        text += u' ' + QString::fromStdString(json.get<std::string>());
    else if (json.is_number())
        text += u' ' + QString::fromStdString(json.dump());
    for (const auto& child : json) {
        if (json.is_structured())
            collectTexts(child, text);
    }
}

}  // namespace

std::vector<ElementId> partsOf(const spec::Scenario& scenario)
{
    std::vector<ElementId> parts;
    const auto addAll = [&](ElementKind kind, const auto& list) {
        for (const auto& part : list)
            parts.push_back({kind, part.name});
    };
    addAll(ElementKind::Component, scenario.topology.components);
    addAll(ElementKind::Channel, scenario.topology.channels);
    addAll(ElementKind::Zone, scenario.topology.zones);
    addAll(ElementKind::Host, scenario.topology.hosts);
    addAll(ElementKind::Link, scenario.topology.links);
    for (const spec::Flow& flow : scenario.flows) {
        parts.push_back({ElementKind::Flow, flow.name});
        for (const spec::Step& step : flow.steps)
            parts.push_back({ElementKind::Step, step.name, flow.name});
    }
    addAll(ElementKind::Design, scenario.designs);
    addAll(ElementKind::Workload, scenario.workload);
    addAll(ElementKind::Fault, scenario.chaos);
    return parts;
}

QString textOf(const spec::Scenario& scenario, const ElementId& element)
{
    QString text = QString::fromStdString(element.name) + u' ' + QString::fromUtf8(wordOf(element.kind));
    collectTexts(sparseJson(scenario, element), text);
    return text;
}

}  // namespace stormglass::ui
