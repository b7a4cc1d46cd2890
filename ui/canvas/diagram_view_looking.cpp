// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which part of the diagram is in sight, and how large.
#include "ui/canvas/diagram_view.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr double kLeastZoom = 0.05;
constexpr double kMostZoom = 4;

}  // namespace

void DiagramView::zoomBy(double factor, QPointF viewportPoint)
{
    const double wanted = std::clamp(zoom() * factor, kLeastZoom, kMostZoom);
    if (std::abs(wanted - zoom()) < 1e-9)
        return;
    const QPointF anchor = mapToScene(viewportPoint.toPoint());
    const QPointF fromMiddle = viewportPoint - QRectF(viewport()->rect()).center();
    setTransform(QTransform::fromScale(wanted, wanted));
    centerOn(anchor - fromMiddle / wanted);
    m_isFitted = false;
    spoilLayer({});
    Q_EMIT zoomChanged(wanted);
    Q_EMIT viewMoved();
}

void DiagramView::zoomIn() { zoomBy(1.25, QRectF(viewport()->rect()).center()); }
void DiagramView::zoomOut() { zoomBy(0.8, QRectF(viewport()->rect()).center()); }
void DiagramView::zoomReset() { zoomBy(1 / zoom(), QRectF(viewport()->rect()).center()); }

void DiagramView::zoomToFit(bool isSelectionOnly)
{
    QRectF wanted = m_scene.contents();
    if (isSelectionOnly && !selectedRects().empty()) {
        wanted = QRectF();
        for (const auto& [id, rect] : selectedRects())
            wanted = wanted.united(rect);
        wanted.adjust(-64, -64, 64, 64);
    }
    const QSizeF room = viewport()->size();
    const double fitting = std::min(room.width() / std::max(1.0, wanted.width()), room.height() / std::max(1.0, wanted.height()));
    const double scale = std::clamp(fitting, kLeastZoom, 1.25);  // a few parts alone are not blown up
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(wanted.center());
    m_isFitted = !isSelectionOnly;
    spoilLayer({});
    Q_EMIT zoomChanged(scale);
    Q_EMIT viewMoved();
}

void DiagramView::refit()
{
    if (m_isFitted)
        zoomToFit();
}

void DiagramView::bringIntoSight(const ElementId& element)
{
    const QRectF rect = m_scene.rectOf(element);
    if (rect.isNull())
        return;
    if (zoom() < 0.5)
        zoomReset();
    if (!mapToScene(viewport()->rect()).boundingRect().contains(rect))
        centerOn(rect.center());
}

bool DiagramView::showsAll() const
{
    return mapToScene(viewport()->rect()).boundingRect().contains(m_scene.contents().adjusted(20, 20, -20, -20));
}

void DiagramView::panBy(QPoint pixels)
{
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pixels.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - pixels.y());
}

}  // namespace stormglass::ui
