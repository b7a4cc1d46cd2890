// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/call_window.h"

#include <algorithm>

namespace stormglass {

void CallCounts::add(const CallCounts& other)
{
    calls += other.calls;
    failures += other.failures;
    slow += other.slow;
}

void CallCounts::remove(const CallCounts& other)
{
    calls -= other.calls;
    failures -= other.failures;
    slow -= other.slow;
}

CallWindow::CallWindow(std::size_t places, Duration bucket) : m_places(places), m_bucket(bucket) { }

CallWindow CallWindow::ofCalls(std::int64_t calls) { return {static_cast<std::size_t>(calls), Duration::zero()}; }

CallWindow CallWindow::ofTime(Duration time, Duration bucket)
{
    return {static_cast<std::size_t>(std::max<std::int64_t>(1, time / bucket)), bucket};
}

void CallWindow::record(SimTime now, bool hasFailed, bool wasSlow)
{
    const CallCounts call{.calls = 1, .failures = hasFailed ? 1 : 0, .slow = wasSlow ? 1 : 0};
    const bool isByCalls = m_bucket == Duration::zero();
    if (!isByCalls)
        moveTo(now.time_since_epoch() / m_bucket);
    CallCounts& place = m_places[static_cast<std::size_t>(m_current) % m_places.size()];
    if (isByCalls) {
        m_sum.remove(place);
        place = {};
        ++m_current;
    }
    place.add(call);
    m_sum.add(call);
}

void CallWindow::moveTo(std::int64_t place)
{
    const auto places = static_cast<std::int64_t>(m_places.size());
    for (std::int64_t passed = std::max(m_current + 1, place - places + 1); passed <= place; ++passed) {
        CallCounts& old = m_places[static_cast<std::size_t>(passed % places)];
        m_sum.remove(old);
        old = {};
    }
    m_current = std::max(m_current, place);
}

void CallWindow::clear()
{
    std::ranges::fill(m_places, CallCounts{});
    m_sum = {};
}

}  // namespace stormglass
