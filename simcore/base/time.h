// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Simulated time: instants and durations in whole nanoseconds.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>

namespace stormglass {

/// The clock of a run. It has no now(): only the kernel of a run knows what time it is there.
struct SimClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::duration<rep, period>;
    using time_point = std::chrono::time_point<SimClock>;
    static constexpr bool is_steady = true;
};

using Duration = SimClock::duration;
using SimTime = SimClock::time_point;  ///< Time since the start of the run.

using namespace std::chrono_literals;

inline constexpr SimTime kStartOfRun{};
inline constexpr SimTime kNever{Duration{std::numeric_limits<std::int64_t>::max()}};

/// Seconds as a real number, for statistics and for SimGrid.
[[nodiscard]] constexpr double toSeconds(Duration duration)
{
    return static_cast<double>(duration.count()) / 1e9;  // not times 1e-9, which is no double: 120 s are 120.0
}

/// The nearest whole nanosecond. Precondition: |seconds| < 9.2e9 (292 years).
[[nodiscard]] inline Duration fromSeconds(double seconds)
{
    return Duration{std::llround(seconds * 1e9)};
}

}  // namespace stormglass
