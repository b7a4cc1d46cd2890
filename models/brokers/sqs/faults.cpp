// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/faults.h"

#include "models/brokers/sqs/queue.h"

namespace stormglass::sqs {

void Faults::readsAllowed(ChannelId channel)
{
    for (Queue* queue : m_service.topics[channel.value]->queues)
        queue->serve();
}

}  // namespace stormglass::sqs
