// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One chart: lines over the time of a run, with its faults, its legend and the moment that is shown.
#pragma once

#include "ui/results/chart_lines.h"
#include "ui/run/run_timeline.h"

#include <QSet>
#include <QWidget>

class QLabel;

namespace stormglass::ui {

class ChartPlot;

class Chart final : public QWidget {
    Q_OBJECT

public:
    explicit Chart(const ChartInfo& info, QWidget* parent = nullptr);
    ~Chart() override;

    [[nodiscard]] const ChartInfo& info() const { return m_info; }
    [[nodiscard]] ChartPlot& plot() const { return *m_plot; }
    [[nodiscard]] const std::vector<ChartLine>& lines() const { return m_lines; }

    /// Nothing is drawn before replotSoon().
    void setLines(std::vector<ChartLine> lines);
    void setFaults(const std::vector<FaultSpan>& faults, double end);
    void setRange(double from, double to);
    void setLog(bool isLog);
    /// Moves the line of the moment only, which costs little.
    void setMoment(double seconds);
    void replotSoon();
    /// How long the last drawing took.
    [[nodiscard]] double replotMilliseconds() const;

    /// Whether the user has switched the line off in the legend.
    [[nodiscard]] bool isLineHidden(const QString& line) const { return m_hidden.contains(line); }
    void setLineHidden(const QString& line, bool isHidden);

    /// By the end of the name: ".png", ".svg", ".pdf", ".csv". Empty: it was written; otherwise why not.
    [[nodiscard]] QString exportTo(const QString& path) const;
    [[nodiscard]] QString toCsv() const;

Q_SIGNALS:
    void momentChosen(double seconds);
    void rangeChosen(double from, double to);
    void rangeReset();

private:
    void askForFile(const QString& suffix);
    void applyColours();
    void fitHeight();
    void rebuildGraphs();
    void fillGraphs();
    [[nodiscard]] bool isOfSameShape(const std::vector<ChartLine>& lines) const;

    const ChartInfo& m_info;
    std::vector<ChartLine> m_lines;
    QSet<QString> m_hidden;
    ChartPlot* m_plot;
    QLabel* m_title;
    bool m_isLog = false;
};

}  // namespace stormglass::ui
