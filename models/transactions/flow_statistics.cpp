// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transactions/flow_statistics.h"

#include <algorithm>
#include <cmath>

namespace stormglass {

void PhaseStatistics::merge(const PhaseStatistics& other)
{
    offered += other.offered;
    accepted += other.accepted;
    refused += other.refused;
    completed += other.completed;
    late += other.late;
    compensated += other.compensated;
    rejected += other.rejected;
    inconsistent += other.inconsistent;
    doubled += other.doubled;
    inFlight += other.inFlight;
    messages += other.messages;
    duplicates += other.duplicates;
    acknowledgement.merge(other.acknowledgement);
    completion.merge(other.completion);
    window.merge(other.window);
}

PhaseStatistics PhaseStatistics::since(const PhaseStatistics& earlier) const
{
    PhaseStatistics rest;
    rest.offered = offered - earlier.offered;
    rest.accepted = accepted - earlier.accepted;
    rest.refused = refused - earlier.refused;
    rest.completed = completed - earlier.completed;
    rest.late = late - earlier.late;
    rest.compensated = compensated - earlier.compensated;
    rest.rejected = rejected - earlier.rejected;
    rest.inconsistent = inconsistent - earlier.inconsistent;
    rest.inFlight = inFlight - earlier.inFlight;
    rest.messages = messages - earlier.messages;
    rest.duplicates = duplicates - earlier.duplicates;
    rest.acknowledgement = acknowledgement.since(earlier.acknowledgement);
    rest.completion = completion.since(earlier.completion);
    rest.window = window.since(earlier.window);
    return rest;
}

PhaseStatistics FlowStatistics::total() const
{
    PhaseStatistics sum;
    for (const PhaseStatistics& phase : phases)
        sum.merge(phase);
    return sum;
}

FlowTimeline::FlowTimeline(double longestRun)
    : m_length(std::max(1.0, std::ceil(longestRun / static_cast<double>(kMostWindows))))
{
}

FlowSecond& FlowTimeline::at(double second)
{
    const auto index = static_cast<std::size_t>(second / m_length);
    // A second in which nothing happened had as many unfinished flows as the one before it.
    while (m_windows.size() <= index) {
        FlowSecond next;
        if (!m_windows.empty()) {
            next.unfinished = next.mostUnfinished = m_windows.back().unfinished;
            next.openSteps = m_windows.back().openSteps;
        }
        m_windows.push_back(next);
    }
    return m_windows[index];
}

}  // namespace stormglass
