// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/common.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(Discipline)
{
    static constexpr std::string_view kNames[] = {"fcfs", "lcfs", "adaptive-lifo"};
    return kNames;
}

std::span<const std::string_view> namesOf(Cpu)
{
    static constexpr std::string_view kNames[] = {"own", "shared"};
    return kNames;
}

void describe(FieldVisitor& visit, Placement& placement)
{
    visit.integer("instances", placement.instances, {.help = "Number of instances.", .min = 1, .max = 10000});
    visit.references("hosts", placement.hosts, RefersTo::Host,
                     {.help = "Hosts that the instances are put on in turn. Absent: a host for each in the default zone."});
}

void describe(FieldVisitor& visit, WorkerPool& pool)
{
    visit.integer("concurrency", pool.concurrency,
                  {.help = "Workers of each instance: requests served at the same time.", .min = 1, .max = 100000});
    visit.integer("queue_capacity", pool.queueCapacity,
                  {.help = "Requests that may wait at each instance; more are refused.", .max = 1e9});
    visit.choice("discipline", pool.discipline, {.help = "fcfs: the oldest waiting request is next. lcfs: the newest. adaptive-lifo: the newest while the "
                          "queue has not been empty for shedding.interval, else the oldest.",
                  .source = "adaptive-lifo: Maurer, Fail at Scale, ACM Queue 13(8), 2015"});
    visit.flag("holds_worker_during_calls", pool.holdsWorkerDuringCalls,
               {.help = "true: a request keeps its worker while it waits for others (thread per request). false: it gives "
                        "the worker back (asynchronous calls)."});
    visit.choice("cpu", pool.cpu,
                 {.help = "own: each worker has a core of its own. shared: all workers on a host share its cores, and work "
                          "takes longer when more of them work than there are cores.",
                  .source = "SimGrid executions: processor sharing"});
    visit.flag("drops_expired", pool.dropsExpired,
               {.help = "A request whose caller has given up by the time a worker is free is dropped instead of begun.",
                .source = "gRPC deadline propagation"});
    visit.object("shedding", pool.shedding, {.help = "Drops requests that have waited too long."});
}

void describe(FieldVisitor& visit, Operation& operation)
{
    visit.name("name", operation.name, {.help = "Name of the operation.", .isRequired = true});
    visit.list("program", operation.program, {.help = "What the operation does, in order.", .max = 1000});
    visit.references("consumes", operation.consumes, RefersTo::Channel,
                     {.help = "Channels whose messages run this operation."});
}

}  // namespace stormglass::spec
