// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Places for everything, found by Graphviz.
#pragma once

#include "ui/canvas/arrangement.h"

namespace stormglass::ui {

/// From left to right along the edges, zones and hosts kept together. The same diagram gets the same places. Channels that
/// only a design has get none.
[[nodiscard]] Places autoLayout(const DiagramModel& model);

}  // namespace stormglass::ui
