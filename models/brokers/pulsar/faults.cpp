// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/faults.h"

#include "models/brokers/pulsar/subscription.h"

namespace stormglass::pulsar {

Disk* Faults::diskOf(std::size_t node)
{
    return node < m_cluster.servers.size() ? nullptr : &m_cluster.bookies[node - m_cluster.servers.size()]->disk;
}

Denials& Faults::denialsOf(ChannelId channel) { return m_cluster.topics[channel.value]->denials; }

void Faults::readsAllowed(ChannelId channel)
{
    for (const Subscription* subscription : m_cluster.topics[channel.value]->subscriptions)
        for (const std::unique_ptr<Dispatcher>& dispatcher : subscription->dispatchers)
            dispatcher->dispatch();
}

std::size_t Faults::countLed(ChannelId channel) const { return m_cluster.topics[channel.value]->partitions.size(); }

std::uint32_t Faults::loseLeader(ChannelId channel, std::size_t index, Duration election)
{
    return m_cluster.topics[channel.value]->partitions[index]->unload(election);
}

void Faults::restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node)
{
    m_cluster.topics[channel.value]->partitions[index]->restore(node);
}

}  // namespace stormglass::pulsar
