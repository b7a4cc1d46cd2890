// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Pulsar and its clients refuse, and what would have no effect.
#include "scenarios/validation/context.h"
#include "scenarios/validation/operations.h"

#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

class PulsarCheck {
public:
    PulsarCheck(ValidationContext& context, const spec::Component& component, const spec::PulsarSettings& pulsar, std::string pointer)
        : m_context(context), m_component(component), m_pulsar(pulsar), m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        checkQuorums();
        checkProducer();
        if (m_pulsar.consumer.ackTimeout > Duration::zero() && m_pulsar.consumer.ackTimeout < kLeastAckTimeout)
            error("/consumer/ackTimeout", "Ack timeout should be greater than 1000 ms; found \"" + toText(m_pulsar.consumer.ackTimeout) + '"');
        if (m_pulsar.maxBackoff < m_pulsar.initialBackoff)
            error("/maxBackoffInterval", "expected at least initialBackoffInterval (" + toText(m_pulsar.initialBackoff) + "), found \""
                      + toText(m_pulsar.maxBackoff) + '"');
    }

private:
    /// ConsumerBuilderImpl.java: MIN_ACK_TIMEOUT_MILLIS.
    static constexpr Duration kLeastAckTimeout = std::chrono::seconds{1};

    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    void requireAtMost(const std::string& key, std::int64_t value, std::int64_t most, const std::string& what)
    {
        if (value > most)
            error("/" + key, "expected at most " + std::to_string(most) + ", " + what + "; found " + std::to_string(value));
    }

    /// ManagedLedgerConfig.java, LedgerCreateOp: write quorum of an ensemble, ack quorum of a write quorum.
    void checkQuorums()
    {
        requireAtMost("managedLedgerDefaultEnsembleSize", m_pulsar.ensembleSize, m_pulsar.bookies.placement.instances,
                      "the bookies of \"" + m_component.name + "\": no ledger could be created");
        requireAtMost("managedLedgerDefaultWriteQuorum", m_pulsar.writeQuorum, m_pulsar.ensembleSize,
                      "managedLedgerDefaultEnsembleSize, as write quorum cannot be larger than the ensemble");
        requireAtMost("managedLedgerDefaultAckQuorum", m_pulsar.ackQuorum, m_pulsar.writeQuorum,
                      "managedLedgerDefaultWriteQuorum, as ack quorum cannot be larger than write quorum");
    }

    void checkProducer()
    {
        const spec::PulsarProducer& producer = m_pulsar.producer;
        const spec::PulsarProducer defaults;
        const auto hasNoEffect = [&](bool isSet, const std::string& key, const std::string& beside) {
            if (isSet)
                error("/producer/" + key, "has no effect " + beside);
        };
        hasNoEffect(!producer.isBatching && producer.batcher != defaults.batcher, "batcherBuilder", "without batchingEnabled");
        hasNoEffect(!producer.isBatching && producer.maxMessages != defaults.maxMessages, "batchingMaxMessages", "without batchingEnabled");
        hasNoEffect(!producer.isBatching && producer.maxBytes != defaults.maxBytes, "batchingMaxBytes", "without batchingEnabled");
        hasNoEffect(producer.hasKeys && producer.routing != defaults.routing, "messageRoutingMode",
                    "with has_keys: the key of a message chooses its partition");
        hasNoEffect(!producer.hasKeys && producer.hashing != defaults.hashing, "hashingScheme", "without has_keys");
    }

    ValidationContext& m_context;
    const spec::Component& m_component;
    const spec::PulsarSettings& m_pulsar;
    const std::string m_pointer;
};

class PulsarTopicCheck {
public:
    PulsarTopicCheck(ValidationContext& context, const spec::PulsarTopic& topic, const std::string& name, const spec::Component& broker,
                     const std::string& pointer)
        : m_context(context), m_topic(topic), m_name(name), m_pulsar(std::get<spec::PulsarSettings>(broker.settings)), m_pointer(pointer)
    {
    }

