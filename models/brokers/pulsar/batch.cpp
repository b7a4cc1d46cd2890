// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pulsar/batch.h"

namespace stormglass::pulsar {

Batch& BatchPool::take(Outlet& outlet, SimTime now)
{
    if (m_free.empty())
        m_free.push_back(&m_batches.emplace_back());
    Batch& batch = *m_free.back();
    m_free.pop_back();
    batch.outlet = &outlet;
    batch.bytes = 0;
    batch.begunAt = now;
    batch.isWaitedFor = true;
    batch.isStored = false;
    batch.cause = LossCause::DeliveryTimeout;
    return batch;
}

void BatchPool::letGo(Batch& batch)
{
    if (batch.isWaitedFor || batch.attempts > 0 || batch.entries > 0)
        return;
    batch.publishes.clear();
    m_free.push_back(&batch);
}

void BatchPool::clear()
{
    for (Batch& batch : m_batches)
        batch.publishes.clear();
}

}  // namespace stormglass::pulsar
