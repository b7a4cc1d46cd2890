// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/cascade_builder.h"

#include "models/run/cascade_hits.h"
#include "models/run/flow_figures.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace stormglass {
namespace {

using results::Cascade;
using results::SubjectKind;

std::vector<Watched> watchedIn(Model& model, SimTime now)
{
    std::vector<Watched> all;
    model.forEachWatch([&](SubjectKind kind, const std::string& name, ImpactWatch& watch) {
        watch.finish(now);
        all.push_back({{kind, name}, watch.episodes()});
    });
    return all;
}

/// How many began while it lasted.
std::uint64_t begunIn(const FlowTimeline& timeline, const Cascade& cascade)
{
    std::uint64_t begun = 0;
    const double length = timeline.windowLength();
    for (auto i = static_cast<std::size_t>(cascade.begin / length); i < timeline.windows().size(); ++i)
        begun += static_cast<double>(i) * length >= cascade.end ? 0 : timeline.windows()[i].offered;
    return begun;
}

void countOutcomes(const FlowTimeline& timeline, Cascade& cascade)
{
    const double length = timeline.windowLength();
    for (auto i = static_cast<std::size_t>(cascade.begin / length); i < timeline.windows().size(); ++i) {
        const FlowSecond& second = timeline.windows()[i];
        if (static_cast<double>(i) * length >= cascade.end)
            break;
        cascade.lost += second.lost;
        cascade.late += second.late;
        cascade.stuck += second.stuck;
        cascade.compensated += second.compensated;
    }
}

/// Of all flows that it can reach at all; of the others only that there were some.
void countFlows(const Model& model, const BacklogSearch& backlogs, const FaultReach& reach, Cascade& cascade)
{
    for (const auto& [name, tracker] : model.trackers) {
        const FlowTimeline& timeline = tracker->statistics().timeline;
        const std::uint64_t begun = begunIn(timeline, cascade);
        cascade.begun += begun;
        if (reach.distanceTo({SubjectKind::Flow, name}) == FaultReach::kOutOfReach) {
            if (begun > 0)
                cascade.unreached.push_back(name);
            continue;
        }
        cascade.offered += begun;
        countOutcomes(timeline, cascade);
        const BacklogWindows windows = backlogs.of(reach.record(), timeline);
        for (std::size_t i = windows.first; i < windows.end; ++i) {
            const FlowSecond& second = timeline.windows()[i];
            cascade.backlogFlows = std::max(cascade.backlogFlows, static_cast<double>(second.mostUnfinished));
            cascade.backlogSteps = std::max(cascade.backlogSteps, static_cast<double>(second.openSteps));
        }
    }
}

/// By fault. There may be a thousand of them.
using FaultFigures = std::unordered_map<std::string_view, double>;

FaultFigures faultFigures(const results::RunResult& result, std::string_view name)
{
    FaultFigures figures;
    for (const results::Metric& metric : result.metrics)
        if (metric.kind == SubjectKind::Fault && metric.name == name)
            figures.emplace(metric.subject, metric.value);
    return figures;
}

double figureOf(const std::string& fault, const FaultFigures& figures)
{
    const auto found = figures.find(fault);
    return found == figures.end() ? results::kNothing : found->second;
}

}  // namespace

void collectCascades(Model& model, results::RunResult& result)
{
    if (!model.bounds.hasFaults())
        return;
    const std::vector<Watched> watched = watchedIn(model, model.world.now());
    const ImpactGraph graph(model);
    const FaultEffects effects(model, graph, watched, model.world.now());
    const BacklogSearch backlogs(model);
    const FaultFigures recoveries = faultFigures(result, "recovery");
    const FaultFigures drains = faultFigures(result, "drain");
    for (std::size_t i = 0; i < effects.count(); ++i) {
        Cascade cascade = CascadeHits(graph, effects, i).build();
        countFlows(model, backlogs, effects.reach(i), cascade);
        cascade.recovery = figureOf(cascade.fault, recoveries);
        cascade.drain = figureOf(cascade.fault, drains);
        result.cascades.push_back(std::move(cascade));
    }
}

}  // namespace stormglass
