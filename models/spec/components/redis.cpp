// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/redis.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(RedisAppendFsync)
{
    static constexpr std::string_view kNames[] = {"always", "everysec", "no"};
    return kNames;
}

void describe(FieldVisitor& visit, RedisSettings& redis)
{
    constexpr std::string_view kConf = "Redis 7, redis.conf";
    constexpr std::string_view kSentinel = "Redis manual, High availability with Redis Sentinel";
    describe(visit, redis.placement);
    visit.distribution("command_time", redis.commandTime, {.help = "Work per command; they are executed one after the other.", .source = "Redis manual, Redis benchmark: about 100,000 commands/s"});
    visit.flag("appendonly", redis.isAppendOnly, {.help = "Commands are appended to a file. Without it a process that dies loses what is younger than its last snapshot (save 3600 1 300 100 60 10000).", .source = kConf});
    visit.choice("appendfsync", redis.appendFsync, {.help = "When that file is synced: before the answer, every second, or by the operating system after 30 s.", .source = kConf});
    visit.distribution("sync_time", redis.syncTime, {.help = "Time of one sync, with appendfsync always.", .source = "no manual: 1 ms, an SSD"});
    visit.bytes("proto-max-bulk-len", redis.maxBulkLength, {.help = "Larger messages are refused.", .source = "Redis 7, redis.conf: 512mb, at least 1mb", .min = 1'048'576, .max = 1e12});
    visit.duration("down-after-milliseconds", redis.downAfter, {.help = "How long the master must be silent before Sentinel takes it for down.", .source = kSentinel, .min = 1e6});
    visit.duration("failover_time", redis.failoverTime, {.help = "From then until a replica is the master: agreement, promotion, clients are told.", .source = "no manual: Sentinels ask each other every second"});
    visit.integer("WAIT", redis.waitReplicas, {.help = "Replicas that must have a message before its publisher goes on; 0: the command is not used. It makes losses rarer, and does not exclude them.", .source = "Redis manual, WAIT", .max = 100});
    visit.duration("timeout", redis.timeout, {.help = "How long a client waits for an answer.", .source = "Jedis, Protocol.DEFAULT_TIMEOUT", .min = 1e6});
    visit.integer("COUNT", redis.readCount, {.help = "Messages that a read of a consumer returns at most (XREADGROUP).", .source = "Redis manual, XREADGROUP: its example", .min = 1, .max = 1e6});
}

void describe(FieldVisitor& visit, RedisStream& stream)
{
    visit.integer("MAXLEN", stream.maxLength, {.help = "Messages in the stream, about: whole nodes of 100 go, read or not. 0: unlimited.", .source = "Redis manual, XADD; redis.conf, stream-node-max-entries", .max = 1e12});
    visit.duration("claim_interval", stream.claimInterval, {.help = "How often each consumer claims what others have not acknowledged (XAUTOCLAIM); 0s: nobody does, and what a consumer dies with is never handled.", .source = "Redis manual, Streams: recovering from permanent failures"});
    visit.duration("min-idle-time", stream.minIdleTime, {.help = "How long a message must have been unacknowledged to be claimed.", .source = "Redis manual, XAUTOCLAIM: no default", .min = 1e6});
    visit.integer("claim_count", stream.claimCount, {.help = "Messages that one claim takes at most.", .source = "Redis manual, XAUTOCLAIM: 100", .min = 1, .max = 1e6});
    visit.integer("max_deliveries", stream.maxDeliveries, {.help = "Deliveries after which a consumer that claims a message moves it to dead_letter_channel; 0: unlimited.", .source = "Redis manual, Streams: claiming and the delivery counter", .max = 1e6});
    visit.reference("dead_letter_channel", stream.deadLetterChannel, RefersTo::Channel, {.help = "Channel of the dead letters; absent: they are acknowledged and gone.", .source = "Redis manual, Streams: claiming and the delivery counter"});
}

}  // namespace stormglass::spec
