// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The waits between the attempts of one call.
#pragma once

#include "models/spec/call_policy.h"
#include "simcore/random/random_stream.h"

namespace stormglass {

/// Sources: exponential with factor 1 +- jitter as in resilience4j's IntervalFunction; "full" and "decorrelated" as in the
/// AWS Architecture Blog, Exponential Backoff And Jitter (2015).
class Backoff {
public:
    /// The policy and the stream outlive it.
    Backoff(const spec::CallPolicy& policy, RandomStream& draws) : m_policy(policy), m_draws(draws) { }

    /// The wait before the next attempt; the first call is for attempt 2.
    [[nodiscard]] Duration next();

private:
    [[nodiscard]] double decorrelated();

    const spec::CallPolicy& m_policy;
    RandomStream& m_draws;
    double m_factor = 1;
    double m_last = 0;  // of Decorrelated: the wait before, in nanoseconds
};

}  // namespace stormglass
