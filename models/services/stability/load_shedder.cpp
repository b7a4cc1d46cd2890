// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/load_shedder.h"

#include <cmath>

namespace stormglass {

void LoadShedder::joined(Duration backlogged)
{
    if (m_settings.rule == spec::SheddingRule::FailAtScale)
        m_limits.pushBack(backlogged > m_settings.interval ? m_settings.target : m_settings.interval);
}

bool LoadShedder::drops(SimTime now, Duration waited, bool isFromFront, bool isLast)
{
    if (m_settings.rule == spec::SheddingRule::Codel)
        return dropsByCodel(now, waited, isLast);
    const Duration limit = isFromFront ? m_limits.takeFront() : m_limits.takeBack();
    return waited > limit;
}

/// Section 5.5 of RFC 8289, asked about one request after the other.
bool LoadShedder::dropsByCodel(SimTime now, Duration waited, bool isLast)
{
    const bool mayDrop = isTooLong(now, waited, isLast);
    if (m_isDropping) {
        if (!mayDrop)
            m_isDropping = false;
        if (!mayDrop || now < m_dropNext)
            return false;
        ++m_count;
        m_dropNext = nextDropAfter(m_dropNext);
        return true;
    }
    if (!mayDrop)
        return false;
    // Soon after the last time it goes on with about the rate of drops that was right then.
    constexpr int kStillNear = 16;
    const std::uint32_t delta = m_count - m_lastCount;
    m_isDropping = true;
    m_count = delta > 1 && now - m_dropNext < kStillNear * m_settings.interval ? delta : 1;
    m_lastCount = m_count;
    m_dropNext = nextDropAfter(now);
    return true;
}

bool LoadShedder::isTooLong(SimTime now, Duration waited, bool isLast)
{
    if (waited < m_settings.target || isLast) {
        m_isAbove = false;
        return false;
    }
    if (!m_isAbove) {
        m_isAbove = true;
        m_firstAboveTime = now + m_settings.interval;
        return false;
    }
    return now >= m_firstAboveTime;
}

SimTime LoadShedder::nextDropAfter(SimTime at) const
{
    const double interval = static_cast<double>(m_settings.interval.count());
    return at + Duration{static_cast<std::int64_t>(interval / std::sqrt(static_cast<double>(m_count)))};
}

void LoadShedder::leftFromBack()
{
    if (m_settings.rule == spec::SheddingRule::FailAtScale)
        static_cast<void>(m_limits.takeBack());
}

void LoadShedder::clear()
{
    while (!m_limits.empty())
        static_cast<void>(m_limits.takeFront());
    m_isAbove = false;
    m_isDropping = false;
}

}  // namespace stormglass
