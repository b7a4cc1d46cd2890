// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/puller.h"

#include "models/brokers/nats/durable.h"

namespace stormglass::nats {

Puller::Puller(Cluster& cluster, Durable& durable, Consumer& client, HostId host, std::uint32_t node)
    : Link(cluster, host, node)
    , m_durable(durable)
    , m_client(&client)
    , m_number(static_cast<std::uint32_t>(cluster.pullers.size()))
{
    ask();
}

/// Forgets what it has asked for before.
void Puller::ask()
{
    if (m_client == nullptr)
        return;
    ++m_asked;
    m_durable.forget(*this);
    m_outstanding = cluster().settings.pullMaxMessages;
    askFor(m_outstanding);
}

void Puller::askFor(std::int64_t count)
{
    const auto arrive = [this, count, asked = m_asked] {
        if (asked != m_asked)
            return;
        if (m_durable.stream().leader() == kNoNode)
            requestLost();
        else
            m_durable.pull(*this, count);
    };
    const auto lose = [this, asked = m_asked](ParcelLoss) {
        if (asked == m_asked)
            requestLost();
    };
    cluster().carry(host(), node(), cluster().nodes[m_durable.stream().lastLeader()].host, kSmallFrame, Breakable{arrive, lose});
}

void Puller::requestLost()
{
    askLater(cluster().settings.pullExpiry);
}

void Puller::askLater(Duration wait)
{
    cluster().context.network.after(wait, [this, asked = ++m_asked] {
        if (asked == m_asked && isConnected())
            ask();
    });
}

void Puller::disconnected()
{
    ++m_asked;
    m_durable.forget(*this);
}

void Puller::send(std::uint64_t number, std::int64_t bytes)
{
    const Way way{node(), cluster().nodes[node()].epoch};
    const auto arrive = [this, number, way, life = m_life, connection = connection()] {
        if (life == m_life && connection == this->connection())
            received(number);
        else
            m_durable.noteComeback(number, causeOfLoss(way));
    };
    const auto lose = [this, number, way](ParcelLoss) { m_durable.noteComeback(number, causeOfLoss(way)); };
    cluster().carry(cluster().nodes[m_durable.stream().leader()].host, node(), host(), bytes,
                    Breakable{arrive, lose});  // it comes again after ack_wait
}

RedeliveryCause Puller::causeOfLoss(Way way) const
{
    const Node& server = cluster().nodes[way.server];
    return server.isUp && server.epoch == way.epoch ? RedeliveryCause::AnswerLost : RedeliveryCause::BrokerLost;
}

void Puller::received(std::uint64_t number)
{
    Entry* const entry = m_durable.find(number);
    if (entry == nullptr || m_client == nullptr)
        return;
    const bool isRedelivered = entry->deliveries > 1;
    if (isRedelivered)
        m_durable.stream().probe.redelivered(entry->comeback.arrived());
    m_client->deliver({entry->message, number, isRedelivered});
}

void Puller::settle(std::uint64_t number, Settlement settlement)
{
    const Way way{node(), cluster().nodes[node()].epoch};
    const auto arrive = [this, number, settlement] { m_durable.settle(number, settlement); };
    const auto lose = [this, number, way](ParcelLoss) { m_durable.noteComeback(number, causeOfLoss(way)); };
    cluster().carry(host(), node(), cluster().nodes[m_durable.stream().lastLeader()].host, kSmallFrame, Breakable{arrive, lose});
    const std::int64_t most = cluster().settings.pullMaxMessages;
    if (--m_outstanding > most / 2 || !isConnected())
        return;
    askFor(most - m_outstanding);
    m_outstanding = most;
}

void Puller::detach(Departure how)
{
    m_client = nullptr;
    ++m_life;
    ++m_asked;
    m_durable.left(*this);
    // The servers hear that a connection has been closed. Of silence they learn when the request expires.
    const Duration wait = how == Departure::Vanished
        ? cluster().settings.pullExpiry
        : cluster().context.network.delay(host(), cluster().nodes[node()].host, kSmallFrame);
    cluster().context.network.after(wait, [this, life = m_life] {
        if (life == m_life)
            m_durable.forget(*this);
    });
}

}  // namespace stormglass::nats
