// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/tools/pan_tool.h"

#include "ui/canvas/diagram_view.h"

namespace stormglass::ui {

PanTool::PanTool(DiagramView& view, QPoint start) : Tool(view), m_last(start) { view.viewport()->setCursor(Qt::ClosedHandCursor); }

void PanTool::leave() { view().viewport()->unsetCursor(); }

void PanTool::move(const MouseAt& mouse)
{
    view().panBy(mouse.viewport - m_last);
    m_last = mouse.viewport;
}

void PanTool::release(const MouseAt&) { view().endTool(); }

}  // namespace stormglass::ui
