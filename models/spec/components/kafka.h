// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of a Kafka cluster and its clients, by the names of Kafka's own configuration.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

/// Whose defaults hold where nothing else is said. What they refuse differs, too.
enum class KafkaVersion { V3, V4 };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaVersion);

enum class KafkaAcks { None, Leader, All };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaAcks);

enum class KafkaIdempotence { WherePossible, On, Off };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaIdempotence);

/// Producer configuration, for every component that publishes.
struct KafkaProducer {
    KafkaAcks acks = KafkaAcks::All;
    KafkaIdempotence idempotence = KafkaIdempotence::WherePossible;
    Duration linger{5'000'000};
    std::int64_t batchSize = 16384;
    std::int64_t maxRequestSize = 1'048'576;
    std::int64_t maxInFlight = 5;
    std::int64_t retries = 2'147'483'647;
    Duration requestTimeout = std::chrono::seconds{30};
    Duration deliveryTimeout = std::chrono::seconds{120};
    Duration retryBackoff = std::chrono::milliseconds{100};
    Duration retryBackoffMax = std::chrono::milliseconds{1000};
    std::int64_t bufferMemory = 33'554'432;
    Duration maxBlock = std::chrono::seconds{60};
    bool ignoresKeys = false;  ///< Records go to partitions by the sticky partitioner.
    bool isAdaptive = true;    ///< It prefers partitions with short queues.
    Duration transactionTimeout = std::chrono::seconds{60};
    bool operator==(const KafkaProducer&) const = default;
};
/// Whether a leader tells repetitions from new batches.
[[nodiscard]] bool isIdempotent(const KafkaProducer& producer);
/// The most unanswered requests with which a leader can keep them apart.
inline constexpr std::int64_t kMostInFlightOfIdempotent = 5;

enum class KafkaGroupProtocol { Classic, Consumer };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaGroupProtocol);

enum class KafkaAssignor { Range, Sticky, CooperativeSticky };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaAssignor);

enum class KafkaOffsetReset { Latest, Earliest };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaOffsetReset);

/// When an application without auto commit commits.
enum class KafkaManualCommit {
    Batch,   ///< When everything that a poll returned has been processed: at least once.
    Record,  ///< After each record: at least once, with one record to repeat.
    Before   ///< As soon as a poll has returned, before anything is processed: at most once.
};
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaManualCommit);

enum class KafkaIsolation {
    ReadUncommitted,
    ReadCommitted  ///< Nothing of a transaction that is open or was aborted, and nothing behind an open one.
};
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaIsolation);

/// Consumer configuration, for every consumer group.
struct KafkaConsumer {
    KafkaGroupProtocol protocol = KafkaGroupProtocol::Classic;
    KafkaAssignor assignor = KafkaAssignor::Range;
    Duration sessionTimeout = std::chrono::seconds{45};
    Duration heartbeatInterval = std::chrono::seconds{3};
    std::int64_t maxPollRecords = 500;
    Duration maxPollInterval = std::chrono::seconds{300};
    std::int64_t maxPartitionFetchBytes = 1'048'576;
    bool isStaticMember = false;  ///< Each instance has a group.instance.id of its own.
    bool commitsByItself = true;
    Duration autoCommitInterval = std::chrono::seconds{5};
    KafkaManualCommit manualCommit = KafkaManualCommit::Batch;
    std::int64_t fetchMinBytes = 1;
    Duration fetchMaxWait = std::chrono::milliseconds{500};
    KafkaOffsetReset offsetReset = KafkaOffsetReset::Latest;
    KafkaIsolation isolation = KafkaIsolation::ReadUncommitted;
    bool operator==(const KafkaConsumer&) const = default;
};

enum class KafkaGuarantee {
    AtLeastOnce,
    ExactlyOnceV2  ///< What a handler publishes and the offset of what it has handled are committed in one transaction.
};
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaGuarantee);

/// Configuration of the components that read from the cluster and write to it, by the names of Kafka Streams.
struct KafkaStreams {
    KafkaGuarantee guarantee = KafkaGuarantee::AtLeastOnce;
    Duration commitInterval = std::chrono::milliseconds{100};  ///< Zero: after each poll.
    bool operator==(const KafkaStreams&) const = default;
};

