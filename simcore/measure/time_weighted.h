// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The average over time of a value that holds between its changes: a queue length, a number of busy workers.
#pragma once

#include "simcore/base/time.h"

namespace stormglass {

/// Instants must not go backwards; a step back in time counts as none.
class TimeWeighted {
public:
    explicit TimeWeighted(SimTime start = kStartOfRun, double value = 0)
        : m_start(start), m_last(start), m_value(value), m_max(value), m_min(value) { }

    /// The value is this from now on.
    void update(SimTime now, double value)
    {
        advance(now);
        m_value = value;
        m_max = value > m_max ? value : m_max;
        m_min = value < m_min ? value : m_min;
    }
    /// The value grows by this now.
    void add(SimTime now, double change) { update(now, m_value + change); }

    /// Starts measuring anew with the present value, for the end of the warm-up.
    void reset(SimTime now) { *this = TimeWeighted(now, m_value); }

    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] double max() const { return m_max; }  ///< Also of values that held for no time.
    [[nodiscard]] double min() const { return m_min; }
    /// Value times nanoseconds since the start or the last reset.
    [[nodiscard]] double integral(SimTime now) const
    {
        return m_integral + (now > m_last ? m_value * nanosecondsBetween(m_last, now) : 0);
    }
    /// Since the start or the last reset; the present value when no time has passed.
    [[nodiscard]] double average(SimTime now) const
    {
        return now > m_start ? integral(now) / nanosecondsBetween(m_start, now) : m_value;
    }

private:
    static double nanosecondsBetween(SimTime from, SimTime to) { return static_cast<double>((to - from).count()); }

    void advance(SimTime now)
    {
        if (now <= m_last)
            return;
        m_integral += m_value * nanosecondsBetween(m_last, now);
        m_last = now;
    }

    SimTime m_start;
    SimTime m_last;
    double m_value;
    double m_max;
    double m_min;
    double m_integral = 0;
};

}  // namespace stormglass
