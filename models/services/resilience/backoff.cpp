// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/backoff.h"

#include <algorithm>

namespace stormglass {

Duration Backoff::next()
{
    const double wait = std::min(static_cast<double>(m_policy.firstDelay.count()) * m_factor,
                                 static_cast<double>(m_policy.maxDelay.count()));
    m_factor *= m_policy.growthFactor;
    double drawn = wait;
    switch (m_policy.jitterKind) {
    case spec::JitterKind::None: break;
    case spec::JitterKind::Equal: drawn = wait * (1 + m_policy.jitter * (2 * m_draws.uniform() - 1)); break;
    case spec::JitterKind::Full: drawn = wait * m_draws.uniform(); break;
    case spec::JitterKind::Decorrelated: drawn = decorrelated(); break;
    }
    return Duration{static_cast<std::int64_t>(drawn)};
}

double Backoff::decorrelated()
{
    const auto first = static_cast<double>(m_policy.firstDelay.count());
    const double upTo = 3 * std::max(m_last, first);
    m_last = std::min(static_cast<double>(m_policy.maxDelay.count()), first + (upTo - first) * m_draws.uniform());
    return m_last;
}

}  // namespace stormglass