/// A group goes back in its topics and reads them again.
struct KafkaReplay {
    std::string group;    ///< The component that subscribes.
    std::string channel;  ///< Empty: all that it reads of this cluster.
    Duration at{};
    Duration back{0};     ///< Zero: to the earliest record that is still there.
    bool operator==(const KafkaReplay&) const = default;
};

/// The disks of a node, and the memory in front of them, by the names of Linux. The machines of a cluster are alike.
struct KafkaPageCache {
    double diskWriteBandwidth = 0;  ///< Bytes per second of all disks of a node; zero: any number of bytes take no time.
    std::int64_t availableMemory = 24LL << 30;
    double dirtyBackgroundRatio = 0.1;
    double dirtyRatio = 0.2;
    bool operator==(const KafkaPageCache&) const = default;
};

struct KafkaSettings {
    static constexpr std::string_view kKind = "kafka";
    KafkaVersion version = KafkaVersion::V4;
    Placement placement{.instances = 3};  ///< The broker nodes.
    KafkaProducer producer{};
    KafkaConsumer consumer{};
    Duration groupInitialRebalanceDelay = std::chrono::seconds{3};
    Duration groupMinSessionTimeout = std::chrono::seconds{6};
    Duration groupMaxSessionTimeout = std::chrono::seconds{1800};
    Duration groupConsumerSessionTimeout = std::chrono::seconds{45};
    Duration groupConsumerMinSessionTimeout = std::chrono::seconds{45};
    Duration groupConsumerMaxSessionTimeout = std::chrono::seconds{60};
    Duration groupConsumerHeartbeatInterval = std::chrono::seconds{5};
    Duration groupConsumerMinHeartbeatInterval = std::chrono::seconds{5};
    Duration groupConsumerMaxHeartbeatInterval = std::chrono::seconds{15};
    Duration brokerSessionTimeout = std::chrono::seconds{9};
    Duration replicaLagTimeMax = std::chrono::seconds{30};
    bool electsUncleanLeaders = false;
    std::int64_t flushMessages = 0;  ///< Zero: when records get to the disk is left to the operating system.
    Duration writeBack = std::chrono::seconds{30};
    Distribution syncTime{distribution::Constant{std::chrono::microseconds{1000}}};
    KafkaPageCache pageCache{};
    Duration retentionCheckInterval = std::chrono::seconds{300};
    Duration cleanerBackoff = std::chrono::seconds{15};
    Distribution appendTime{distribution::Constant{std::chrono::microseconds{20}}};  ///< Broker work per produce request.
    std::vector<KafkaReplay> replays = {};
    KafkaStreams streams{};
    Duration transactionMaxTimeout = std::chrono::seconds{900};
    Duration transactionCleanupInterval = std::chrono::seconds{10};
    std::int64_t transactionLogReplicas = 3;
    std::int64_t transactionLogMinInsync = 2;
    bool operator==(const KafkaSettings&) const = default;
};
/// Gives the settings whose defaults differ between versions those of \p version.
void applyVersion(KafkaSettings& kafka, KafkaVersion version);

enum class KafkaCleanup { Delete, Compact, CompactAndDelete };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaCleanup);

/// KIP-1030: a 4.x cluster refuses smaller segments; before it was 14 bytes, which the field has.
inline constexpr std::int64_t kLeastSegmentBytesOfV4 = 1'048'576;

struct KafkaTopic {
    static constexpr std::string_view kKind = "kafka-topic";
    std::int64_t partitions = 6;
    std::int64_t replicationFactor = 3;
    std::int64_t minInsyncReplicas = 2;
    KafkaCleanup cleanup = KafkaCleanup::Delete;
    Duration retention = std::chrono::hours{168};
    std::int64_t retentionBytes = 0;  ///< Of one partition; zero: no limit.
    std::int64_t segmentBytes = 1'073'741'824;
    Duration segmentAge = std::chrono::hours{168};
    double minDirtyRatio = 0.5;
    std::int64_t maxMessageBytes = 1'048'588;
    bool operator==(const KafkaTopic&) const = default;
};

void describe(FieldVisitor& visit, KafkaProducer& producer);
void describe(FieldVisitor& visit, KafkaConsumer& consumer);
void describe(FieldVisitor& visit, KafkaReplay& replay);
void describe(FieldVisitor& visit, KafkaStreams& streams);
void describe(FieldVisitor& visit, KafkaSettings& kafka);
void describe(FieldVisitor& visit, KafkaTopic& topic);

}  // namespace stormglass::spec
