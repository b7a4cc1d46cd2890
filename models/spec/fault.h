// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults: what is broken on purpose, when, and for how long.
#pragma once

#include "models/spec/faults/bandwidth.h"
#include "models/spec/faults/capacity.h"
#include "models/spec/faults/chaos_monkey.h"
#include "models/spec/faults/clock_skew.h"
#include "models/spec/faults/corrupt.h"
#include "models/spec/faults/crash.h"
#include "models/spec/faults/crash_at_step.h"
#include "models/spec/faults/deny.h"
#include "models/spec/faults/disk_full.h"
#include "models/spec/faults/dns_error.h"
#include "models/spec/faults/duplicate.h"
#include "models/spec/faults/error.h"
#include "models/spec/faults/failover.h"
#include "models/spec/faults/flood.h"
#include "models/spec/faults/hang.h"
#include "models/spec/faults/hot_key.h"
#include "models/spec/faults/latency.h"
#include "models/spec/faults/leader_loss.h"
#include "models/spec/faults/loss.h"
#include "models/spec/faults/memory_leak.h"
#include "models/spec/faults/outage.h"
#include "models/spec/faults/partition.h"
#include "models/spec/faults/pause.h"
#include "models/spec/faults/poison.h"
#include "models/spec/faults/pool_exhaustion.h"
#include "models/spec/faults/rebalance.h"
#include "models/spec/faults/reorder.h"
#include "models/spec/faults/replica_lag.h"
#include "models/spec/faults/rolling_restart.h"
#include "models/spec/faults/slow.h"
#include "models/spec/faults/slow_disk.h"
#include "models/spec/faults/store_error.h"
#include "models/spec/faults/surge.h"
#include "models/spec/faults/timing.h"
#include "simcore/base/one_of.h"

#include <optional>

namespace stormglass::spec {

/// Every kind of fault. A new kind is one more alternative here; reader, schema, catalogue and validation follow.
///
/// A kind is a value with kKind, kHelp and kHasStrength, and three functions beside it: describe() names its fields,
/// check() tells when it hits nothing, phraseOf() says in words what is the case while it lasts.
using FaultKinds = TypeList<
    Bandwidth,
    Capacity,
    ChaosMonkey,
    ClockSkew,
    Corrupt,
    Crash,
    CrashAtStep,
    Deny,
    DiskFull,
    DnsError,
    Duplicate,
    Error,
    Failover,
    Flood,
    Hang,
    HotKey,
    Latency,
    LeaderLoss,
    Loss,
    MemoryLeak,
    Outage,
    Partition,
    Pause,
    Poison,
    PoolExhaustion,
    Rebalance,
    Reorder,
    ReplicaLag,
    RollingRestart,
    Slow,
    SlowDisk,
    StoreError,
    Surge>;
using FaultSettings = OneOf<FaultKinds>;

struct Fault {
    std::string name;
    FaultSettings settings;
    FaultTiming timing;
    bool operator==(const Fault&) const = default;
};

[[nodiscard]] std::string_view kindOf(const Fault& fault);
/// Whether it can be weaker or stronger, and so grow over a ramp.
[[nodiscard]] bool hasStrength(const Fault& fault);
[[nodiscard]] std::string phraseOf(const Fault& fault);
/// The component, host or zone that it hits; nothing for a fault that hits something else.
[[nodiscard]] const std::string* targetOf(const Fault& fault);
/// Everything that is wrong with the fault itself. Precondition: names that it refers to have been checked elsewhere.
void check(const Fault& fault, FaultScope& scope);

void describe(FieldVisitor& visit, Fault& fault);

}  // namespace stormglass::spec
