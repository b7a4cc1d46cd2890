// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves what is selected, in step with the grid and with what stands around; onto a host, it places it there.
#pragma once

#include "ui/canvas/arrangement.h"
#include "ui/canvas/tools/tool.h"

#include <QLineF>

#include <set>

namespace stormglass::ui {

class DragTool final : public Tool {
public:
    /// \p held is under the mouse; it keeps to the grid, and the others keep their distance from it.
    DragTool(DiagramView& view, ElementId held, const MouseAt& start);

    void move(const MouseAt& mouse) override;
    void release(const MouseAt& mouse) override;
    void cancel() override;
    void paint(QPainter& painter) override;

private:
    [[nodiscard]] QPointF aligned(QPointF distance);
    void findTarget(const MouseAt& mouse);

    const ElementId m_held;
    const QPointF m_start;
    QRectF m_heldRect;
    Places m_places;                     ///< Where what moves stood.
    std::set<ElementId> m_moving;
    Rects m_others;                      ///< Stands still and lends its lines.
    QPointF m_distance;
    std::vector<QLineF> m_guides;
    std::optional<ElementId> m_target;   ///< A container that would take it in.
    QRectF m_targetRect;
    Rects m_containers;                  ///< As they were; they would follow what leaves them.
};

}  // namespace stormglass::ui
