// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of a Kafka cluster and its clients, by the names of Kafka's own configuration.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

enum class KafkaAcks { None, Leader, All };
[[nodiscard]] std::span<const std::string_view> namesOf(KafkaAcks);

/// Producer configuration, for every component that publishes.
struct KafkaProducer {
    KafkaAcks acks = KafkaAcks::All;
    Duration linger{5'000'000};
    std::int64_t batchSize = 16384;
    std::int64_t maxInFlight = 5;
    Duration requestTimeout = std::chrono::seconds{30};
    Duration deliveryTimeout = std::chrono::seconds{120};
    Duration retryBackoff = std::chrono::milliseconds{100};
    Duration retryBackoffMax = std::chrono::milliseconds{1000};
    bool operator==(const KafkaProducer&) const = default;
};

/// Consumer configuration, for every consumer group.
struct KafkaConsumer {
    Duration sessionTimeout = std::chrono::seconds{45};
    Duration heartbeatInterval = std::chrono::seconds{3};
    std::int64_t maxPollRecords = 500;
    Duration maxPollInterval = std::chrono::seconds{300};
    std::int64_t maxPartitionFetchBytes = 1'048'576;
    bool isStaticMember = false;  ///< Each instance has a group.instance.id of its own.
    Duration autoCommitInterval = std::chrono::seconds{5};
    Duration fetchMaxWait = std::chrono::milliseconds{500};
    bool operator==(const KafkaConsumer&) const = default;
};

struct KafkaSettings {
    static constexpr std::string_view kKind = "kafka";
    Placement placement{.instances = 3};  ///< The broker nodes.
    KafkaProducer producer{};
    KafkaConsumer consumer{};
    Duration groupInitialRebalanceDelay = std::chrono::seconds{3};
    Duration brokerSessionTimeout = std::chrono::seconds{9};
    Duration replicaLagTimeMax = std::chrono::seconds{30};
    Distribution appendTime{distribution::Constant{std::chrono::microseconds{20}}};  ///< Broker work per produce request.
    bool operator==(const KafkaSettings&) const = default;
};

struct KafkaTopic {
    static constexpr std::string_view kKind = "kafka-topic";
    std::int64_t partitions = 6;
    std::int64_t replicationFactor = 3;
    std::int64_t minInsyncReplicas = 2;
    bool operator==(const KafkaTopic&) const = default;
};

void describe(FieldVisitor& visit, KafkaProducer& producer);
void describe(FieldVisitor& visit, KafkaConsumer& consumer);
void describe(FieldVisitor& visit, KafkaSettings& kafka);
void describe(FieldVisitor& visit, KafkaTopic& topic);

}  // namespace stormglass::spec
