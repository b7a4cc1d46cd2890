// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/series_csv.h"

#include "ui/results/csv_text.h"

#include <array>
#include <cmath>
#include <numeric>

namespace stormglass::ui {
namespace {

template <class State>
struct Series {
    const char* head;
    double (*of)(const State&);
};

double sumOf(const std::vector<results::CauseCount>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), 0.0,
                           [](double sum, const results::CauseCount& each) { return sum + static_cast<double>(each.count); });
}

using results::ChannelState;
using results::ComponentState;
using results::FlowState;

constexpr std::array kOfComponents{
    Series<ComponentState>{"utilisation", [](const ComponentState& state) { return state.utilisation; }},
    Series<ComponentState>{"waiting", [](const ComponentState& state) { return state.waiting; }},
    Series<ComponentState>{"instances up", [](const ComponentState& state) { return static_cast<double>(state.up); }},
    Series<ComponentState>{"arrivals", [](const ComponentState& state) { return static_cast<double>(state.arrivals); }},
    Series<ComponentState>{"served", [](const ComponentState& state) { return static_cast<double>(state.served); }},
    Series<ComponentState>{"sojourn mean [s]", [](const ComponentState& state) { return state.sojournMean; }},
    Series<ComponentState>{"dropped", [](const ComponentState& state) { return sumOf(state.drops); }}};

constexpr std::array kOfChannels{
    Series<ChannelState>{"backlog", [](const ChannelState& state) { return state.backlog; }},
    Series<ChannelState>{"published", [](const ChannelState& state) { return static_cast<double>(state.published); }},
    Series<ChannelState>{"delivered", [](const ChannelState& state) { return static_cast<double>(state.delivered); }},
    Series<ChannelState>{"redelivered", [](const ChannelState& state) { return static_cast<double>(state.redelivered); }},
    Series<ChannelState>{"dead-lettered", [](const ChannelState& state) { return static_cast<double>(state.deadLettered); }},
    Series<ChannelState>{"lost", [](const ChannelState& state) { return sumOf(state.losses); }}};

constexpr std::array kOfFlows{
    Series<FlowState>{"started", [](const FlowState& state) { return static_cast<double>(state.started); }},
    Series<FlowState>{"accepted", [](const FlowState& state) { return static_cast<double>(state.accepted); }},
    Series<FlowState>{"refused", [](const FlowState& state) { return static_cast<double>(state.refused); }},
    Series<FlowState>{"completed", [](const FlowState& state) { return static_cast<double>(state.completed); }},
    Series<FlowState>{"late", [](const FlowState& state) { return static_cast<double>(state.late); }},
    Series<FlowState>{"compensated", [](const FlowState& state) { return static_cast<double>(state.compensated); }},
    Series<FlowState>{"inconsistent", [](const FlowState& state) { return static_cast<double>(state.inconsistent); }},
    Series<FlowState>{"open", [](const FlowState& state) { return state.open; }},
    Series<FlowState>{"acknowledgement p50 [s]", [](const FlowState& state) { return state.acknowledgementP50; }},
    Series<FlowState>{"acknowledgement p99 [s]", [](const FlowState& state) { return state.acknowledgementP99; }},
    Series<FlowState>{"completion p50 [s]", [](const FlowState& state) { return state.completionP50; }},
    Series<FlowState>{"completion p99 [s]", [](const FlowState& state) { return state.completionP99; }}};

template <class AllSeries>
void addHeads(QString& text, const std::vector<std::string>& names, const AllSeries& all)
{
    for (const std::string& name : names) {
        for (const auto& series : all)
            text += u',' + csvCell(QString::fromStdString(name) + u' ' + QLatin1String(series.head));
    }
}

/// Of a part that the roster names and the point knows nothing of: empty cells.
template <class State, class AllSeries>
void addCells(QString& text, std::size_t count, const std::vector<State>& states, const AllSeries& all)
{
    constexpr int kDigits = 9;
    for (std::size_t i = 0; i < count; ++i) {
        for (const auto& series : all) {
            const double value = i < states.size() ? series.of(states[i]) : results::kNothing;
            text += u',';
            if (!std::isnan(value))
                text += QString::number(value, 'g', kDigits);
        }
    }
}

}  // namespace

QString seriesToCsv(const results::Roster& roster, const std::vector<results::Frame>& points)
{
    QString text = QStringLiteral("end [s],length [s]");
    addHeads(text, roster.flows, kOfFlows);
    addHeads(text, roster.components, kOfComponents);
    addHeads(text, roster.channels, kOfChannels);
    text += u'\n';
    for (const results::Frame& point : points) {
        text += QString::number(point.at, 'g', 9) + u',' + QString::number(point.span, 'g', 9);
        addCells(text, roster.flows.size(), point.flows, kOfFlows);
        addCells(text, roster.components.size(), point.components, kOfComponents);
        addCells(text, roster.channels.size(), point.channels, kOfChannels);
        text += u'\n';
    }
    return text;
}

}  // namespace stormglass::ui
