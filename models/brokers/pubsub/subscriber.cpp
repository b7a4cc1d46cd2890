// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pubsub/subscriber.h"

#include "models/brokers/pubsub/subscription.h"

namespace stormglass::pubsub {

void Subscriber::send(std::uint64_t number, std::int64_t bytes)
{
    ++m_inHand;
    const auto arrive = [this, number] {
        const Message* const message = m_subscription.find(number);
        if (message == nullptr || m_client == nullptr)
            return;
        const std::optional<RedeliveryCause> again = m_subscription.arrived(number);
        if (again)
            m_subscription.topic().probe->redelivered(*again);
        m_client->deliver({*message, number, again.has_value()});
    };
    const auto lose = [this, number](ParcelLoss) { m_subscription.abandon(number, RedeliveryCause::AnswerLost); };
    m_service.context.network.send(m_service.host, m_host, bytes, Breakable{arrive, lose});
}

void Subscriber::settle(std::uint64_t number, Settlement settlement)
{
    m_service.context.network.signal(m_host, m_service.host, kSmallCall, Duration{},
                                     Breakable{[this, number, settlement] { m_subscription.settle(number, settlement); },
                                               [this, number](ParcelLoss) { m_subscription.abandon(number, RedeliveryCause::AnswerLost); }});
}

void Subscriber::detach()
{
    m_client = nullptr;
    m_subscription.detach(*this);
}

void Subscriber::pause()
{
    m_isPaused = true;
    m_subscription.abandonAll(*this, RedeliveryCause::NotSettledInTime);
}

void Subscriber::resume()
{
    m_isPaused = false;
    m_subscription.serve();
}

}  // namespace stormglass::pubsub
