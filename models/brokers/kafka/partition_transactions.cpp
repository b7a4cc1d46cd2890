// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a log knows of transactions: which of its records belong to open ones, and how far it is stable.
#include "models/brokers/kafka/partition.h"

#include <algorithm>

namespace stormglass::kafka {

void Partition::noteOpen(const Batch& batch, std::int64_t from)
{
    auto open = std::ranges::find(m_open, batch.transaction, &OpenTransaction::transaction);
    if (open == m_open.end())
        open = m_open.insert(open, {batch.transaction, {}});
    if (!open->ranges.empty() && open->ranges.back().to == from)
        open->ranges.back().to = end();
    else
        open->ranges.push_back({from, end()});
    m_lastStable = std::min(m_lastStable, from);
}

void Partition::truncateOpen(std::int64_t to)
{
    if (m_open.empty())
        return;
    for (OpenTransaction& open : m_open) {
        std::erase_if(open.ranges, [to](const Gap& range) { return range.from >= to; });
        if (!open.ranges.empty())
            open.ranges.back().to = std::min(open.ranges.back().to, to);
    }
    std::erase_if(m_open, [](const OpenTransaction& open) { return open.ranges.empty(); });
    noteLastStable();
}

void Partition::noteLastStable()
{
    m_lastStable = std::numeric_limits<std::int64_t>::max();
    for (const OpenTransaction& open : m_open)
        m_lastStable = std::min(m_lastStable, open.ranges.front().from);
}

void Partition::endTransaction(const TransactionMetadata& transaction, bool isCommitted, SimTime now)
{
    const auto open = std::ranges::find(m_open, &transaction, &OpenTransaction::transaction);
    if (open == m_open.end())
        return;
    std::vector<std::int64_t> offsets;
    if (!isCommitted)
        for (const Gap& range : open->ranges)
            for (std::int64_t offset = std::max(range.from, m_start); offset < range.to; ++offset)
                offsets.push_back(offset);
    m_open.erase(open);
    noteLastStable();
    if (offsets.empty())
        return;
    for (GroupProgress& group : groups) {
        if (!group.readsCommitted)
            continue;
        const auto isMissed = [&](std::int64_t offset) {
            return offset >= group.acknowledged && !isGone(group, offset);
        };
        topic.probe->aborted(now, static_cast<std::uint64_t>(std::ranges::count_if(offsets, isMissed)));
    }
    addTo(m_gaps[1], offsets);
    for (GroupProgress& group : groups)
        group.acknowledged = beyondGaps(group, group.acknowledged);
}

}  // namespace stormglass::kafka
