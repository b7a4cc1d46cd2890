// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The items of a diagram. They display, and know neither the document nor the mouse.
#pragma once

#include "ui/canvas/canvas_style.h"
#include "ui/canvas/edge_router.h"

#include <QGraphicsItem>

namespace stormglass::ui {

/// Pixels for a unit of the scene.
[[nodiscard]] double scaleOf(const QPainter& painter);

class NodeItem final : public QGraphicsItem {
public:
    NodeItem(CanvasStyle& style, DiagramNode node);

    [[nodiscard]] const DiagramNode& node() const { return m_node; }
    [[nodiscard]] QRectF rect() const { return {pos(), m_size}; }
    void setNode(DiagramNode node);
    void setPlace(const QRectF& rect);
    [[nodiscard]] const Emphasis& emphasis() const { return m_emphasis; }
    void setEmphasis(const Emphasis& emphasis);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] QPixmap card(double scale) const;
    void paintRing(QPainter& painter) const;

    CanvasStyle& m_style;
    DiagramNode m_node;
    QString m_key;  ///< Equal cards share a picture.
    QSizeF m_size;
    Emphasis m_emphasis;
};

class ContainerItem final : public QGraphicsItem {
public:
    ContainerItem(CanvasStyle& style, DiagramContainer container);

    [[nodiscard]] const DiagramContainer& container() const { return m_container; }
    [[nodiscard]] QRectF rect() const { return {pos(), m_size}; }
    void setContainer(DiagramContainer container);
    void setPlace(const QRectF& rect);
    [[nodiscard]] const Emphasis& emphasis() const { return m_emphasis; }
    void setEmphasis(const Emphasis& emphasis);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    CanvasStyle& m_style;
    DiagramContainer m_container;
    QSizeF m_size;
    Emphasis m_emphasis;
};

class EdgeItem final : public QGraphicsItem {
public:
    EdgeItem(CanvasStyle& style, DiagramEdge edge);

    [[nodiscard]] const DiagramEdge& edge() const { return m_edge; }
    [[nodiscard]] const Route& route() const { return m_route; }
    void setEdge(DiagramEdge edge);
    void setRoute(Route route);
    [[nodiscard]] double lane() const { return m_lane; }
    void setLane(double lane) { m_lane = lane; }
    [[nodiscard]] const Emphasis& emphasis() const { return m_emphasis; }
    void setEmphasis(const Emphasis& emphasis);
    /// Pixels of the scene from the line.
    [[nodiscard]] double distanceTo(QPointF point) const;

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintLabel(QPainter& painter) const;

    CanvasStyle& m_style;
    DiagramEdge m_edge;
    Route m_route;
    double m_lane = 0;
    QRectF m_bounds;
    Emphasis m_emphasis;
};

/// The colour of a kind of line.
[[nodiscard]] QColor edgeColour(Connection::Kind kind, const Theme& theme);

}  // namespace stormglass::ui
