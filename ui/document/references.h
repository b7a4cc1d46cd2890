// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who mentions a part of a scenario, wherever that is.
#pragma once

#include "ui/document/element_id.h"

namespace stormglass::ui {

/// Gives the part another name everywhere where it is mentioned, and in the diagram; not in its own name.
void renameReferences(spec::Scenario& scenario, const ElementId& element, const std::string& newName);

/// Takes the part out of all lists of names that mention it. Fields that need a name keep it: the problems tell of them.
void dropReferences(spec::Scenario& scenario, const ElementId& element);

/// Whether a field that refers to this can name the part.
[[nodiscard]] bool canRefer(spec::RefersTo what, ElementKind kind);

/// Names that such a field can have at present, in the order of the scenario. Steps are those of all flows.
[[nodiscard]] std::vector<std::string> namesFor(const spec::Scenario& scenario, spec::RefersTo what);

}  // namespace stormglass::ui
