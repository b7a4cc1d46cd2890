// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plot of a chart: what the mouse does on it, and how its axes are written.
#pragma once

#include "ui/results/chart_lines.h"
#include "ui/results/plot_library.h"
#include "ui/run/run_timeline.h"

namespace stormglass::ui {

/// Left button: the moment. Ctrl and wheel: zoom at the mouse. Middle button, or Shift and left: move. Double click:
/// all.
class ChartPlot final : public QCustomPlot {
    Q_OBJECT

public:
    explicit ChartPlot(const ChartInfo& info, QWidget* parent = nullptr);

    void setMoment(double seconds);
    [[nodiscard]] double moment() const { return m_moment; }
    void setFaults(const std::vector<FaultSpan>& faults, double end);
    void setLogarithmic(bool isLog);
    void applyColours();
    /// As many columns as have room, and rows for all.
    void fitLegend();
    /// Values of all lines at a moment, for the tooltip.
    [[nodiscard]] QString wordsAt(double seconds) const;
    [[nodiscard]] double secondsAt(double place) const { return xAxis->pixelToCoord(place); }

Q_SIGNALS:
    void momentChosen(double seconds);
    void rangeChosen(double from, double to);
    void rangeReset();
    void lineToggled(const QString& name);
    /// The palette is another one: lines want other colours.
    void coloursChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Drag { None, Moment, Move };

    void makeLayers();
    void makeLegend();
    [[nodiscard]] QString legendNameAt(QPointF place) const;

    const ChartInfo& m_info;
    QCPItemStraightLine* m_cursor;
    std::vector<QCPItemRect*> m_shades;
    Drag m_drag = Drag::None;
    double m_dragFrom = 0;
    QCPRange m_rangeAtDrag;
    double m_moment = -1;
};

}  // namespace stormglass::ui
