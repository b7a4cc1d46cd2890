// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// Whatever waits for the disk takes longer: the append of a Kafka node (IOChaos delays the call itself; the page cache hides
/// a slow disk until it is full, and with disk_write_bandwidth it fills so much the sooner), the fsync of RabbitMQ's log or of a bookie's journal, the queries of a database.
///
/// Source: Chaos Mesh IOChaos latency (delay; percent, by default 100), AWS FIS ebs pause-volume-io.
struct SlowDisk {
    static constexpr std::string_view kKind = "slow-disk";
    static constexpr std::string_view kHelp = "Disk operations of a broker or a database take longer.";
    static constexpr bool kHasStrength = true;
    Victims victims;
    double factor = 10;    ///< Of the time that an operation takes.
    Duration extra{0};     ///< On top of it.
    double affected = 1;   ///< Share of the operations.
    bool operator==(const SlowDisk&) const = default;
};

void describe(FieldVisitor& visit, SlowDisk& slowDisk);
void check(const SlowDisk& slowDisk, FaultScope& scope);
/// "the disk of orders-db was slow"
[[nodiscard]] std::string phraseOf(const SlowDisk& slowDisk);

}  // namespace stormglass::spec
