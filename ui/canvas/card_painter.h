// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a component and a channel look like.
#pragma once

#include "ui/canvas/canvas_style.h"
#include "ui/canvas/diagram_model.h"

class QPainter;

namespace stormglass::ui {

/// The whole card with its shadow, at the origin; it reaches kShadow beyond its size.
inline constexpr double kShadow = 6;
void paintCard(QPainter& painter, const DiagramNode& node, QSizeF size, const Theme& theme);
/// Below kCardScale; a name alone, as large as can be read, where there is room for it.
void paintSmallCard(QPainter& painter, const DiagramNode& node, const QRectF& rect, const Theme& theme, double scale);

/// The outline, for rings around it.
[[nodiscard]] double cornerRadius(const DiagramNode& node);
[[nodiscard]] QColor accentOf(const DiagramNode& node, const Theme& theme);

}  // namespace stormglass::ui
