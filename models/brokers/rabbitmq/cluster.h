// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of one RabbitMQ cluster share.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/denials.h"
#include "models/brokers/disk.h"
#include "models/brokers/rabbitmq/envelopes.h"
#include "models/spec/components/rabbitmq.h"
#include "simcore/measure/time_weighted.h"
#include "simcore/random/sampler.h"

#include <algorithm>
#include <memory>

namespace stormglass::rabbitmq {

class Publisher;
class Queue;
class Subscriber;
class WriteAheadLog;
class BoundQueues;
class Alarms;

/// Bytes of a frame without a message: acknowledgements, confirms.
inline constexpr std::int64_t kSmallFrame = 64;
inline constexpr std::uint32_t kNoNode = 0xffff'ffff;
/// Time after which nodes notice that one of them has vanished without closing its connections (net_ticktime).
inline constexpr Duration kNetTick = std::chrono::seconds{60};
/// How long a client waits for an answer to its attempt to connect (RabbitMQ Java client, ConnectionFactory).
inline constexpr Duration kConnectionTimeout = std::chrono::seconds{60};

struct Node {
    HostId host;
    bool isUp = true;         ///< It serves: it has neither crashed nor is it paused.
    bool isCrashed = false;
    bool isPaused = false;    ///< Because of a partition of the network.
    std::uint32_t epoch = 0;  ///< Counts its crashes and restarts.
    SimTime busyUntil{};      ///< Messages are routed one after the other.
    Disk disk = {};
    std::int64_t loggedBytes = 0;  ///< Written to its log, ever, by members of quorum queues.
    std::int64_t logBegin = 0;     ///< Of these, in segments when it started.
};

/// The channel that a message came from, as long as its connection lasts.
struct Sender {
    std::uint32_t publisher = kNobody;  ///< Its number.
    std::uint32_t connection = 0;

    static constexpr std::uint32_t kNobody = 0xffff'ffff;  ///< A dead letter has none.
};

/// A publish whose confirm depends on one or more queues. 0: nobody waits for it.
using PendingId = std::uint32_t;

/// A channel of the scenario: its messages go to every queue that is bound.
struct Exchange {
    std::string name;
    spec::RabbitmqQueue settings;  ///< Of each of its queues.
    ChannelProbe* probe = nullptr;
    std::vector<Queue*> queues;
    Denials denials = {};
    std::unique_ptr<BoundQueues> bound{};      ///< Absent where every queue gets everything, and nobody else gets anything.
    std::unique_ptr<Stationery> stationery{};  ///< Absent where messages have no properties.

    Exchange(std::string name, const spec::RabbitmqQueue& settings, ChannelProbe& probe);
    ~Exchange();

    /// The queues that get that message: its own, and those of exchanges that it leads to.
    [[nodiscard]] const std::vector<Queue*>& targetsOf(const Message& message) const;
};

/// Nodes that cannot reach each other lose sight of each other when a connection is reset, or after the net tick. What
/// comes of it is up to the queues (queue_reach.cpp) and to cluster_partition_handling (split.cpp). Not modelled: after
/// "ignore" a real cluster stays divided until somebody restarts nodes; here it goes on as one.
class Cluster final : private ReachObserver {
public:
    Cluster(const spec::RabbitmqSettings& chosen, const BrokerContext& where);
    ~Cluster();

    const spec::RabbitmqSettings settings;
    const BrokerContext context;
    std::vector<Node> nodes;
    std::vector<std::unique_ptr<WriteAheadLog>> logs;  ///< By node.
    std::vector<std::unique_ptr<Exchange>> exchanges;
    std::vector<std::unique_ptr<Queue>> queues;
    std::vector<std::unique_ptr<Publisher>> publishers;
    std::vector<std::unique_ptr<Subscriber>> subscribers;  ///< Also those that have gone.
    Envelopes envelopes;

