// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/slow_disk.h"

#include "models/spec/faults/disk_full.h"
#include "models/spec/faults/fault_scope.h"

#include <algorithm>

namespace stormglass::spec {

namespace {

/// Nothing that it does is done when its disk is: a RabbitMQ of 4.x with classic queues only; bookies that do not sync.
bool neverWaitsForDisk(const Component& component, const std::vector<Channel>& channels)
{
    if (const auto* pulsar = std::get_if<PulsarSettings>(&component.settings))
        return !pulsar->bookies.syncsJournal;
    const auto* rabbitmq = std::get_if<RabbitmqSettings>(&component.settings);
    if (rabbitmq == nullptr || rabbitmq->version == RabbitmqVersion::V3_13)
        return false;
    return std::ranges::none_of(channels, [&](const Channel& channel) {
        const auto* queue = std::get_if<RabbitmqQueue>(&channel.settings);
        return channel.broker == component.name && queue != nullptr && queue->type == RabbitmqQueueType::Quorum;
    });
}

}  // namespace

void describe(FieldVisitor& visit, SlowDisk& slowDisk)
{
    describeComponent(visit, slowDisk.victims, "Component whose disks are slow.");
    visit.number("factor", slowDisk.factor, {.help = "An operation takes so many times as long.", .source = "The default is ours", .min = 1, .max = 1e6});
    visit.duration("extra", slowDisk.extra, {.help = "And so much longer.", .source = "Chaos Mesh IOChaos: delay"});
    visit.ratio("affected", slowDisk.affected, {.help = "Share of the operations that are slow; drawn by the seed.", .source = "Chaos Mesh IOChaos: percent, 100 by default"});
}

void check(const SlowDisk& slowDisk, FaultScope& scope)
{
    checkVictimsWithDisks(slowDisk.victims, scope);
    if (const Component* const target = scope.findComponent(slowDisk.victims.target);
        target != nullptr && neverWaitsForDisk(*target, scope.channels()))
        scope.error("/target", std::holds_alternative<PulsarSettings>(target->settings)
                        ? "the fault hits nothing: bookies without journalSyncData do not wait for the disk"
                        : "the fault hits nothing: classic queues of RabbitMQ 4.x do not wait for the disk");
    if (slowDisk.factor == 1 && slowDisk.extra == Duration::zero())
        scope.error("/factor", "the fault changes nothing: expected more than 1, or an extra time");
    if (slowDisk.affected <= 0)
        scope.error("/affected", "the fault hits nothing: expected more than 0%");
}

std::string phraseOf(const SlowDisk& slowDisk)
{
    return "the disk of " + phraseOf(slowDisk.victims, "slow");
}

}  // namespace stormglass::spec
