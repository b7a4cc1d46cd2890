// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/cluster.h"

#include "models/brokers/pulsar/bookie.h"
#include "models/brokers/pulsar/partition.h"
#include "models/brokers/pulsar/publisher.h"
#include "models/brokers/pulsar/subscriber.h"
#include "models/brokers/pulsar/subscription.h"

#include <algorithm>

namespace stormglass::pulsar {

Cluster::Cluster(const spec::PulsarSettings& chosen, const BrokerContext& where)
    : settings(chosen)
    , context(where)
    , m_publishTime(chosen.publishTime)
    , m_metadataTime(chosen.metadataTime)
    , m_publishTimes(where.random.stream(where.name, "publish time"))
    , m_metadataTimes(where.random.stream(where.name, "metadata time"))
    , m_jitter(where.random.stream(where.name, "backoff"))
{
    const auto brokers = static_cast<std::size_t>(settings.placement.instances);
    for (std::size_t i = 0; i < brokers; ++i)
        servers.push_back({.host = where.hosts[i]});
    for (std::size_t i = brokers; i < where.hosts.size(); ++i)
        bookies.push_back(std::make_unique<Bookie>(*this, where.hosts[i], static_cast<std::uint32_t>(i - brokers)));
    where.network.watchReach(*this);
}

Cluster::~Cluster() = default;

Topic* Cluster::findTopic(const std::string& name) const
{
    const auto found = std::ranges::find_if(topics, [&](const auto& topic) { return topic->name == name; });
    return found == topics.end() ? nullptr : found->get();
}

Duration Cluster::serve(std::uint32_t index)
{
    Server& server = servers[index];
    server.busyUntil = std::max(now(), server.busyUntil) + m_publishTime.sample(m_publishTimes);
    return server.busyUntil - now();
}

/// A session ends so long after its last heartbeat, which is sent three times as often (ZooKeeper, ClientCnxn.java).
Duration Cluster::sessionLeft() const
{
    return settings.metadataSessionTimeout - (now() - kStartOfRun) % std::max(Duration{1}, settings.metadataSessionTimeout / 3);
}

Duration Cluster::jittered(Duration wait)
{
    return wait - Duration{static_cast<std::int64_t>(0.1 * m_jitter.uniform() * static_cast<double>(wait.count()))};
}

template <class Act>
void Cluster::forEachPartition(Act act)
{
    for (const std::unique_ptr<Topic>& topic : topics)
        for (const std::unique_ptr<Partition>& partition : topic->partitions)
            act(*partition);
}

void Cluster::crash(std::size_t instance, bool isSilent)
{
    if (instance < servers.size()) {
        crashServer(static_cast<std::uint32_t>(instance), isSilent);
        return;
    }
    const auto index = static_cast<std::uint32_t>(instance - servers.size());
    if (!bookies[index]->isUp())
        return;
    bookies[index]->crash();
    if (!isSilent)
        forEachPartition([&](Partition& partition) { partition.bookieGone(index, false); });
}

void Cluster::crashServer(std::uint32_t index, bool isSilent)
{
    Server& server = servers[index];
    if (!server.isUp)
        return;
    server.isUp = false;
    server.busyUntil = now();
    forEachPartition([&](Partition& partition) { partition.serverCrashed(index, isSilent); });
    watchSession(index);
}

/// A broker that stands still is one that has vanished and comes back with what it had.
void Cluster::pause(std::size_t instance)
{
    if (instance < servers.size())
        crashServer(static_cast<std::uint32_t>(instance), true);
    else
        bookies[instance - servers.size()]->pause();
}

void Cluster::losePower(std::size_t instance)
{
    if (instance < servers.size())
        return;
    const auto index = static_cast<std::uint32_t>(instance - servers.size());
    forEachPartition([&](Partition& partition) { partition.bookieLostPower(index); });
}

void Cluster::restart(std::size_t instance)
{
    if (instance >= servers.size()) {
        const auto index = static_cast<std::uint32_t>(instance - servers.size());
        const bool wasUp = bookies[index]->isUp();
        bookies[index]->restart();
        if (!wasUp)
            forEachPartition([&](Partition& partition) { partition.bookieGone(index, true); });
    } else if (Server& server = servers[instance]; !server.isUp) {
        server.isUp = true;
        server.busyUntil = now();
        // Whoever has not noticed that it was away notices now: it knows nothing of their connections.
        forEachPartition([&](Partition& partition) { partition.serverRestarted(static_cast<std::uint32_t>(instance)); });
        watchSession(static_cast<std::uint32_t>(instance));
    }
    improved();
}

void Cluster::improved()
{
    forEachPartition([](Partition& partition) { partition.improved(); });
}

bool Cluster::reachesStore(std::uint32_t index) const
{
    if (!servers[index].isUp)
        return false;
    const auto seen = std::ranges::count_if(bookies, [&](const auto& bookie) {
        return context.network.areConnected(servers[index].host, bookie->host);
    });
    return 2 * static_cast<std::size_t>(seen) > bookies.size();
}

void Cluster::setSeesStore(std::uint32_t index, bool seesStore)
{
    Server& server = servers[index];
    if (server.seesStore == seesStore)
        return;
    server.seesStore = seesStore;
    const std::uint32_t changes = ++server.changes;
    if (seesStore) {
        server.hasSession = true;
        return;
    }
    context.network.after(sessionLeft(), [this, index, changes] {
        if (servers[index].changes != changes)
            return;
        servers[index].hasSession = false;
        forEachPartition([&](Partition& partition) { partition.sessionLost(index); });
    });
}

/// A process that has been started again is not the one that had the session.
void Cluster::watchSession(std::uint32_t index) { setSeesStore(index, reachesStore(index)); }

void Cluster::reachChanged()
{
    for (std::uint32_t i = 0; i < servers.size(); ++i)
        watchSession(i);
    forEachPartition([](Partition& partition) { partition.reachChanged(); });
    improved();
}

}  // namespace stormglass::pulsar
