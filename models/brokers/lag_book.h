// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far the groups that read a log are behind, partition by partition.
#pragma once

#include "simcore/measure/series.h"

#include <algorithm>
#include <string>
#include <vector>

namespace stormglass {

/// A lag is what a group has not committed of what it may read of one partition.
class LagBook {
public:
    /// Of larger topics only the most is kept: a series for each of thousands would fill memory and reports.
    static constexpr std::size_t kMostInSeries = 32;

    struct Group {
        std::string name;
        std::vector<std::uint64_t> most;  ///< By partition, since the warm-up.
        std::vector<Series> overTime;     ///< By partition; empty: there are too many.
    };

    /// Before the run. Groups are counted from 0.
    void addGroup(const std::string& name, std::size_t partitions);
    /// At this moment.
    void note(SimTime now, std::size_t group, std::size_t partition, std::uint64_t lag)
    {
        Group& of = m_groups[group];
        of.most[partition] = std::max(of.most[partition], lag);
        if (!of.overTime.empty())
            of.overTime[partition].hold(now, static_cast<double>(lag));
    }
    void endWarmUp();

    [[nodiscard]] const std::vector<Group>& groups() const { return m_groups; }
    /// Of any group in any partition.
    [[nodiscard]] std::uint64_t most() const;

private:
    std::vector<Group> m_groups;
};

}  // namespace stormglass
