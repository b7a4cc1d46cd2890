// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What several kinds of component have in common.
#pragma once

#include "models/spec/components/stability.h"
#include "models/spec/program.h"

namespace stormglass::spec {

/// Where the instances run and how many there are. Instances go round the hosts in order.
struct Placement {
    std::int64_t instances = 1;
    std::vector<std::string> hosts = {};  ///< Empty: a host of its own for each instance, in the default zone.
    bool operator==(const Placement&) const = default;
};

/// Which of the waiting requests is served next.
enum class Discipline {
    Fcfs,
    Lcfs,
    AdaptiveLifo  ///< The newest while the queue has not been empty for the interval of the load shedding.
};
[[nodiscard]] std::span<const std::string_view> namesOf(Discipline);

/// What a worker works with.
enum class Cpu {
    Own,    ///< Every worker has a core of its own: work takes its service time.
    Shared  ///< The workers of all instances on a host share its cores: processor sharing, simulated by SimGrid.
};
[[nodiscard]] std::span<const std::string_view> namesOf(Cpu);

/// The workers of one instance and the queue in front of them.
struct WorkerPool {
    std::int64_t concurrency = 16;      ///< Workers of each instance.
    std::int64_t queueCapacity = 1000;  ///< Requests that may wait at each instance; more are refused.
    Discipline discipline = Discipline::Fcfs;
    bool holdsWorkerDuringCalls = true;  ///< true: a thread per request; false: asynchronous calls.
    Cpu cpu = Cpu::Own;
    bool dropsExpired = false;           ///< Requests whose caller has given up are not begun.
    LoadShedding shedding = {};
    bool operator==(const WorkerPool&) const = default;
};

/// A named program of a component, run by a request or by a message.
struct Operation {
    std::string name;
    Program program;
    std::vector<std::string> consumes;  ///< Channels whose messages run it.
    bool operator==(const Operation&) const = default;
};

void describe(FieldVisitor& visit, Placement& placement);
void describe(FieldVisitor& visit, WorkerPool& pool);
void describe(FieldVisitor& visit, Operation& operation);

}  // namespace stormglass::spec
