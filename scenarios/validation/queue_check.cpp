// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Amazon SQS and SNS refuse to create, and what they would take no notice of.
#include "scenarios/validation/context.h"

#include "models/spec/design_channels.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>

namespace stormglass {
namespace {

constexpr std::string_view kFifoSuffix = ".fifo";

/// Amazon SNS Developer Guide, message delivery retries: a hard limit of a policy.
constexpr Duration kLongestPolicy = std::chrono::hours{1};

/// Amazon SQS API Reference, SendMessage: DelaySeconds is 0 to 900.
constexpr Duration kLongestTimer = std::chrono::minutes{15};

/// The longest draw, or where there is none, the mean.
Duration longestOf(const Distribution& distribution)
{
    if (const auto* uniform = std::get_if<distribution::Uniform>(&distribution.form))
        return uniform->high;
    if (const auto* pareto = std::get_if<distribution::Pareto>(&distribution.form))
        return pareto->max;
    if (const auto* empirical = std::get_if<distribution::Empirical>(&distribution.form))
        return std::ranges::max(empirical->bins, {}, &distribution::Empirical::Bin::value).value;
    return distribution.mean();
}

Duration totalOf(const spec::SnsDeliveryPolicy& policy)
{
    Duration total{};
    for (std::int64_t retry = 1; retry <= policy.numRetries; ++retry)
        total += policy.delayBefore(retry);
    return total;
}

class ManagedChannelCheck {
public:
    ManagedChannelCheck(ValidationContext& context, const spec::Channel& channel, std::string pointer)
        : m_context(context), m_channel(channel), m_pointer(std::move(pointer))
    {
    }

    void check(const spec::SqsQueue& queue)
    {
        checkName(queue.isFifo, "FifoQueue");
        checkQueue(queue, {});
        checkDeadLetterType("/deadLetterTargetArn", queue.deadLetterChannel, queue.isFifo);
    }

    void check(const spec::EventBridgeBus& bus)
    {
        if (const auto* bridge = settingsOfBroker<spec::EventBridgeSettings>()) {
            checkDeadLetters("/DeadLetterConfig", bus.deadLetterChannel, bridge->queues, false);
            checkDeadLetters("/queue/deadLetterTargetArn", bus.queue.deadLetterChannel, bridge->queues, false);
        }
        if (bus.target == spec::EventBridgeTarget::ApiDestination) {
            if (bus.queue != spec::SqsQueue{})
                error("/queue", "has no effect with Target api-destination");
            return;
        }
        if (bus.invocationRateLimit != spec::EventBridgeBus{}.invocationRateLimit)
            error("/InvocationRateLimitPerSecond", "is of API destinations; expected Target \"api-destination\" beside it");
        if (bus.queue.isFifo)
            error("/queue/FifoQueue", "a FIFO queue as target is not modelled; expected a standard queue");
        else
            checkQueue(bus.queue, "/queue");
    }

    void check(const spec::SnsTopic& topic)
    {
        const auto* sns = settingsOfBroker<spec::SnsSettings>();
        checkName(topic.isFifo, "FifoTopic");
        checkDeliveries(topic);
        if (sns != nullptr) {
            checkDeadLetters("/deadLetterTargetArn", topic.deadLetterChannel, sns->queues, topic.isFifo);
            checkDeadLetters("/queue/deadLetterTargetArn", topic.queue.deadLetterChannel, sns->queues, topic.queue.isFifo);
        }
        if (topic.protocol == spec::SnsProtocol::Sqs)
            checkQueue(topic.queue, "/queue");
        else if (topic.queue != spec::SqsQueue{})
            error("/queue", "has no effect with Protocol https or application");
    }

private:
    /// None: it is of another kind, which is reported elsewhere.
    template <class Settings>
    [[nodiscard]] const Settings* settingsOfBroker() const
    {
        const spec::Component* broker = m_context.findComponent(m_channel.broker);
        return broker == nullptr ? nullptr : std::get_if<Settings>(&broker->settings);
    }

    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    /// Designs name their channels themselves; what is called x-events there is x-events.fifo in the account.
    void checkName(bool isFifo, const std::string& flag)
    {
        const std::string& name = m_channel.name;
        const bool hasSuffix = name.ends_with(kFifoSuffix);
        if (isFifo && !hasSuffix && !spec::isNamedByDesigns(m_context.scenario(), name))
            error("/name", "the name of a FIFO queue or topic ends with .fifo, found \"" + name + '"');
        if (!isFifo && hasSuffix)
            error("/name", "expected " + flag + " true beside a name that ends with .fifo");
    }

