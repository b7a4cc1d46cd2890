// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of one Pulsar cluster share.
#pragma once

#include "models/brokers/broker.h"
#include "models/brokers/broker_context.h"
#include "models/brokers/denials.h"
#include "models/brokers/pulsar/batch.h"
#include "models/spec/components/pulsar.h"
#include "simcore/random/sampler.h"

#include <memory>

namespace stormglass::pulsar {

class Bookie;
class Partition;
class Publisher;
class Subscriber;
class Subscription;

/// Bytes of a frame without a message: acknowledgements, permits, receipts.
inline constexpr std::int64_t kSmallFrame = 64;
inline constexpr std::uint32_t kNoNode = 0xffff'ffff;

/// A broker: it serves topics, and keeps nothing.
struct Server {
    HostId host;
    bool isUp = true;
    SimTime busyUntil{};        ///< Batches are worked on one after the other.
    bool hasSession = true;     ///< It is up, and has not been away from the metadata store for too long.
    std::uint32_t changes = 0;  ///< Of whether it reaches the metadata store.
    bool seesStore = true;
};

/// A channel of the scenario.
struct Topic {
    std::string name;
    spec::PulsarTopic settings;
    ChannelProbe* probe = nullptr;
    std::uint32_t index = 0;
    std::vector<Subscription*> subscriptions;
    std::vector<std::unique_ptr<Partition>> partitions;
    Denials denials = {};

    [[nodiscard]] std::uint64_t copies() const { return subscriptions.size(); }
};

/// The instances of the component are numbered through: brokers, then bookies.
///
/// The metadata store is taken to be where the bookies are: a broker that reaches no majority of them loses its session as
/// if it were down (not modelled: the store's own nodes).
class Cluster final : private ReachObserver {
public:
    Cluster(const spec::PulsarSettings& chosen, const BrokerContext& where);
    ~Cluster();

    const spec::PulsarSettings settings;
    const BrokerContext context;
    std::vector<Server> servers;
    std::vector<std::unique_ptr<Bookie>> bookies;
    std::vector<std::unique_ptr<Topic>> topics;
    std::vector<std::unique_ptr<Subscription>> subscriptions;
    std::vector<std::unique_ptr<Publisher>> publishers;
    std::vector<std::unique_ptr<Subscriber>> subscribers;  ///< Also those that have gone.
    BatchPool batches;
    std::uint64_t nextLedgerId = 0;  ///< The metadata store hands them out in order.

    [[nodiscard]] SimTime now() const { return context.now(); }
    /// One way, for something small.
    [[nodiscard]] Duration way(HostId from, HostId to) const { return context.network.delay(from, to, kSmallFrame); }
    [[nodiscard]] Topic* findTopic(const std::string& name) const;
    /// Work of a broker on one batch: the time until it has done it, with what it has to do before.
    [[nodiscard]] Duration serve(std::uint32_t server);
    [[nodiscard]] Duration metadataTime() { return m_metadataTime.sample(m_metadataTimes); }
    /// Of a broker that has fallen silent now.
    [[nodiscard]] Duration sessionLeft() const;
    /// A wait shortened by up to a tenth, so that clients do not come back together (Backoff.java).
    [[nodiscard]] Duration jittered(Duration wait);

    void crash(std::size_t instance, bool isSilent);
    void pause(std::size_t instance);
    void losePower(std::size_t instance);
    void restart(std::size_t instance);
    /// A partition that has no broker may find one now, and an entry a bookie that has it.
    void improved();

private:
    void reachChanged() override;
    void crashServer(std::uint32_t server, bool isSilent);
    void watchSession(std::uint32_t server);
    void setSeesStore(std::uint32_t server, bool seesStore);
    [[nodiscard]] bool reachesStore(std::uint32_t server) const;
    template <class Act>
    void forEachPartition(Act act);

    Sampler m_publishTime;
    Sampler m_metadataTime;
    RandomStream m_publishTimes;
    RandomStream m_metadataTimes;
    RandomStream m_jitter;
};

}  // namespace stormglass::pulsar
