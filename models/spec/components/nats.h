// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of a NATS JetStream cluster and its clients.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

struct NatsSettings {
    static constexpr std::string_view kKind = "nats";
    Placement placement{.instances = 3};
    Distribution storeTime{distribution::Constant{std::chrono::microseconds{20}}};  ///< Work of a leader per message.
    Duration syncInterval = std::chrono::minutes{2};
    bool syncsAlways = false;
    Distribution syncTime{distribution::Constant{std::chrono::milliseconds{1}}};  ///< One fsync, with sync_always.
    std::int64_t maxPayload = 1'048'576;  ///< Bytes of a message.
    Distribution electionTimeout{distribution::Uniform{std::chrono::seconds{4}, std::chrono::seconds{9}}};
    // The clients.
    Duration publishTimeout = std::chrono::seconds{5};
    std::int64_t retryAttempts = 2;
    Duration retryWait = std::chrono::milliseconds{250};
    Duration reconnectWait = std::chrono::seconds{2};
    Duration pingInterval = std::chrono::minutes{2};
    std::int64_t maxPingsOut = 2;
    std::int64_t pullMaxMessages = 500;
    Duration pullExpiry = std::chrono::seconds{30};
    bool operator==(const NatsSettings&) const = default;
};

enum class NatsRetention {
    Limits,    ///< Messages stay until a limit takes them, also what everybody has acknowledged.
    Interest,  ///< Until every consumer has acknowledged them.
    WorkQueue  ///< The same for one consumer, the only one there may be.
};
[[nodiscard]] std::span<const std::string_view> namesOf(NatsRetention);

/// What a full stream does.
enum class NatsDiscard { Old, New };
[[nodiscard]] std::span<const std::string_view> namesOf(NatsDiscard);

/// One entry of the list of ack waits of a consumer.
struct NatsBackoff {
    Duration wait = std::chrono::seconds{30};
    bool operator==(const NatsBackoff&) const = default;
};

/// A stream, with a durable pull consumer for each subscribing component; these are the settings of both.
struct NatsStream {
    static constexpr std::string_view kKind = "nats-stream";
    static constexpr std::int64_t kMostReplicas = 5;
    std::int64_t replicas = 1;
    NatsRetention retention = NatsRetention::Limits;
    NatsDiscard discard = NatsDiscard::Old;
    std::int64_t maxMessages = 0;  ///< 0: unlimited.
    std::int64_t maxBytes = 0;     ///< 0: unlimited.
    Duration maxAge{0};            ///< Zero: unlimited.
    bool haveMessageIds = false;   ///< Publishers set Nats-Msg-Id: whatever sends a message again, it is the same one.
    Duration duplicateWindow = std::chrono::minutes{2};
    Duration ackWait = std::chrono::seconds{30};
    std::vector<NatsBackoff> backoff{};  ///< By the number of the delivery, the last one for all further ones; empty: ackWait.
    std::int64_t maxDeliver = 0;   ///< 0: unlimited.
    std::int64_t maxAckPending = 1000;
    bool operator==(const NatsStream&) const = default;
};

void describe(FieldVisitor& visit, NatsSettings& nats);
void describe(FieldVisitor& visit, NatsBackoff& backoff);
void describe(FieldVisitor& visit, NatsStream& stream);

}  // namespace stormglass::spec
