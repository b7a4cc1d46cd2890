// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of one RabbitMQ cluster share.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/disk.h"
#include "models/spec/components/rabbitmq.h"
#include "simcore/random/sampler.h"

#include <memory>

namespace stormglass::rabbitmq {

class Publisher;
class Queue;
class Subscriber;
class WriteAheadLog;

/// Bytes of a frame without a message: acknowledgements, confirms.
inline constexpr std::int64_t kSmallFrame = 64;
inline constexpr std::uint32_t kNoNode = 0xffff'ffff;
/// Time after which nodes notice that one of them has vanished without closing its connections (net_ticktime).
inline constexpr Duration kNetTick = std::chrono::seconds{60};

struct Node {
    HostId host;
    bool isUp = true;
    std::uint32_t epoch = 0;  ///< Counts its crashes and restarts.
    SimTime busyUntil{};      ///< Messages are routed one after the other.
    Disk disk = {};
};

/// A publish whose confirm depends on one or more queues. 0: nobody waits for it.
using PendingId = std::uint32_t;

/// A channel of the scenario: its messages go to every queue that is bound.
struct Exchange {
    std::string name;
    spec::RabbitmqQueue settings;  ///< Of each of its queues.
    ChannelProbe* probe = nullptr;
    std::vector<Queue*> queues;
    std::uint32_t deniedWrites = 0;  ///< Faults that let nobody write, or nobody read.
    std::uint32_t deniedReads = 0;
};

class Cluster {
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

    [[nodiscard]] SimTime now() const { return context.now(); }
    /// One way for a small frame, to a node by way of another.
    [[nodiscard]] Duration delay(HostId client, std::uint32_t node) const;
    [[nodiscard]] Duration delayBetween(std::uint32_t from, std::uint32_t to) const;
    [[nodiscard]] Exchange* findExchange(const std::string& name) const;
    /// The first node from that one on that is up; kNoNode if none is.
    [[nodiscard]] std::uint32_t findUp(std::uint32_t from) const;
    /// Work of a node on one message: the time until it is done, with what it has to do before.
    [[nodiscard]] Duration route(std::uint32_t node);
    [[nodiscard]] Duration syncTime(std::uint32_t node) { return nodes[node].disk.timeFor(m_syncTime.sample(m_syncTimes)); }
    /// How much longer than usual a member's fsync takes at present.
    [[nodiscard]] Duration syncExcess(std::uint32_t node) { return nodes[node].disk.excessFor(m_meanSync); }
    /// A node has raised its disk alarm: nothing that is published is read from its connection.
    [[nodiscard]] bool arePublishersBlocked() const { return m_diskAlarms > 0; }
    void raiseDiskAlarm() { ++m_diskAlarms; }
    void clearDiskAlarm();

    [[nodiscard]] PendingId openPending(Publisher& publisher, CompletionId confirm, std::size_t queues);
    /// A queue has taken the message, or has refused it.
    void settlePending(PendingId id, bool isAccepted, std::uint32_t node);
    /// The connection is gone: the publisher will hear no confirm.
    void failPendings(const Publisher& publisher);
    /// Copies are gone of which no publisher gets a confirm, if it wants any.
    void bookUnconfirmed(ChannelProbe& probe, LossCause cause, std::uint64_t copies) const;

    void crash(std::uint32_t node, bool isSilent);
    void restart(std::uint32_t node);

private:
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
    std::uint32_t m_diskAlarms = 0;
    std::vector<Pending> m_pendings{1};
    std::vector<PendingId> m_freePendings;
};

}  // namespace stormglass::rabbitmq
