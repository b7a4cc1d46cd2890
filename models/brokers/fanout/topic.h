// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A topic that fans out.
#pragma once

#include "models/brokers/fanout/subscription.h"
#include "models/brokers/sqs/fifo_part.h"
#include "models/brokers/sqs/service.h"

#include <memory>
#include <vector>

namespace stormglass::fanout {

/// Publishes come in as sends of SQS do, by the same SDK; they are accepted when the service has them, and delivered afterwards.
class Topic final : public sqs::Taker {
public:
    Topic(Front& front, const std::string& name, TopicRules rules, ChannelProbe& probe);

    Subscription& subscribe(const std::string& component);

    [[nodiscard]] std::size_t copiesOf(const Message& message) override;
    void take(const Message& message) override;

    [[nodiscard]] sqs::Topic& publishes() { return *m_publishes; }
    [[nodiscard]] const std::vector<std::unique_ptr<Subscription>>& subscriptions() const { return m_subscriptions; }
    [[nodiscard]] std::uint64_t countHeld() const;
    [[nodiscard]] Bill bill() const;
    void clear();

private:
    Front& m_front;
    const TopicRules m_rules;
    ChannelProbe& m_probe;
    sqs::Topic* m_publishes;
    RecentMessages m_recent;
    std::vector<std::unique_ptr<Subscription>> m_subscriptions;
};

}  // namespace stormglass::fanout
