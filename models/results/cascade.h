// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one fault did to the rest of the system: who was hit, in what order, by which path, and what stayed wrong.
#pragma once

#include "models/results/metric.h"

#include <optional>

namespace stormglass::results {

/// What a component, channel or flow exceeded. The limits are those of the time before the first fault.
enum class Limit {
    Errors,      ///< Share of requests that were not served, or of flows that got no positive answer.
    Latency,     ///< Time from arrival to the end, or to the answer. Of channels the backlog tells it.
    Saturation,  ///< All workers busy.
    Backlog,     ///< Waiting requests, undelivered messages, unfinished flows.
    Starvation   ///< Nothing arrives any more.
};
inline constexpr std::size_t kLimits = 5;
/// "errors", "latency", ...
[[nodiscard]] std::string_view wordOf(Limit limit);

/// How an impact gets from one to the next.
enum class ImpactPath {
    Fault,         ///< The fault hit it itself.
    Call,          ///< A call, one way or the other: who waits for an answer, or who is asked more.
    Subscription,  ///< A message that does not come, or is not taken.
    Store,         ///< A database that both use.
    Host,          ///< A host that both run on.
    Step,          ///< A flow one of whose steps is done there.
    Network        ///< A way between hosts that the fault hit, and over which it talks to others.
};
inline constexpr std::size_t kImpactPaths = 7;
[[nodiscard]] std::string_view wordOf(ImpactPath path);

/// One limit exceeded, from its first instant on.
struct Breach {
    Limit limit = Limit::Errors;
    double at = 0;     ///< Seconds from the start of the run.
    double until = 0;  ///< The last instant at which it was exceeded; NaN: still so at the end of the run.
    bool operator==(const Breach&) const = default;
};

/// One that was hit, in the order of the first breach. A fault of the network hits a way, which stands for the fault itself.
struct Hit {
    SubjectKind kind = SubjectKind::Component;
    std::string subject;
    ImpactPath by = ImpactPath::Fault;
    std::string from = {};         ///< Who passed it on; empty with ImpactPath::Fault.
    std::vector<Breach> breaches;  ///< In order of time; at least one, but for a victim that shows no symptom.
    bool operator==(const Hit&) const = default;
};

struct Cascade {
    std::string fault;
    std::string phrase;            ///< "payment was down"
    double begin = 0;              ///< Seconds; of its first occurrence.
    double end = 0;                ///< Of its last one; NaN: it lasts.
    std::vector<Hit> hits;
    std::uint64_t begun = 0;               ///< Flows that began while it lasted.
    std::vector<std::string> unreached = {};  ///< Names of those flows that it cannot reach, whatever it does.
    /// Of the flows that began while it lasted those within its reach, and what became of them.
    std::uint64_t offered = 0;
    std::uint64_t lost = 0;         ///< Refused, timed out, or gone before any effect.
    std::uint64_t late = 0;
    std::uint64_t stuck = 0;        ///< Inconsistent, or still under way at the end of the run.
    std::uint64_t compensated = 0;
    double detection = 0;           ///< Seconds from the start to the first breach anywhere; NaN: none.
    double recovery = 0;            ///< As the metric "recovery".
    double drain = 0;               ///< As the metric "drain".
    double backlogFlows = 0;        ///< Of those: most unfinished at a time, as the metric "backlog.max".
    double backlogSteps = 0;        ///< The same in downstream units of work: steps that were still to be done.
    std::vector<std::string> leftovers;  ///< What was still wrong at the end of the run, in words.
    bool operator==(const Cascade&) const = default;
};

}  // namespace stormglass::results
