// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/disk_full.h"

#include "models/spec/faults/fault_scope.h"

namespace stormglass::spec {

std::span<const std::string_view> kindsWithDisks()
{
    static constexpr std::string_view kKinds[] = {KafkaSettings::kKind,         PulsarSettings::kKind,         RabbitmqSettings::kKind,        DatabaseSettings::kKind,
                                                  ColumnarStoreSettings::kKind, TimeSeriesStoreSettings::kKind, EventStoreSettings::kKind};
    return kKinds;
}

void checkVictimsWithDisks(const Victims& victims, FaultScope& scope)
{
    if (!scope.requireComponentOfKind("/target", victims.target, kindsWithDisks()))
        return;
    checkVictims(victims, scope);
    const auto* pulsar = std::get_if<PulsarSettings>(&scope.findComponent(victims.target)->settings);
    if (pulsar == nullptr || victims.mode != VictimMode::Fixed)
        return;
    const std::int64_t bookies = pulsar->bookies.placement.instances;
    if (victims.count > bookies && victims.count <= scope.instancesAt(victims.target))
        scope.error("/count", "expected at most " + std::to_string(bookies) + ", the bookies of \"" + victims.target + "\", found "
                        + std::to_string(victims.count));
}

void describe(FieldVisitor& visit, DiskFull& diskFull)
{
    describeComponent(visit, diskFull.victims, "Component whose disks are full.");
}

void check(const DiskFull& diskFull, FaultScope& scope)
{
    checkVictimsWithDisks(diskFull.victims, scope);
}

std::string phraseOf(const DiskFull& diskFull)
{
    return "the disk of " + phraseOf(diskFull.victims, "full");
}

}  // namespace stormglass::spec
