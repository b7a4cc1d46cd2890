// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer's channel: what it has been sent and has not settled.
#pragma once

#include "models/brokers/method_event.h"
#include "models/brokers/rabbitmq/cluster.h"
#include "models/brokers/rabbitmq/ready_list.h"

namespace stormglass::rabbitmq {

/// Connects to a node of the cluster, and again when the connection is lost, for as long as its client is there.
class Subscriber {
public:
    Subscriber(Cluster& cluster, Queue& queue, Consumer& client, HostId host, std::uint32_t node);

    void connectIn(Duration wait);
    void settle(std::uint64_t tag, Settlement settlement);
    void detach(Departure how);
    /// The client stands still. After the heartbeat timeout the broker closes its connection, which the client finds out
    /// when it goes on.
    void pause();
    void resume();

    /// From the queue, not before that instant. Precondition: hasRoom().
    void send(Entry entry, SimTime ready);
    /// What comes next is not sent before that.
    [[nodiscard]] SimTime sendsAfter() const { return m_sendsAfter; }
    [[nodiscard]] bool hasRoom() const;
    void nodeCrashed(std::uint32_t node, bool isSilent);
    void nodeRestarted(std::uint32_t node);
    /// Some way has opened or closed. A connection that carries nothing dies with its heartbeats, or at once where it is
    /// reset.
    void reachChanged();
    /// Its node may have lost sight of the one that leads the queue: then the channel closes.
    void nodesParted();
    [[nodiscard]] bool isConnectedTo(std::uint32_t node) const { return m_isOpen && m_node == node; }
    /// Closes the channel and hands over what it held; the client connects again later.
    template <class Act>
    void takeBackAll(RedeliveryCause cause, Act&& act);
    /// Why its last channel was closed.
    [[nodiscard]] RedeliveryCause closedFor() const { return m_closedFor; }

    bool isInRotation = false;  ///< Kept by the queue, as is its place there.
    std::uint32_t place = 0;
    std::int64_t priority = 0;  ///< x-priority.

    [[nodiscard]] HostId host() const { return m_host; }
    [[nodiscard]] std::uint32_t node() const { return m_node; }

    /// What it has of a stream is still there.
    [[nodiscard]] std::uint64_t countHeld() const;
    /// What has been sent and is not settled.
    [[nodiscard]] Holdings holdings() const
    {
        return {.messages = static_cast<std::int64_t>(m_unsettled), .bytes = m_unsettledBytes};
    }
    [[nodiscard]] const Queue& queue() const { return m_queue; }
    void clear();

private:
    struct Arrival;
    struct Settling;
    struct Closing;
    struct Sent {
        Entry entry;
        SimTime at{};
        bool isSettled = false;
        bool isAnswered = false;  ///< Its acknowledgement is on the way.
    };

    void connect();
    [[nodiscard]] std::uint32_t source() const;
    void transmit(std::uint32_t source, std::int64_t bytes);
    void arrive(std::uint32_t channel);
    void settled(std::uint32_t channel, std::uint64_t tag, Settlement settlement);
    /// What it held goes back to the queue.
    void close(std::uint32_t channel, RedeliveryCause cause);
    void reset();
    void acknowledgementIsDue();
    [[nodiscard]] RedeliveryCause causeOfLoss() const;

    Cluster& m_cluster;
    Queue& m_queue;
    Consumer* m_client;
    const HostId m_host;
    std::uint32_t m_node;
    std::uint32_t m_nodeEpoch = 0;
    bool m_isOpen = false;
    bool m_isPaused = false;
    std::uint32_t m_pauses = 0;
    std::uint32_t m_channel = 0;      // counts the connections
    Reach m_reach = Reach::Open;      // of the connection
    std::uint32_t m_changes = 0;      // of its reach
    BlockQueue<Sent, 16> m_sent;      // by tag, from m_firstTag on
    std::uint64_t m_firstTag = 1;
    std::uint64_t m_nextTag = 1;
    std::uint64_t m_nextArrival = 1;  // what is on the way arrives in order
    std::uint64_t m_unsettled = 0;
    std::int64_t m_unsettledBytes = 0;
    SimTime m_sendsAfter{};
    RedeliveryCause m_closedFor = RedeliveryCause::ConsumerLost;
    MethodEvent<Subscriber, &Subscriber::acknowledgementIsDue> m_acknowledgementTimer{*this};
};

template <class Act>
void Subscriber::takeBackAll(RedeliveryCause cause, Act&& act)
{
    m_closedFor = cause;
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        if (m_sent[i].isSettled)
            continue;
        m_sent[i].entry.again = m_sent[i].isAnswered && cause == RedeliveryCause::ConsumerLost ? RedeliveryCause::AnswerLost : cause;
        act(std::move(m_sent[i].entry));
    }
    reset();
}

}  // namespace stormglass::rabbitmq
