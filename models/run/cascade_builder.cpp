// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/cascade_builder.h"

#include "models/run/cascade_hits.h"

#include <algorithm>

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

/// Of all flows that it can reach at all.
void countFlows(const Model& model, const FaultReach& reach, Cascade& cascade)
{
    for (const auto& [name, tracker] : model.trackers) {
        if (reach.distanceTo({SubjectKind::Flow, name}) == FaultReach::kOutOfReach)
            continue;
        const FlowTimeline& timeline = tracker->statistics().timeline;
        const double length = timeline.windowLength();
        const auto first = static_cast<std::size_t>(cascade.begin / length);
        for (std::size_t i = first; i < timeline.windows().size(); ++i) {
            const FlowSecond& second = timeline.windows()[i];
            cascade.backlogFlows = std::max(cascade.backlogFlows, static_cast<double>(second.mostUnfinished));
            cascade.backlogSteps = std::max(cascade.backlogSteps, static_cast<double>(second.openSteps));
            if (static_cast<double>(i) * length >= cascade.end)
                continue;
            cascade.offered += second.offered;
            cascade.lost += second.lost;
            cascade.late += second.late;
            cascade.stuck += second.stuck;
            cascade.compensated += second.compensated;
        }
    }
}

double figureOf(const Cascade& cascade, const results::RunResult& result, const std::string& name)
{
    const auto found = std::ranges::find_if(result.metrics, [&](const results::Metric& metric) {
        return metric.kind == SubjectKind::Fault && metric.subject == cascade.fault && metric.name == name;
    });
    return found == result.metrics.end() ? results::kNothing : found->value;
}

}  // namespace

void collectCascades(Model& model, results::RunResult& result)
{
    if (!model.bounds.hasFaults())
        return;
    const std::vector<Watched> watched = watchedIn(model, model.world.now());
    const ImpactGraph graph(model);
    const FaultEffects effects(model, graph, watched, model.world.now());
    for (std::size_t i = 0; i < effects.count(); ++i) {
        Cascade cascade = CascadeHits(graph, effects, i).build();
        countFlows(model, effects.reach(i), cascade);
        cascade.recovery = figureOf(cascade, result, "recovery");
        cascade.drain = figureOf(cascade, result, "drain");
        result.cascades.push_back(std::move(cascade));
    }
}

}  // namespace stormglass
