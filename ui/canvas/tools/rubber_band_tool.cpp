// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/tools/rubber_band_tool.h"

#include "ui/canvas/diagram_view.h"

#include <QPainter>

#include <algorithm>

namespace stormglass::ui {

RubberBandTool::RubberBandTool(DiagramView& view, QPointF start, bool isAdding) : Tool(view), m_start(start)
{
    if (isAdding)
        m_before = view.selection().elements();
    else
        cancel();
}

void RubberBandTool::move(const MouseAt& mouse)
{
    m_band = QRectF(m_start, mouse.scene).normalized();
    std::vector<ElementId> elements = m_before;
    for (const auto& [id, rect] : view().diagram().rects()) {
        const bool isContainer = id.kind == ElementKind::Zone || id.kind == ElementKind::Host;
        const bool isCaught = isContainer ? m_band.contains(rect) : m_band.intersects(rect);
        if (isCaught && std::ranges::find(elements, id) == elements.end())
            elements.push_back(id);
    }
    view().selection().set(std::move(elements));
    view().refresh();
}

void RubberBandTool::release(const MouseAt&) { view().endTool(); }

void RubberBandTool::cancel()
{
    view().selection().set(m_before);
    view().diagram().setSelectedEdges({});
}

void RubberBandTool::paint(QPainter& painter)
{
    QColor colour = view().diagram().theme().accent;
    painter.setPen(QPen(colour, 0));
    colour.setAlpha(28);
    painter.setBrush(colour);
    painter.drawRect(m_band);
}

}  // namespace stormglass::ui
