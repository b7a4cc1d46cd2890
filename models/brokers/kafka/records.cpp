// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/records.h"

namespace stormglass::kafka {

Batch& RecordPool::takeBatch()
{
    if (m_freeBatches.empty())
        m_freeBatches.push_back(&m_batches.emplace_back());
    Batch& batch = *m_freeBatches.back();
    m_freeBatches.pop_back();
    batch.request = nullptr;
    batch.transaction = nullptr;
    batch.bytes = batch.memory = batch.attempts = 0;
    batch.error = ProduceError::None;
    batch.isInLog = batch.isCommitted = batch.isUnreplicated = batch.isStale = false;
    batch.isWithProducer = true;
    return batch;
}

void RecordPool::releaseBatch(Batch& batch)
{
    if (batch.isWithProducer || batch.isUnreplicated || batch.isStale || batch.request != nullptr)
        return;
    batch.messages.clear();
    batch.confirms.clear();
    m_freeBatches.push_back(&batch);
}

Request& RecordPool::takeRequest()
{
    if (m_freeRequests.empty())
        m_freeRequests.push_back(&m_requests.emplace_back());
    Request& request = *m_freeRequests.back();
    m_freeRequests.pop_back();
    request.awaiting = 0;
    request.hasArrived = request.isOrphan = false;
    return request;
}

void RecordPool::releaseRequest(Request& request)
{
    ++request.generation;
    request.batches.clear();
    m_freeRequests.push_back(&request);
}

void RecordPool::clear()
{
    for (Batch& batch : m_batches)
        batch.messages.clear();
}

}  // namespace stormglass::kafka
