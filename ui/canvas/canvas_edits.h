// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What gestures in the diagram do to a scenario: functions to be given to ScenarioDocument::edit().
#pragma once

#include "ui/canvas/arrangement.h"

namespace stormglass::ui {

enum class Alignment { Left, Centre, Right, Top, Middle, Bottom };

/// Writes places down, as whole pixels.
void writePlaces(spec::Scenario& scenario, const Places& places);

/// Puts a component onto a host, or onto all hosts of a zone; a host into a zone. \p isOneMore keeps the hosts it has.
/// False: such a part cannot be placed there.
bool putInto(spec::Scenario& scenario, const ElementId& element, const ElementId& container, bool isOneMore);
/// Whether putInto() would do something.
[[nodiscard]] bool canPutInto(const spec::Scenario& scenario, const ElementId& element, const ElementId& container);

/// New places of these parts so that an edge or the middle of all is the same.
[[nodiscard]] Places aligned(const Rects& rects, Alignment alignment);
/// New places with equal gaps between the outermost two.
[[nodiscard]] Places distributed(const Rects& rects, Qt::Orientation orientation);

}  // namespace stormglass::ui
