// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The way of a line from one part to another.
#pragma once

#include "ui/canvas/diagram_model.h"

#include <QHash>
#include <QLineF>
#include <QPainterPath>
#include <QPolygonF>

namespace stormglass::ui {

struct Route {
    QPainterPath path;
    QPolygonF points;   ///< The path in short pieces, for hits, dots and small scales.
    QPolygonF arrow;
    QPointF middle;
};

/// Knows what stands in the way.
class EdgeRouter {
public:
    void setObstacles(std::vector<std::pair<ElementId, QRectF>> obstacles);

    /// From side to side in one swing, past cards where there is a way. Depends on nothing outside of reachOf().
    /// \p lane: pixels beside the middle, where several lines join the same two ends.
    [[nodiscard]] Route route(const EdgeId& edge, const QRectF& from, const QRectF& to, double lane = 0) const;
    /// Where cards can change the way.
    [[nodiscard]] static QRectF reachOf(const QRectF& from, const QRectF& to);

private:
    [[nodiscard]] int hits(const QPolygonF& points, const EdgeId& edge) const;

    std::vector<std::pair<ElementId, QRectF>> m_obstacles;
    QHash<qint64, std::vector<std::size_t>> m_cells;
};

}  // namespace stormglass::ui
