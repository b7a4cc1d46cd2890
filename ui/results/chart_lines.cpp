// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/chart_lines.h"

#include "ui/look/figure_text.h"
#include "ui/run/frame_sum.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

namespace stormglass::ui {
namespace {

constexpr std::size_t kMostLines = 6;

constexpr std::array<ChartInfo, kChartKinds> kCharts{{
    {ChartKind::Latency, "latency", QT_TRANSLATE_NOOP("Charts", "Response times"),
     QT_TRANSLATE_NOOP("Charts", "Time to the answer (acknowledgement) and to the last required effect (completion); of several spans the "
                                 "median is weighted, and p99 is the worst of them."),
     ChartUnit::Seconds, false},
    {ChartKind::Throughput, "throughput", QT_TRANSLATE_NOOP("Charts", "Throughput"),
     QT_TRANSLATE_NOOP("Charts", "Flows started, accepted and completed, and goodput: completed within the deadline."),
     ChartUnit::PerSecond, false},
    {ChartKind::Outcomes, "outcomes", QT_TRANSLATE_NOOP("Charts", "Outcomes"),
     QT_TRANSLATE_NOOP("Charts", "What becomes of flows, stacked."), ChartUnit::PerSecond, true},
    {ChartKind::Backlog, "backlog", QT_TRANSLATE_NOOP("Charts", "Backlog and consumer lag"),
     QT_TRANSLATE_NOOP("Charts", "Messages that are neither delivered nor given up, for the channels with most."), ChartUnit::Count, false},
    {ChartKind::OpenFlows, "open", QT_TRANSLATE_NOOP("Charts", "Open flows"),
     QT_TRANSLATE_NOOP("Charts", "Flows under way: begun, and neither completed nor undone."), ChartUnit::Count, false},
    {ChartKind::Utilisation, "utilisation", QT_TRANSLATE_NOOP("Charts", "Utilisation"),
     QT_TRANSLATE_NOOP("Charts", "Share of servers busy: of the component that is selected, or of the busiest."), ChartUnit::Share, false},
    {ChartKind::Waiting, "waiting", QT_TRANSLATE_NOOP("Charts", "Waiting requests"),
     QT_TRANSLATE_NOOP("Charts", "Requests in the queues of components, for those with most."), ChartUnit::Count, false},
}};

QString chartWords(const char* text) { return QCoreApplication::translate("Charts", text); }

using Figure = std::function<double(const results::Frame&)>;

ChartLine lineOf(const QString& name, int colour, int style, const std::vector<results::Frame>& windows, const Figure& figure)
{
    ChartLine line{.name = name, .colour = colour, .style = style, .at = {}, .values = {}};
    line.at.reserve(static_cast<qsizetype>(windows.size()));
    line.values.reserve(static_cast<qsizetype>(windows.size()));
    for (const results::Frame& window : windows) {
        line.at.push_back(window.at - window.span / 2);
        line.values.push_back(figure(window));
    }
    return line;
}

/// A figure of every flow; the name of the flow is said where there are several.
void addFlowLines(std::vector<ChartLine>& lines, const results::Roster& roster, const std::vector<results::Frame>& windows,
                  const char* name, int style, const std::function<double(const results::FlowState&, double)>& figure)
{
    for (std::size_t i = 0; i < roster.flows.size(); ++i) {
        const QString words = chartWords(name);
        const QString full = roster.flows.size() > 1 ? QString::fromStdString(roster.flows[i]) + u' ' + words : words;
        const int colour = roster.flows.size() > 1 ? static_cast<int>(i) : static_cast<int>(lines.size());
        lines.push_back(lineOf(full, colour, style, windows, [&](const results::Frame& window) {
            return i < window.flows.size() ? figure(window.flows[i], window.span) : results::kNothing;
        }));
    }
}

/// Those with the highest values, in the order of the roster.
std::vector<ChartLine> highest(const std::vector<std::string>& names, const std::vector<results::Frame>& windows,
                               const std::function<double(const results::Frame&, std::size_t)>& figure)
{
    std::vector<double> peaks(names.size(), 0);
    for (const results::Frame& window : windows) {
        for (std::size_t i = 0; i < names.size(); ++i)
            peaks[i] = std::fmax(peaks[i], figure(window, i));
    }
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return peaks[i]; });
    std::erase_if(order, [&](std::size_t i) { return peaks[i] <= 0; });
    order.resize(std::min(order.size(), kMostLines));
    std::ranges::sort(order);
    std::vector<ChartLine> lines;
    for (const std::size_t i : order)
        lines.push_back(lineOf(QString::fromStdString(names[i]), static_cast<int>(lines.size()), 0, windows,
                               [&](const results::Frame& window) { return figure(window, i); }));
    return lines;
}

double perSecond(std::uint64_t count, double span) { return span > 0 ? static_cast<double>(count) / span : results::kNothing; }

std::vector<ChartLine> latencyLines(const results::Roster& roster, const std::vector<results::Frame>& windows)
{
    std::vector<ChartLine> lines;
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "ack p50"), 1,
                 [](const results::FlowState& flow, double) { return flow.acknowledgementP50; });
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "ack p99"), 0,
                 [](const results::FlowState& flow, double) { return flow.acknowledgementP99; });
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "completion p50"), 1,
                 [](const results::FlowState& flow, double) { return flow.completionP50; });
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "completion p99"), 0,
                 [](const results::FlowState& flow, double) { return flow.completionP99; });
    return lines;
}

