// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/tools/idle_tool.h"

#include "ui/canvas/diagram_view.h"
#include "ui/canvas/tools/connect_tool.h"
#include "ui/canvas/tools/drag_tool.h"
#include "ui/canvas/tools/rubber_band_tool.h"

#include <QApplication>

namespace stormglass::ui {
namespace {

constexpr double kEdgeTolerance = 6;  // pixels on the screen

bool isAdding(const MouseAt& mouse) { return (mouse.modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) != 0; }

}  // namespace

void IdleTool::press(const MouseAt& mouse)
{
    m_start = mouse;
    m_pressed.reset();
    DiagramScene& scene = view().diagram();
    if (const auto owner = view().portOwnerAt(mouse.scene); owner && mouse.button == Qt::LeftButton) {
        view().begin(std::make_unique<ConnectTool>(view(), *owner, mouse.scene));
        return;
    }
    const auto element = scene.elementAt(mouse.scene);
    const bool isContainer = element && (element->kind == ElementKind::Zone || element->kind == ElementKind::Host);
    const auto edge = !element || isContainer ? scene.edgeAt(mouse.scene, kEdgeTolerance / view().zoom()) : std::nullopt;
    if (edge)
        pressEdge(*edge, mouse);
    else if (element)
        pressElement(*element, mouse);
    else if (mouse.button == Qt::LeftButton)
        view().begin(std::make_unique<RubberBandTool>(view(), mouse.scene, isAdding(mouse)));
}

void IdleTool::pressElement(const ElementId& element, const MouseAt& mouse)
{
    Selection& selection = view().selection();
    const bool isKnown = selection.contains(element);
    view().diagram().setSelectedEdges({});
    if (isAdding(mouse)) {
        selection.toggle(element);
        if (isKnown)
            return;
    } else if (!isKnown) {
        selection.set({element});
    }
    m_narrowsOnRelease = isKnown && !isAdding(mouse) && mouse.button == Qt::LeftButton;
    if (mouse.button == Qt::LeftButton)
        m_pressed = element;
}

void IdleTool::pressEdge(const EdgeId& edge, const MouseAt& mouse)
{
    DiagramScene& scene = view().diagram();
    std::set<EdgeId> edges = isAdding(mouse) ? scene.selectedEdges() : std::set<EdgeId>{};
    if (!isAdding(mouse))
        view().selection().clear();
    if (isAdding(mouse) && edges.contains(edge))
        edges.erase(edge);
    else
        edges.insert(edge);
    if (edge.kind == Connection::Kind::Link)
        view().selection().set({{ElementKind::Link, edge.name}});
    if (edge.kind == Connection::Kind::Workload)
        view().selection().set({{ElementKind::Workload, edge.name}});
    scene.setSelectedEdges(std::move(edges));
}

void IdleTool::move(const MouseAt& mouse)
{
    if (!m_pressed) {
        view().updateHover(mouse.scene);
        return;
    }
    if ((mouse.viewport - m_start.viewport).manhattanLength() < QApplication::startDragDistance() / 2)
        return;
    const ElementId element = *m_pressed;
    m_pressed.reset();
    view().begin(std::make_unique<DragTool>(view(), element, m_start));
    view().tool().move(mouse);
}

void IdleTool::release(const MouseAt&)
{
    if (m_pressed && m_narrowsOnRelease)
        view().selection().set({*m_pressed});
    m_pressed.reset();
}

void IdleTool::cancel()
{
    m_pressed.reset();
    view().selection().clear();
    view().diagram().setSelectedEdges({});
}

}  // namespace stormglass::ui
