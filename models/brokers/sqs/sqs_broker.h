// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Amazon SQS as its clients see it.
//
// Guarantees: an accepted message is delivered at least once, until a receiver deletes it or it is older than the
// retention period: by a standard queue in no particular order, by a FIFO queue in the order of its message group.
// Repeated receives lead to the dead-letter queue when there is one.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/sqs.h"

#include <memory>

namespace stormglass {

namespace sqs {
class Service;
struct Topic;
}

class SqsBroker final : public Broker {
public:
    /// The first host of the context is where the endpoint is.
    SqsBroker(const spec::SqsSettings& settings, const BrokerContext& context);
    ~SqsBroker() override;

    /// Precondition: the channel is of the SQS queue kind.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;
    /// For who sends to queues that are no channels, after all channels have been added. The name must not be that of one.
    sqs::Topic& addTopic(const std::string& name, const spec::SqsQueue& settings, ChannelProbe& probe);
    SubscriptionId addQueue(sqs::Topic& topic);
    [[nodiscard]] sqs::Service& service() { return *m_service; }

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId) override { }

    /// To attach is the first poll.
    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId consumer) override;
    void pauseConsumer(ConsumerId consumer) override;
    void resumeConsumer(ConsumerId consumer) override;
    void pauseProducer(ProducerId producer) override;
    void resumeProducer(ProducerId producer) override;

    /// The whole service is unavailable: it refuses calls, or keeps silent. No message is lost.
    void crashNode(std::size_t index, bool isSilent) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] std::optional<Bill> billOf(ChannelId channel) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    /// Calls that the service has are not affected.
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    std::unique_ptr<sqs::Service> m_service;
    std::unique_ptr<BrokerFaults> m_faults;
    std::vector<HostId> m_producers;
};

}  // namespace stormglass
