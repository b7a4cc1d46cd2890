// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run shows of itself while it goes on, for who watches it. A frame tells of one span of simulated time; counts are
// those of the span, levels those at its end. Frames follow each other without gaps, so that sums of counts are those of the
// run.
#pragma once

#include "models/results/cascade.h"
#include "models/results/metric.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stormglass::results {

/// What frames speak of, told once before the first frame.
struct Roster {
    std::vector<std::string> components;  ///< Those of the topology, in its order.
    std::vector<std::string> channels;    ///< Those of the topology and those that the design made.
    std::vector<std::string> flows;       ///< Flows, and workloads without a flow.
    std::vector<std::string> dropCauses;  ///< Why requests are not served: "queue full", ...
    std::vector<std::string> lossCauses;  ///< Why messages are lost.
    std::vector<std::string> redeliveryCauses = {};  ///< Why they are delivered again.
    bool operator==(const Roster&) const = default;
};

/// Something counted under a cause, by its place in the roster.
struct CauseCount {
    std::uint32_t cause = 0;
    std::uint64_t count = 0;
    bool operator==(const CauseCount&) const = default;
};

struct ComponentState {
    double utilisation = kNothing;  ///< Share of its servers that were busy, mean of the span. NaN: it has no servers.
    double waiting = 0;             ///< Requests in its queues.
    std::int64_t instances = 0;     ///< That are wanted.
    std::int64_t up = 0;            ///< That serve.
    std::uint64_t arrivals = 0;
    std::uint64_t served = 0;
    double sojournMean = kNothing;  ///< Seconds from arrival to end, of those served in the span.
    std::vector<CauseCount> drops = {};  ///< Causes that occurred, in order.
    bool operator==(const ComponentState&) const = default;
};

struct ChannelState {
    double backlog = 0;  ///< Copies that are neither delivered nor given up: the lag of a log, the depth of a queue.
    std::uint64_t published = 0;
    std::uint64_t delivered = 0;
    std::uint64_t redelivered = 0;
    std::uint64_t deadLettered = 0;
    std::vector<CauseCount> losses = {};
    std::vector<CauseCount> redeliveries = {};  ///< Their sum is redelivered.
    bool operator==(const ChannelState&) const = default;
};

struct FlowState {
    std::uint64_t started = 0;
    std::uint64_t accepted = 0;  ///< Clients who got a positive answer.
    std::uint64_t refused = 0;   ///< Clients who got another one, or none in time.
    std::uint64_t completed = 0;
    std::uint64_t late = 0;      ///< Of those that completed: after the deadline.
    std::uint64_t compensated = 0;
    std::uint64_t inconsistent = 0;
    double open = 0;             ///< Under way at the end of the span.
    double acknowledgementP50 = kNothing;  ///< Seconds, of answers in the span.
    double acknowledgementP99 = kNothing;
    double completionP50 = kNothing;       ///< Seconds, of flows that completed in the span.
    double completionP99 = kNothing;
    bool operator==(const FlowState&) const = default;
};

/// What went from one to another: requests, messages, queries, and not their answers.
struct Traffic {
    std::uint32_t from = 0;  ///< Components by their place in the roster, then channels: components + place.
    std::uint32_t to = 0;
    std::uint64_t count = 0;
    bool operator==(const Traffic&) const = default;
};

/// Something worth a line in a log.
struct RunEvent {
    enum class Kind { FaultBegan, FaultEnded, InstanceDown, InstanceUp, LimitExceeded, LimitKept };
    Kind kind = Kind::FaultBegan;
    double at = 0;  ///< Seconds from the start of the run.
    SubjectKind subjectKind = SubjectKind::Component;
    std::string subject;
    std::string text;  ///< For people: "payment-service was down", "latency over its limit".
    bool operator==(const RunEvent&) const = default;
};

/// Somebody was hit by a fault: the cascade as far as it can be told at this instant. At the end, Cascade has the final word.
struct Impact {
    std::string fault;
    SubjectKind kind = SubjectKind::Component;
    std::string subject;
    ImpactPath by = ImpactPath::Fault;
    std::string from = {};  ///< Who passed it on; empty with ImpactPath::Fault.
    Limit limit = Limit::Errors;
    double at = 0;
    bool operator==(const Impact&) const = default;
};

struct Frame {
    double at = 0;    ///< The end of the span, seconds from the start of the run.
    double span = 0;  ///< Its length, seconds.
    std::vector<ComponentState> components;  ///< In the order of the roster, like the others.
    std::vector<ChannelState> channels;
    std::vector<FlowState> flows;
    std::vector<Traffic> traffic;  ///< Pairs between which something went, in order of from and to.
    std::vector<RunEvent> events;  ///< Of the span, in order of time.
    std::vector<Impact> impacts;   ///< New ones, in order of time.
    bool operator==(const Frame&) const = default;
};

/// How a design connects components and channels.
struct WiringEdge {
    enum class Kind { Call, Publish, Deliver, Store };
    Kind kind = Kind::Call;
    std::string from;   ///< A component or, of Deliver, a channel.
    std::string to;     ///< A component or, of Publish, a channel.
    std::string label;  ///< Operations or events, divided by ", "; empty: nothing to add.
    bool operator==(const WiringEdge&) const = default;
};

/// What a design makes of the scenario, for who draws it.
struct WiringView {
    std::string design;
    std::vector<std::pair<std::string, std::string>> channels;  ///< Name and broker, those of the topology included.
    std::vector<WiringEdge> edges;
    bool operator==(const WiringView&) const = default;
};

}  // namespace stormglass::results
