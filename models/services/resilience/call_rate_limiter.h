// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A limit of the calls begun in each period: the AtomicRateLimiter of resilience4j.
#pragma once

#include "models/spec/call_policy.h"

#include <optional>

namespace stormglass {

class CallRateLimiter {
public:
    /// Precondition: the limit is not zero.
    explicit CallRateLimiter(const spec::CallRateLimiter& settings)
        : m_settings(settings), m_permits(settings.limitForPeriod) { }

    /// Takes a permit, now or from a period to come. The wait until it counts; nothing is taken, and there is no wait,
    /// when it would be longer than the timeout.
    [[nodiscard]] std::optional<Duration> reserve(SimTime now);

private:
    const spec::CallRateLimiter m_settings;
    std::int64_t m_cycle = 0;
    std::int64_t m_permits;  // left in this period; below zero: of periods to come
};

}  // namespace stormglass
