// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waits for a gesture, selects by clicks, and starts the tool that the gesture asks for.
#pragma once

#include "ui/canvas/diagram_model.h"
#include "ui/canvas/tools/tool.h"

namespace stormglass::ui {

class IdleTool final : public Tool {
public:
    using Tool::Tool;

    void press(const MouseAt& mouse) override;
    void move(const MouseAt& mouse) override;
    void release(const MouseAt& mouse) override;
    void cancel() override;
    [[nodiscard]] bool isIdle() const override { return true; }

private:
    void pressElement(const ElementId& element, const MouseAt& mouse);
    void pressEdge(const EdgeId& edge, const MouseAt& mouse);

    std::optional<ElementId> m_pressed;    ///< A drag would move it.
    bool m_narrowsOnRelease = false;       ///< A click on one of several selects it alone, a drag moves all.
    MouseAt m_start;
};

}  // namespace stormglass::ui
