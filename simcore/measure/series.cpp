// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/series.h"

#include "simcore/base/check.h"

#include <algorithm>

namespace stormglass {
namespace {

void addTo(SeriesWindow& window, const SeriesWindow& other)
{
    window.count += other.count;
    window.sum += other.sum;
    window.max = std::max(window.max, other.max);
    window.held += other.held;
}

}  // namespace

Series::Series(Duration width, std::size_t maxWindows) : m_width(width), m_maxWindows(maxWindows)
{
    SIM_CHECK(maxWindows >= 2 && maxWindows <= kMaxWindows, "a series has from 2 to 600 windows");
    SIM_CHECK(width > Duration::zero(), "the windows of a series have a width above 0");
}

void Series::record(SimTime at, double value)
{
    SeriesWindow& window = windowAt(at);
    ++window.count;
    window.sum += value;
    window.max = std::max(window.max, value);
}

void Series::hold(SimTime now, double level)
{
    holdUntil(now);
    m_level = level;
    SeriesWindow& window = windowAt(now);
    window.max = std::max(window.max, level);
}

void Series::finish(SimTime end) { holdUntil(end); }

void Series::merge(const Series& other)
{
    Series coarse = other;
    while (coarse.m_width < m_width)
        coarse.coarsen();
    while (m_width < coarse.m_width)
        coarsen();
    SIM_CHECK(m_width == coarse.m_width, "series that are merged begin with the same width");
    m_maxWindows = std::min(m_maxWindows, coarse.m_maxWindows);
    while (std::max(m_windows.size(), coarse.m_windows.size()) > m_maxWindows) {
        coarsen();
        coarse.coarsen();
    }
    if (m_windows.size() < coarse.m_windows.size())
        m_windows.resize(coarse.m_windows.size());
    for (std::size_t i = 0; i < coarse.m_windows.size(); ++i)
        addTo(m_windows[i], coarse.m_windows[i]);
    m_replications += coarse.m_replications;
}

double Series::rate(std::size_t window) const
{
    return static_cast<double>(m_windows[window].count) / (toSeconds(m_width) * m_replications);
}

double Series::mean(std::size_t window) const
{
    const SeriesWindow& w = m_windows[window];
    return w.count > 0 ? w.sum / static_cast<double>(w.count) : 0;
}

double Series::level(std::size_t window) const
{
    return m_windows[window].held / (static_cast<double>(m_width.count()) * m_replications);
}

Series Series::fromWindows(Duration width, int replications, std::vector<SeriesWindow> windows)
{
    Series series(width);
    series.m_replications = replications;
    series.m_windows = std::move(windows);
    return series;
}

SeriesWindow& Series::windowAt(SimTime at)
{
    auto index = static_cast<std::size_t>((at - kStartOfRun) / m_width);
    while (index >= m_maxWindows) {
        coarsen();
        index = static_cast<std::size_t>((at - kStartOfRun) / m_width);
    }
    if (index >= m_windows.size())
        m_windows.resize(index + 1);
    return m_windows[index];
}

void Series::coarsen()
{
    m_width *= 2;
    const std::size_t half = (m_windows.size() + 1) / 2;
    for (std::size_t i = 0; i < half; ++i) {
        SeriesWindow window = m_windows[2 * i];
        if (2 * i + 1 < m_windows.size())
            addTo(window, m_windows[2 * i + 1]);
        m_windows[i] = window;
    }
    m_windows.resize(half);
}

/// Spreads the present level over the windows from the last change until now.
void Series::holdUntil(SimTime now)
{
    if (now <= m_lastChange)
        return;
    windowAt(now - Duration{1});  // all the room that is needed, so that the width stays as it is below
    for (SimTime from = m_lastChange; m_level != 0 && from < now;) {
        SeriesWindow& window = windowAt(from);
        const SimTime endOfWindow = kStartOfRun + m_width * ((from - kStartOfRun) / m_width + 1);
        const SimTime until = std::min(now, endOfWindow);
        window.held += m_level * static_cast<double>((until - from).count());
        window.max = std::max(window.max, m_level);
        from = until;
    }
    m_lastChange = now;
}

}  // namespace stormglass
