// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of one NATS cluster share.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/spec/components/nats.h"
#include "simcore/random/sampler.h"

#include <memory>

namespace stormglass::nats {

class Durable;
class Publisher;
class Puller;
class Stream;

/// Bytes of a frame without a message: acknowledgements, requests of consumers.
inline constexpr std::int64_t kSmallFrame = 64;
inline constexpr std::uint32_t kNoNode = 0xffff'ffff;

struct Node {
    HostId host;
    bool isUp = true;
    std::uint32_t epoch = 0;  ///< Counts its crashes.
    SimTime busyUntil{};      ///< Messages are stored one after the other.
    Duration syncPhase{};     ///< When its first sync is due.
};

class Cluster final : private ReachObserver {
public:
    Cluster(const spec::NatsSettings& chosen, const BrokerContext& where);
    ~Cluster();

    const spec::NatsSettings settings;
    const BrokerContext context;
    std::vector<Node> nodes;
    std::vector<std::unique_ptr<Stream>> streams;
    std::vector<std::unique_ptr<Durable>> durables;
    std::vector<std::unique_ptr<Publisher>> publishers;
    std::vector<std::unique_ptr<Puller>> pullers;  ///< Also those that have gone.

    [[nodiscard]] SimTime now() const { return context.now(); }
    [[nodiscard]] Duration between(std::uint32_t one, std::uint32_t other) const
    {
        return one == other ? Duration{} : context.network.delay(nodes[one].host, nodes[other].host, kSmallFrame);
    }
    [[nodiscard]] bool areConnected(std::uint32_t one, std::uint32_t other) const
    {
        return nodes[one].isUp && nodes[other].isUp
            && (one == other || context.network.areConnected(nodes[one].host, nodes[other].host));
    }
    /// The first server after that one that is up and that the client can connect to; kNoNode if there is none.
    [[nodiscard]] std::uint32_t findFor(HostId client, std::uint32_t after) const;
    /// Work of a leader on one message: the time until it is stored, with what it has to do before.
    [[nodiscard]] Duration store(std::uint32_t node);
    /// Until the first of so many followers calls an election.
    [[nodiscard]] Duration electionTime(std::size_t followers);
    /// When that server has last synced what it has stored.
    [[nodiscard]] SimTime lastSyncOf(std::uint32_t node) const;

    /// By way of a server, which passes it on. Act has a member lost(ParcelLoss).
    template <class Act>
    void carry(HostId from, std::uint32_t via, HostId to, std::int64_t bytes, Act act);

    void crash(std::uint32_t node, bool isSilent);
    void losePower(std::uint32_t node);
    void restart(std::uint32_t node);

private:
    void reachChanged() override;

    Sampler m_storeTime;
    Sampler m_syncTime;
    Sampler m_electionTimeout;
    RandomStream m_storeTimes;
    RandomStream m_syncTimes;
    RandomStream m_electionTimeouts;
};

template <class Act>
void Cluster::carry(HostId from, std::uint32_t via, HostId to, std::int64_t bytes, Act act)
{
    Network& network = context.network;
    const HostId middle = nodes[via].host;
    if (middle == from || middle == to) {
        network.send(from, to, bytes, std::move(act));
        return;
    }
    network.send(from, middle, bytes,
                 Breakable{[this, via, epoch = nodes[via].epoch, middle, to, bytes, act]() mutable {
                               if (nodes[via].isUp && nodes[via].epoch == epoch)
                                   context.network.send(middle, to, bytes, std::move(act));
                               else
                                   act.lost(ParcelLoss::Broken);
                           },
                           [act](ParcelLoss how) mutable { act.lost(how); }});
}

}  // namespace stormglass::nats
