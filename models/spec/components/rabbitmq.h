// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of a RabbitMQ broker and its clients.
#pragma once

#include "models/spec/components/common.h"
#include "models/spec/components/rabbitmq_routing.h"

namespace stormglass::spec {

/// What nodes do when they have lost sight of each other (cluster_partition_handling).
enum class RabbitmqPartitionHandling { Ignore, PauseMinority, Autoheal };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqPartitionHandling);

/// Releases that differ in a rule that is modelled.
enum class RabbitmqVersion { V3_13, V4_0, V4 };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqVersion);

/// When a node asks its publishers to wait.
struct RabbitmqLimits {
    std::int64_t totalMemory = 0;         ///< Bytes of a node; 0: nobody watches it.
    double memoryHighWatermark = 0;       ///< Share of that; 0: as the version has it.
    std::int64_t walMaxSizeBytes = 536'870'912;  ///< Of a file of the write-ahead log.
    std::int64_t idleMemory = 150'000'000;  ///< Bytes that a node needs without a message.
    std::int64_t diskSize = 0;            ///< Bytes of a node; 0: nobody watches it.
    std::int64_t diskFreeLimit = 50'000'000;
    std::int64_t initialCredit = 400;     ///< Messages that a connection may be ahead of its channel; 0: any number.
    std::int64_t moreCredit = 200;        ///< Granted after as many.
    std::int64_t quorumSoftLimit = 32;    ///< Commands of a channel that a quorum queue has not applied.
    std::int64_t streamSoftLimit = 256;   ///< Messages of a channel that a stream has not committed.
    bool operator==(const RabbitmqLimits&) const = default;
};
void describe(FieldVisitor& visit, RabbitmqLimits& limits);

struct RabbitmqSettings {
    static constexpr std::string_view kKind = "rabbitmq";
    Placement placement{};
    RabbitmqVersion version = RabbitmqVersion::V4;
    std::int64_t maxMessageSize = 0;    ///< Bytes; 0: as the version has it.
    std::int64_t prefetch = 250;        ///< Unacknowledged deliveries per consumer; 0: unlimited.
    bool hasPublisherConfirms = true;
    Distribution routingTime{distribution::Constant{std::chrono::microseconds{20}}};  ///< Broker work per published message.
    Distribution syncTime{distribution::Constant{std::chrono::milliseconds{1}}};  ///< One fsync of a node's log.
    Duration readTime{0};  ///< Of a message of a quorum queue that is on the disk only.
    Duration heartbeat = std::chrono::seconds{60};
    Duration networkRecoveryInterval = std::chrono::seconds{5};
    Duration consumerTimeout = std::chrono::minutes{30};  ///< Zero: none.
    Duration leaderElection = std::chrono::milliseconds{500};
    RabbitmqPartitionHandling partitionHandling = RabbitmqPartitionHandling::Ignore;
    RabbitmqLimits limits{};
    bool operator==(const RabbitmqSettings&) const = default;
};

enum class RabbitmqQueueType { Classic, Quorum, Stream };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqQueueType);

enum class RabbitmqOverflow { DropHead, RejectPublish, RejectPublishDlx };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqOverflow);

/// Where a consumer of a stream begins (x-stream-offset).
enum class RabbitmqStreamOffset { First, Last, Next, Offset, Timestamp, Interval };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqStreamOffset);

/// Whether the broker remembers how far a consumer has come.
enum class RabbitmqOffsetTracking { None, Automatic };
[[nodiscard]] std::span<const std::string_view> namesOf(RabbitmqOffsetTracking);

/// What only streams have, and their consumers.
struct RabbitmqStream {
    Duration maxAge{0};                          ///< Zero: none.
    std::int64_t maxSegmentBytes = 500'000'000;
    std::int64_t initialClusterSize = 0;         ///< Members; 0: one on each node.
    RabbitmqStreamOffset offset = RabbitmqStreamOffset::Next;
    std::int64_t startOffset = 0;                ///< With offset.
    Duration startTime{0};                       ///< With timestamp: of the run; with interval: before the consumer comes.
    bool isSingleActiveConsumer = false;
    RabbitmqOffsetTracking tracking = RabbitmqOffsetTracking::None;
    std::int64_t messageCountBeforeStorage = 10'000;
    Duration flushInterval = std::chrono::seconds{5};
    bool operator==(const RabbitmqStream&) const = default;
};

/// An exchange with one queue for each subscribing component; these are the arguments of each queue.
struct RabbitmqQueue {
    static constexpr std::string_view kKind = "rabbitmq-queue";
    RabbitmqExchangeType exchangeType = RabbitmqExchangeType::Fanout;
    std::vector<RabbitmqBinding> bindings{};
    bool hasWaitingQueue = false;      ///< One more queue, which nobody consumes.
    std::string alternateExchange{};   ///< A channel that gets what no queue takes; empty: none.
    bool isMandatory = false;          ///< What nobody takes comes back to its publisher.
    RabbitmqQueueType type = RabbitmqQueueType::Quorum;
    std::int64_t deliveryLimit = -1;   ///< Redeliveries before a message is dead-lettered; 0: unlimited; -1: as the version has it.
    std::int64_t maxPriority = 0;      ///< 0: none.
    std::vector<RabbitmqProperties> properties{};  ///< Of what is published here.
    bool isSingleActiveConsumer = false;
    bool isExclusive = false;          ///< A queue accepts one consumer at a time.
    std::vector<RabbitmqConsumerPriority> consumerPriorities{};
    std::int64_t maxLength = 0;        ///< Messages that may wait; 0: unlimited.
    std::int64_t maxLengthBytes = 0;   ///< 0: unlimited.
    RabbitmqOverflow overflow = RabbitmqOverflow::DropHead;
    Duration messageTtl{0};            ///< Zero: messages do not expire.
    Duration expires{0};               ///< Zero: a queue without consumers stays.
    std::string deadLetterChannel{};     ///< Empty: dead letters are dropped.
    std::string deadLetterRoutingKey{};  ///< Empty: dead letters keep theirs.
    RabbitmqStream stream{};
    bool operator==(const RabbitmqQueue&) const = default;
};

/// Bytes of memory in use from which on a node raises its alarm.
[[nodiscard]] std::int64_t memoryLimitOf(const RabbitmqSettings& rabbitmq);

/// Bytes of the largest message that it takes.
[[nodiscard]] std::int64_t largestMessageOf(const RabbitmqSettings& rabbitmq);

/// Whether its queues hand out messages by their priority.
[[nodiscard]] bool honoursPriorities(const RabbitmqSettings& rabbitmq, const RabbitmqQueue& queue);

void describe(FieldVisitor& visit, RabbitmqSettings& rabbitmq);
void describe(FieldVisitor& visit, RabbitmqStream& stream);
void describe(FieldVisitor& visit, RabbitmqQueue& queue);

}  // namespace stormglass::spec
