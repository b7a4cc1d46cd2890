// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/scenario.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Topology& topology)
{
    visit.list("zones", topology.zones, {.help = "Availability zones or regions."});
    visit.list("hosts", topology.hosts, {.help = "Machines that instances run on."});
    visit.object("network", topology.network, {.help = "Delays between hosts that no link names."});
    visit.list("links", topology.links, {.help = "Connections with a delay or bandwidth of their own."});
    visit.list("components", topology.components, {.help = "Clients, gateways, services, brokers, stores.", .isRequired = true});
    visit.list("channels", topology.channels,
               {.help = "Topics and queues. Designs make those that they need; one that is named here has these settings."});
}

void describe(FieldVisitor& visit, Expectation& expectation)
{
    visit.text("that", expectation.that, {.help = "What must hold, for example \"p99(order.completion) < 2s\".", .isRequired = true});
    visit.references("designs", expectation.designs, RefersTo::Design, {.help = "Designs it speaks of; absent: all."});
    visit.text("during", expectation.during, {.help = "Phase it speaks of: before, fault, recovery or after; absent: all after warm-up."});
}

void describe(FieldVisitor& visit, RunSettings& run)
{
    visit.duration("duration", run.duration, {.help = "How long requests arrive, warm-up included.", .min = 1});
    visit.duration("warm_up", run.warmUp, {.help = "Statistics start after this."});
    visit.duration("drain", run.drain, {.help = "How long the run may go on after the last arrival until all flows have ended."});
    visit.integer("seed", run.seed, {.help = "Seed of all random streams.", .max = 9.007e15});
    visit.integer("replications", run.replications, {.help = "Independent runs.", .min = 1, .max = 10000});
}

void describe(FieldVisitor& visit, Position& position)
{
    visit.text("name", position.name, {.help = "Name of a component, host or zone.", .isRequired = true});
    visit.number("x", position.x, {.help = "Horizontal place.", .min = -1e6, .max = 1e6});
    visit.number("y", position.y, {.help = "Vertical place.", .min = -1e6, .max = 1e6});
}

void describe(FieldVisitor& visit, Scenario& scenario)
{
    visit.text("format", scenario.format, {.help = "Always \"stormglass/1\".", .isRequired = true});
    visit.text("name", scenario.name, {.help = "Name of the scenario.", .isRequired = true});
    visit.text("description", scenario.description, {.help = "What it shows."});
    visit.object("topology", scenario.topology, {.help = "What there is.", .isRequired = true});
    visit.list("flows", scenario.flows, {.help = "Business transactions."});
    visit.list("designs", scenario.designs, {.help = "Ways to build the flows."});
    visit.list("workload", scenario.workload, {.help = "Who asks, how often."});
    visit.list("chaos", scenario.chaos, {.help = "Faults."});
    visit.object("experiment", scenario.experiment, {.help = "The steady-state hypothesis around the faults."});
    visit.list("expect", scenario.expect, {.help = "What must hold at the end."});
    visit.object("run", scenario.run, {.help = "Length, seed, replications."});
    visit.list("layout", scenario.layout, {.help = "Positions in the diagram; ignored by the engine."});
}

}  // namespace stormglass::spec
