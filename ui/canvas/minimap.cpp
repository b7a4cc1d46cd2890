// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/minimap.h"

#include "ui/canvas/card_painter.h"
#include "ui/canvas/diagram_view.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace stormglass::ui {

Minimap::Minimap(DiagramView& view, QWidget* parent) : QWidget(parent), m_view(view)
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Overview of the diagram"));
    setToolTip(tr("Click or drag to move the diagram"));
    setCursor(Qt::PointingHandCursor);
    const auto repaint = [this] {
        m_isStale = true;
        update();
    };
    connect(&view.diagram(), &DiagramScene::arranged, this, repaint);
    connect(&view, &DiagramView::viewMoved, this, qOverload<>(&QWidget::update));
}

double Minimap::scale() const
{
    const QRectF all = m_view.diagram().contents();
    return std::min(width() / std::max(1.0, all.width()), height() / std::max(1.0, all.height()));
}

QPointF Minimap::fromScene(QPointF point) const
{
    return (point - m_view.diagram().contents().center()) * scale() + QRectF(rect()).center();
}

QRectF Minimap::shownPart() const
{
    const QRectF visible = m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
    return QRectF(fromScene(visible.topLeft()), fromScene(visible.bottomRight()));
}

void Minimap::paintPicture()
{
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    const Theme theme = Theme::of(palette());
    m_picture.fill(theme.canvas);
    QPainter painter(&m_picture);
    const DiagramScene& scene = m_view.diagram();
    const auto small = [&](const ElementId& id) {
        const QRectF rect = scene.rectOf(id);
        return QRectF(fromScene(rect.topLeft()), fromScene(rect.bottomRight()));
    };
    painter.setPen(QPen(theme.containerBorder, 1));
    painter.setBrush(theme.container);
    for (const DiagramContainer& container : scene.model().containers)
        painter.drawRect(small(container.id));
    for (const DiagramNode& node : scene.model().nodes)
        painter.fillRect(small(node.id), accentOf(node, theme));
    m_isStale = false;
}

void Minimap::paintEvent(QPaintEvent*)
{
    if (m_isStale)
        paintPicture();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const Theme theme = Theme::of(palette());
    QColor veil = theme.text;
    veil.setAlpha(26);
    const QRectF shown = shownPart();
    QRegion outside(rect());
    painter.setClipRegion(outside - shown.toRect());
    painter.fillRect(rect(), veil);
    painter.setClipping(false);
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(shown.intersected(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75)));
}

void Minimap::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_isStale = true;
}

void Minimap::follow(QPointF point)
{
    const QPointF middle = (point - QRectF(rect()).center()) / scale() + m_view.diagram().contents().center();
    m_view.centerOn(middle);
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        follow(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0)
        follow(event->position());
}

}  // namespace stormglass::ui
