// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all topics of one component share.
#pragma once

#include "models/brokers/sqs/sqs_broker.h"
#include "models/brokers/sqs/service.h"
#include "models/spec/components/sns.h"

namespace stormglass::sns {

struct Front {
    Front(const spec::SnsSettings& chosen, const BrokerContext& where);

    const spec::SnsSettings settings;
    sqs::Service endpoint;  ///< Takes publishes.
    Sampler deliveryTime;
    RandomStream deliveryTimes;

    [[nodiscard]] const BrokerContext& context() const { return endpoint.context; }
    /// Where the queues are. Precondition: all brokers have been made.
    [[nodiscard]] SqsBroker& queues() const;
};

}  // namespace stormglass::sns
