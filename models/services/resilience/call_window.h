// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a circuit breaker remembers: how the latest calls ended.
#pragma once

#include "simcore/base/time.h"

#include <cstdint>
#include <vector>

namespace stormglass {

/// Counts of calls that have ended.
struct CallCounts {
    std::int64_t calls = 0;
    std::int64_t failures = 0;
    std::int64_t slow = 0;

    void add(const CallCounts& other);
    void remove(const CallCounts& other);
    bool operator==(const CallCounts&) const = default;
};

/// The last so many calls, or those of the last so much time. The sums are kept, so a call costs the same however long
/// the window is. Source: FixedSizeSlidingWindowMetrics and SlidingTimeWindowMetrics of resilience4j.
class CallWindow {
public:
    static CallWindow ofCalls(std::int64_t calls);
    /// Moves on by whole buckets, which begin at multiples of their length. Precondition: the length divides the time.
    static CallWindow ofTime(Duration time, Duration bucket);

    void record(SimTime now, bool hasFailed, bool wasSlow);
    /// As of the last call that was recorded.
    [[nodiscard]] const CallCounts& counts() const { return m_sum; }
    void clear();

private:
    CallWindow(std::size_t places, Duration bucket);

    void moveTo(std::int64_t place);

    std::vector<CallCounts> m_places;  // one call each, or a bucket of time each
    Duration m_bucket;                 // zero: by calls
    std::int64_t m_current = 0;        // the place that is written next, or the bucket of now, counted from the start
    CallCounts m_sum;
};

}  // namespace stormglass
