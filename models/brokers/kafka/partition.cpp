// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/partition.h"

#include "models/brokers/kafka/producer.h"

#include <algorithm>

namespace stormglass::kafka {

Partition::Partition(Topic& owningTopic, std::uint32_t number)
    : topic(owningTopic), index(number), m_segments(owningTopic.settings.segmentBytes, owningTopic.settings.segmentAge)
{
    if (owningTopic.settings.cleanup != spec::KafkaCleanup::Delete)
        m_compaction = std::make_unique<Compaction>();
}

Partition::~Partition() = default;

std::int64_t Partition::firstSince(SimTime instant) const
{
    std::int64_t low = m_start;
    std::int64_t high = end();
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (at(middle).publishedAt < instant)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void Partition::append(Batch& batch, SimTime now, bool keepsRecords)
{
    const auto count = static_cast<std::int64_t>(batch.messages.size());
    m_segments.append(end(), count, batch.bytes, now);
    if (m_compaction != nullptr)
        for (const Message& message : batch.messages)
            m_compaction->append(message.key, message.size);
    if (keepsRecords) {
        for (const Message& message : batch.messages)
            m_log.pushBack(message);
    } else {
        for (Message& message : batch.messages)
            m_log.pushBack(std::move(message));
        batch.messages.clear();
    }
    if (batch.transaction != nullptr) [[unlikely]]
        noteOpen(batch, end() - count);
    batch.isInLog = batch.isUnreplicated = true;
    unreplicated.pushBack({.batch = &batch, .end = end(), .appendedAt = now});
}

void Partition::truncateLast(SimTime now, LossCause cause)
{
    Batch& batch = *unreplicated.back().batch;
    unreplicated.popBack();
    const std::int64_t begin = unreplicated.empty() ? highWatermark : unreplicated.back().end;
    const auto count = static_cast<std::uint64_t>(end() - begin);
    const bool isGivenBack = batch.isWithProducer && batch.messages.empty();
    for (std::int64_t offset = begin; offset < end() && isGivenBack; ++offset)
        batch.messages.push_back(std::move(m_log[static_cast<std::size_t>(offset - m_start)]));
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!batch.isWithProducer && batch.transaction == nullptr)
            noteLoss(m_log.back(), nameOf(cause));
        m_log.popBack();
    }
    m_segments.truncate(begin, static_cast<std::int64_t>(count), batch.bytes);
    flushedEnd = std::min(flushedEnd, begin);
    if (m_compaction != nullptr)
        m_compaction->truncate(begin);
    truncateOpen(begin);
    batch.isInLog = batch.isUnreplicated = false;
    if (batch.isWithProducer)
        batch.lane->noteGap(batch.sequence);
    else if (batch.transaction != nullptr)
        topic.probe->aborted(now, count * topic.groups);
    else
        topic.probe->lost(now, cause, count * topic.groups);
}

void Partition::cutOff(std::int64_t offset, SimTime now, LossCause cause)
{
    offset = std::max(offset, m_start);  // what everybody has read and committed is nobody's loss
    for (GroupProgress& group : groups) {
        topic.probe->lost(now, cause, noteLosses(group, offset, end(), nameOf(cause)));
        group.committed = std::min(group.committed, offset);
        ++group.moves;
        group.acknowledged = std::min(group.acknowledged, offset);
        group.delivered = std::min(group.delivered, offset);
        group.wayBack.cutOff(offset);
    }
    for (Gaps& gaps : m_gaps) {
        std::erase_if(gaps, [offset](const Gap& gap) { return gap.from >= offset; });
        if (!gaps.empty())
            gaps.back().to = std::min(gaps.back().to, offset);
    }
    truncateOpen(offset);
    const std::int64_t count = end() - offset;
    std::int64_t bytes = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        bytes += m_log.back().size;
        m_log.popBack();
    }
    m_segments.truncate(offset, count, bytes);
    if (m_compaction != nullptr)
        m_compaction->truncate(offset);
    for (Stalled& replica : stalled)
        replica.from = std::min(replica.from, offset);
    for (Behind& replica : behind)
        replica.end = std::min(replica.end, offset);
    highWatermark = std::min(highWatermark, offset);
    flushedEnd = std::min(flushedEnd, offset);
    m_spentTo = std::min(m_spentTo, offset);
    for (std::size_t i = 0; i < groups.size(); ++i)
        noteLag(i, now);
}

void Partition::noteLag(std::size_t group, SimTime now)
{
    const std::int64_t lag = std::max<std::int64_t>(0, readableEnd() - groups[group].committed);
    topic.probe->lag().note(now, group, index, static_cast<std::uint64_t>(lag));
}

void Partition::spendHandled()
{
    std::int64_t done = highWatermark;
    for (const GroupProgress& group : groups)
        done = std::min(done, group.doneTo());
    for (m_spentTo = std::max(m_spentTo, m_start); m_spentTo < done; ++m_spentTo)
        m_log[static_cast<std::size_t>(m_spentTo - m_start)].transaction.spend();
}

void Partition::dropFront()
{
    m_log.popFront();
    ++m_start;
}

void Partition::trim()
{
    std::int64_t needed = highWatermark;
    for (const GroupProgress& group : groups)
        needed = std::min({needed, group.committed, group.acknowledged});
    if (topic.replaysFrom != kNever) [[unlikely]]
        needed = std::min(needed, firstSince(topic.replaysFrom));
    while (m_start < needed)
        dropFront();
    spendHandled();
    for (Gaps& gaps : m_gaps)
        if (!gaps.empty()) [[unlikely]]
            std::erase_if(gaps, [this](const Gap& gap) { return gap.to <= m_start; });
}

void Partition::deleteOldestSegment(SimTime now)
{
    const std::int64_t to = m_segments.size() > 1 ? m_segments[1].from : end();
    for (GroupProgress& group : groups) {
        topic.probe->expired(now, noteLosses(group, group.acknowledged, to, kExpired));
        group.acknowledged = beyondGaps(group, std::max(group.acknowledged, to));
    }
    m_retainedFrom = to;
    m_segments.dropFront();
    while (m_start < to)
        dropFront();
    for (Gaps& gaps : m_gaps)
        std::erase_if(gaps, [to](const Gap& gap) { return gap.to <= to; });
}

void Partition::compact(SimTime now)
{
    const std::int64_t end = std::min(m_segments.closedEnd(), readableEnd(true));
    takeOut(m_compaction->clean(end, m_segments, [this](std::int64_t offset) { return isAborted(offset); }), now,
            LossCause::Compacted);
}

double Partition::dirtyRatio() const
{
    return m_compaction->dirtyRatio(std::min(m_segments.closedEnd(), readableEnd(true)), m_segments);
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
        held += end() - group.acknowledged - countGone(group);
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

const Behind* Partition::findBehind(std::uint32_t node) const
{
    const auto found = std::ranges::find(behind, node, &Behind::node);
    return found == behind.end() ? nullptr : &*found;
}

void Partition::noteBehind(std::uint32_t node, std::int64_t itsEnd, LossCause cause)
{
    const auto found = std::ranges::find(behind, node, &Behind::node);
    if (found == behind.end())
        behind.push_back({node, itsEnd, cause});
    else if (itsEnd < found->end)
        *found = {node, itsEnd, cause};
}

void Partition::forgetBehind(std::uint32_t node)
{
    std::erase_if(behind, [node](const Behind& replica) { return replica.node == node; });
}

}  // namespace stormglass::kafka
