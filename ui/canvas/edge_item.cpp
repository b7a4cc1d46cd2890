// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lines of the diagram.
#include "ui/canvas/diagram_items.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace stormglass::ui {
namespace {

constexpr double kLabelRoom = 120;

QPen penOf(Connection::Kind kind, const QColor& colour, double width)
{
    QPen pen(colour, width);
    pen.setCapStyle(Qt::RoundCap);
    switch (kind) {
    case Connection::Kind::Publish:
    case Connection::Kind::Deliver:
    case Connection::Kind::Send: pen.setDashPattern({5, 3.5}); break;
    case Connection::Kind::Store: pen.setDashPattern({0.1, 3}); break;
    case Connection::Kind::Link: pen.setDashPattern({8, 3, 1, 3}); break;
    default: break;
    }
    return pen;
}

}  // namespace

QColor edgeColour(Connection::Kind kind, const Theme& theme)
{
    switch (kind) {
    case Connection::Kind::Publish:
    case Connection::Kind::Deliver: return theme.category("channels");
    case Connection::Kind::Store: return theme.category("stores");
    case Connection::Kind::Workload: return theme.category("clients");
    default: return theme.edge;
    }
}

EdgeItem::EdgeItem(CanvasStyle& style, DiagramEdge edge) : m_style(style), m_edge(std::move(edge)) { setZValue(5); }

void EdgeItem::setEdge(DiagramEdge edge)
{
    m_edge = std::move(edge);
    update();
}

void EdgeItem::setRoute(Route route)
{
    prepareGeometryChange();
    m_route = std::move(route);
    m_bounds = m_route.points.boundingRect().united(m_route.arrow.boundingRect()).adjusted(-4, -4, 4, 4);
    m_bounds = m_bounds.united(QRectF(m_route.middle - QPointF(kLabelRoom, 12), QSizeF(2 * kLabelRoom, 24)));
    update();
}

void EdgeItem::setEmphasis(const Emphasis& emphasis)
{
    if (emphasis == m_emphasis)
        return;
    m_emphasis = emphasis;
    setZValue(emphasis.isHovered || emphasis.isSelected ? 12 : 5);
    update();
}

double EdgeItem::distanceTo(QPointF point) const
{
    double best = 1e9;
    for (qsizetype i = 1; i < m_route.points.size(); ++i) {
        const QPointF start = m_route.points[i - 1];
        const QPointF way = m_route.points[i] - start;
        const double square = QPointF::dotProduct(way, way);
        const double t = square <= 0 ? 0 : std::clamp(QPointF::dotProduct(point - start, way) / square, 0.0, 1.0);
        best = std::min(best, QLineF(point, start + t * way).length());
    }
    return best;
}

void EdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = m_style.theme;
    const bool isBright = m_emphasis.isSelected || m_emphasis.isHovered || m_emphasis.isNear;
    QColor colour = m_emphasis.isSelected ? theme.accent : edgeColour(m_edge.id.kind, theme);
    if (!isBright)
        colour.setAlpha(m_emphasis.isDimmed ? 50 : m_edge.id.kind == Connection::Kind::Step ? 130 : 190);
    if (scaleOf(*painter) < kTextScale) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(colour, 0));
        const std::array<QPointF, 5> few{m_route.points.value(0), m_route.points.value(5), m_route.points.value(10),
                                         m_route.points.value(15), m_route.points.value(m_route.points.size() - 1)};
        painter->drawPolyline(few.data(), static_cast<int>(few.size()));
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(penOf(m_edge.id.kind, colour, isBright ? 2.2 : 1.4));
    painter->drawPath(m_route.path);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    if (m_edge.id.kind != Connection::Kind::Link)
        painter->drawPolygon(m_route.arrow);
    if (m_emphasis.isHovered || m_emphasis.isSelected)
        paintLabel(*painter);
}

void EdgeItem::paintLabel(QPainter& painter) const
{
    if (m_edge.label.isEmpty())
        return;
    QFont font = Theme::titleFont();
    font.setPixelSize(11);
    const QFontMetricsF metrics(font);
    const QString text = metrics.elidedText(m_edge.label, Qt::ElideRight, 2 * kLabelRoom - 20);
    const double width = metrics.horizontalAdvance(text) + 16;
    const QRectF pill(m_route.middle - QPointF(width / 2, 10), QSizeF(width, 20));
    painter.setFont(font);
    painter.setPen(QPen(m_style.theme.cardBorder, 1));
    painter.setBrush(m_style.theme.card);
    painter.drawRoundedRect(pill, 10, 10);
    painter.setPen(m_style.theme.text);
    painter.drawText(pill, Qt::AlignCenter, text);
}

}  // namespace stormglass::ui
