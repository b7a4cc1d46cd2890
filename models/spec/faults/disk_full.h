// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// The kinds of component whose disks matter: kafka, pulsar, rabbitmq, database.
[[nodiscard]] std::span<const std::string_view> kindsWithDisks();

/// Told like checkVictims(), of those instances that have disks.
void checkVictimsWithDisks(const Victims& victims, FaultScope& scope);

/// The disk has no room for another byte. Each kind does what the real one does: a Kafka node whose only log directory
/// has failed shuts down, and is started again when there is room; RabbitMQ raises its disk alarm and blocks all
/// connections of the cluster that publish, while consumers go on; a bookie of Pulsar is read-only; a database refuses writes and still reads.
///
/// Sources: Kafka, LogManager ("Shutdown broker because all log dirs have failed"), KIP-112; RabbitMQ, Free Disk Space
/// Alarms; BookKeeper, readOnlyModeEnabled; PostgreSQL, Disk Full Failure. Chaos Mesh kafka-fill and disk-fill, Litmus disk-fill.
struct DiskFull {
    static constexpr std::string_view kKind = "disk-full";
    static constexpr std::string_view kHelp = "The disk is full: Kafka nodes shut down, RabbitMQ blocks publishers, bookies and stores refuse writes.";
    static constexpr bool kHasStrength = false;
    Victims victims;
    bool operator==(const DiskFull&) const = default;
};

void describe(FieldVisitor& visit, DiskFull& diskFull);
void check(const DiskFull& diskFull, FaultScope& scope);
/// "the disk of orders-db was full"
[[nodiscard]] std::string phraseOf(const DiskFull& diskFull);

}  // namespace stormglass::spec
