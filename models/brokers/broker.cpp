// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker.h"

#include "models/brokers/broker_faults.h"
#include "models/brokers/message_faults.h"
#include "simcore/base/check.h"

#include <cstdlib>

namespace stormglass {

void noteLosses(const std::vector<Message>& messages, LossCause cause)
{
    for (const Message& message : messages)
        noteLoss(message, nameOf(cause));
}

Broker::Broker() = default;
Broker::~Broker() = default;

void Broker::crashProducer(ProducerId producer)
{
    if (m_messageFaults != nullptr)
        m_messageFaults->crashProducer(producer);
    dropProducer(producer);
}

void Broker::clear()
{
    if (m_messageFaults != nullptr)
        m_messageFaults->clear();
    dropAll();
}

MessageFaults& Broker::messageFaults(Network& network)
{
    if (m_messageFaults == nullptr)
        m_messageFaults = std::make_unique<MessageFaults>(*this, network);
    return *m_messageFaults;
}

void Broker::publishDespiteFaults(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    m_messageFaults->publish(producer, channel, std::move(message), confirm);
}

Duration Broker::passOverTime(const Message& foreign) const
{
    SIM_CHECK(m_messageFaults != nullptr, "a foreign message that no fault has published");
    return m_messageFaults->passOverTime(foreign);
}

BrokerFaults& Broker::faults()
{
    SIM_CHECK(false, "this kind of broker has no faults of its own");
    std::abort();
}

}  // namespace stormglass
