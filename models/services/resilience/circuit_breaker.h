// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A circuit breaker: the state machine of resilience4j, which Polly's is a case of (one call when half-open).
#pragma once

#include "models/services/resilience/call_window.h"
#include "models/spec/call_policy.h"

namespace stormglass {

/// It has no timer of its own: what the time has brought is found out at the next call. Results that come late, of calls
/// from before it opened, count in the state that they find, as in resilience4j.
class CircuitBreaker {
public:
    enum class State : std::uint8_t { Closed, Open, HalfOpen };

    /// Precondition: the window is not None.
    explicit CircuitBreaker(const spec::CircuitBreaker& settings);

    /// Whether a call may be made now. What was permitted is recorded when it has ended.
    [[nodiscard]] bool permits(SimTime now);
    void record(SimTime now, bool hasFailed, Duration took);

    [[nodiscard]] State stateAt(SimTime now);
    [[nodiscard]] std::uint64_t openings() const { return m_openings; }

private:
    void advance(SimTime now);
    void open(SimTime now);
    void halfOpen(SimTime now);
    void close();
    [[nodiscard]] bool isOverThreshold(const CallCounts& counts) const;

    const spec::CircuitBreaker m_settings;
    State m_state = State::Closed;
    CallWindow m_window;
    CallCounts m_tries;             // when half-open
    std::int64_t m_permitsLeft = 0;
    SimTime m_since{};              // of the state, where it matters
    std::uint64_t m_openings = 0;
};

}  // namespace stormglass
