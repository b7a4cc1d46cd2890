// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Kafka cluster as its clients see it.
//
// Guarantees: records of one key keep their order, because a key has one partition, a producer sends one batch of a
// partition after the other, and a group has one reader for it. With acks=all a confirmed record survives the loss of
// all nodes but min.insync.replicas - 1. Consumers see a record at least once; it comes again when its reader died
// before the offset was committed.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/kafka.h"

#include <memory>

namespace stormglass {

class KafkaBroker final : public Broker {
public:
    KafkaBroker(const spec::KafkaSettings& settings, const BrokerContext& context);
    ~KafkaBroker() override;

    /// Precondition: the channel is a topic.
    ChannelId addChannel(const spec::Channel& channel, ChannelProbe& probe) override;
    SubscriptionId addSubscription(ChannelId channel, const std::string& component) override;

    ProducerId addProducer(HostId host) override;
    void reviveProducer(ProducerId producer) override;

    /// To attach is the first poll.
    ConsumerId attach(SubscriptionId subscription, Consumer& consumer, HostId host) override;
    void detach(ConsumerId consumer, Departure how) override;
    void settle(ConsumerId consumer, std::uint64_t tag, Settlement settlement) override;
    void poll(ConsumerId consumer) override;
    void assignManually(SubscriptionId subscription, std::size_t consumers, bool keepsOffsets) override;
    void commit(ConsumerId consumer) override;
    void noteProcessing(SubscriptionId subscription) override;
    [[nodiscard]] std::optional<ProducerId> transactionalProducer(ConsumerId consumer) const override;
    [[nodiscard]] bool isLeaving(ConsumerId consumer) const override;
    void pauseConsumer(ConsumerId consumer) override;
    void resumeConsumer(ConsumerId consumer) override;
    void pauseProducer(ProducerId producer) override;
    void resumeProducer(ProducerId producer) override;

    void crashNode(std::size_t index, bool isSilent) override;
    void losePower(std::size_t index) override;
    void restartNode(std::size_t index) override;

    [[nodiscard]] std::uint64_t countHeld(ChannelId channel) const override;
    [[nodiscard]] std::uint64_t countWaiting(SubscriptionId subscription) const override;
    [[nodiscard]] BrokerFaults& faults() override;

private:
    void accept(ProducerId producer, ChannelId channel, Message message, CompletionId confirm) override;
    void dropProducer(ProducerId producer) override;
    void dropAll() override;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace stormglass
