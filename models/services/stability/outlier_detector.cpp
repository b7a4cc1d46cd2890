// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/outlier_detector.h"

#include <algorithm>

namespace stormglass {

OutlierDetector::OutlierDetector(Calendar& calendar, const spec::OutlierDetection& settings, std::size_t instances,
                                 std::function<void()> ejected)
    : m_calendar(calendar), m_settings(settings), m_instances(instances), m_onEjected(std::move(ejected))
{
}

void OutlierDetector::answered(std::size_t instance, Outcome outcome, std::size_t deployed)
{
    State& state = m_instances[instance];
    if (outcome == Outcome::Ok || outcome == Outcome::Rejected) {
        state.errors = 0;
        return;
    }
    if (++state.errors < m_settings.consecutiveErrors)
        return;
    state.errors = 0;
    if (!state.isEjected)
        eject(state, deployed);
}

void OutlierDetector::eject(State& state, std::size_t deployed)
{
    const auto most = static_cast<std::size_t>(m_settings.maxShare * static_cast<double>(deployed));
    if (m_ejectedCount >= std::max<std::size_t>(1, most))
        return;
    state.isEjected = true;
    ++state.times;
    state.until = m_calendar.now() + std::min(m_settings.baseEjection * state.times, m_settings.maxEjection);
    ++m_ejectedCount;
    m_onEjected();
    scheduleSweep();
}

void OutlierDetector::forget(std::size_t instance)
{
    m_ejectedCount -= m_instances[instance].isEjected ? 1 : 0;
    m_instances[instance] = {};
}

/// It looks at multiples of the interval; looks that could change nothing are not simulated.
void OutlierDetector::scheduleSweep()
{
    if (isScheduled() || std::ranges::all_of(m_instances, [](const State& state) { return state.times == 0; }))
        return;
    const auto looks = m_calendar.now().time_since_epoch() / m_settings.interval + 1;
    m_calendar.schedule(SimTime{looks * m_settings.interval}, *this);
}

void OutlierDetector::fire()
{
    for (State& state : m_instances) {
        if (state.isEjected && m_calendar.now() >= state.until) {
            state.isEjected = false;
            state.errors = 0;
            --m_ejectedCount;
        } else if (!state.isEjected && state.times > 0) {
            --state.times;
        }
    }
    scheduleSweep();
}

}  // namespace stormglass
