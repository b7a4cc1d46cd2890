// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Adding, removing and renaming parts: functions on a scenario, to be given to ScenarioDocument::edit().
#pragma once

#include "ui/document/element_id.h"

#include <set>

namespace stormglass::ui {

/// A name of that stem that nothing in the scenario has yet: "service", "service-2", ...
[[nodiscard]] std::string freeName(const spec::Scenario& scenario, const std::string& stem);
/// The same for who asks often: all names that something has.
[[nodiscard]] std::set<std::string> namesIn(const spec::Scenario& scenario);
[[nodiscard]] std::string freeName(const std::set<std::string>& taken, const std::string& stem);

/// Appends a default part of a kind of the catalogue: a component ("service", "kafka", ...), a channel ("kafka-topic", ...),
/// which is put on the first broker that can have it, a fault ("crash", ...), or "zone", "host", "link", "flow", "workload". Nothing for a
/// kind that cannot be added by itself.
[[nodiscard]] std::optional<ElementId> addElement(spec::Scenario& scenario, const std::string& kind);

/// Removes it with what cannot be without it: a broker's channels, a flow's workloads. Lists that mention it lose it.
void removeElement(spec::Scenario& scenario, const ElementId& element);

/// Why the part cannot have that name; empty: it can.
[[nodiscard]] std::string objectionToName(const spec::Scenario& scenario, const ElementId& element, const std::string& name);
/// Precondition: there is no objection.
void renameElement(spec::Scenario& scenario, const ElementId& element, const std::string& newName);

/// Copies under free names; copies of what refers to each other refer to each other.
[[nodiscard]] std::vector<ElementId> duplicateElements(spec::Scenario& scenario, const std::vector<ElementId>& elements);

/// As a text for the clipboard: a scenario of these parts only, in the format of files.
[[nodiscard]] std::string toClipboard(const spec::Scenario& scenario, const std::vector<ElementId>& elements);
/// Adds what such a text holds under free names; nothing if it is none.
[[nodiscard]] std::vector<ElementId> addFromClipboard(spec::Scenario& scenario, const std::string& text);

}  // namespace stormglass::ui
