// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/page_cache.h"

#include <algorithm>

namespace stormglass::kafka {

namespace {

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

PageCache::PageCache(const spec::KafkaSettings& kafka)
    : m_bandwidth(kafka.pageCache.diskWriteBandwidth)
    , m_background(kafka.pageCache.dirtyBackgroundRatio * static_cast<double>(kafka.pageCache.availableMemory))
    , m_ceiling((m_background + kafka.pageCache.dirtyRatio * static_cast<double>(kafka.pageCache.availableMemory)) / 2)
    , m_expiry(kafka.writeBack)
    , m_rate(m_bandwidth)
{
}

Duration PageCache::write(SimTime now, std::int64_t bytes, double slowness)
{
    advance(now, slowness);
    m_dirty += static_cast<double>(bytes);
    m_window += static_cast<double>(bytes);
    return excess(m_dirty);
}

Duration PageCache::waitFor(SimTime now, std::int64_t bytes, double slowness)
{
    advance(now, slowness);
    return excess(m_dirty + static_cast<double>(bytes));
}

void PageCache::dropWriters() { m_dirty = std::min(m_dirty, m_ceiling); }

void PageCache::clear() { m_dirty = m_window = m_lastWindow = 0; }

void PageCache::advance(SimTime now, double slowness)
{
    const double written = m_rate * seconds(now - m_now);
    const double kept = std::min({m_dirty, m_background, young(now)});
    m_dirty = std::max(kept, m_dirty - written);
    m_rate = m_bandwidth / slowness;
    m_now = now;
}

/// Bytes of the last write_back; those of the window before count by the share of it that is still within.
double PageCache::young(SimTime now)
{
    if (const auto windows = m_expiry > Duration::zero() ? (now - m_windowFrom) / m_expiry : 0; windows > 0) {
        m_lastWindow = windows == 1 ? m_window : 0;
        m_window = 0;
        m_windowFrom += windows * m_expiry;
    }
    if (m_expiry <= Duration::zero())
        return 0;
    return m_window + m_lastWindow * (1 - seconds(now - m_windowFrom) / seconds(m_expiry));
}

Duration PageCache::excess(double bytes) const
{
    return bytes <= m_ceiling ? Duration{} : Duration{static_cast<std::int64_t>((bytes - m_ceiling) / m_rate * 1e9)};
}

}  // namespace stormglass::kafka
