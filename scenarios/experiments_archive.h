// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of the results of chaos experiments, listed once, as results_archive.h lists those of runs.
#pragma once

#include "models/results/hunt_report.h"
#include "models/results/judgement.h"
#include "models/results/saga_sweep.h"
#include "scenarios/results_archive.h"

namespace stormglass {

template <class Archive>
void listFields(Archive& archive, results::FlowHarm& harm)
{
    archive("flow", harm.flow, "Name of the flow; empty: all flows together.");
    archive("harmed", harm.harmed, "Flows that succeed without the fault and do not with it, per flow begun while it lasts.");
    archive("lost", harm.lost, "More flows than without the fault that ended with nothing done, per flow begun while it lasts.");
    archive("late", harm.late, "More flows that missed their deadline, per flow begun while it lasts.");
    archive("stuck", harm.stuck, "More flows left half-done or open at the end, per flow begun while it lasts.");
    archive("compensated", harm.compensated, "More flows that were undone, per flow begun while it lasts.");
    archive("stopped", harm.stopped, "Share of the completions that are missing while the fault lasts.");
    archive("accepted", harm.accepted, "Share of the requests made while the fault lasts that got a positive answer; null: none were made.");
}

template <class Archive>
void listFields(Archive& archive, results::MatrixCell& cell)
{
    archive("design", cell.design, "Name of the design.");
    archive("effect", cell.effect, "stops, delays, harms, none, or unknown if there is no run.");
    archive("total", cell.total, "All flows together.");
    archive("harmed_half_width", cell.harmedHalfWidth, "Of the 95 % interval of total.harmed; null with fewer than two replications.");
    archive("flows", cell.flows, "Each flow by itself.");
    archive("recovery", cell.recovery, "Seconds after the fault until answers are as before; null: not before the end of the run.");
    archive("drain", cell.drain, "Seconds after the fault until the backlog is worked off; null: not before the end of the run.");
    archive("backlog", cell.backlog, "Most unfinished flows.");
    archive.identity("fingerprints", cell.fingerprints, "Hash of the ordered event trace of each replication.");
    archive("expectations", cell.expectations, "Those of the scenario, if they were asked for.");
    archive("failures", cell.failures, "Broken rules: the run has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::MatrixRow& row)
{
    archive("victim", row.victim, "Name of what was hit.");
    archive("victim_kind", row.victimKind, "component, host, zone, link or channel.");
    archive("fault", row.fault, "Kind of the fault.");
    archive("phrase", row.phrase, "What was the case while it lasted.");
    archive("chaos", row.chaos, "The fault as it was run: JSON text to be the member chaos of a scenario.");
    archive("cells", row.cells, "One for each design.");
}

template <class Archive>
void listFields(Archive& archive, results::MatrixBaseline& baseline)
{
    archive("design", baseline.design, "Name of the design.");
    archive("success", baseline.success, "Share of flows that completed within the deadline, without a fault.");
    archive("accepted", baseline.accepted, "Share of requests with a positive answer, without a fault.");
    archive.identity("fingerprints", baseline.fingerprints, "Hash of the ordered event trace of each replication.");
    archive("single_points", baseline.singlePoints, "Victims whose loss stops most flows while it lasts, the worst first.");
    archive("expectations", baseline.expectations, "Those that speak of no fault, if they were asked for.");
    archive("failures", baseline.failures, "Broken rules: the run has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::LeftOutFault& fault)
{
    archive("fault", fault.fault, "Kind of the fault.");
    archive("reason", fault.reason, "Why it hits nothing here, or what more it wants to be told.");
}

template <class Archive>
void listFields(Archive& archive, results::FaultMatrix& matrix)
{
    archive("version", matrix.version, "Version of stormglass.");
    archive("scenario", matrix.scenario, "Name of the scenario.");
    archive("scenario_hash", matrix.scenarioHash, "Of the scenario; its own faults are not run.");
    archive("seed", matrix.seed, "Seed of all random streams, the same in every cell.");
    archive("replications", matrix.replications, "Runs of each cell.");
    archive("duration", matrix.duration, "Seconds of arrivals, warm-up included.");
    archive("warm_up", matrix.warmUp, "Seconds without statistics at the start.");
    archive("fault_at", matrix.faultAt, "Start of every fault in seconds.");
    archive("fault_lasting", matrix.faultLasting, "Its length in seconds; 0: until the end.");
    archive("partial", matrix.isPartial, "Interrupted: what was measured so far.");
    archive("designs", matrix.designs, "Each design without a fault.");
    archive("rows", matrix.rows, "Each fault in every design, the worst first.");
    archive("left_out", matrix.leftOut, "Kinds of faults that are not in the matrix.");
    archive("not_judged", matrix.notJudged, "Expectations that speak of more faults than one by name.");
}

template <class Archive>
void listFields(Archive& archive, results::HuntedFault& fault)
{
    archive("name", fault.name, "Name of the fault.");
    archive("fault", fault.fault, "Kind of the fault.");
    archive("phrase", fault.phrase, "What was the case while it lasted.");
    archive("at", fault.at, "Start in seconds.");
    archive("lasting", fault.lasting, "Length in seconds; 0: until the end.");
}

template <class Archive>
void listFields(Archive& archive, results::HuntFind& find)
{
    archive("number", find.number, "Counted from 1 in the order in which they were found.");
    archive("design", find.design, "Name of the design.");
    archive("broken", find.broken, "Expectations that break, and that no part of the set breaks.");
    archive("faults", find.faults, "The set.");
    archive("shrunk", find.isShrunk, "Nothing could be taken away from it any more.");
    archive("inevitable_at", find.inevitableAt, "Second from which on the end of all faults comes too late; null: unknown.");
    archive("found_as", find.foundAs, "The set before it was shrunk.");
    archive("found_after", find.foundAfter, "Sets tried until then.");
    archive.identity("fingerprint", find.fingerprint, "Hash of the ordered event trace.");
    archive("file", find.file, "A scenario that repeats it.");
    archive("command", find.command, "The command that repeats it.");
}

template <class Archive>
void listFields(Archive& archive, results::HuntFailure& failure)
{
    archive("design", failure.design, "Name of the design.");
    archive("faults", failure.faults, "The set.");
    archive("message", failure.message, "How the run broke down.");
    archive("file", failure.file, "A scenario that repeats it.");
}

template <class Archive>
void listFields(Archive& archive, results::HuntLevel& level)
{
    archive("size", level.size, "Faults in a set.");
    archive("sets", level.sets, "Sets that could break something new.");
    archive("tried", level.tried, "Those that were tried.");
}

template <class Archive>
void listFields(Archive& archive, results::BrokenWithout& broken)
{
    archive("design", broken.design, "Name of the design.");
    archive("that", broken.that, "What was expected.");
}

template <class Archive>
void listFields(Archive& archive, results::HuntReport& report)
{
    archive("version", report.version, "Version of stormglass.");
    archive("scenario", report.scenario, "Name of the scenario.");
    archive("scenario_hash", report.scenarioHash, "Of the scenario; its own faults are not run.");
    archive("seed", report.seed, "Seed of all random streams.");
    archive("replications", report.replications, "Runs of each set.");
    archive("duration", report.duration, "Seconds of arrivals, warm-up included.");
    archive("warm_up", report.warmUp, "Seconds without statistics at the start.");
    archive("designs", report.designs, "The designs that were hunted in.");
    archive("runs", report.runs, "Runs in all, also those for shrinking.");
    archive("partial", report.isPartial, "Interrupted.");
    archive("exhausted", report.isExhausted, "Nothing was left to try.");
    archive("faults", report.faults, "Single faults that there are.");
    archive("alike", report.alike, "Further ones, left out because another one is like them.");
    archive("levels", report.levels, "How far the sets of each size were searched.");
    archive("finds", report.finds, "Sets of faults that break what no part of them breaks.");
    archive("failures", report.failures, "Sets of faults that broke the simulator itself.");
    archive("broken_without", report.brokenWithout, "Expectations that need no fault to be broken.");
    archive("left_out", report.leftOut, "Kinds of faults that were not tried.");
    archive("not_judged", report.notJudged, "Expectations that speak of more faults than one by name.");
}

template <class Archive>
void listFields(Archive& archive, results::SagaColumn& column)
{
    archive("design", column.design, "Name of the design.");
    archive("without", column.without, "The safeguard that is off: outbox, idempotence or durable log; empty: none.");
    archive("failures", column.failures, "Broken rules: the run without a disturbance has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::SagaCell& cell)
{
    archive("outcome", cell.outcome, "The worst: inconsistent, lost, compensated, completed; not met: no flow came to that moment; none: nothing to be disturbed; unknown: no run.");
    archive("completed", cell.completed, "More flows than without the disturbance that completed.");
    archive("compensated", cell.compensated, "More flows that were undone.");
    archive("lost", cell.lost, "More flows that ended with nothing done.");
    archive("inconsistent", cell.inconsistent, "More flows that were left half-done or have an effect twice.");
    archive("doubled", cell.doubled, "Of those, more flows with an effect that was applied or undone twice.");
    archive("open", cell.open, "More flows that were still under way at the end.");
    archive("repeated", cell.repeated, "More steps that were asked for again after they had been done.");
    archive("failures", cell.failures, "Broken rules: the run has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::SagaRow& row)
{
    archive("flow", row.flow, "Name of the flow.");
    archive("step", row.step, "Name of the step; empty: the flow as a whole.");
    archive("disturbance", row.disturbance, "What is done to it.");
    archive("cells", row.cells, "One for each column.");
}

template <class Archive>
void listFields(Archive& archive, results::SagaSweep& sweep)
{
    archive("version", sweep.version, "Version of stormglass.");
    archive("scenario", sweep.scenario, "Name of the scenario.");
    archive("scenario_hash", sweep.scenarioHash, "Of the scenario; its own faults are not run.");
    archive("seed", sweep.seed, "Seed of all random streams, the same in every cell.");
    archive("replications", sweep.replications, "Runs of each cell.");
    archive("partial", sweep.isPartial, "Interrupted: what was measured so far.");
    archive("columns", sweep.columns, "Designs, whole and with a safeguard off.");
    archive("rows", sweep.rows, "Steps and what is done to them.");
    archive("left_out", sweep.leftOut, "Disturbances that cannot be made here.");
}

template <class Archive>
void listFields(Archive& archive, results::Judgement& judgement)
{
    archive("expectations", judgement.expectations, "What was expected, and whether it holds.");
    archive.identity("signature", judgement.signature, "Equal for runs in which flows fared exactly alike.");
    archive.identity("fingerprint", judgement.fingerprint, "Hash of the ordered event trace.");
    archive("failure", judgement.failure, "How the run broke down; empty: it did not.");
}

}  // namespace stormglass
