// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pubsub/service.h"

#include "models/brokers/pubsub/publisher.h"
#include "models/brokers/pubsub/subscriber.h"
#include "models/brokers/pubsub/subscription.h"

#include <algorithm>

namespace stormglass::pubsub {

Service::Service(const spec::PubsubSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , host(where.hosts.front())
    , m_requestTime(chosen.requestTime)
    , m_requestTimes(where.random.stream(where.name, "request time"))
{
    where.network.watchReach(*this);
}

Service::~Service() = default;

Topic* Service::findTopic(const std::string& name) const
{
    const auto found = std::ranges::find_if(topics, [&](const auto& topic) { return topic->name == name; });
    return found == topics.end() ? nullptr : found->get();
}

void Service::serveAll()
{
    for (const std::unique_ptr<Subscription>& subscription : subscriptions)
        subscription->serve();
}

}  // namespace stormglass::pubsub
