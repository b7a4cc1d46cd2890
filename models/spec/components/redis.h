// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of Redis as a broker (Streams with consumer groups), and of its clients.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

/// When the append-only file is synced.
enum class RedisAppendFsync { Always, EverySecond, No };
[[nodiscard]] std::span<const std::string_view> namesOf(RedisAppendFsync);

/// The first instance is the master, the others are its replicas, watched by Sentinel.
struct RedisSettings {
    static constexpr std::string_view kKind = "redis";
    Placement placement{.instances = 2};
    Distribution commandTime{distribution::Constant{std::chrono::microseconds{10}}};  ///< One after the other.
    bool isAppendOnly = false;
    RedisAppendFsync appendFsync = RedisAppendFsync::EverySecond;
    Distribution syncTime{distribution::Constant{std::chrono::milliseconds{1}}};  ///< One fsync, with appendfsync always.
    std::int64_t maxBulkLength = 536'870'912;  ///< Bytes of a message.
    Duration downAfter = std::chrono::seconds{30};
    Duration failoverTime = std::chrono::seconds{1};
    std::int64_t waitReplicas = 0;  ///< WAIT after each XADD.
    // The clients.
    Duration timeout = std::chrono::seconds{2};
    std::int64_t readCount = 10;
    bool operator==(const RedisSettings&) const = default;
};

/// A stream with a consumer group for each subscribing component; these are the settings of each.
struct RedisStream {
    static constexpr std::string_view kKind = "redis-stream";
    std::int64_t maxLength = 0;      ///< MAXLEN ~; 0: unlimited.
    Duration claimInterval{0};       ///< Between two XAUTOCLAIM of a consumer; zero: nobody claims.
    Duration minIdleTime = std::chrono::minutes{1};
    std::int64_t claimCount = 100;
    std::int64_t maxDeliveries = 0;  ///< Then its consumer moves it to the dead letters; 0: unlimited.
    std::string deadLetterChannel{};
    bool operator==(const RedisStream&) const = default;
};

void describe(FieldVisitor& visit, RedisSettings& redis);
void describe(FieldVisitor& visit, RedisStream& stream);

}  // namespace stormglass::spec