    void checkQueue(const spec::SqsQueue& queue, const std::string& member)
    {
        if ((queue.maxReceiveCount > 0) != !queue.deadLetterChannel.empty()) {
            const bool hasCount = queue.maxReceiveCount > 0;
            error(member + (hasCount ? "/maxReceiveCount" : "/deadLetterTargetArn"),
                  std::string("expected ") + (hasCount ? "deadLetterTargetArn" : "maxReceiveCount") + " beside it");
        }
        checkTimes(queue, member);
        if (queue.delay > Duration::zero() && queue.messageDelay != spec::SqsQueue{}.messageDelay && !queue.isFifo)
            error(member + "/DelaySeconds", "has no effect beside message_timer, which replaces it for each message");
        if (queue.isFifo)
            checkFifo(queue, member);
        else
            checkNoFifo(queue, member);
    }

    /// The API has integers of seconds (Amazon SQS API Reference, SetQueueAttributes).
    void checkTimes(const spec::SqsQueue& queue, const std::string& member)
    {
        m_context.requireWholeSeconds(m_pointer + member + "/VisibilityTimeout", queue.visibilityTimeout);
        m_context.requireWholeSeconds(m_pointer + member + "/DelaySeconds", queue.delay);
        m_context.requireWholeSeconds(m_pointer + member + "/MessageRetentionPeriod", queue.retention);
        if (const Duration longest = longestOf(queue.messageDelay); longest > kLongestTimer)
            error(member + "/message_timer", "expected at most " + toText(kLongestTimer) + ", beyond which a send is refused, found \""
                      + toText(longest) + '"');
    }

    void checkFifo(const spec::SqsQueue& queue, const std::string& member)
    {
        if (queue.throughputLimit == spec::SqsFifoThroughputLimit::PerMessageGroupId
            && queue.deduplicationScope != spec::SqsDeduplicationScope::MessageGroup)
            error(member + "/FifoThroughputLimit", "expected DeduplicationScope \"messageGroup\" beside \"perMessageGroupId\"");
        if (queue.messageDelay != spec::SqsQueue{}.messageDelay)
            error(member + "/message_timer", "a FIFO queue does not support timers on single messages; expected DelaySeconds");
    }

    void checkNoFifo(const spec::SqsQueue& queue, const std::string& member)
    {
        const spec::SqsQueue standard;
        const auto refuse = [&](bool isSet, const char* what) {
            if (isSet)
                error(member + what, "expected FifoQueue true beside it");
        };
        refuse(queue.isDeduplicatedByContent != standard.isDeduplicatedByContent, "/ContentBasedDeduplication");
        refuse(queue.deduplicationScope != standard.deduplicationScope, "/DeduplicationScope");
        refuse(queue.throughputLimit != standard.throughputLimit, "/FifoThroughputLimit");
        refuse(queue.messageGroups != standard.messageGroups, "/message_groups");
    }