    void run()
    {
        const bool isShared = m_topic.subscriptionType >= spec::PulsarSubscriptionType::Shared;
        if (isShared && m_topic.acknowledgment == spec::PulsarAcknowledgment::Cumulative)
            error("/acknowledgment", "Cannot use cumulative acks on a non-exclusive/non-failover subscription; expected individual, or "
                                     "subscriptionType Exclusive or Failover");
        if (!isShared && !m_topic.deadLetterTopic.empty())
            error("/deadLetterTopic", "dead letters are for Shared and Key_Shared subscriptions; expected one of these, or none");
        if (!m_topic.deadLetterTopic.empty() && m_topic.maxRedeliverCount == 0)
            error("/deadLetterTopic", "MaxRedeliverCount must be > 0; expected maxRedeliverCount beside it");
        if (m_topic.deadLetterTopic.empty() && m_topic.maxRedeliverCount > 0)
            error("/maxRedeliverCount", "expected deadLetterTopic beside it");
        if (m_topic.backlogQuota == 0 && m_topic.backlogPolicy != spec::PulsarTopic{}.backlogPolicy)
            error("/backlogQuotaPolicy", "expected backlogQuota beside it");
        checkKeyShared();
        if (m_topic.subscriptionType == spec::PulsarSubscriptionType::Exclusive)
            checkExclusive();
    }

private:
    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    void checkKeyShared()
    {
        if (m_topic.subscriptionType != spec::PulsarSubscriptionType::KeyShared)
            return;
        const spec::PulsarProducer& producer = m_pulsar.producer;
        if (!producer.hasKeys)
            error("/subscriptionType", "without has_keys of the producers all messages have one key, and one consumer gets them");
        else if (producer.isBatching && producer.batcher == spec::PulsarBatcher::Default)
            m_context.warning(m_pointer + "/subscriptionType",
                              "a batch goes where its first key belongs, so others lose their order: expected batcherBuilder KEY_BASED of "
                              "the producers, or batchingEnabled false");
    }

    /// By an operation of a component; what designs subscribe to have names of their own.
    void checkExclusive()
    {
        for (const spec::Component& component : m_context.scenario().topology.components) {
            const bool isConsumer = std::ranges::any_of(operationsOf(component), [&](const spec::Operation& operation) {
                return std::ranges::find(operation.consumes, m_name) != operation.consumes.end();
            });
            const std::int64_t consumers = spec::mostInstancesOf(component) * consumersOf(component);
            if (isConsumer && consumers > 1)
                error("/subscriptionType", "Exclusive consumer is already connected: \"" + component.name + "\" has "
                          + std::to_string(consumers) + " consumers; expected Shared, Failover or Key_Shared");
        }
    }

    [[nodiscard]] static std::int64_t consumersOf(const spec::Component& component)
    {
        return std::visit(
            [](const auto& settings) -> std::int64_t {
                if constexpr (requires { settings.consumers; })
                    return settings.consumers;
                else
                    return 1;
            },
            component.settings);
    }

    ValidationContext& m_context;
    const spec::PulsarTopic& m_topic;
    const std::string& m_name;
    const spec::PulsarSettings& m_pulsar;
    const std::string& m_pointer;
};

}  // namespace

void checkPulsar(ValidationContext& context, std::size_t component)
{
    const spec::Component& checked = context.scenario().topology.components[component];
    if (const auto* pulsar = std::get_if<spec::PulsarSettings>(&checked.settings))
        PulsarCheck(context, checked, *pulsar, context.names().components.pointerOf(component)).run();
}

void checkPulsarTopic(ValidationContext& context, const spec::Channel& channel, const spec::Component& broker, const std::string& pointer)
{
    PulsarTopicCheck(context, std::get<spec::PulsarTopic>(channel.settings), channel.name, broker, pointer).run();
}

}  // namespace stormglass
