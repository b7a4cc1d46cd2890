// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/faults.h"

#include "models/brokers/sqs/queue.h"

namespace stormglass::sqs {

void Faults::deny(ChannelId channel, bool isWrite)
{
    Topic& topic = *m_service.topics[channel.value];
    ++(isWrite ? topic.deniedWrites : topic.deniedReads);
}

void Faults::allow(ChannelId channel, bool isWrite)
{
    Topic& topic = *m_service.topics[channel.value];
    if (isWrite) {
        --topic.deniedWrites;
        return;
    }
    if (--topic.deniedReads > 0)
        return;
    for (Queue* queue : topic.queues)
        queue->serve();
}

}  // namespace stormglass::sqs