    void checkDeliveries(const spec::SnsTopic& topic)
    {
        const bool isQueue = topic.protocol == spec::SnsProtocol::Sqs;
        if (topic.isFifo && !isQueue)
            error("/Protocol", "a FIFO topic delivers to SQS queues only; expected \"sqs\"");
        if (!topic.isFifo && isQueue && topic.queue.isFifo)
            error("/queue/FifoQueue", "FIFO SQS Queues can not be subscribed to standard SNS topics; expected FifoTopic true");
        if (topic.throughputScope != spec::SnsFifoThroughputScope::Topic && !topic.isFifo)
            error("/FifoThroughputScope", "expected FifoTopic true beside it");
        if (!topic.isDeduplicatedByContent && !topic.isFifo)
            error("/ContentBasedDeduplication", "expected FifoTopic true beside it");
        if (topic.isFifo && topic.queue.isFifo && topic.queue.isDeduplicatedByContent != spec::SqsQueue{}.isDeduplicatedByContent)
            m_context.warning(m_pointer + "/queue/ContentBasedDeduplication",
                              "has no effect: a FIFO topic passes its MessageDeduplicationId to its queues");
        const spec::SnsDeliveryPolicy& policy = topic.healthyRetryPolicy;
        if (topic.protocol != spec::SnsProtocol::Https) {
            if (policy != spec::SnsDeliveryPolicy{})
                error("/healthyRetryPolicy", "only HTTP/S has a delivery policy that can be changed; expected Protocol \"https\"");
            return;
        }
        if (policy.numNoDelayRetries + policy.numMinDelayRetries + policy.numMaxDelayRetries > policy.numRetries)
            error("/healthyRetryPolicy/numRetries", "expected at least the retries of the three phases beside it, found "
                      + std::to_string(policy.numRetries));
        else if (policy.minDelayTarget > policy.maxDelayTarget)
            error("/healthyRetryPolicy/minDelayTarget", "expected at most maxDelayTarget (" + toText(policy.maxDelayTarget)
                      + "), found \"" + toText(policy.minDelayTarget) + '"');
        else if (totalOf(policy) > kLongestPolicy)
            error("/healthyRetryPolicy", "expected retries within 1h in all");
    }

    /// Of a topic: they lie in queues of its SQS component.
    void checkDeadLetters(const std::string& member, const std::string& name, const std::string& queues, bool isFifo)
    {
        const spec::Channel* target = find(name);
        if (target == nullptr)
            return;
        if (target->broker != queues)
            return error(member, "expected a channel of \"" + queues + "\", found \"" + name + "\" of \"" + target->broker + '"');
        checkDeadLetterType(member, name, isFifo);
    }

    void checkDeadLetterType(const std::string& member, const std::string& name, bool isFifo)
    {
        const spec::Channel* target = find(name);
        const auto* queue = target == nullptr ? nullptr : std::get_if<spec::SqsQueue>(&target->settings);
        if (queue != nullptr && queue->isFifo != isFifo)
            error(member, std::string("the dead-letter queue of a ") + (isFifo ? "FIFO" : "standard") + " queue must be one, too; \""
                      + name + "\" is a " + (isFifo ? "standard" : "FIFO") + " queue");
    }

    [[nodiscard]] const spec::Channel* find(const std::string& name) const
    {
        const auto index = m_context.names().channels.find(name);
        return index ? &m_context.scenario().topology.channels[*index] : nullptr;
    }

    ValidationContext& m_context;
    const spec::Channel& m_channel;
    const std::string m_pointer;
};

}  // namespace

void checkManagedChannel(ValidationContext& context, std::size_t channel)
{
    const spec::Channel& checked = context.scenario().topology.channels[channel];
    ManagedChannelCheck check(context, checked, context.names().channels.pointerOf(channel));
    if (const auto* queue = std::get_if<spec::SqsQueue>(&checked.settings))
        check.check(*queue);
    if (const auto* topic = std::get_if<spec::SnsTopic>(&checked.settings))
        check.check(*topic);
    if (const auto* bus = std::get_if<spec::EventBridgeBus>(&checked.settings))
        check.check(*bus);
}

void checkFanout(ValidationContext& context, std::size_t component)
{
    const auto check = [&](const auto& settings) {
        if constexpr (requires { settings.queues; }) {
            const spec::Component* queues = context.findComponent(settings.queues);
            if (queues != nullptr && spec::isBroker(*queues) && !std::holds_alternative<spec::SqsSettings>(queues->settings))
                context.error(context.names().components.pointerOf(component) + "/queues",
                              "expected a component of kind sqs, found \"" + settings.queues + "\" of kind " + std::string(kindOf(*queues)));
        }
    };
    std::visit(check, context.scenario().topology.components[component].settings);
}

}  // namespace stormglass
