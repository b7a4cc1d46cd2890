// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/compaction.h"

#include <algorithm>

namespace stormglass::kafka {

void Compaction::truncate(std::int64_t to)
{
    while (!m_dirty.empty() && m_cleanEnd + static_cast<std::int64_t>(m_dirty.size()) > to)
        m_dirty.popBack();
    if (m_cleanEnd <= to)
        return;
    m_cleanEnd = to;
    std::erase_if(m_latest, [to](const auto& latest) { return latest.second.offset >= to; });
}

std::vector<std::int64_t> Compaction::clean(std::int64_t end, Segments& segments,
                                            const std::function<bool(std::int64_t)>& isAborted)
{
    std::vector<std::int64_t> replaced;
    for (; m_cleanEnd < end && !m_dirty.empty(); ++m_cleanEnd) {
        const Record record = m_dirty.takeFront();
        if (isAborted(m_cleanEnd)) [[unlikely]] {
            segments.remove(m_cleanEnd, record.size);
            replaced.push_back(m_cleanEnd);
            continue;
        }
        const auto [latest, isNew] = m_latest.try_emplace(record.key);
        if (!isNew) {
            segments.remove(latest->second.offset, latest->second.size);
            replaced.push_back(latest->second.offset);
        }
        latest->second = {m_cleanEnd, record.size};
    }
    std::ranges::sort(replaced);
    return replaced;
}

double Compaction::dirtyRatio(std::int64_t end, const Segments& segments) const
{
    // Like the broker, by the sizes of segments.
    std::int64_t clean = 0;
    std::int64_t dirty = 0;
    for (std::size_t i = 0; i < segments.size() && segments[i].from < end; ++i)
        (segments[i].from < m_cleanEnd ? clean : dirty) += segments[i].bytes;
    return dirty == 0 ? 0 : static_cast<double>(dirty) / static_cast<double>(clean + dirty);
}

}  // namespace stormglass::kafka
