// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws a line from one part to another, and offers what the two allow.
#pragma once

#include "ui/canvas/tools/tool.h"
#include "ui/document/element_id.h"

#include <QString>

namespace stormglass::ui {

class ConnectTool final : public Tool {
public:
    ConnectTool(DiagramView& view, ElementId from, QPointF start);

    void move(const MouseAt& mouse) override;
    void release(const MouseAt& mouse) override;
    void leave() override;
    void paint(QPainter& painter) override;

    /// Why the part under the mouse cannot be the end; empty: it can, or there is none.
    [[nodiscard]] const QString& reason() const { return m_reason; }

private:
    void offer(const ElementId& to, const MouseAt& mouse);
    void paintReason(QPainter& painter);

    const ElementId m_from;
    const QPointF m_start;
    QPointF m_end;
    std::optional<ElementId> m_to;
    QString m_reason;
};

}  // namespace stormglass::ui
