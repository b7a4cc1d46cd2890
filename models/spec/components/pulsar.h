// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of an Apache Pulsar cluster with its bookies, and of its clients.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

/// The bookies of a cluster and where they run.
struct PulsarBookies {
    Placement placement{.instances = 3};
    std::int64_t journalDirectories = 1;
    bool syncsJournal = true;
    Duration maxGroupWait = std::chrono::milliseconds{1};
    std::int64_t bufferedWrites = 524'288;  ///< Bytes that close a group.
    Duration pageCacheFlushInterval = std::chrono::seconds{1};
    Distribution syncTime{distribution::Constant{std::chrono::milliseconds{1}}};  ///< One fsync of a journal.
    bool operator==(const PulsarBookies&) const = default;
};

enum class PulsarBatcher {
    Default,  ///< All messages of a partition in one batch.
    KeyBased  ///< One batch a key.
};
[[nodiscard]] std::span<const std::string_view> namesOf(PulsarBatcher);

enum class PulsarRouting { RoundRobinPartition, SinglePartition };
[[nodiscard]] std::span<const std::string_view> namesOf(PulsarRouting);

enum class PulsarHashing { JavaStringHash, Murmur3_32Hash };
[[nodiscard]] std::span<const std::string_view> namesOf(PulsarHashing);

struct PulsarProducer {
    bool isBatching = true;
    Duration maxPublishDelay = std::chrono::milliseconds{1};
    std::int64_t maxMessages = 1000;
    std::int64_t maxBytes = 131'072;
    PulsarBatcher batcher = PulsarBatcher::Default;
    std::int64_t maxPendingMessages = 0;  ///< Of one partition; 0: no limit but that of the memory.
    std::int64_t memoryLimit = 67'108'864;  ///< 0: none.
    bool blocksIfQueueFull = false;
    Duration sendTimeout = std::chrono::seconds{30};  ///< Zero: none.
    bool hasKeys = true;
    PulsarRouting routing = PulsarRouting::RoundRobinPartition;
    std::int64_t switchFrequency = 10;  ///< A partition is kept for so many publish delays.
    PulsarHashing hashing = PulsarHashing::JavaStringHash;
    bool operator==(const PulsarProducer&) const = default;
};

struct PulsarConsumer {
    std::int64_t receiverQueueSize = 1000;
    std::int64_t maxTotalReceiverQueueSize = 50'000;  ///< Across partitions.
    Duration acknowledgmentGroupTime = std::chrono::milliseconds{100};
    Duration negativeAckRedeliveryDelay = std::chrono::seconds{60};
    Duration ackTimeout{0};  ///< Zero: none.
    bool operator==(const PulsarConsumer&) const = default;
};

/// The instances of the component are brokers first, then bookies.
struct PulsarSettings {
    static constexpr std::string_view kKind = "pulsar";
    static constexpr std::int64_t kMostBookiesOfLedger = 32;
    Placement placement{.instances = 3};  ///< The brokers.
    PulsarBookies bookies{};
    PulsarProducer producer{};
    PulsarConsumer consumer{};
    Distribution publishTime{distribution::Constant{std::chrono::microseconds{20}}};  ///< Work of a broker per entry.
    std::int64_t ensembleSize = 2;
    std::int64_t writeQuorum = 2;
    std::int64_t ackQuorum = 2;
    Duration addEntryTimeout = std::chrono::seconds{30};
    Duration metadataSessionTimeout = std::chrono::seconds{30};
    Distribution metadataTime{distribution::Constant{std::chrono::milliseconds{5}}};  ///< One write to the metadata store.
    Duration keepAliveInterval = std::chrono::seconds{30};
    std::int64_t maxMessageSize = 5'242'880;
    std::int64_t maxUnackedPerConsumer = 50'000;  ///< 0: no limit.
    double markDeleteRate = 1;  ///< Per second.
    Duration newEntriesCheckDelay = std::chrono::milliseconds{10};
    Duration backlogQuotaCheckInterval = std::chrono::seconds{60};
    Duration expiryCheckInterval = std::chrono::minutes{5};
    bool acknowledgesBatchIndexes = false;
    Duration initialBackoff = std::chrono::milliseconds{100};
    Duration maxBackoff = std::chrono::seconds{60};
    bool operator==(const PulsarSettings&) const = default;
};

enum class PulsarSubscriptionType { Exclusive, Failover, Shared, KeyShared };
[[nodiscard]] std::span<const std::string_view> namesOf(PulsarSubscriptionType);

enum class PulsarAcknowledgment { Individual, Cumulative };
[[nodiscard]] std::span<const std::string_view> namesOf(PulsarAcknowledgment);

/// What is done about a backlog that is too large.
enum class PulsarBacklogPolicy { ProducerRequestHold, ProducerException, ConsumerBacklogEviction };
[[nodiscard]] std::span<const std::string_view> namesOf(PulsarBacklogPolicy);

/// A topic, with a subscription for each subscribing component; these are the settings of both.
struct PulsarTopic {
    static constexpr std::string_view kKind = "pulsar-topic";
    std::int64_t partitions = 1;
    PulsarSubscriptionType subscriptionType = PulsarSubscriptionType::Shared;
    PulsarAcknowledgment acknowledgment = PulsarAcknowledgment::Individual;
    bool isDeduplicating = false;
    std::int64_t maxRedeliverCount = 0;  ///< 0: as often as it takes.
    std::string deadLetterTopic{};
    std::int64_t backlogQuota = 0;  ///< Bytes of each partition; 0: none.
    PulsarBacklogPolicy backlogPolicy = PulsarBacklogPolicy::ProducerRequestHold;
    Duration messageTtl{0};  ///< Zero: none.
    bool operator==(const PulsarTopic&) const = default;
};

void describe(FieldVisitor& visit, PulsarBookies& bookies);
void describe(FieldVisitor& visit, PulsarProducer& producer);
void describe(FieldVisitor& visit, PulsarConsumer& consumer);
void describe(FieldVisitor& visit, PulsarSettings& pulsar);
void describe(FieldVisitor& visit, PulsarTopic& topic);

}  // namespace stormglass::spec
