// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records that are taken out of the middle of a log.
#include "models/brokers/kafka/partition.h"

#include <algorithm>

namespace stormglass::kafka {

std::int64_t Partition::endOfGap(const Gaps& gaps, std::int64_t offset)
{
    const auto after = std::ranges::upper_bound(gaps, offset, {}, &Gap::from);
    return after != gaps.begin() && offset < std::prev(after)->to ? std::prev(after)->to : offset;
}

std::int64_t Partition::countGone(const GroupProgress& group) const
{
    std::int64_t gone = 0;
    for (const Gap& gap : m_gaps[group.readsCommitted ? 1 : 0])
        gone += std::max<std::int64_t>(0, gap.to - std::max(gap.from, group.acknowledged));
    return gone;
}

bool Partition::isAborted(std::int64_t offset) const
{
    return !m_gaps[1].empty() && endOfGap(m_gaps[1], offset) != offset && endOfGap(m_gaps[0], offset) == offset;
}

std::uint64_t Partition::noteLosses(const GroupProgress& group, std::int64_t from, std::int64_t to,
                                    std::string_view cause) const
{
    std::uint64_t count = 0;
    for (std::int64_t offset = std::max({from, group.acknowledged, m_start}); offset < to; ++offset) {
        if (isGone(group, offset))
            continue;
        noteLoss(at(offset), cause);
        ++count;
    }
    return count;
}

void Partition::giveUp(GroupProgress& group, std::int64_t to, SimTime now, LossCause cause)
{
    topic.probe->lost(now, cause, noteLosses(group, group.acknowledged, to, nameOf(cause)));
    group.acknowledged = beyondGaps(group, std::max(group.acknowledged, to));
}

void Partition::takeOut(const std::vector<std::int64_t>& offsets, SimTime now, LossCause cause)
{
    for (GroupProgress& group : groups) {
        std::uint64_t count = 0;
        for (const std::int64_t offset : offsets)
            if (offset >= std::max(group.acknowledged, m_start) && !isGone(group, offset)) {
                noteLoss(at(offset), nameOf(cause));
                ++count;
            }
        topic.probe->lost(now, cause, count);
    }
    const auto first = std::ranges::lower_bound(offsets, m_start);
    for (Gaps& gaps : m_gaps)
        addTo(gaps, {first, offsets.end()});
    for (GroupProgress& group : groups)
        group.acknowledged = beyondGaps(group, group.acknowledged);
}

/// In order, as the gaps are.
void Partition::addTo(Gaps& gaps, const std::vector<std::int64_t>& offsets)
{
    std::vector<Gap> merged;
    const auto add = [&merged](const Gap& gap) {
        if (!merged.empty() && gap.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, gap.to);
        else
            merged.push_back(gap);
    };
    auto old = gaps.cbegin();
    for (const std::int64_t offset : offsets) {
        for (; old != gaps.cend() && old->from <= offset; ++old)
            add(*old);
        add({offset, offset + 1});
    }
    for (; old != gaps.cend(); ++old)
        add(*old);
    gaps = std::move(merged);
}

}  // namespace stormglass::kafka
