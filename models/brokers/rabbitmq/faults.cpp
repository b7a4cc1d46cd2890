// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/faults.h"

#include "models/brokers/rabbitmq/queue.h"

namespace stormglass::rabbitmq {

void Faults::readsAllowed(ChannelId channel)
{
    for (Queue* queue : m_cluster.exchanges[channel.value]->queues)
        queue->dispatch();
}

std::size_t Faults::countLed(ChannelId channel) const
{
    const Exchange& exchange = *m_cluster.exchanges[channel.value];
    return exchange.settings.type == spec::RabbitmqQueueType::Classic ? 0 : exchange.queues.size();
}

std::uint32_t Faults::loseLeader(ChannelId channel, std::size_t index, Duration election)
{
    return m_cluster.exchanges[channel.value]->queues[index]->loseLeader(election);
}

void Faults::restoreLeader(ChannelId channel, std::size_t index, std::uint32_t node)
{
    m_cluster.exchanges[channel.value]->queues[index]->restoreLeader(node);
}

}  // namespace stormglass::rabbitmq
