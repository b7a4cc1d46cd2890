// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is told of several runs: estimates with intervals, differences between designs, verdicts.
#pragma once

#include "models/results/run_result.h"

namespace stormglass::results {

/// A mean over replications with its Student-t interval.
struct Estimate {
    double mean = 0;
    double halfWidth = 0;            ///< Of the 95 % interval; with one replication by batch means, or NaN.
    std::vector<double> replications;  ///< The value of each, in order.
    std::uint64_t samples = 0;         ///< Observations in all.
    bool operator==(const Estimate&) const = default;
};

struct ReportedMetric {
    SubjectKind kind = SubjectKind::Flow;
    std::string subject;
    std::string name;
    Estimate estimate;
    bool operator==(const ReportedMetric&) const = default;
};

struct ExpectationResult {
    std::string that;
    std::string during;
    bool holds = false;
    double found = 0;       ///< NaN: nothing was measured, and the expectation does not hold.
    std::string foundText;  ///< "812ms"
    bool operator==(const ExpectationResult&) const = default;
};

/// All replications of one design.
struct DesignReport {
    std::string design;
    std::vector<std::uint64_t> fingerprints;  ///< One for each replication.
    std::uint64_t events = 0;
    std::vector<ReportedMetric> metrics;
    std::vector<Series> series;    ///< Mean over replications.
    std::vector<Ledger> ledgers;   ///< Sum over replications.
    std::vector<StuckFlow> stuck;
    std::vector<Cascade> cascades;  ///< Of the first replication: an order of events has no mean.
    std::vector<std::string> notes;
    std::vector<std::string> failures;
    std::vector<ExpectationResult> expectations;
    ExperimentReport experiment;
    std::string verdict;           ///< One sentence.
    bool operator==(const DesignReport&) const = default;
};

/// The same figure in two designs, replication by replication (the same traffic in both).
struct PairedDifference {
    std::string baseline;
    std::string design;
    SubjectKind kind = SubjectKind::Flow;
    std::string subject;
    std::string name;
    double mean = 0;       ///< design minus baseline.
    double halfWidth = 0;  ///< NaN with fewer than two replications.
    bool isSignificant = false;
    bool operator==(const PairedDifference&) const = default;
};

struct Report {
    std::string version;
    std::string scenario;       ///< Name.
    std::string scenarioHash;   ///< Of the scenario as run, --set applied.
    std::int64_t seed = 0;
    std::int64_t replications = 0;
    double duration = 0;        ///< Seconds of arrivals.
    double warmUp = 0;
    bool isPartial = false;
    RunStatus status = RunStatus::Completed;  ///< The worst of all designs.
    bool hasDeviated = false;                 ///< In some design.
    std::vector<DesignReport> designs;
    std::vector<PairedDifference> differences;
    bool operator==(const Report&) const = default;
};

}  // namespace stormglass::results
