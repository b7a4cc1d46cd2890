// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records that are taken out of the middle of a log.
#include "models/brokers/kafka/partition.h"

#include <algorithm>

namespace stormglass::kafka {

std::int64_t Partition::endOfGap(std::int64_t offset) const
{
    const auto after = std::ranges::upper_bound(m_gaps, offset, {}, &Gap::from);
    return after != m_gaps.begin() && offset < std::prev(after)->to ? std::prev(after)->to : offset;
}

std::int64_t Partition::countGone(std::int64_t from) const
{
    std::int64_t gone = 0;
    for (const Gap& gap : m_gaps)
        gone += std::max<std::int64_t>(0, gap.to - std::max(gap.from, from));
    return gone;
}

std::uint64_t Partition::noteLosses(const GroupProgress& group, std::int64_t from, std::int64_t to,
                                    std::string_view cause) const
{
    std::uint64_t count = 0;
    for (std::int64_t offset = std::max({from, group.acknowledged, m_start}); offset < to; ++offset) {
        if (isGone(offset))
            continue;
        noteLoss(at(offset), cause);
        ++count;
    }
    return count;
}

void Partition::giveUp(GroupProgress& group, std::int64_t to, SimTime now, LossCause cause)
{
    topic.probe->lost(now, cause, noteLosses(group, group.acknowledged, to, nameOf(cause)));
    group.acknowledged = beyondGaps(std::max(group.acknowledged, to));
}

void Partition::takeOut(const std::vector<std::int64_t>& offsets, SimTime now, LossCause cause)
{
    for (GroupProgress& group : groups) {
        std::uint64_t count = 0;
        for (const std::int64_t offset : offsets)
            if (offset >= std::max(group.acknowledged, m_start) && !isGone(offset)) {
                noteLoss(at(offset), nameOf(cause));
                ++count;
            }
        topic.probe->lost(now, cause, count);
    }
    std::vector<Gap> merged;
    const auto add = [&merged](const Gap& gap) {
        if (!merged.empty() && gap.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, gap.to);
        else
            merged.push_back(gap);
    };
    auto old = m_gaps.cbegin();
    for (const std::int64_t offset : offsets) {
        if (offset < m_start)
            continue;
        for (; old != m_gaps.cend() && old->from <= offset; ++old)
            add(*old);
        add({offset, offset + 1});
    }
    for (; old != m_gaps.cend(); ++old)
        add(*old);
    m_gaps = std::move(merged);
    for (GroupProgress& group : groups)
        group.acknowledged = beyondGaps(group.acknowledged);
}

}  // namespace stormglass::kafka
