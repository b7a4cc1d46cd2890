// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of every result, listed once. Writing, reading and the schema are three archives that go through the lists.
#pragma once

#include "models/results/report.h"

namespace stormglass {

/// An archive is called as archive(key, value, help) for each field, in the order of the file.
template <class Archive>
void listFields(Archive& archive, results::Metric& metric)
{
    archive("kind", metric.kind, "What the figure is measured at.");
    archive("subject", metric.subject, "Name of the flow, component, channel or fault.");
    archive("name", metric.name, "Name of the metric; behind '@' the phase.");
    archive("value", metric.value, "In the base unit; null: nothing was measured.");
    archive("samples", metric.samples, "Number of observations.");
    archive("half_width", metric.halfWidth, "Of the 95 % interval by batch means within the run; 0: none.");
}

template <class Archive>
void listFields(Archive& archive, results::Series& series)
{
    archive("kind", series.kind, "What the series is measured at.");
    archive("subject", series.subject, "Name of the flow, component, channel or fault.");
    archive("name", series.name, "Name of the series.");
    archive("window", series.window, "Length of a window in seconds.");
    archive("values", series.values, "One value for each window from the start of the run; null: nothing was measured.");
}

template <class Archive>
void listFields(Archive& archive, results::Ledger& ledger)
{
    archive("kind", ledger.kind, "Whose books these are.");
    archive("subject", ledger.subject, "Name of the flow or channel.");
    archive("in", ledger.in, "Copies produced, or flows started.");
    archive("out", ledger.out, "What became of them.");
    archive("extra", ledger.extra, "Of those that came in, copies that faults added, by cause.");
    archive("redelivered", ledger.redelivered, "Deliveries of copies that had been delivered before, by cause; they stay in the books.");
}

template <class Archive>
void listFields(Archive& archive, results::StuckFlow& stuck)
{
    archive("flow", stuck.flow, "Name of the flow.");
    archive("number", stuck.number, "Counted from 1 in order of arrival.");
    archive("started_at", stuck.startedAt, "Seconds from the start of the run.");
    archive("done", stuck.done, "Steps whose effect stands.");
    archive("open", stuck.open, "Steps that never happened, or compensations that are missing.");
    archive("cause", stuck.cause, "What became of a message of it that nobody will handle; empty: unknown.");
}

template <class Archive>
void listFields(Archive& archive, results::Span& span)
{
    archive("flow", span.flow, "Name of the flow.");
    archive("number", span.number, "Counted from 1 in order of arrival.");
    archive("component", span.component, "Name of the component.");
    archive("instance", span.instance, "Counted from 0.");
    archive("what", span.what, "Operation, event, or kind of query.");
    archive("start", span.start, "Arrival, in seconds from the start of the run.");
    archive("served", span.served, "When a worker began.");
    archive("end", span.end, "The end.");
}

template <class Archive>
void listFields(Archive& archive, results::Breach& breach)
{
    archive("limit", breach.limit, "What was exceeded.");
    archive("at", breach.at, "The first instant, in seconds from the start of the run.");
    archive("until", breach.until, "The last instant; null: still so at the end of the run.");
}

template <class Archive>
void listFields(Archive& archive, results::Hit& hit)
{
    archive("kind", hit.kind, "What was hit.");
    archive("subject", hit.subject, "Its name.");
    archive("by", hit.by, "The way by which the impact came.");
    archive("from", hit.from, "Who passed it on; empty: the fault itself.");
    archive("breaches", hit.breaches, "The limits that it exceeded, in order of time.");
}

template <class Archive>
void listFields(Archive& archive, results::Cascade& cascade)
{
    archive("fault", cascade.fault, "Name of the fault.");
    archive("phrase", cascade.phrase, "What was the case while it lasted.");
    archive("begin", cascade.begin, "Its first start, in seconds from the start of the run.");
    archive("end", cascade.end, "Its last end; null: it lasts.");
    archive("hits", cascade.hits, "Who was hit, in order.");
    archive("begun", cascade.begun, "Flows that began while it lasted.");
    archive("unreached", cascade.unreached, "Names of those flows that it cannot reach, whatever it does.");
    archive("offered", cascade.offered, "Of the flows that began while it lasted, those within its reach.");
    archive("lost", cascade.lost, "Of those: refused, timed out, or gone before any effect.");
    archive("late", cascade.late, "Of those: completed after the deadline.");
    archive("stuck", cascade.stuck, "Of those: inconsistent, or under way when the run ended.");
    archive("compensated", cascade.compensated, "Of those: undone.");
    archive("detection", cascade.detection, "Seconds from the start to the first limit exceeded anywhere; null: none.");
    archive("recovery", cascade.recovery, "Seconds from the end until answers are as before; null: never.");
    archive("drain", cascade.drain, "Seconds from the end until the backlog is gone; null: never.");
    archive("backlog_flows", cascade.backlogFlows, "Most unfinished flows at a time.");
    archive("backlog_steps", cascade.backlogSteps, "The same in steps that were still to be done.");
    archive("leftovers", cascade.leftovers, "What was still wrong at the end of the run.");
}

template <class Archive>
void listFields(Archive& archive, results::PhaseSpan& span)
{
    archive("phase", span.phase, "What it is called.");
    archive("begin", span.begin, "In seconds from the start of the run.");
    archive("end", span.end, "In seconds from the start of the run.");
}

template <class Archive>
void listFields(Archive& archive, results::HypothesisCheck& check)
{
    archive("that", check.that, "Line of the hypothesis.");
    archive("moment", check.moment, "When it was looked at.");
    archive("found", check.found, "What was measured, of several windows the worst, in the base unit; null: nothing.");
    archive("windows", check.windows, "How many windows said something.");
    archive("deviating", check.deviating, "In how many of them it did not hold.");
    archive("first_deviation", check.firstDeviation, "End of the first of these, in seconds from the start of the run; null: none.");
    archive("longest_deviation", check.longestDeviation, "Seconds of such windows in a row.");
}

template <class Archive>
void listFields(Archive& archive, results::ExperimentRecord& record)
{
    archive("phases", record.phases, "The phases of the run.");
    archive("checks", record.checks, "The checks of the hypothesis.");
    archive("aborted_at", record.abortedAt, "When the faults were called off, in seconds from the start of the run; null: never.");
    archive("aborted_by", record.abortedBy, "The line that had deviated for too long.");
    archive("called_off_by", record.calledOffBy, "The line that did not hold before the faults, which therefore never began.");
    archive("idle_faults", record.idleFaults, "Faults that never began.");
}

template <class Archive>
void listFields(Archive& archive, results::HypothesisResult& line)
{
    archive("that", line.that, "Line of the hypothesis.");
    archive("moment", line.moment, "When it was looked at: before or after the faults, during them, or continuously.");
    archive("holds", line.holds, "Whether it holds.");
    archive("found", line.found, "After the faults the mean over the replications, else the worst, in the base unit; null: nothing.");
    archive("found_text", line.foundText, "The same for people.");
    archive("windows", line.windows, "How many windows said something, in all replications.");
    archive("deviating", line.deviating, "In how many of them it did not hold.");
    archive("first_deviation", line.firstDeviation, "End of the earliest of these, in seconds from the start of the run; null: none.");
    archive("longest_deviation", line.longestDeviation, "Seconds of such windows in a row.");
}

template <class Archive>
void listFields(Archive& archive, results::ExperimentReport& experiment)
{
    archive("status", experiment.status, "How it ended.");
    archive("deviated", experiment.hasDeviated, "A line of the hypothesis or an expectation does not hold, and faults were tried.");
    archive("called_off", experiment.isCalledOff, "In no replication was there a steady state, so that no fault began.");
    archive("reasons", experiment.reasons, "Why it failed, was aborted or interrupted.");
    archive("phases", experiment.phases, "The phases of the first replication.");
    archive("hypothesis", experiment.hypothesis, "The steady-state hypothesis, line by line.");
}

template <class Archive>
void listFields(Archive& archive, results::RunResult& run)
{
    archive("design", run.design, "Name of the design.");
    archive("replication", run.replication, "Counted from 0.");
    archive.identity("fingerprint", run.fingerprint, "Hash of the ordered event trace.");
    archive("events", run.events, "Number of events.");
    archive("simulated_seconds", run.simulatedSeconds, "Simulated time at the end.");
    archive("partial", run.isPartial, "Interrupted: what was measured so far.");
    archive("metrics", run.metrics, "Every figure.");
    archive("series", run.series, "Figures over time.");
    archive("ledgers", run.ledgers, "The books of messages and flows.");
    archive("stuck", run.stuck, "Flows that got stuck half-way.");
    archive("cascades", run.cascades, "What each fault did to the rest.");
    archive("experiment", run.experiment, "Phases, and checks of the hypothesis.");
    archive("spans", run.spans, "Traces of single flows, if they were asked for.");
    archive("notes", run.notes, "What the user should know.");
    archive("failures", run.failures, "Broken rules: the run has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::Estimate& estimate)
{
    archive("mean", estimate.mean, "Mean over the replications, in the base unit.");
    archive("half_width", estimate.halfWidth, "Of the 95 % interval; null with fewer than two replications.");
    archive("replications", estimate.replications, "The value of each replication.");
    archive("samples", estimate.samples, "Number of observations in all.");
}

template <class Archive>
void listFields(Archive& archive, results::ReportedMetric& metric)
{
    archive("kind", metric.kind, "What the figure is measured at.");
    archive("subject", metric.subject, "Name of the flow, component, channel or fault.");
    archive("name", metric.name, "Name of the metric; behind '@' the phase.");
    archive.unit("unit", metric.name, "Base unit of the figures.");
    archive.merged(metric.estimate);
}

template <class Archive>
void listFields(Archive& archive, results::ExpectationResult& expectation)
{
    archive("that", expectation.that, "What was expected.");
    archive("during", expectation.during, "Phase it speaks of; empty: all after warm-up.");
    archive("holds", expectation.holds, "Whether it holds.");
    archive("found", expectation.found, "What was measured, in the base unit; null: nothing.");
    archive("found_text", expectation.foundText, "The same for people.");
}

template <class Archive>
void listFields(Archive& archive, results::DesignReport& design)
{
    archive("design", design.design, "Name of the design.");
    archive("verdict", design.verdict, "One sentence.");
    archive("expectations", design.expectations, "What was expected, and whether it holds.");
    archive("experiment", design.experiment, "Status, phases, and what came of the hypothesis.");
    archive.identity("fingerprints", design.fingerprints, "Hash of the ordered event trace of each replication.");
    archive("events", design.events, "Number of events in all replications.");
    archive("metrics", design.metrics, "Every figure with its interval.");
    archive("series", design.series, "Figures over time, mean over the replications.");
    archive("ledgers", design.ledgers, "The books of messages and flows, sum over the replications.");
    archive("stuck", design.stuck, "Flows that got stuck half-way.");
    archive("cascades", design.cascades, "What each fault did to the rest, in the first replication.");
    archive("notes", design.notes, "What the user should know.");
    archive("failures", design.failures, "Broken rules: the run has failed.");
}

template <class Archive>
void listFields(Archive& archive, results::PairedDifference& difference)
{
    archive("baseline", difference.baseline, "Name of the design that is compared with.");
    archive("design", difference.design, "Name of the design that is compared.");
    archive("kind", difference.kind, "What the figure is measured at.");
    archive("subject", difference.subject, "Name of the flow, component, channel or fault.");
    archive("name", difference.name, "Name of the metric.");
    archive.unit("unit", difference.name, "Base unit of the figures.");
    archive("mean", difference.mean, "Mean of design minus baseline, replication by replication.");
    archive("half_width", difference.halfWidth, "Of the 95 % interval; null with fewer than two replications.");
    archive("significant", difference.isSignificant, "The interval does not hold zero.");
}

template <class Archive>
void listFields(Archive& archive, results::Report& report)
{
    archive("version", report.version, "Version of stormglass.");
    archive("scenario", report.scenario, "Name of the scenario.");
    archive("scenario_hash", report.scenarioHash, "Of the scenario as it was run.");
    archive("seed", report.seed, "Seed of all random streams.");
    archive("replications", report.replications, "Runs of each design.");
    archive("duration", report.duration, "Seconds of arrivals, warm-up included.");
    archive("warm_up", report.warmUp, "Seconds without statistics at the start.");
    archive("partial", report.isPartial, "Interrupted: what was measured so far.");
    archive("status", report.status, "How it ended, the worst of all designs.");
    archive("deviated", report.hasDeviated, "A line of the hypothesis or an expectation does not hold.");
    archive("designs", report.designs, "Each design by itself.");
    archive("differences", report.differences, "Designs against each other.");
}

}  // namespace stormglass
