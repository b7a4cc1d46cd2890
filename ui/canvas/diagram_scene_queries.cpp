// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is where in the scene, and how it stands out.
#include "ui/canvas/diagram_scene.h"

#include <algorithm>

namespace stormglass::ui {
namespace {

QString textOf(const QRectF& rect)
{
    return QStringLiteral("%1,%2 %3x%4").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

QString textOf(const EdgeId& edge)
{
    return QStringLiteral("%1 %2>%3 %4").arg(static_cast<int>(edge.kind)).arg(QString::fromStdString(edge.from.name), QString::fromStdString(edge.to.name),
                                                                              QString::fromStdString(edge.name));
}

}  // namespace

QRectF DiagramScene::rectOf(const ElementId& element) const
{
    const auto found = m_rects.find(element);
    return found == m_rects.end() ? QRectF() : found->second;
}

QRectF DiagramScene::contents() const
{
    if (m_contents)
        return *m_contents;
    QRectF all;
    for (const auto& [id, rect] : m_rects)
        all = all.united(rect);
    for (const auto& [id, item] : m_edges)
        all = all.united(item->route().points.boundingRect());
    m_contents = all.adjusted(-24, -24, 24, 24);
    return *m_contents;
}

QStringList DiagramScene::picture() const
{
    QStringList lines;
    for (const auto& [id, item] : m_nodes) {
        const DiagramNode& node = item->node();
        lines << QStringLiteral("node %1 %2 %3 %4").arg(node.title, node.subtitle, node.badge, textOf(item->rect()));
    }
    for (const auto& [id, item] : m_containers)
        lines << QStringLiteral("container %1 %2").arg(QString::fromStdString(id.name), textOf(item->rect()));
    for (const auto& [id, item] : m_edges) {
        QString line = QStringLiteral("edge %1 %2").arg(textOf(id), item->edge().label);
        for (const QPointF& point : item->route().points)
            line += QStringLiteral(" %1,%2").arg(point.x(), 0, 'f', 1).arg(point.y(), 0, 'f', 1);
        lines << line;
    }
    return lines;
}

std::optional<ElementId> DiagramScene::elementAt(QPointF point) const
{
    for (const auto& [id, item] : m_nodes) {
        if (item->rect().contains(point))
            return id;
    }
    return containerAt(point);
}

std::optional<ElementId> DiagramScene::containerAt(QPointF point, const std::set<ElementId>& except) const
{
    std::optional<ElementId> found;
    for (const auto& [id, item] : m_containers) {
        const bool isInner = !found || id.kind == ElementKind::Host;
        if (isInner && !except.contains(id) && item->rect().contains(point))
            found = id;
    }
    return found;
}

std::optional<EdgeId> DiagramScene::edgeAt(QPointF point, double tolerance) const
{
    std::optional<EdgeId> found;
    double best = tolerance;
    for (const auto& [id, item] : m_edges) {
        if (!item->boundingRect().adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(point))
            continue;
        if (const double distance = item->distanceTo(point); distance <= best) {
            best = distance;
            found = id;
        }
    }
    return found;
}

std::set<ElementId> DiagramScene::withContents(const std::set<ElementId>& elements) const
{
    std::set<ElementId> all = elements;
    for (const DiagramContainer& container : m_model.containers) {
        if (container.parent && all.contains(*container.parent))
            all.insert(container.id);
    }
    for (const DiagramNode& node : m_model.nodes) {
        if (node.container && all.contains(*node.container))
            all.insert(node.id);
    }
    return all;
}

Places DiagramScene::placesToMove(const std::set<ElementId>& elements) const
{
    const std::set<ElementId> moving = withContents(elements);
    std::set<ElementId> followers;
    for (const DiagramContainer& container : m_model.containers) {
        if (container.parent && moving.contains(*container.parent) && !m_places.contains(container.id))
            followers.insert(container.id);
    }
    for (const DiagramNode& node : m_model.nodes) {
        if (!m_places.contains(node.id) && moving.contains({ElementKind::Component, node.broker}))
            followers.insert(node.id);
    }
    Places places;
    for (const ElementId& id : moving) {
        if (m_rects.contains(id) && !followers.contains(id))
            places[id] = m_rects.at(id).topLeft();
    }
    return places;
}

void DiagramScene::setHovered(std::optional<ElementId> element, std::optional<EdgeId> edge)
{
    if (element == m_hovered && edge == m_hoveredEdge)
        return;
    m_hovered = std::move(element);
    m_hoveredEdge = std::move(edge);
    refreshEmphasis();
}

void DiagramScene::setSelectedEdges(std::set<EdgeId> edges)
{
    if (edges == m_selectedEdges)
        return;
    m_selectedEdges = std::move(edges);
    refreshEmphasis();
    Q_EMIT edgeSelectionChanged();
}

void DiagramScene::setCandidates(std::optional<std::set<ElementId>> candidates)
{
    m_candidates = std::move(candidates);
    refreshEmphasis();
}

std::set<ElementId> DiagramScene::neighbours() const
{
    std::set<ElementId> near;
    if (m_hoveredEdge)
        near = {m_hoveredEdge->from, m_hoveredEdge->to};
    if (!m_hovered)
        return near;
    for (const auto& [id, item] : m_edges) {
        if (id.from == *m_hovered)
            near.insert(id.to);
        if (id.to == *m_hovered)
            near.insert(id.from);
    }
    const auto node = m_nodes.find(*m_hovered);
    if (node != m_nodes.end()) {
        for (const std::string& host : node->second->node().hosts)
            near.insert({ElementKind::Host, host});
    }
    return near;
}

void DiagramScene::refreshEmphasis()
{
    const std::set<ElementId> selected(m_selection.elements().begin(), m_selection.elements().end());
    const std::set<ElementId> near = m_candidates ? std::set<ElementId>{} : neighbours();
    const auto emphasisOf = [&](const ElementId& id) {
        return Emphasis{.isSelected = selected.contains(id),
                        .isHovered = m_hovered == id,
                        .isNear = near.contains(id),
                        .isDimmed = m_candidates && !m_candidates->contains(id) && m_hovered != id,
                        .isCandidate = m_candidates && m_candidates->contains(id)};
    };
    for (const auto& [id, item] : m_nodes)
        item->setEmphasis(emphasisOf(id));
    for (const auto& [id, item] : m_containers)
        item->setEmphasis(emphasisOf(id));
    for (const auto& [id, item] : m_edges) {
        const bool isLink = id.kind == Connection::Kind::Link && selected.contains({ElementKind::Link, id.name});
        item->setEmphasis({.isSelected = m_selectedEdges.contains(id) || isLink,
                           .isHovered = m_hoveredEdge == id,
                           .isNear = m_hovered && !m_candidates && (id.from == *m_hovered || id.to == *m_hovered),
                           .isDimmed = m_candidates.has_value(),
                           .isCandidate = false});
    }
}

}  // namespace stormglass::ui
