// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/faults.h"

#include "models/brokers/nats/durable.h"

namespace stormglass::nats {

Denials& Faults::denialsOf(ChannelId channel) { return m_cluster.streams[channel.value]->denials; }

void Faults::readsAllowed(ChannelId channel)
{
    for (Durable* durable : m_cluster.streams[channel.value]->durables)
        durable->dispatch();
}

/// A stream of one replica has the same leader always.
std::size_t Faults::countLed(ChannelId channel) const { return m_cluster.streams[channel.value]->settings.replicas > 1 ? 1 : 0; }

std::uint32_t Faults::loseLeader(ChannelId channel, std::size_t, Duration election)
{
    return m_cluster.streams[channel.value]->loseLeader(election);
}

void Faults::restoreLeader(ChannelId channel, std::size_t, std::uint32_t node)
{
    m_cluster.streams[channel.value]->restoreLeader(node);
}

}  // namespace stormglass::nats
