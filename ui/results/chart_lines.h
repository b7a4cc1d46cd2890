// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the charts of a run show, as plain numbers.
#pragma once

#include "models/results/frame.h"

#include <QString>
#include <QVector>

#include <span>
#include <vector>

namespace stormglass::ui {

enum class ChartKind { Latency, Throughput, Outcomes, Backlog, OpenFlows, Utilisation, Waiting };
inline constexpr int kChartKinds = 7;

/// How the values of a chart are written.
enum class ChartUnit { Seconds, PerSecond, Count, Share };

struct ChartInfo {
    ChartKind kind;
    const char* name;   ///< For names of objects and files.
    const char* title;  ///< To be translated in the context "Charts".
    const char* help;
    ChartUnit unit;
    bool isStacked;
};
[[nodiscard]] std::span<const ChartInfo> chartInfos();
[[nodiscard]] QString titleOf(const ChartInfo& info);
[[nodiscard]] QString helpOf(const ChartInfo& info);
/// "35 ms", "1.2k/s", "40 %"
[[nodiscard]] QString valueText(double value, ChartUnit unit);

struct ChartLine {
    QString name;
    int colour = 0;  ///< Number of a series.
    int style = 0;   ///< 0: solid, then dashes.
    QVector<double> at;      ///< Seconds: the middle of each window.
    QVector<double> values;  ///< NaN: nothing was measured.
};

/// Adds up points to windows of at least that length, counted from the start of the run.
[[nodiscard]] std::vector<results::Frame> inWindows(const std::vector<results::Frame>& points, double window);

/// \p component: whose utilisation is shown; empty: that of the busiest.
[[nodiscard]] std::vector<ChartLine> linesOf(ChartKind kind, const results::Roster& roster, const std::vector<results::Frame>& windows,
                                             const std::string& component);

}  // namespace stormglass::ui