    [[nodiscard]] SimTime now() const { return context.now(); }
    /// One way for a small frame, to a node by way of another.
    [[nodiscard]] Duration delay(HostId client, std::uint32_t node) const;
    [[nodiscard]] Duration delayBetween(std::uint32_t from, std::uint32_t to) const;
    [[nodiscard]] Duration drawBetween(std::uint32_t from, std::uint32_t to) const;
    [[nodiscard]] Reach connection(HostId client, std::uint32_t node) const
    {
        return context.network.connection(client, nodes[node].host);
    }
    [[nodiscard]] bool areConnected(std::uint32_t one, std::uint32_t other) const
    {
        return context.network.areConnected(nodes[one].host, nodes[other].host);
    }
    /// They have lost sight of each other.
    [[nodiscard]] bool areParted(std::uint32_t one, std::uint32_t other) const
    {
        return one != other && m_pairs[std::min(one, other) * nodes.size() + std::max(one, other)].isParted;
    }
    /// By way of the client's node. Act has a member lost(ParcelLoss).
    template <class Act>
    void passDown(std::uint32_t from, std::uint32_t via, HostId client, std::int64_t bytes, Act act);
    template <class Act>
    void passUp(HostId client, std::uint32_t via, std::uint32_t to, Act act);
    [[nodiscard]] Exchange* findExchange(const std::string& name) const;
    /// The exchange that hands a message on: this one, or else the next alternate of which some queue that is there takes
    /// it; null if none does.
    [[nodiscard]] Exchange* findTaker(Exchange& exchange, const Message& message) const;
    /// The first node from that one on that is up and that the client can connect to; kNoNode if there is none.
    [[nodiscard]] std::uint32_t findFor(HostId client, std::uint32_t from) const;
    /// Whether an attempt to connect to that one would end in silence.
    [[nodiscard]] bool isSilentFor(HostId client, std::uint32_t node) const
    {
        return connection(client, node) == Reach::Silent;
    }
    /// Enters the books: a copy for each of these queues.
    void noteProduced(const std::vector<Queue*>& targets) const;
    /// Copies are gone of which no publisher gets a confirm, if it wants any.
    void bookUnconfirmed(const std::vector<Queue*>& targets, LossCause cause) const;
    /// Work of a node on one message: the time until it is done, with what it has to do before.
    [[nodiscard]] Duration route(std::uint32_t node);
    /// Number of the file of a node's log that is written to.
    [[nodiscard]] std::int64_t logFile(std::uint32_t node) const
    {
        return (nodes[node].loggedBytes - nodes[node].logBegin) / settings.limits.walMaxSizeBytes;
    }
    [[nodiscard]] Duration syncTime(std::uint32_t node) { return nodes[node].disk.timeFor(m_syncTime.sample(m_syncTimes)); }
    /// How much longer than usual a member's fsync takes at present.
    [[nodiscard]] Duration syncExcess(std::uint32_t node) { return nodes[node].disk.excessFor(m_meanSync); }
    [[nodiscard]] Alarms& alarms() { return *m_alarms; }
    [[nodiscard]] const Alarms& alarms() const { return *m_alarms; }
    /// The queue has taken, applied or committed a message of that channel.
    void answer(const Sender& sender, const Queue& queue);
    /// Share of the connections that publish that credit flow held up, averaged over time since the end of the warm-up.
    [[nodiscard]] double flowShare() const;
    void flowChanged(bool isInFlow) { m_inFlow.add(now(), isInFlow ? 1 : -1); }
    void endWarmUp();

    [[nodiscard]] PendingId openPending(Publisher& publisher, CompletionId confirm, std::size_t queues);
    /// A queue has taken the message, or has refused it.
    void settlePending(PendingId id, bool isAccepted, std::uint32_t node);
    /// The connection is gone: the publisher will hear no confirm.
    void failPendings(const Publisher& publisher);
    /// Copies are gone of which no publisher gets a confirm, if it wants any.
    void bookUnconfirmed(ChannelProbe& probe, LossCause cause, std::uint64_t copies) const;

    void noteUnconfirmed(const Message& message, LossCause cause) const;

    void crash(std::uint32_t node, bool isSilent);
    void losePower(std::uint32_t node);
    void restart(std::uint32_t node);

private:
    struct Confirm;
    struct Pair {
        bool isCut = false;
        bool isParted = false;
        std::uint32_t changes = 0;
    };

    void confirmed(PendingId id, Outcome outcome);
    void stop(std::uint32_t node, bool isSilent, bool isOrderly);
    void start(std::uint32_t node);

    // split.cpp
    void reachChanged() override;
    [[nodiscard]] bool notePairs();
    void part(std::uint32_t one, std::uint32_t other);
    void pauseMinorities();
    void resumeMajorities();
    [[nodiscard]] bool canSeeMajority(std::uint32_t node) const;
    void noteSides();
    void heal();
    void pause(std::uint32_t node);
    void resume(std::uint32_t node);

    struct Pending {
        Publisher* publisher = nullptr;
        CompletionId confirm;
        std::uint32_t queuesLeft = 0;
        bool isRefused = false;
    };

    Sampler m_routingTime;
    Sampler m_syncTime;
    RandomStream m_routingTimes;
    RandomStream m_syncTimes;
    const Duration m_meanSync;
    TimeWeighted m_inFlow;  // connections
    std::vector<Pending> m_pendings{1};
    std::vector<PendingId> m_freePendings;
    std::vector<Pair> m_pairs;             // of nodes
    std::vector<std::uint32_t> m_sides;    // of each node, while they are parted and autoheal will mend it
    std::unique_ptr<Alarms> m_alarms;
};

template <class Act>
void Cluster::passDown(std::uint32_t from, std::uint32_t via, HostId client, std::int64_t bytes, Act act)
{
    Network& network = context.network;
    const HostId last = nodes[via].host;
    if (!network.isImpaired()) [[likely]]
        network.after(delayBetween(from, via) + network.delay(last, client, bytes), std::move(act));
    else if (from == via)
        network.signal(last, client, bytes, Duration{}, std::move(act));
    else
        network.signal(nodes[from].host, last, bytes, Duration{},
                       Breakable{[&network, last, client, bytes, act] { network.signal(last, client, bytes, Duration{}, act); },
                                 [act](ParcelLoss how) mutable { act.lost(how); }});
}

template <class Act>
void Cluster::passUp(HostId client, std::uint32_t via, std::uint32_t to, Act act)
{
    Network& network = context.network;
    const HostId first = nodes[via].host;
    if (!network.isImpaired()) [[likely]]
        network.after(delay(client, via) + delayBetween(via, to), std::move(act));
    else if (via == to)
        network.signal(client, first, kSmallFrame, Duration{}, std::move(act));
    else
        network.signal(client, first, kSmallFrame, Duration{},
                       Breakable{[&network, first, last = nodes[to].host, act] {
                                     network.signal(first, last, kSmallFrame, Duration{}, act);
                                 },
                                 [act](ParcelLoss how) mutable { act.lost(how); }});
}

}  // namespace stormglass::rabbitmq
