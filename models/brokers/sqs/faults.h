// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be broken at SQS, of which nobody sees the machines.
#pragma once

#include "models/brokers/broker_faults.h"
#include "models/brokers/sqs/service.h"

namespace stormglass::sqs {

class Faults final : public BrokerFaults {
public:
    explicit Faults(Service& service) : m_service(service) { }

private:
    [[nodiscard]] Denials& denialsOf(ChannelId channel) override { return m_service.topics[channel.value]->denials; }
    void readsAllowed(ChannelId channel) override;

    Service& m_service;
};

}  // namespace stormglass::sqs
