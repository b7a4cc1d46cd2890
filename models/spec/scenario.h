// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A scenario: everything that one file says, as plain values.
#pragma once

#include "models/spec/component.h"
#include "models/spec/design.h"
#include "models/spec/experiment.h"
#include "models/spec/fault.h"
#include "models/spec/flow.h"
#include "models/spec/topology.h"
#include "models/spec/workload.h"

namespace stormglass::spec {

struct Topology {
    std::vector<Zone> zones;
    std::vector<Host> hosts;
    NetworkDefaults network;
    std::vector<Link> links;
    std::vector<Component> components;
    std::vector<Channel> channels;
    bool operator==(const Topology&) const = default;
};

/// One line that must hold, in the manner of a load-test threshold: "p99(order.completion) < 2s".
struct Expectation {
    std::string that;
    std::vector<std::string> designs;  ///< Empty: all.
    std::string during;  ///< Phase: "" (all after warm-up), "before", "fault", "recovery" or "after" the faults.
    bool operator==(const Expectation&) const = default;
};

struct RunSettings {
    Duration duration = std::chrono::seconds{60};  ///< How long requests arrive, warm-up included.
    Duration warmUp{0};                            ///< Statistics start here.
    Duration drain = std::chrono::seconds{60};     ///< How long the run may go on after the last arrival.
    std::int64_t seed = 1;
    std::int64_t replications = 1;
    bool operator==(const RunSettings&) const = default;
};

/// Where something is drawn. The engine ignores it.
struct Position {
    std::string name;
    double x = 0;
    double y = 0;
    bool operator==(const Position&) const = default;
};

struct Scenario {
    std::string format = "stormglass/1";
    std::string name;
    std::string description;
    Topology topology;
    std::vector<Flow> flows;
    std::vector<Design> designs;
    std::vector<Workload> workload;
    std::vector<Fault> chaos;
    Experiment experiment;
    std::vector<Expectation> expect;
    RunSettings run;
    std::vector<Position> layout;

    bool operator==(const Scenario&) const = default;
};

void describe(FieldVisitor& visit, Topology& topology);
void describe(FieldVisitor& visit, Expectation& expectation);
void describe(FieldVisitor& visit, RunSettings& run);
void describe(FieldVisitor& visit, Position& position);
void describe(FieldVisitor& visit, Scenario& scenario);

}  // namespace stormglass::spec
