// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of a capacity report, listed once, as results_archive.h lists those of runs.
#pragma once

#include "models/results/capacity_report.h"
#include "scenarios/results_archive.h"

namespace stormglass {

template <class Archive>
void listFields(Archive& archive, results::LoadPoint& point)
{
    archive("load", point.load, "In multiples of what the scenario offers; 0: there is no such load.");
    archive("offered", point.offered, "Flows offered per second.");
    archive("goodput", point.goodput, "Flows completed within their deadlines, per second.");
    archive("ack_p99", point.ackP99, "99th percentile of the time to the answer, of the slowest flow, in seconds.");
    archive("completion_mean", point.completion, "Mean time to completion over all flows, in seconds.");
    archive("completion_p99", point.completionP99, "99th percentile of the time to completion, of the slowest flow, in seconds.");
    archive("busiest", point.busiest, "The component with the highest utilisation.");
    archive("utilisation", point.utilisation, "Its utilisation, from 0 to 1.");
    archive("fullest", point.fullest, "The channel in which most messages wait, on average.");
    archive("depth", point.depth, "How many.");
    archive("sustained", point.isSustained, "The load meets all criteria.");
    archive("obstacle", point.obstacle, "The first criterion that it does not meet.");
}

template <class Archive>
void listFields(Archive& archive, results::TriggerEdge& edge)
{
    archive("phrase", edge.phrase, "What was the case while the faults of the scenario lasted; empty: it has none.");
    archive("obstacle", edge.obstacle, "Why they cannot serve as a trigger.");
    archive("stuck_from", edge.stuckFrom, "Smallest load at which the state outlives the trigger; null: none that is sustained.");
    archive("recovers_at", edge.recoversAt, "Largest load below it that comes back; null: none was seen.");
    archive("length_stuck", edge.lengthStuck, "Shortest trigger that the scenario's own load does not come back from, in seconds; null: none.");
    archive("length_recovers", edge.lengthRecovers, "Longest trigger below that it comes back from, in seconds; null: none was seen.");
}

template <class Archive>
void listFields(Archive& archive, results::DesignCapacity& capacity)
{
    archive("design", capacity.design, "Name of the design.");
    archive("variant", capacity.variant, "Name of the variant; empty: the scenario as it is.");
    archive("changes", capacity.changes, "What the variant changes, as PATH=VALUE.");
    archive("own_load_sustained", capacity.isOwnLoadSustained, "It bears what the scenario offers.");
    archive("highest", capacity.highest, "The highest load that meets all criteria; the busiest component is the bottleneck.");
    archive("beyond", capacity.beyond, "The lowest load above it that does not.");
    archive("knee", capacity.knee, "The load with the most goodput per mean latency (Kleinrock's power); null: unknown.");
    archive("curve", capacity.curve, "Loads from a tenth of the highest one to beyond it.");
    archive("trigger", capacity.trigger, "From where on the faults of the scenario leave a state that lasts.");
    archive("failures", capacity.failures, "Broken rules: a run has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::CapacityReport& report)
{
    archive("version", report.version, "Version of stormglass.");
    archive("scenario", report.scenario, "Name of the scenario.");
    archive("scenario_hash", report.scenarioHash, "Of the scenario with its own load.");
    archive("seed", report.seed, "Seed of all random streams.");
    archive("replications", report.replications, "Runs of each load.");
    archive("duration", report.duration, "Seconds of arrivals, warm-up included.");
    archive("warm_up", report.warmUp, "Seconds without statistics at the start.");
    archive("precision", report.precision, "Between the highest load and the one beyond, as a share.");
    archive("criteria", report.criteria, "What a load has to meet.");
    archive("partial", report.isPartial, "Interrupted: what was found so far.");
    archive("runs", report.runs, "Runs in all.");
    archive("designs", report.designs, "Each design, in each variant.");
}

}  // namespace stormglass
