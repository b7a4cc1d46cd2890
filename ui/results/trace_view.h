// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The waterfall of one flow: who had to do with it, when, and for how long it waited there.
#pragma once

#include "ui/results/flow_traces.h"

#include <QAbstractScrollArea>

namespace stormglass::ui {

/// Ctrl and wheel, or + and -, zoom; 0 shows the whole flow.
class TraceView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TraceView(QWidget* parent = nullptr);

    void setTrace(const FlowTrace& trace);
    void clear();
    [[nodiscard]] const FlowTrace& trace() const { return m_trace; }

    /// 1: the whole flow fits.
    [[nodiscard]] double zoom() const { return m_zoom; }
    void setZoom(double zoom, double fixedPlace);
    /// The bar of a span in the viewport.
    [[nodiscard]] QRectF barOf(int row) const;
    /// -1: none.
    [[nodiscard]] int rowAt(const QPoint& place) const;
    [[nodiscard]] QString wordsOf(int row) const;

Q_SIGNALS:
    /// A click on a bar.
    void spanChosen(const results::Span& span);

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fitBars();
    void paintScale(QPainter& painter) const;
    void paintRow(QPainter& painter, int row) const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int gutter() const;
    [[nodiscard]] double placeOf(double seconds) const;
    [[nodiscard]] int colourOf(const std::string& component) const;

    FlowTrace m_trace;
    std::vector<std::string> m_components;  ///< In the order in which they appear.
    double m_zoom = 1;
};

}  // namespace stormglass::ui
