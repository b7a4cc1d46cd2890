// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of one part of a scenario as JSON: how an editor that knows no types reads and changes them.
#pragma once

#include "scenarios/json.h"
#include "ui/document/element_id.h"

#include <functional>

namespace stormglass::ui {

/// Shows the fields of the part to the visitor; of the scenario itself those that belong to no other part. The visitor may
/// change what it is shown: it is a copy.
void describeElement(const spec::Scenario& scenario, const ElementId& element, spec::FieldVisitor& visitor);

/// What a file has to say of the part: required fields, and what differs from the defaults.
[[nodiscard]] Json sparseJson(const spec::Scenario& scenario, const ElementId& element);

/// What of a changed part has to be as a file could say it.
enum class Judge { ValueWithin, ValueItself };

/// Reads the part anew from its sparse JSON after a change of that. What a file could not say at the pointer is an
/// objection, and leaves the scenario as it is. Returns the objection; empty: it is done.
[[nodiscard]] std::string changeElement(spec::Scenario& scenario, const ElementId& element, const std::string& pointer,
                                        const std::function<void(Json&)>& change, Judge judge = Judge::ValueWithin);

/// Puts a value at the pointer, with the objects around it.
void setAt(Json& root, const std::string& pointer, Json value);
/// Takes the value away, so that the default holds.
void eraseAt(Json& root, const std::string& pointer);
[[nodiscard]] bool holds(const Json& root, const std::string& pointer);

}  // namespace stormglass::ui
