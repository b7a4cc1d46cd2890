// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/publisher.h"

#include "models/brokers/rabbitmq/alarms.h"
#include "models/brokers/rabbitmq/queue.h"

#include <algorithm>

namespace stormglass::rabbitmq {

Publisher::Publisher(Cluster& cluster, std::uint32_t number, HostId host, std::uint32_t node)
    : m_cluster(cluster)
    , m_number(number)
    , m_host(host)
    , m_node(node)
    , m_nodeEpoch(cluster.nodes[node].epoch)
    , m_credit(cluster.settings)
{
}

void Publisher::publish(Exchange& target, Message message, CompletionId confirm)
{
    message.envelope = target.stationery == nullptr ? Envelopes::Number{} : target.stationery->envelopeFor(message);
    Exchange* const taker = m_cluster.findTaker(target, message);
    if (taker == nullptr && target.settings.isMandatory) {
        // 312 NO_ROUTE: it comes back, and the publisher takes that for a failure.
        resolveLater(confirm, Outcome::Refused, 2 * m_cluster.delay(m_host, m_node));
        return;
    }
    Exchange& exchange = taker == nullptr ? target : *taker;
    const std::vector<Queue*>& targets = exchange.targetsOf(message);
    m_cluster.noteProduced(targets);
    if (!m_isConnected && !connect()) {
        const bool isSilent = m_cluster.nodes[m_node].isUp && m_cluster.isSilentFor(m_host, m_node);
        for (const Queue* queue : targets)
            queue->probe().failed(m_cluster.now(), isSilent ? LossCause::Unreachable : LossCause::Refused);
        resolveLater(confirm, Outcome::Unavailable, isSilent ? kConnectionTimeout : 2 * m_cluster.delay(m_host, m_node));
        return;
    }
    const std::int64_t bytes = message.size;
    if (!m_cluster.settings.hasPublisherConfirms)
        resolveLater(std::exchange(confirm, {}), Outcome::Ok, Duration{});
    m_outgoing.pushBack({&exchange, std::move(message), confirm});
    m_cluster.context.network.send(m_host, m_cluster.nodes[m_node].host, bytes,
                                   Breakable{[this, connection = m_connection] { arrived(connection); },
                                             [this, connection = m_connection](ParcelLoss) {
                                                 connectionLost(connection, LossCause::Unreachable);
                                             }});
}

void Publisher::resolveLater(CompletionId confirm, Outcome outcome, Duration wait)
{
    m_cluster.context.network.after(wait, [&completions = m_cluster.context.completions, confirm, outcome] {
        completions.resolve(confirm, outcome);
    });
}

bool Publisher::connect()
{
    const std::uint32_t node = m_cluster.findFor(m_host, m_node);
    if (node == kNoNode)
        return false;
    m_node = node;
    m_nodeEpoch = m_cluster.nodes[node].epoch;
    m_isConnected = true;
    return true;
}

void Publisher::arrived(std::uint32_t connection)
{
    if (connection != m_connection)
        return;
    // Arrivals are counted, not named, so that a small message does not overtake a large one.
    ++m_unread;
    readOn();
}

bool Publisher::mayRead() const
{
    return m_cluster.nodes[m_node].epoch == m_nodeEpoch && !m_cluster.alarms().areRaised() && m_credit.mayRead();
}

void Publisher::readOn()
{
    while (m_unread > 0 && mayRead()) {
        --m_unread;
        read();
    }
    noteFlow();
}

void Publisher::read()
{
    const SimTime now = m_cluster.now();
    Outgoing outgoing = m_outgoing.takeFront();
    Exchange& exchange = *outgoing.exchange;
    const bool isTooLarge = outgoing.message.size > spec::largestMessageOf(m_cluster.settings);
    if (isTooLarge || exchange.denials.writes > 0) {
        refuse(outgoing, isTooLarge ? LossCause::Refused : LossCause::Denied);
        if (m_credit.read(now, now))
            grantIn(Duration{});
        return;
    }
    const Duration work = m_cluster.route(m_node);
    const bool isGrantDue = m_credit.read(now, now + work);
    const std::vector<Queue*>& targets = exchange.targetsOf(outgoing.message);
    const PendingId pending = outgoing.confirm.slot != 0 ? m_cluster.openPending(*this, outgoing.confirm, targets.size()) : 0;
    if (targets.empty())
        m_cluster.settlePending(pending, true, m_node);  // an unroutable message is confirmed at once
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const bool isLast = i + 1 == targets.size();
        m_credit.sentTo(*targets[i]);
        targets[i]->route(isLast ? std::move(outgoing.message) : outgoing.message, pending, m_node, work,
                          {m_number, m_connection});
    }
    if (isGrantDue)
        grantIn(work);
}

