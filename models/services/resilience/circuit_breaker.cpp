// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/circuit_breaker.h"

#include <algorithm>

namespace stormglass {
namespace {

CallWindow windowOf(const spec::CircuitBreaker& settings)
{
    if (settings.window == spec::BreakerWindow::Time)
        return CallWindow::ofTime(settings.windowTime, settings.bucket);
    return CallWindow::ofCalls(settings.windowCalls);
}

/// A window of calls that is shorter than the minimum is decided when it is full.
std::int64_t minimumOf(const spec::CircuitBreaker& settings)
{
    return settings.window == spec::BreakerWindow::Count ? std::min(settings.minimumCalls, settings.windowCalls)
                                                         : settings.minimumCalls;
}

double portionOf(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

CircuitBreaker::CircuitBreaker(const spec::CircuitBreaker& settings) : m_settings(settings), m_window(windowOf(settings)) { }

CircuitBreaker::State CircuitBreaker::stateAt(SimTime now)
{
    advance(now);
    return m_state;
}

bool CircuitBreaker::permits(SimTime now)
{
    advance(now);
    if (m_state == State::Open && now >= m_since + m_settings.openWait)
        halfOpen(now);
    if (m_state == State::Closed)
        return true;
    if (m_state == State::Open || m_permitsLeft == 0)
        return false;
    --m_permitsLeft;
    return true;
}

void CircuitBreaker::record(SimTime now, bool hasFailed, Duration took)
{
    advance(now);
    const bool wasSlow = m_settings.slowCallDuration > Duration::zero() && took > m_settings.slowCallDuration;
    if (m_state == State::Closed) {
        m_window.record(now, hasFailed, wasSlow);
        if (m_window.counts().calls >= minimumOf(m_settings) && isOverThreshold(m_window.counts()))
            open(now);
    } else if (m_state == State::HalfOpen) {
        m_tries.add({.calls = 1, .failures = hasFailed ? 1 : 0, .slow = wasSlow ? 1 : 0});
        if (m_tries.calls < m_settings.halfOpenCalls)
            return;
        if (isOverThreshold(m_tries))
            open(now);
        else
            close();
    }
}

bool CircuitBreaker::isOverThreshold(const CallCounts& counts) const
{
    const bool hasSlow = m_settings.slowCallDuration > Duration::zero();
    return portionOf(counts.failures, counts.calls) >= m_settings.failureRate
        || (hasSlow && portionOf(counts.slow, counts.calls) >= m_settings.slowCallRate);
}

/// Half-open for too long: it opened again at that instant.
void CircuitBreaker::advance(SimTime now)
{
    if (m_state == State::HalfOpen && m_settings.halfOpenWait > Duration::zero() && now >= m_since + m_settings.halfOpenWait)
        open(m_since + m_settings.halfOpenWait);
}

void CircuitBreaker::open(SimTime now)
{
    m_state = State::Open;
    m_since = now;
    ++m_openings;
}

void CircuitBreaker::halfOpen(SimTime now)
{
    m_state = State::HalfOpen;
    m_since = now;
    m_tries = {};
    m_permitsLeft = m_settings.halfOpenCalls;
}

void CircuitBreaker::close()
{
    m_state = State::Closed;
    m_window.clear();
}

}  // namespace stormglass
