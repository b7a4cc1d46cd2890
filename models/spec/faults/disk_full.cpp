// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/disk_full.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

std::span<const std::string_view> kindsWithDisks()
{
    static constexpr std::string_view kKinds[] = {KafkaSettings::kKind,         RabbitmqSettings::kKind,        DatabaseSettings::kKind,
                                                  ColumnarStoreSettings::kKind, TimeSeriesStoreSettings::kKind, EventStoreSettings::kKind};
    return kKinds;
}

void describe(FieldVisitor& visit, DiskFull& diskFull)
{
    describe(visit, diskFull.victims);
}

void check(const DiskFull& diskFull, FaultScope& scope)
{
    if (scope.requireComponentOfKind("/target", diskFull.victims.target, kindsWithDisks()))
        checkVictims(diskFull.victims, scope);
}

std::string phraseOf(const DiskFull& diskFull)
{
    return "the disk of " + phraseOf(diskFull.victims, "full");
}

}  // namespace stormglass::spec
