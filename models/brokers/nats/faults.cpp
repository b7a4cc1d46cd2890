// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/faults.h"

#include "models/brokers/nats/durable.h"

namespace stormglass::nats {

void Faults::deny(ChannelId channel, bool isWrite)
{
    Stream& stream = *m_cluster.streams[channel.value];
    ++(isWrite ? stream.deniedWrites : stream.deniedReads);
}

void Faults::allow(ChannelId channel, bool isWrite)
{
    Stream& stream = *m_cluster.streams[channel.value];
    if (isWrite) {
        --stream.deniedWrites;
        return;
    }
    if (--stream.deniedReads > 0)
        return;
    for (Durable* durable : stream.durables)
        durable->dispatch();
}

std::uint32_t Faults::loseLeader(ChannelId channel, std::size_t, Duration election)
{
    return m_cluster.streams[channel.value]->loseLeader(election);
}

void Faults::restoreLeader(ChannelId channel, std::size_t, std::uint32_t node)
{
    m_cluster.streams[channel.value]->restoreLeader(node);
}

}  // namespace stormglass::nats
