// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/call_rate_limiter.h"

namespace stormglass {
namespace {

std::int64_t dividedUp(std::int64_t value, std::int64_t by) { return (value + by - 1) / by; }

}  // namespace

std::optional<Duration> CallRateLimiter::reserve(SimTime now)
{
    const std::int64_t limit = m_settings.limitForPeriod;
    const Duration period = m_settings.limitRefreshPeriod;
    const std::int64_t cycle = now.time_since_epoch() / period;
    if (cycle > m_cycle) {
        const std::int64_t untilFull = dividedUp(limit - m_permits, limit);
        m_permits = cycle - m_cycle >= untilFull ? limit : m_permits + (cycle - m_cycle) * limit;
        m_cycle = cycle;
    }
    Duration wait{0};
    if (m_permits < 1) {
        const Duration toNext = (cycle + 1) * period - now.time_since_epoch();
        const std::int64_t missing = 1 - (m_permits + limit);  // at the start of the next period
        wait = toNext + (missing > 0 ? dividedUp(missing, limit) : 0) * period;
    }
    if (wait > m_settings.timeout)
        return std::nullopt;
    --m_permits;
    return wait;
}

}  // namespace stormglass
