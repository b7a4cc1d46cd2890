// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/component.h"

#include "simcore/base/check.h"
#include "simcore/base/one_of_members.h"

#include <algorithm>

namespace stormglass {
template class OneOf<spec::ComponentKinds>;
template class OneOf<spec::ChannelKinds>;
}

namespace stormglass::spec {

std::span<const KindInfo> componentKinds()
{
    static constexpr KindInfo kKinds[] = {
        {"client", "clients", "Where requests come from: browsers, apps, devices."},
        {"gateway", "services", "Takes requests from outside, limits their rate, and passes them on."},
        {"service", "services", "Does work: instances with workers, bounded queues and operations."},
        {"orchestrator", "services", "Directs sagas by commands and replies, with a saga log."},
        {"external", "services", "Somebody else's system, with a response time and an error rate."},
        {"stream-processor", "services", "Counts records by key and window of event time, with watermarks and checkpoints (Flink)."},
        {"read-model", "services", "A projection: applies events to a store made for reading, and is behind by a time (CQRS)."},
        {"dashboard", "services", "Queries a store again and again, and shows how old its newest figure is (Grafana)."},
        {"pager", "services", "Tells somebody of each message, some time after the event."},
        {"database", "stores", "A relational database behind connection pools. Instances beyond the first stand by; they take over by the fault failover only, not by themselves after a crash."},
        {"cache", "stores", "A look-aside cache in front of a store: hits by what is in it, least recently used goes first."},
        {"columnar-store", "stores", "A columnar store with insert batching and merges of its parts (ClickHouse)."},
        {"time-series-store", "stores", "A time-series store that is written in batches (InfluxDB)."},
        {"event-store", "stores", "Events of aggregates, with expected versions, snapshots and replay."},
        {"eventbridge", "brokers", "Amazon EventBridge: managed event buses, whose rules deliver to queues or services."},
        {"kafka", "brokers", "Apache Kafka: partitioned logs read by consumer groups."},
        {"mqtt", "brokers", "An MQTT broker such as Mosquitto: topics, sessions, and three qualities of service."},
        {"nats", "brokers", "NATS JetStream: replicated streams and durable consumers."},
        {"pubsub", "brokers", "Google Cloud Pub/Sub: managed topics with acknowledgement deadlines."},
        {"pulsar", "brokers", "Apache Pulsar: brokers that serve topics, and bookies that store them."},
        {"rabbitmq", "brokers", "RabbitMQ: exchanges and queues with acknowledgements."},
        {"redis", "brokers", "Redis Streams: a log in memory, read by consumer groups."},
        {"sns", "brokers", "Amazon SNS: managed topics that deliver to queues or services."},
        {"sqs", "brokers", "Amazon SQS: managed queues with a visibility timeout."},
    };
    static_assert(std::size(kKinds) == std::variant_size_v<ComponentSettings>);
    return kKinds;
}

std::span<const KindInfo> channelKinds()
{
    static constexpr KindInfo kKinds[] = {
        {"eventbridge-bus", "channels", "An event bus with a rule for each subscribing component: to a queue, or by requests to it."},
        {"kafka-topic", "channels", "A topic; each subscribing component is a consumer group."},
        {"mqtt-topic", "channels", "A topic; each subscribing component is a shared subscription."},
        {"nats-stream", "channels", "A stream with a durable consumer for each subscribing component."},
        {"pubsub-topic", "channels", "A topic with a subscription for each subscribing component."},
        {"pulsar-topic", "channels", "A topic with a subscription for each subscribing component."},
        {"rabbitmq-queue", "channels", "An exchange with one queue for each subscribing component."},
        {"redis-stream", "channels", "A stream; each subscribing component is a consumer group."},
        {"sns-topic", "channels", "A topic; each subscribing component has a subscription: a queue, or requests to it."},
        {"sqs-queue", "channels", "A standard or FIFO queue for each subscribing component."},
    };
    static_assert(std::size(kKinds) == std::variant_size_v<ChannelSettings>);
    return kKinds;
}

const KindInfo& infoOf(const ComponentSettings& settings) { return componentKinds()[settings.index()]; }

bool isBroker(const Component& component) { return infoOf(component.settings).category == "brokers"; }

ChannelSettings defaultChannelFor(const Component& broker)
{
    if (std::holds_alternative<EventBridgeSettings>(broker.settings))
        return EventBridgeBus{};
    if (std::holds_alternative<KafkaSettings>(broker.settings))
        return KafkaTopic{};
    if (std::holds_alternative<MqttSettings>(broker.settings))
        return MqttTopic{};
    if (std::holds_alternative<RabbitmqSettings>(broker.settings))
        return RabbitmqQueue{};
    if (std::holds_alternative<SnsSettings>(broker.settings))
        return SnsTopic{};
    if (std::holds_alternative<NatsSettings>(broker.settings))
        return NatsStream{};
    if (std::holds_alternative<RedisSettings>(broker.settings))
        return RedisStream{};
    if (std::holds_alternative<PubsubSettings>(broker.settings))
        return PubsubTopic{};
    if (std::holds_alternative<PulsarSettings>(broker.settings))
        return PulsarTopic{};
    SIM_CHECK(std::holds_alternative<SqsSettings>(broker.settings), broker.name + " is no broker");
    return SqsQueue{};
}

bool passesOn(const ChannelSettings& channel)
{
    const auto* const queue = std::get_if<RabbitmqQueue>(&channel);
    if (queue == nullptr)
        return false;
    const bool isBoundToOthers = std::ranges::any_of(queue->bindings, [](const RabbitmqBinding& binding) { return !binding.exchange.empty(); });
    return isBoundToOthers || !queue->alternateExchange.empty() || (queue->hasWaitingQueue && !queue->deadLetterChannel.empty());
}

std::int64_t partitionsOf(const ChannelSettings& channel)
{
    if (const auto* topic = std::get_if<KafkaTopic>(&channel))
        return topic->partitions;
    if (const auto* topic = std::get_if<PulsarTopic>(&channel))
        return topic->partitions;
    return 0;
}

const Placement* placementOf(const Component& component)
{
    return std::visit(
        [](const auto& settings) -> const Placement* {
            if constexpr (requires { settings.placement; })
                return &settings.placement;
            else
                return nullptr;
        },
        component.settings);
}

std::vector<const Placement*> placementsOf(const Component& component)
{
    std::vector<const Placement*> placements;
    if (const Placement* placement = placementOf(component))
        placements.push_back(placement);
    if (const auto* pulsar = std::get_if<PulsarSettings>(&component.settings))
        placements.push_back(&pulsar->bookies.placement);
    return placements;
}

std::vector<std::string_view> hostNamesOf(const Component& component)
{
    std::vector<std::string_view> names;
    for (const Placement* placement : placementsOf(component))
        for (std::int64_t i = 0; i < placement->instances; ++i)
            names.push_back(placement->hosts.empty() ? std::string_view{} : placement->hosts[static_cast<std::size_t>(i) % placement->hosts.size()]);
    return names;
}

std::int64_t mostInstancesOf(const Component& component)
{
    std::int64_t instances = 0;
    for (const Placement* placement : placementsOf(component))
        instances += placement->instances;
    instances = std::max<std::int64_t>(instances, 1);
    const auto* service = std::get_if<ServiceSettings>(&component.settings);
    if (service == nullptr || service->autoscaling.metric == ScalingMetric::None)
        return instances;
    return std::max(instances, service->autoscaling.maxInstances);
}

void describe(FieldVisitor& visit, Component& component)
{
    visit.name("name", component.name, {.help = "Name of the component.", .isRequired = true});
    visit.variant("kind", component.settings, {.help = "Kind of the component.", .isRequired = true});
}

void describe(FieldVisitor& visit, Channel& channel)
{
    visit.name("name", channel.name, {.help = "Name of the channel.", .isRequired = true});
    visit.reference("broker", channel.broker, RefersTo::Broker, {.help = "Broker that carries it.", .isRequired = true});
    visit.variant("kind", channel.settings, {.help = "Kind of the channel; it must fit the broker.", .isRequired = true});
}

}  // namespace stormglass::spec
