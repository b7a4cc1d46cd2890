// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transactions/flow_statistics.h"

#include <algorithm>

namespace stormglass {

void PhaseStatistics::merge(const PhaseStatistics& other)
{
    offered += other.offered;
    accepted += other.accepted;
    completed += other.completed;
    late += other.late;
    compensated += other.compensated;
    rejected += other.rejected;
    inconsistent += other.inconsistent;
    inFlight += other.inFlight;
    messages += other.messages;
    duplicates += other.duplicates;
    acknowledgement.merge(other.acknowledgement);
    completion.merge(other.completion);
    window.merge(other.window);
}

PhaseStatistics FlowStatistics::total() const
{
    PhaseStatistics sum;
    for (const PhaseStatistics& phase : phases)
        sum.merge(phase);
    return sum;
}

FlowSecond& FlowTimeline::at(double second)
{
    while (second >= m_length * static_cast<double>(kMostWindows)) {
        for (std::size_t i = 0; i < m_windows.size(); i += 2) {
            FlowSecond merged = m_windows[i];
            if (i + 1 < m_windows.size()) {
                const FlowSecond& next = m_windows[i + 1];
                merged.offered += next.offered;
                merged.accepted += next.accepted;
                merged.acknowledged += next.acknowledged;
                merged.completed += next.completed;
                merged.acknowledgementSum += next.acknowledgementSum;
                merged.unfinished = std::max(merged.unfinished, next.unfinished);
            }
            m_windows[i / 2] = merged;
        }
        m_windows.resize((m_windows.size() + 1) / 2);
        m_length *= 2;
    }
    const auto index = static_cast<std::size_t>(second / m_length);
    // A second in which nothing happened had as many unfinished flows as the one before it.
    while (m_windows.size() <= index) {
        const std::uint64_t carried = m_windows.empty() ? 0 : m_windows.back().unfinished;
        m_windows.emplace_back().unfinished = carried;
    }
    return m_windows[index];
}

}  // namespace stormglass
