// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves the paper under the window.
#pragma once

#include "ui/canvas/tools/tool.h"

namespace stormglass::ui {

class PanTool final : public Tool {
public:
    PanTool(DiagramView& view, QPoint start);

    void move(const MouseAt& mouse) override;
    void release(const MouseAt& mouse) override;
    void leave() override;

private:
    QPoint m_last;
};

}  // namespace stormglass::ui
