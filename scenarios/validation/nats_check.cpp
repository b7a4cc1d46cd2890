// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a NATS server refuses of streams and of their consumers.
#include "scenarios/validation/context.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

/// nats-server 2.12, stream.go, checkStreamCfg: of both times.
constexpr Duration kShortestTime = std::chrono::milliseconds{100};

void checkTimes(ValidationContext& context, const spec::NatsStream& stream, const std::string& pointer)
{
    if (stream.maxAge == Duration::zero())
        return;
    if (stream.maxAge < kShortestTime)
        context.error(pointer + "/max_age", "max age needs to be >= 100ms, found \"" + toText(stream.maxAge) + '"');
    // The server lowers a window that nobody has set.
    if (stream.duplicateWindow > stream.maxAge && stream.duplicateWindow != spec::NatsStream{}.duplicateWindow)
        context.error(pointer + "/duplicate_window", "duplicates window can not be larger then max age (10052): expected at most max_age ("
                          + toText(stream.maxAge) + "), found \"" + toText(stream.duplicateWindow) + '"');
}

/// nats-server 2.12, consumer.go, checkConsumerCfg. As many deliveries as entries are allowed, whatever its words say.
void checkBackoff(ValidationContext& context, const spec::NatsStream& stream, const std::string& pointer)
{
    const auto entries = static_cast<std::int64_t>(stream.backoff.size());
    if (stream.maxDeliver > 0 && entries > stream.maxDeliver)
        context.error(pointer + "/max_deliver", "max deliver is required to be > length of backoff values (10116): expected at least "
                          + std::to_string(entries) + ", the entries of backoff, or 0, found " + std::to_string(stream.maxDeliver));
    if (entries > 0 && stream.ackWait != spec::NatsStream{}.ackWait)
        context.warning(pointer + "/ack_wait", "has no effect beside backoff, whose first entry replaces it");
}

}  // namespace

void checkNats(ValidationContext& context, std::size_t component)
{
    const spec::Component& broker = context.scenario().topology.components[component];
    if (!std::holds_alternative<spec::NatsSettings>(broker.settings))
        return;
    const auto& channels = context.scenario().topology.channels;
    for (std::size_t i = 0; i < channels.size(); ++i)
        if (const auto* stream = std::get_if<spec::NatsStream>(&channels[i].settings); stream != nullptr && channels[i].broker == broker.name) {
            checkTimes(context, *stream, context.names().channels.pointerOf(i));
            checkBackoff(context, *stream, context.names().channels.pointerOf(i));
        }
}

}  // namespace stormglass
