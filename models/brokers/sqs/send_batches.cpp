// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clients that gather messages before they send them.
#include "models/brokers/sqs/sends.h"

#include <algorithm>

namespace stormglass::sqs {

namespace {
/// Amazon SQS Developer Guide, message quotas: of all messages of a batch.
constexpr std::int64_t kLargestBatch = 1'048'576;
}  // namespace

Sends::Batch& Sends::batchOf(ProducerId producer, HostId client, Topic& topic)
{
    auto& batches = m_batches[producer.value];
    const auto found = std::ranges::find(batches, &topic, [](const auto& entry) { return entry.first; });
    return found != batches.end() ? found->second : batches.emplace_back(&topic, Batch{.client = client}).second;
}

void Sends::gather(ProducerId producer, HostId client, Topic& topic, Sent sent)
{
    Batch& batch = batchOf(producer, client, topic);
    if (!batch.sent.empty() && batch.bytes + sent.message.size > kLargestBatch)
        flush(producer, topic, batch);
    batch.bytes += sent.message.size;
    batch.sent.push_back(std::move(sent));
    if (batch.sent.size() == static_cast<std::size_t>(m_service.settings.maxBatchSize))
        return flush(producer, topic, batch);
    if (batch.sent.size() > 1)
        return;
    batch.number = ++m_lastBatch;
    m_service.context.network.after(m_service.settings.sendRequestFrequency, [this, producer, client, &topic, number = batch.number] {
        Batch& open = batchOf(producer, client, topic);
        if (open.number == number && !open.sent.empty())
            flush(producer, topic, open);
    });
}

void Sends::flush(ProducerId producer, Topic& topic, Batch& batch)
{
    Sent first = std::move(batch.sent.front());
    std::vector<Sent> others(std::make_move_iterator(batch.sent.begin() + 1), std::make_move_iterator(batch.sent.end()));
    batch.sent.clear();
    batch.bytes = 0;
    batch.number = 0;
    call(topic, producer, batch.client, std::move(first), std::move(others));
}

}  // namespace stormglass::sqs
