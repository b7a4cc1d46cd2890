// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All parts of a scenario, for lists and searches.
#pragma once

#include "ui/document/element_id.h"

#include <QString>

#include <vector>

namespace stormglass::ui {

/// Everything that has a name, steps included, in the order of the file.
[[nodiscard]] std::vector<ElementId> partsOf(const spec::Scenario& scenario);
/// Name, kind and all that the fields of the part say.
[[nodiscard]] QString textOf(const spec::Scenario& scenario, const ElementId& element);

}  // namespace stormglass::ui
