// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where everything of a diagram stands.
#pragma once

#include "ui/canvas/diagram_model.h"

#include <QRectF>

#include <map>

namespace stormglass::ui {

inline constexpr double kGrid = 8;

using Places = std::map<ElementId, QPointF>;
using Rects = std::map<ElementId, QRectF>;

[[nodiscard]] QSizeF sizeOf(const DiagramNode& node);
[[nodiscard]] QPointF snapped(QPointF point);

/// The top left corners that the scenario says, by what has them.
[[nodiscard]] Places placesOf(const DiagramModel& model, const spec::Scenario& scenario);

/// Whether nothing at all has a place, so that all is laid out automatically.
[[nodiscard]] bool isUnplaced(const DiagramModel& model, const Places& places);

/// Rectangles of nodes and containers. Containers enclose what is in them. Channels without a place stand below their broker;
/// other parts without one find a free spot beside their container's other parts or below.
[[nodiscard]] Rects arrange(const DiagramModel& model, const Places& places);

}  // namespace stormglass::ui
