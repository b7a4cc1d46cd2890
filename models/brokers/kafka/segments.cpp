// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/segments.h"

namespace stormglass::kafka {

void Segments::truncate(std::int64_t to, std::int64_t count, std::int64_t bytes)
{
    m_bytes -= bytes;
    while (!m_segments.empty() && m_segments.back().from >= to) {
        count -= m_segments.back().count;
        bytes -= m_segments.back().bytes;
        m_segments.popBack();
    }
    if (m_segments.empty())
        return;
    m_segments.back().count -= count;
    m_segments.back().bytes -= bytes;
}

void Segments::remove(std::int64_t offset, std::int64_t bytes)
{
    std::size_t low = 0;
    std::size_t high = m_segments.size();
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        (m_segments[middle].from <= offset ? low : high) = middle;
    }
    if (m_segments.empty() || offset < m_segments[low].from)
        return;  // its segment has been deleted
    --m_segments[low].count;
    m_segments[low].bytes -= bytes;
    m_bytes -= bytes;
}

void Segments::dropFront()
{
    m_bytes -= m_segments.front().bytes;
    m_segments.popFront();
}

std::int64_t Segments::bytesFrom(std::int64_t offset, std::int64_t end) const
{
    std::int64_t bytes = 0;
    for (std::size_t i = m_segments.size(); i > 0 && end > offset; --i) {
        const Segment& segment = m_segments[i - 1];
        const double share = segment.from >= offset ? 1 : static_cast<double>(end - offset) / static_cast<double>(end - segment.from);
        bytes += static_cast<std::int64_t>(share * static_cast<double>(segment.bytes));
        end = segment.from;
    }
    return bytes;
}

std::int64_t Segments::count() const
{
    std::int64_t count = 0;
    for (std::size_t i = 0; i < m_segments.size(); ++i)
        count += m_segments[i].count;
    return count;
}

}  // namespace stormglass::kafka
