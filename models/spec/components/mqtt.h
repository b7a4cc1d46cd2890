// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of an MQTT broker and its clients. The broker's bear the names and defaults of Mosquitto 2.0 (mosquitto.conf(5)),
// those of the clients the names of the specification, or of paho-mqtt where it has none.
#pragma once

#include "models/spec/components/common.h"

namespace stormglass::spec {

enum class MqttVersion { V3_1_1, V5 };
[[nodiscard]] std::span<const std::string_view> namesOf(MqttVersion);

/// What is dropped when the queue of a session is full.
enum class MqttQueueDrop { Newest, Oldest };
[[nodiscard]] std::span<const std::string_view> namesOf(MqttQueueDrop);

/// What a client says when it connects, and how it connects again.
struct MqttClient {
    Duration keepAlive = std::chrono::seconds{60};  ///< Zero: off.
    bool isCleanStart = false;
    Duration sessionExpiry = kNoExpiry;             ///< After the connection has gone. MQTT 5 only.
    Duration connectTimeout = std::chrono::seconds{5};
    Duration reconnectMinDelay = std::chrono::seconds{1};
    Duration reconnectMaxDelay = std::chrono::seconds{120};
    std::string willChannel{};                      ///< Empty: no will.
    Duration willDelay{0};                          ///< MQTT 5 only.

    static constexpr Duration kNoExpiry = std::chrono::seconds{4'294'967'295};  ///< 0xFFFFFFFF (MQTT 5.0, 3.1.2.11.2).
    bool operator==(const MqttClient&) const = default;
};

/// Instances that publish.
struct MqttPublisher {
    MqttClient client{};
    std::int64_t maxInflight = 20;  ///< QoS 1 and 2 messages between PUBLISH and the end of their handshake; 0: no limit.
    std::int64_t maxQueued = 0;     ///< That a client has, with those in flight; 0: no limit.
    bool operator==(const MqttPublisher&) const = default;
};

/// Instances that subscribe.
struct MqttSubscriber {
    MqttClient client{};
    std::int64_t receiveMaximum = 0;  ///< 0: not sent, so the broker's max_inflight_messages counts. MQTT 5 only.
    bool isShared = true;             ///< The instances of a component share its messages; otherwise each gets all of them.
    bool operator==(const MqttSubscriber&) const = default;
};

struct MqttSettings {
    static constexpr std::string_view kKind = "mqtt";
    /// MQTT 5.0 and 3.1.1, Remaining Length: four bytes of seven bits.
    static constexpr std::int64_t kLargestPacket = 268'435'455;
    Placement placement{};
    MqttVersion version = MqttVersion::V5;
    std::int64_t maxPacketSize = 0;  ///< Bytes of a message; 0: the most that there can be.
    Distribution processingTime{distribution::Constant{std::chrono::microseconds{10}}};  ///< Work per PUBLISH and PUBREL of a publisher, one after the other.
    std::int64_t maxInflightMessages = 20;   ///< To each subscriber; 0: no limit.
    std::int64_t maxQueuedMessages = 1000;   ///< In each session, above those in flight; 0: no limit.
    MqttQueueDrop queueDrop = MqttQueueDrop::Newest;
    bool queuesQos0 = false;
    bool isPersistent = false;
    Duration autosaveInterval = std::chrono::seconds{1800};  ///< Zero: never while it runs.
    std::int64_t autosaveOnChanges = 0;      ///< Saves whenever there have been so many; zero: by time.
    Duration persistentClientExpiration{0};  ///< Zero: never.
    MqttPublisher publisher{};
    MqttSubscriber subscriber{};
    bool operator==(const MqttSettings&) const = default;
};

/// One topic name; no topic filters with wildcards.
struct MqttTopic {
    static constexpr std::string_view kKind = "mqtt-topic";
    std::int64_t qos = 1;              ///< Of the publishers.
    std::int64_t subscriptionQos = 2;  ///< The most that the subscribers want.
    bool isRetained = false;
    Duration messageExpiry{0};         ///< Zero: never. MQTT 5 only.
    bool operator==(const MqttTopic&) const = default;
};

void describe(FieldVisitor& visit, MqttClient& client);
void describe(FieldVisitor& visit, MqttPublisher& publisher);
void describe(FieldVisitor& visit, MqttSubscriber& subscriber);
void describe(FieldVisitor& visit, MqttSettings& mqtt);
void describe(FieldVisitor& visit, MqttTopic& topic);

}  // namespace stormglass::spec
