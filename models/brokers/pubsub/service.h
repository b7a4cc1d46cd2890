// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Google Cloud Pub/Sub as one endpoint, of which nobody sees the machines.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/denials.h"
#include "models/brokers/pubsub/key_quota.h"
#include "models/spec/components/pubsub.h"
#include "simcore/random/sampler.h"

#include <memory>

namespace stormglass::pubsub {

class Publisher;
class Subscriber;
class Subscription;

/// Bytes of a call or an answer without a message.
inline constexpr std::int64_t kSmallCall = 256;

/// A channel of the scenario.
struct Topic {
    std::string name;
    spec::PubsubTopic settings;
    ChannelProbe* probe = nullptr;
    std::vector<Subscription*> subscriptions;
    Denials denials = {};
    KeyQuota keys = {};  ///< With ordering.
};

class Service final : private ReachObserver {
public:
    Service(const spec::PubsubSettings& chosen, const BrokerContext& where);
    ~Service();

    const spec::PubsubSettings settings;
    const BrokerContext context;
    const HostId host;
    std::vector<std::unique_ptr<Topic>> topics;
    std::vector<std::unique_ptr<Subscription>> subscriptions;
    std::vector<std::unique_ptr<Publisher>> publishers;
    std::vector<std::unique_ptr<Subscriber>> subscribers;  ///< Also those that have gone.
    bool isUp = true;
    bool isSilent = false;  ///< While it is not up: calls get no answer.

    [[nodiscard]] SimTime now() const { return context.now(); }
    [[nodiscard]] Duration requestTime() { return m_requestTime.sample(m_requestTimes); }
    [[nodiscard]] bool isConnected(HostId client) const { return isUp && context.network.areConnected(client, host); }
    [[nodiscard]] Topic* findTopic(const std::string& name) const;
    void serveAll();

private:
    void reachChanged() override { serveAll(); }

    Sampler m_requestTime;
    RandomStream m_requestTimes;
};

}  // namespace stormglass::pubsub
