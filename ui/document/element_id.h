// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How views, commands and selections name a part of a scenario.
#pragma once

#include "models/spec/scenario.h"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace stormglass::ui {

enum class ElementKind { Scenario, Zone, Host, Link, Component, Channel, Flow, Step, Design, Workload, Fault, Expectation };

/// A part of a scenario by its name. Names are unique within a kind; a step also needs its flow. An expectation has no
/// name: its text stands for it. The scenario itself has none.
struct ElementId {
    ElementKind kind = ElementKind::Component;
    std::string name;
    std::string owner = {};  ///< Of a step: its flow.

    auto operator<=>(const ElementId&) const = default;
};

/// "component", "channel", ... for messages; to be translated by the caller's context.
[[nodiscard]] const char* wordOf(ElementKind kind);

/// All parts of that kind, in the order of the scenario; steps are those of all flows.
[[nodiscard]] std::vector<ElementId> elementsOf(const spec::Scenario& scenario, ElementKind kind);
[[nodiscard]] bool exists(const spec::Scenario& scenario, const ElementId& element);
/// JSON pointer to the part; empty for the scenario, and for what does not exist.
[[nodiscard]] std::string pointerTo(const spec::Scenario& scenario, const ElementId& element);
/// The innermost part that holds the place; the scenario itself for a place in none.
[[nodiscard]] ElementId elementAt(const spec::Scenario& scenario, const std::string& pointer);

}  // namespace stormglass::ui