void Publisher::grantIn(Duration wait)
{
    if (wait == Duration{}) {
        m_credit.grant(m_cluster.now());
        return;
    }
    m_cluster.context.network.after(wait, [this, connection = m_connection] {
        if (connection != m_connection)
            return;
        m_credit.grant(m_cluster.now());
        readOn();
    });
}

void Publisher::answered(std::uint32_t connection, const Queue& queue)
{
    if (connection != m_connection || !m_credit.answered(queue, m_cluster.now()))
        return;
    const std::uint32_t leader = queue.leader();
    const auto heard = [this, connection] {
        if (connection != m_connection)
            return;
        m_credit.release(m_cluster.now());
        readOn();
    };
    if (leader == kNoNode || leader == m_node)
        heard();
    else
        m_cluster.context.network.after(m_cluster.delayBetween(leader, m_node), heard);
}

void Publisher::noteFlow()
{
    if (std::exchange(m_isInFlow, m_credit.isInFlow()) != m_credit.isInFlow())
        m_cluster.flowChanged(m_isInFlow);
}

void Publisher::refuse(const Outgoing& outgoing, LossCause cause)
{
    // 403 ACCESS_REFUSED, 406 PRECONDITION_FAILED. The channel that it closes is opened again by the client library; that is not simulated.
    m_cluster.noteUnconfirmed(outgoing.message, cause);
    m_cluster.bookUnconfirmed(outgoing.exchange->targetsOf(outgoing.message), cause);
    resolveLater(outgoing.confirm, Outcome::Refused, m_cluster.delay(m_host, m_node));
}

void Publisher::nodeCrashed(std::uint32_t node, bool isSilent)
{
    if (!m_isConnected || m_node != node)
        return;
    const auto notice = [this, connection = m_connection] { connectionLost(connection, LossCause::BrokerCrashed); };
    if (isSilent)
        m_cluster.context.network.after(m_cluster.settings.heartbeat, notice);
    else
        m_cluster.context.network.signal(m_cluster.nodes[node].host, m_host, kSmallFrame, Duration{},
                                         Breakable{notice, [notice](ParcelLoss) { notice(); }});
}

void Publisher::nodeRestarted(std::uint32_t node)
{
    if (m_isConnected && m_node == node)
        connectionLost(m_connection, LossCause::BrokerCrashed);
}

void Publisher::reachChanged()
{
    const Reach reach = m_isConnected ? m_cluster.connection(m_host, m_node) : Reach::Open;
    if (reach == m_reach)
        return;
    m_reach = reach;
    ++m_changes;
    if (reach == Reach::Open)
        return;
    const Duration notice = reach == Reach::Silent ? m_cluster.settings.heartbeat : m_cluster.delay(m_host, m_node);
    m_cluster.context.network.after(notice, [this, changes = m_changes, connection = m_connection] {
        if (changes == m_changes)
            connectionLost(connection, LossCause::Unreachable);
    });
}

void Publisher::connectionLost(std::uint32_t connection, LossCause cause)
{
    if (connection != m_connection)
        return;
    ++m_connection;
    ++m_changes;
    m_isConnected = false;
    m_reach = Reach::Open;
    m_unread = 0;
    m_credit.reset();
    noteFlow();
    // Whoever is told may publish again at once: that is behind what is taken out here.
    for (std::size_t left = m_outgoing.size(); left > 0; --left) {
        const Outgoing outgoing = m_outgoing.takeFront();
        m_cluster.noteUnconfirmed(outgoing.message, cause);
        m_cluster.bookUnconfirmed(outgoing.exchange->targetsOf(outgoing.message), cause);
        m_cluster.context.completions.resolve(outgoing.confirm, Outcome::Unavailable);
    }
    m_cluster.failPendings(*this);
}

void Publisher::clear()
{
    m_outgoing.clear();
    m_unread = 0;
}

std::uint64_t Publisher::countHeld(const Exchange& exchange) const
{
    std::uint64_t held = 0;
    for (std::size_t i = 0; i < m_outgoing.size(); ++i)
        held += static_cast<std::uint64_t>(std::ranges::count(m_outgoing[i].exchange->targetsOf(m_outgoing[i].message), &exchange, &Queue::exchange));
    return held;
}

}  // namespace stormglass::rabbitmq