std::vector<ChartLine> throughputLines(const results::Roster& roster, const std::vector<results::Frame>& windows)
{
    std::vector<ChartLine> lines;
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "started"), 2,
                 [](const results::FlowState& flow, double span) { return perSecond(flow.started, span); });
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "accepted"), 1,
                 [](const results::FlowState& flow, double span) { return perSecond(flow.accepted, span); });
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "completed"), 0,
                 [](const results::FlowState& flow, double span) { return perSecond(flow.completed, span); });
    addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "goodput"), 0, [](const results::FlowState& flow, double span) {
        return perSecond(flow.completed - std::min(flow.late, flow.completed), span);
    });
    return lines;
}

/// Over all flows: outcomes add up.
std::vector<ChartLine> outcomeLines(const std::vector<results::Frame>& windows)
{
    struct Outcome {
        const char* name;
        int colour;
        std::uint64_t (*count)(const results::FlowState&);
    };
    static constexpr Outcome kOutcomes[] = {
        {QT_TRANSLATE_NOOP("Charts", "completed in time"), 2, [](const results::FlowState& f) { return f.completed - std::min(f.late, f.completed); }},
        {QT_TRANSLATE_NOOP("Charts", "late"), 4, [](const results::FlowState& f) { return f.late; }},
        {QT_TRANSLATE_NOOP("Charts", "compensated"), 0, [](const results::FlowState& f) { return f.compensated; }},
        {QT_TRANSLATE_NOOP("Charts", "refused"), 7, [](const results::FlowState& f) { return f.refused; }},
        {QT_TRANSLATE_NOOP("Charts", "inconsistent"), 1, [](const results::FlowState& f) { return f.inconsistent; }},
    };
    std::vector<ChartLine> lines;
    for (const Outcome& outcome : kOutcomes)
        lines.push_back(lineOf(chartWords(outcome.name), outcome.colour, 0, windows, [&](const results::Frame& window) {
            std::uint64_t count = 0;
            for (const results::FlowState& flow : window.flows)
                count += outcome.count(flow);
            return perSecond(count, window.span);
        }));
    return lines;
}

std::vector<ChartLine> utilisationLines(const results::Roster& roster, const std::vector<results::Frame>& windows,
                                        const std::string& component)
{
    const auto utilisation = [](const results::Frame& window, std::size_t i) {
        return i < window.components.size() ? window.components[i].utilisation : results::kNothing;
    };
    const auto chosen = std::ranges::find(roster.components, component);
    if (chosen == roster.components.end())
        return highest(roster.components, windows, utilisation);
    const auto place = static_cast<std::size_t>(chosen - roster.components.begin());
    return {lineOf(QString::fromStdString(component), 0, 0, windows,
                   [&](const results::Frame& window) { return utilisation(window, place); })};
}

}  // namespace

std::span<const ChartInfo> chartInfos() { return kCharts; }
QString titleOf(const ChartInfo& info) { return chartWords(info.title); }
QString helpOf(const ChartInfo& info) { return chartWords(info.help); }

std::vector<results::Frame> inWindows(const std::vector<results::Frame>& points, double window)
{
    std::vector<results::Frame> windows;
    const auto slotOf = [&](double at) { return std::ceil(at / window - 1e-6); };
    for (const results::Frame& point : points) {
        if (windows.empty() || slotOf(windows.back().at) != slotOf(point.at))
            windows.emplace_back();
        addFrame(windows.back(), point, Levels::Highest);
    }
    return windows;
}

std::vector<ChartLine> linesOf(ChartKind kind, const results::Roster& roster, const std::vector<results::Frame>& windows,
                               const std::string& component)
{
    switch (kind) {
    case ChartKind::Latency:
        return latencyLines(roster, windows);
    case ChartKind::Throughput:
        return throughputLines(roster, windows);
    case ChartKind::Outcomes:
        return outcomeLines(windows);
    case ChartKind::Backlog:
        return highest(roster.channels, windows, [](const results::Frame& window, std::size_t i) {
            return i < window.channels.size() ? window.channels[i].backlog : results::kNothing;
        });
    case ChartKind::OpenFlows: {
        std::vector<ChartLine> lines;
        addFlowLines(lines, roster, windows, QT_TRANSLATE_NOOP("Charts", "open"), 0,
                     [](const results::FlowState& flow, double) { return flow.open; });
        return lines;
    }
    case ChartKind::Utilisation:
        return utilisationLines(roster, windows, component);
    case ChartKind::Waiting:
        return highest(roster.components, windows, [](const results::Frame& window, std::size_t i) {
            return i < window.components.size() ? window.components[i].waiting : results::kNothing;
        });
    }
    return {};
}

QString valueText(double value, ChartUnit unit)
{
    switch (unit) {
    case ChartUnit::Seconds: return secondsText(value);
    case ChartUnit::PerSecond: return rateText(value);
    case ChartUnit::Share: return shareText(value);
    case ChartUnit::Count: break;
    }
    return countText(value);
}

}  // namespace stormglass::ui
