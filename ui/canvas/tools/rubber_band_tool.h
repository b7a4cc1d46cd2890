// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Selects what lies in a rectangle.
#pragma once

#include "ui/canvas/tools/tool.h"
#include "ui/document/element_id.h"

#include <QRectF>

#include <vector>

namespace stormglass::ui {

class RubberBandTool final : public Tool {
public:
    RubberBandTool(DiagramView& view, QPointF start, bool isAdding);

    void move(const MouseAt& mouse) override;
    void release(const MouseAt& mouse) override;
    void cancel() override;
    void paint(QPainter& painter) override;

private:
    const QPointF m_start;
    QRectF m_band;
    std::vector<ElementId> m_before;  ///< Stays selected.
};

}  // namespace stormglass::ui
