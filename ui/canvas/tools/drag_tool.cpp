// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/tools/drag_tool.h"

#include "ui/canvas/diagram_view.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr double kAttraction = 5;  // scene pixels within which a line of a neighbour beats the grid

bool isContainer(const ElementId& id) { return id.kind == ElementKind::Zone || id.kind == ElementKind::Host; }

/// The smallest step that brings one of three lines onto one of the other's; nothing: none is near.
std::optional<double> stepTo(const std::array<double, 3>& lines, const std::array<double, 3>& others)
{
    std::optional<double> best;
    for (const double line : lines) {
        for (const double other : others) {
            const double step = other - line;
            if (std::abs(step) <= kAttraction && (!best || std::abs(step) < std::abs(*best)))
                best = step;
        }
    }
    return best;
}

std::array<double, 3> columnsOf(const QRectF& rect) { return {rect.left(), rect.center().x(), rect.right()}; }
std::array<double, 3> rowsOf(const QRectF& rect) { return {rect.top(), rect.center().y(), rect.bottom()}; }

}  // namespace

DragTool::DragTool(DiagramView& view, ElementId held, const MouseAt& start)
    : Tool(view), m_held(std::move(held)), m_start(start.scene), m_heldRect(view.diagram().rectOf(m_held))
{
    DiagramScene& scene = view.diagram();
    const auto& elements = view.selection().elements();
    m_moving = scene.withContents({elements.begin(), elements.end()});
    m_places = scene.placesToMove({elements.begin(), elements.end()});
    const QRectF visible = view.mapToScene(view.viewport()->rect()).boundingRect();
    for (const auto& [id, rect] : scene.rects()) {
        if (isContainer(id))
            m_containers[id] = rect;
        if (!m_moving.contains(id) && !isContainer(id) && visible.intersects(rect))
            m_others[id] = rect;
    }
}

QPointF DragTool::aligned(QPointF distance)
{
    const QRectF free = m_heldRect.translated(distance);
    QPointF place = snapped(free.topLeft());
    std::optional<double> stepX;
    std::optional<double> stepY;
    for (const auto& [id, rect] : m_others) {
        const auto nearer = [](std::optional<double>& known, std::optional<double> step) {
            if (step && (!known || std::abs(*step) < std::abs(*known)))
                known = step;
        };
        nearer(stepX, stepTo(columnsOf(free), columnsOf(rect)));
        nearer(stepY, stepTo(rowsOf(free), rowsOf(rect)));
    }
    if (stepX)
        place.setX(std::round(free.left() + *stepX));
    if (stepY)
        place.setY(std::round(free.top() + *stepY));
    const QRectF final(place, m_heldRect.size());
    m_guides.clear();
    for (const auto& [id, rect] : m_others) {
        const QRectF both = rect.united(final);
        for (const double column : columnsOf(rect)) {
            if (stepX && std::ranges::any_of(columnsOf(final), [&](double own) { return std::abs(own - column) < 0.6; }))
                m_guides.emplace_back(column, both.top() - 16, column, both.bottom() + 16);
        }
        for (const double row : rowsOf(rect)) {
            if (stepY && std::ranges::any_of(rowsOf(final), [&](double own) { return std::abs(own - row) < 0.6; }))
                m_guides.emplace_back(both.left() - 16, row, both.right() + 16, row);
        }
    }
    return place - m_heldRect.topLeft();
}

void DragTool::findTarget(const MouseAt& mouse)
{
    m_target.reset();
    if (view().selection().elements().size() != 1)
        return;
    for (const auto& [id, rect] : m_containers) {
        const bool isInner = !m_target || id.kind == ElementKind::Host;
        if (isInner && !m_moving.contains(id) && rect.contains(mouse.scene)) {
            m_target = id;
            m_targetRect = rect;
        }
    }
    const bool isHome = std::ranges::any_of(view().diagram().model().nodes, [&](const DiagramNode& node) {
        return node.id == m_held && node.container && m_containers.at(*node.container).contains(mouse.scene) &&
               (!m_target || m_target->kind == ElementKind::Zone || *node.container == *m_target);
    });
    if (isHome || (m_target && !canPutInto(view().document().scenario(), m_held, *m_target)))
        m_target.reset();
}

void DragTool::move(const MouseAt& mouse)
{
    const QPointF distance = mouse.scene - m_start;
    const bool isFree = (mouse.modifiers & Qt::AltModifier) != 0;
    m_distance = isFree ? distance : aligned(distance);
    if (isFree)
        m_guides.clear();
    findTarget(mouse);
    Places moved;
    for (const auto& [id, place] : m_places)
        moved[id] = place + m_distance;
    view().diagram().preview(moved);
    view().refresh();
}

void DragTool::release(const MouseAt& mouse)
{
    const std::optional<ElementId> target = m_target;
    const QString name = QString::fromStdString(m_held.name);
    const bool isOneMore = (mouse.modifiers & Qt::ControlModifier) != 0;
    Places moved;
    for (const auto& [id, place] : m_places)
        moved[id] = place + m_distance;
    if (m_distance.isNull() && !target) {
        view().diagram().endPreview();
    } else {
        const QString words = target ? DiagramView::tr("Place %1 on %2").arg(name, QString::fromStdString(target->name))
                              : view().selection().elements().size() == 1 ? DiagramView::tr("Move %1").arg(name)
                                                                          : DiagramView::tr("Move");
        view().edit(words, [&](spec::Scenario& scenario) {
            writePlaces(scenario, moved);
            if (target)
                static_cast<void>(putInto(scenario, m_held, *target, isOneMore));
        });
    }
    view().endTool();
}

void DragTool::cancel() { view().diagram().endPreview(); }

void DragTool::paint(QPainter& painter)
{
    const Theme& theme = view().diagram().theme();
    painter.setPen(QPen(theme.guide, 0));
    for (const QLineF& guide : m_guides)
        painter.drawLine(guide);
    if (!m_target)
        return;
    QColor colour = theme.good;
    painter.setPen(QPen(colour, 2 / view().zoom()));
    colour.setAlpha(30);
    painter.setBrush(colour);
    painter.drawRoundedRect(m_targetRect, 10, 10);
}

}  // namespace stormglass::ui
