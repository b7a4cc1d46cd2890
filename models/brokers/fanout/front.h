// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all topics of one service that fans out share.
#pragma once

#include "models/brokers/fanout/pace.h"
#include "models/brokers/sqs/service.h"
#include "models/brokers/sqs/sqs_broker.h"

namespace stormglass::fanout {

struct FrontSettings {
    std::string queues{};            ///< The SQS component with the queues and the dead letters.
    Distribution requestTime{};      ///< Time of the service per API call.
    Distribution deliveryTime{};     ///< From the publish to an attempt to deliver, without the network.
    std::int64_t invocations = 0;    ///< Attempts to deliver in a second, over all topics; zero: no limit.
};

struct Front {
    Front(const FrontSettings& chosen, const BrokerContext& where)
        : queuesName(chosen.queues)
        , endpoint(spec::SqsSettings{.requestTime = chosen.requestTime}, where)
        , deliveryTime(chosen.deliveryTime)
        , deliveryTimes(where.random.stream(where.name, "delivery time"))
        , retries(where.random.stream(where.name, "retries"))
        , invocations(chosen.invocations)
    {
    }

    const std::string queuesName;
    sqs::Service endpoint;  ///< Takes publishes.
    Sampler deliveryTime;
    RandomStream deliveryTimes;
    RandomStream retries;
    Pace invocations;

    [[nodiscard]] const BrokerContext& context() const { return endpoint.context; }
    /// Where the queues are. Precondition: all brokers have been made.
    [[nodiscard]] SqsBroker& queues() const { return static_cast<SqsBroker&>(context().peer(queuesName)); }
};

}  // namespace stormglass::fanout
