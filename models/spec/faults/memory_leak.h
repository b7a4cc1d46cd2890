// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Memory that is never given back, until the kernel kills the process, and again after each restart.
///
/// The kill comes limit / rate after the leak has begun. Before it, work gets slower by garbage collection: with the share
/// u of the limit in use, it takes 1 + gcOverhead u / (1 - u) times as long, at most 50 times. (A collection costs what
/// is live and comes as often as the rest is full: Appel 1987, "Garbage collection can be faster than stack allocation";
/// beyond 98 % of the time in collections HotSpot gives up: GCTimeLimit.) The container is started again at once the first
/// time, then after backOff, doubled with each kill up to backOffMost, and from the start again when it has lived for ten
/// minutes. When the fault is over, nothing of the leak is left and who waits is started at once.
/// Source: Kubernetes, "Pod lifecycle: how Pods handle problems with containers".
struct MemoryLeak {
    static constexpr std::string_view kKind = "memory-leak";
    static constexpr std::string_view kHelp = "Memory fills up: slower and slower, then killed and started again, with a growing back-off.";
    static constexpr bool kHasStrength = false;
    Victims victims;
    std::int64_t limit = 536'870'912;    ///< What an instance can leak before it is killed.
    double rate = 10'485'760;            ///< Bytes per second.
    double gcOverhead = 0.08;            ///< Of the work, when half of the limit is in use.
    Duration backOff = std::chrono::seconds{10};
    Duration backOffMost = std::chrono::minutes{5};
    bool operator==(const MemoryLeak&) const = default;
};

void describe(FieldVisitor& visit, MemoryLeak& leak);
void check(const MemoryLeak& leak, FaultScope& scope);
/// "payment was leaking memory"
[[nodiscard]] std::string phraseOf(const MemoryLeak& leak);

}  // namespace stormglass::spec
