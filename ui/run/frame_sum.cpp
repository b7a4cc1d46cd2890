// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/frame_sum.h"

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

double weighted(double a, double weightA, double b, double weightB)
{
    if (std::isnan(a) || weightA <= 0)
        return std::isnan(b) ? a : b;
    if (std::isnan(b) || weightB <= 0)
        return a;
    return (a * weightA + b * weightB) / (weightA + weightB);
}

double worse(double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::max(a, b); }

double level(double a, double b, Levels levels) { return levels == Levels::Last ? b : std::max(a, b); }

void addCauses(std::vector<results::CauseCount>& sum, const std::vector<results::CauseCount>& next)
{
    for (const results::CauseCount& each : next) {
        const auto place = std::ranges::lower_bound(sum, each.cause, {}, &results::CauseCount::cause);
        if (place != sum.end() && place->cause == each.cause)
            place->count += each.count;
        else
            sum.insert(place, each);
    }
}

void addComponent(results::ComponentState& sum, const results::ComponentState& next, double spanOfSum, double span, Levels levels)
{
    sum.utilisation = weighted(sum.utilisation, spanOfSum, next.utilisation, span);
    sum.waiting = level(sum.waiting, next.waiting, levels);
    sum.instances = next.instances;
    sum.up = next.up;
    sum.sojournMean = weighted(sum.sojournMean, static_cast<double>(sum.served), next.sojournMean, static_cast<double>(next.served));
    sum.arrivals += next.arrivals;
    sum.served += next.served;
    addCauses(sum.drops, next.drops);
}

void addChannel(results::ChannelState& sum, const results::ChannelState& next, Levels levels)
{
    sum.backlog = level(sum.backlog, next.backlog, levels);
    sum.published += next.published;
    sum.delivered += next.delivered;
    sum.redelivered += next.redelivered;
    sum.deadLettered += next.deadLettered;
    addCauses(sum.losses, next.losses);
    addCauses(sum.redeliveries, next.redeliveries);
}

void addFlow(results::FlowState& sum, const results::FlowState& next, Levels levels)
{
    const auto weight = [](std::uint64_t count) { return static_cast<double>(std::max<std::uint64_t>(count, 1)); };
    sum.acknowledgementP50 = weighted(sum.acknowledgementP50, weight(sum.accepted), next.acknowledgementP50, weight(next.accepted));
    sum.completionP50 = weighted(sum.completionP50, weight(sum.completed), next.completionP50, weight(next.completed));
    sum.acknowledgementP99 = worse(sum.acknowledgementP99, next.acknowledgementP99);
    sum.completionP99 = worse(sum.completionP99, next.completionP99);
    sum.open = level(sum.open, next.open, levels);
    sum.started += next.started;
    sum.accepted += next.accepted;
    sum.refused += next.refused;
    sum.completed += next.completed;
    sum.late += next.late;
    sum.compensated += next.compensated;
    sum.inconsistent += next.inconsistent;
}

}  // namespace

void addFrame(results::Frame& sum, const results::Frame& next, Levels levels)
{
    sum.components.resize(std::max(sum.components.size(), next.components.size()));
    sum.channels.resize(std::max(sum.channels.size(), next.channels.size()));
    sum.flows.resize(std::max(sum.flows.size(), next.flows.size()));
    for (std::size_t i = 0; i < next.components.size(); ++i)
        addComponent(sum.components[i], next.components[i], sum.span, next.span, levels);
    for (std::size_t i = 0; i < next.channels.size(); ++i)
        addChannel(sum.channels[i], next.channels[i], levels);
    for (std::size_t i = 0; i < next.flows.size(); ++i)
        addFlow(sum.flows[i], next.flows[i], levels);
    sum.at = next.at;
    sum.span += next.span;
}

}  // namespace stormglass::ui
