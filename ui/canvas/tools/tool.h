// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the mouse means at the moment. One tool is at work at a time; when its gesture ends it hands over to the idle one.
#pragma once

#include <QPoint>
#include <QPointF>
#include <Qt>

class QPainter;

namespace stormglass::ui {

class DiagramView;

struct MouseAt {
    QPointF scene;
    QPoint viewport;
    QPoint global;
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
};

class Tool {
public:
    explicit Tool(DiagramView& view) : m_view(view) { }
    virtual ~Tool() = default;
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    virtual void press(const MouseAt&) { }
    virtual void move(const MouseAt&) { }
    virtual void release(const MouseAt&) { }
    /// Gives up the gesture without a trace.
    virtual void cancel() { }
    /// Another one takes over: what was changed for the gesture is put back.
    virtual void leave() { }
    /// Above the items, in coordinates of the scene.
    virtual void paint(QPainter&) { }
    [[nodiscard]] virtual bool isIdle() const { return false; }

protected:
    [[nodiscard]] DiagramView& view() const { return m_view; }

private:
    DiagramView& m_view;
};

}  // namespace stormglass::ui
