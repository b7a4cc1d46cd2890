// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/registry.h"

#include "models/brokers/eventbridge/eventbridge_rules.h"
#include "models/brokers/fanout/fanout_broker.h"
#include "models/brokers/kafka/kafka_broker.h"
#include "models/brokers/mqtt/mqtt_broker.h"
#include "models/brokers/nats/nats_broker.h"
#include "models/brokers/pubsub/pubsub_broker.h"
#include "models/brokers/pulsar/pulsar_broker.h"
#include "models/brokers/rabbitmq/rabbitmq_broker.h"
#include "models/brokers/redis/redis_broker.h"
#include "models/brokers/sns/sns_rules.h"
#include "models/brokers/sqs/sqs_broker.h"
#include "simcore/base/check.h"

namespace stormglass {

namespace {

std::unique_ptr<Broker> make(const spec::KafkaSettings& settings, const BrokerContext& context)
{
    return std::make_unique<KafkaBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::MqttSettings& settings, const BrokerContext& context)
{
    return std::make_unique<MqttBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::RabbitmqSettings& settings, const BrokerContext& context)
{
    return std::make_unique<RabbitmqBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::SnsSettings& settings, const BrokerContext& context)
{
    const auto rulesOf = [settings](const spec::ChannelSettings& channel) { return sns::rulesOf(settings, std::get<spec::SnsTopic>(channel)); };
    return std::make_unique<FanoutBroker>(sns::frontOf(settings), rulesOf, context);
}

std::unique_ptr<Broker> make(const spec::EventBridgeSettings& settings, const BrokerContext& context)
{
    const auto rulesOf = [settings](const spec::ChannelSettings& channel) {
        return eventbridge::rulesOf(settings, std::get<spec::EventBridgeBus>(channel));
    };
    return std::make_unique<FanoutBroker>(eventbridge::frontOf(settings), rulesOf, context);
}

std::unique_ptr<Broker> make(const spec::SqsSettings& settings, const BrokerContext& context)
{
    return std::make_unique<SqsBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::NatsSettings& settings, const BrokerContext& context)
{
    return std::make_unique<NatsBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::RedisSettings& settings, const BrokerContext& context)
{
    return std::make_unique<RedisBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::PubsubSettings& settings, const BrokerContext& context)
{
    return std::make_unique<PubsubBroker>(settings, context);
}

std::unique_ptr<Broker> make(const spec::PulsarSettings& settings, const BrokerContext& context)
{
    return std::make_unique<PulsarBroker>(settings, context);
}

/// All other kinds.
template <class Settings>
std::unique_ptr<Broker> make(const Settings&, const BrokerContext& context)
{
    failCheck("isBroker(component)", context.name + " is no broker");
}

}  // namespace

std::unique_ptr<Broker> makeBroker(const spec::Component& component, const BrokerContext& context)
{
    return std::visit([&](const auto& settings) { return make(settings, context); }, component.settings);
}

}  // namespace stormglass
