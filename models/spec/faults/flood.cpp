// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/flood.h"

#include "models/spec/faults/fault_scope.h"
#include "models/spec/size_limit.h"
#include "simcore/base/quantity_text.h"

namespace stormglass::spec {

void describe(FieldVisitor& visit, Flood& flood)
{
    describe(visit, flood.where);
    visit.rate("rate", flood.rate, {.help = "Messages per second to each channel, in equal gaps.", .source = "The default is ours", .min = 1, .max = 1e6});
    visit.bytes("message_size", flood.messageSize, {.help = "Size of each of them.", .source = "Chaos Mesh kafka-flood: messageSize", .min = 1, .max = 1e9});
    visit.duration("handling_time", flood.handlingTime, {.help = "Time of a consumer until it drops one: it reads it and sees that it is none of its business.", .source = "The default is ours: reading 1 KiB of JSON"});
}

void check(const Flood& flood, FaultScope& scope)
{
    check(flood.where, scope);
    for (const Channel* channel : channelsOf(flood.where.where, scope)) {
        const Component* const broker = scope.findComponent(channel->broker);
        if (const auto excess = broker == nullptr ? std::nullopt : excessOf(flood.messageSize, *broker, *channel))
            return scope.error("/message_size", *excess);
    }
}

std::string phraseOf(const Flood& flood)
{
    return phraseOf(flood.where) + " was flooded with foreign messages, " + rateToText(flood.rate);
}

}  // namespace stormglass::spec
