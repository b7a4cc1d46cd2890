// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/partition.h"

#include "models/brokers/kafka/producer.h"

#include <algorithm>

namespace stormglass::kafka {

void Partition::append(Batch& batch, SimTime now)
{
    for (Message& message : batch.messages)
        m_log.pushBack(std::move(message));
    batch.messages.clear();
    batch.isInLog = batch.isUnreplicated = true;
    unreplicated.pushBack({.batch = &batch, .end = end(), .appendedAt = now});
}

void Partition::truncateLast(SimTime now, LossCause cause)
{
    Batch& batch = *unreplicated.back().batch;
    unreplicated.popBack();
    const std::int64_t begin = unreplicated.empty() ? highWatermark : unreplicated.back().end;
    const auto count = static_cast<std::uint64_t>(end() - begin);
    for (std::int64_t offset = begin; offset < end(); ++offset)
        if (batch.isWithProducer)
            batch.messages.push_back(std::move(m_log[static_cast<std::size_t>(offset - m_start)]));
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!batch.isWithProducer)
            noteLoss(m_log.back(), nameOf(cause));
        m_log.popBack();
    }
    batch.isInLog = batch.isUnreplicated = false;
    if (batch.isWithProducer)
        batch.lane->noteGap(batch.sequence);
    else
        topic.probe->lost(now, cause, count * topic.groups);
}

void Partition::trim()
{
    std::int64_t needed = highWatermark;
    for (const GroupProgress& group : groups)
        needed = std::min(needed, group.committed);
    for (; m_start < needed; ++m_start)
        m_log.popFront();
}

void Partition::clear()
{
    m_start = end();
    m_log.clear();
}

std::uint64_t Partition::countHeld() const
{
    std::int64_t held = 0;
    for (const GroupProgress& group : groups)
        held += end() - group.acknowledged;
    return static_cast<std::uint64_t>(held);
}

bool Partition::isInSync(std::uint32_t node) const
{
    return std::ranges::find(inSync, node) != inSync.end();
}

bool Partition::mayLead(std::uint32_t node) const
{
    return barred.empty() || std::ranges::find(barred, node) == barred.end();
}

Stalled* Partition::findStalled(std::uint32_t node)
{
    const auto found = std::ranges::find(stalled, node, &Stalled::node);
    return found == stalled.end() ? nullptr : &*found;
}

}  // namespace stormglass::kafka
