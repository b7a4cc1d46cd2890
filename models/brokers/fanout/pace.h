// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simcore/base/time.h"

#include <algorithm>

namespace stormglass::fanout {

/// Lets so many pass in a second, also all at once; more have to wait, in the order in which they come.
class Pace {
public:
    /// Zero: no limit.
    explicit Pace(std::int64_t perSecond) : m_interval(perSecond == 0 ? Duration{} : kSecond / perSecond) { }

    /// How long the next one has to wait.
    [[nodiscard]] Duration admit(SimTime now)
    {
        m_next = std::max(m_next, now - kSecond) + m_interval;
        return std::max(Duration{}, m_next - now);
    }

private:
    static constexpr Duration kSecond = std::chrono::seconds{1};

    Duration m_interval;
    SimTime m_next = kStartOfRun - kSecond;
};

}  // namespace stormglass::fanout
