// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one run (one design, one replication) yields, as plain values that cross the border of its process.
#pragma once

#include "models/results/cascade.h"
#include "models/results/experiment.h"
#include "models/results/metric.h"
#include "models/results/span.h"

#include <map>

namespace stormglass::results {

/// A figure over time, in windows of equal length from the start of the run.
struct Series {
    SubjectKind kind = SubjectKind::Flow;
    std::string subject;
    std::string name;    ///< "arrivals", "acknowledged", "completed", "depth", "utilisation", ...
    double window = 1;   ///< Seconds.
    std::vector<double> values;
    bool operator==(const Series&) const = default;
};

/// The lag of a consumer group in one partition: "lag: billing/3".
[[nodiscard]] std::string lagSeriesName(const std::string& group, std::size_t partition);
/// "billing/3"; empty: it is another series.
[[nodiscard]] std::string_view readerOf(const Series& series);

/// The books of messages (one channel) or of flows (one flow). They balance when what came in equals what became of it.
struct Ledger {
    SubjectKind kind = SubjectKind::Channel;
    std::string subject;
    std::uint64_t in = 0;                            ///< Copies produced, or flows started.
    std::vector<std::pair<std::string, std::uint64_t>> out;  ///< "delivered", "dropped: queue full", ..., "in flight"
    std::vector<std::pair<std::string, std::uint64_t>> extra = {};  ///< Of those that came in, what faults added: "duplicate".

    /// Deliveries of copies that had been delivered before, by cause: "consumer-lost". The copies stay in the books meanwhile.
    std::vector<std::pair<std::string, std::uint64_t>> redelivered = {};

    [[nodiscard]] std::int64_t imbalance() const;
    bool operator==(const Ledger&) const = default;
};

/// A flow that got stuck half-way, named so that it can be looked for.
struct StuckFlow {
    std::string flow;
    std::uint64_t number = 0;        ///< Counted from 1 in order of arrival.
    double startedAt = 0;            ///< Seconds.
    std::vector<std::string> done;   ///< Steps whose effect stands.
    std::vector<std::string> open;   ///< Required steps that never happened, or compensations that are missing.
    std::string cause = {};          ///< What became of a message of it that nobody will handle; empty: unknown.
    bool operator==(const StuckFlow&) const = default;
};

struct RunResult {
    std::string design;
    std::int64_t replication = 0;
    std::uint64_t fingerprint = 0;  ///< Hash of the ordered event trace.
    std::uint64_t events = 0;
    double simulatedSeconds = 0;
    bool isPartial = false;         ///< Interrupted: what was measured so far.
    std::vector<Metric> metrics;
    std::vector<Series> series;
    std::vector<Ledger> ledgers;
    std::vector<StuckFlow> stuck;       ///< At most 10.
    std::vector<Cascade> cascades;      ///< One for each fault that began.
    ExperimentRecord experiment;
    std::vector<Span> spans;            ///< Of the flows that were asked to be traced.
    std::vector<std::string> notes;     ///< What the user should know: links whose latency mode was too optimistic.
    std::vector<std::string> failures;  ///< Books that do not balance, Little's law broken: the run has failed.

    bool operator==(const RunResult&) const = default;
};

}  // namespace stormglass::results
