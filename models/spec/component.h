// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Components and channels: everything that can be drawn.
#pragma once

#include "models/spec/components/eventbridge.h"
#include "models/spec/components/kafka.h"
#include "models/spec/components/mqtt.h"
#include "models/spec/components/nats.h"
#include "models/spec/components/pubsub.h"
#include "models/spec/components/pulsar.h"
#include "models/spec/components/rabbitmq.h"
#include "models/spec/components/redis.h"
#include "models/spec/components/services.h"
#include "models/spec/components/sns.h"
#include "models/spec/components/sqs.h"
#include "models/spec/components/stores.h"
#include "models/spec/components/streams.h"
#include "simcore/base/one_of.h"

namespace stormglass::spec {

/// Every kind of component. A new kind is one more alternative here.
using ComponentKinds = TypeList<
    ClientSettings,
    GatewaySettings,
    ServiceSettings,
    OrchestratorSettings,
    ExternalSettings,
    StreamProcessorSettings,
    ReadModelSettings,
    DashboardSettings,
    PagerSettings,
    DatabaseSettings,
    CacheSettings,
    ColumnarStoreSettings,
    TimeSeriesStoreSettings,
    EventStoreSettings,
    EventBridgeSettings,
    KafkaSettings,
    MqttSettings,
    NatsSettings,
    PubsubSettings,
    PulsarSettings,
    RabbitmqSettings,
    RedisSettings,
    SnsSettings,
    SqsSettings>;
using ComponentSettings = OneOf<ComponentKinds>;

struct Component {
    std::string name;
    ComponentSettings settings;
    bool operator==(const Component&) const = default;
};

/// Every kind of channel, one or more for each kind of broker.
using ChannelKinds = TypeList<
    EventBridgeBus,
    KafkaTopic,
    MqttTopic,
    NatsStream,
    PubsubTopic,
    PulsarTopic,
    RabbitmqQueue,
    RedisStream,
    SnsTopic,
    SqsQueue>;
using ChannelSettings = OneOf<ChannelKinds>;

/// An address that messages are published to. Each subscribing component gets every message once
/// (a consumer group, a bound queue, a subscribed queue); its instances share them.
struct Channel {
    std::string name;
    std::string broker;
    ChannelSettings settings;
    bool operator==(const Channel&) const = default;
};

/// What the catalogue knows of a kind, beside its fields.
struct KindInfo {
    std::string_view kind;
    std::string_view category;  ///< clients, services, brokers, stores, channels
    std::string_view help;
};
/// In the order of ComponentSettings and of ChannelSettings.
[[nodiscard]] std::span<const KindInfo> componentKinds();
[[nodiscard]] std::span<const KindInfo> channelKinds();
[[nodiscard]] const KindInfo& infoOf(const ComponentSettings& settings);

[[nodiscard]] bool isBroker(const Component& component);
/// The settings a channel of this broker has when nobody says otherwise. Precondition: isBroker(broker).
[[nodiscard]] ChannelSettings defaultChannelFor(const Component& broker);
/// Of a topic; 0: that kind of channel has none.
[[nodiscard]] std::int64_t partitionsOf(const ChannelSettings& channel);
/// Whether messages that nobody consumes there may get on to another channel.
[[nodiscard]] bool passesOn(const ChannelSettings& channel);
/// Where the component runs; nothing for a managed service.
[[nodiscard]] const Placement* placementOf(const Component& component);
/// The same, and then where its other processes run, if it has several kinds of them (Pulsar: brokers, then bookies).
/// Its instances are counted through all of these.
[[nodiscard]] std::vector<const Placement*> placementsOf(const Component& component);
/// In the order of the instances, as far as they are known: each on its host, or on one of its own (empty).
[[nodiscard]] std::vector<std::string_view> hostNamesOf(const Component& component);

/// How many instances it may have at most; it begins with those of its placement.
[[nodiscard]] std::int64_t mostInstancesOf(const Component& component);

void describe(FieldVisitor& visit, Component& component);
void describe(FieldVisitor& visit, Channel& channel);

}  // namespace stormglass::spec
