// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/rate_meter.h"

namespace stormglass::ui {

void RateMeter::restart()
{
    m_clock.start();
    m_samples.clear();
}

void RateMeter::note(double value)
{
    constexpr qint64 kBetween = 100;
    constexpr qint64 kWindow = 4000;
    if (!m_clock.isValid())
        m_clock.start();
    const qint64 now = m_clock.elapsed();
    if (!m_samples.empty() && now - m_samples.back().at < kBetween)
        return;
    m_samples.push_back({now, value});
    while (m_samples.size() > 2 && now - m_samples.front().at > kWindow)
        m_samples.pop_front();
}

double RateMeter::rate() const
{
    if (m_samples.size() < 2)
        return 0;
    const Sample& first = m_samples.front();
    const Sample& last = m_samples.back();
    return 1000 * (last.value - first.value) / static_cast<double>(last.at - first.at);
}

}  // namespace stormglass::ui
