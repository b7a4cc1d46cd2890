// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/impact/impact_watch.h"

#include <algorithm>

namespace stormglass {

using results::Limit;

namespace {

// Half as much again as the worst that was normal, and never less than what nobody would call an incident. The figures are
// ours: steady states of real systems are judged by hand.
constexpr double kLatencyFactor = 1.5;
constexpr double kLatencyFloor = 0.005;  // seconds
constexpr double kErrorFactor = 1.5;
constexpr double kErrorFloor = 0.01;
constexpr double kSaturation = 0.99;     // of a window
constexpr std::uint64_t kBacklogFactor = 2;
constexpr std::uint64_t kBacklogFloor = 10;
constexpr std::int64_t kGapFactor = 3;
constexpr Duration kGapFloor = 1s;
constexpr std::uint64_t kFewestArrivals = 10;  // fewer say nothing of what is a gap

}  // namespace

void ImpactWatch::learn(SimTime now)
{
    if (m_mode != Mode::Off)
        return;
    m_mode = Mode::Learning;
    m_windowEnd = now + kWindow;
    m_lastArrival = now;
    m_saturatedSince = now;
}

void ImpactWatch::alert(SimTime now)
{
    if (m_mode != Mode::Learning)
        return;
    roll(now);
    m_window = {};  // what has begun before the fault says nothing of it
    m_mode = Mode::Alert;
    m_saturatedSince = now;
}

double ImpactWatch::latencyLimit() const { return std::max(m_normal.latency * kLatencyFactor, m_normal.latency + kLatencyFloor); }
double ImpactWatch::errorLimit() const { return std::max(m_normal.errors * kErrorFactor, kErrorFloor); }
std::uint64_t ImpactWatch::backlogLimit() const { return m_normal.backlog * kBacklogFactor + kBacklogFloor; }
Duration ImpactWatch::gapLimit() const { return std::max(m_normal.gap * kGapFactor, kGapFloor); }

void ImpactWatch::noteArrival(SimTime now)
{
    roll(now);
    noteGap(now);
    m_lastArrival = now;
    if (m_mode == Mode::Learning)
        ++m_normal.arrivals;
}

void ImpactWatch::noteGap(SimTime until)
{
    const Duration gap = until - m_lastArrival;
    if (m_mode == Mode::Learning)
        m_normal.gap = std::max(m_normal.gap, gap);
    else if (gap > gapLimit() && m_normal.arrivals >= kFewestArrivals && !m_haveArrivalsEnded)
        breach(Limit::Starvation, m_lastArrival + gapLimit(), until);
}

void ImpactWatch::noteServed(SimTime now, Duration took)
{
    roll(now);
    ++m_window.served;
    m_window.tookSum += toSeconds(took);
    if (m_window.firstSlow == kNever && toSeconds(took) > latencyLimit())
        m_window.firstSlow = now;
}

void ImpactWatch::noteFailed(SimTime now)
{
    roll(now);
    ++m_window.failed;
    m_window.firstFailed = std::min(m_window.firstFailed, now);
}

void ImpactWatch::noteBacklog(SimTime now, std::uint64_t count)
{
    if (m_mode == Mode::Learning) {
        m_normal.backlog = std::max(m_normal.backlog, count);
        return;
    }
    const bool isSo = count > backlogLimit();
    if (m_isBacklogged)
        stretch(Limit::Backlog, now);  // it has been so until now
    else if (isSo)
        breach(Limit::Backlog, now, now);
    m_isBacklogged = isSo;
}

void ImpactWatch::noteSaturated(SimTime now, bool isSo)
{
    roll(now);
    if (m_isSaturated)
        m_window.saturatedFor += now - m_saturatedSince;
    m_isSaturated = isSo;
    m_saturatedSince = now;
}

void ImpactWatch::roll(SimTime now)
{
    while (now >= m_windowEnd) {
        if (m_isSaturated) {
            m_window.saturatedFor += m_windowEnd - m_saturatedSince;
            m_saturatedSince = m_windowEnd;
        }
        closeWindow();
        m_window = {};
        if (now - m_windowEnd >= kWindow && !m_isSaturated)
            m_slowSince = kNever;
        // Windows in which nothing happens and nobody is busy have nothing to say.
        m_windowEnd += m_isSaturated ? kWindow : ((now - m_windowEnd) / kWindow + 1) * kWindow;
    }
}

void ImpactWatch::closeWindow()
{
    const double latency = m_window.served > 0 ? m_window.tookSum / static_cast<double>(m_window.served) : 0;
    const std::uint64_t ended = m_window.served + m_window.failed;
    const double errors = ended > 0 ? static_cast<double>(m_window.failed) / static_cast<double>(ended) : 0;
    const double saturation = toSeconds(m_window.saturatedFor) / toSeconds(kWindow);
    if (m_mode == Mode::Learning) {
        m_normal.latency = std::max(m_normal.latency, latency);
        m_normal.errors = std::max(m_normal.errors, errors);
        m_normal.saturation = std::max(m_normal.saturation, saturation);
        return;
    }
    noteSlowness(m_normal.arrivals > 0 && latency > latencyLimit());
    if (errors > errorLimit())
        breach(Limit::Errors, m_window.firstFailed, m_windowEnd);
    if (saturation >= kSaturation && m_normal.saturation < kSaturation)
        breach(Limit::Saturation, m_windowEnd - kWindow, m_windowEnd);
}

void ImpactWatch::noteSlowness(bool isSlow)
{
    // The mean over the few requests of one window may be anything; two slow windows in a row are no chance.
    if (isSlow && m_slowSince != kNever)
        breach(Limit::Latency, m_slowSince, m_windowEnd);
    else
        m_slowSince = isSlow ? m_window.firstSlow : kNever;
}

void ImpactWatch::breach(Limit limit, SimTime from, SimTime to)
{
    std::vector<Episode>& episodes = m_episodes[static_cast<std::size_t>(limit)];
    if (!episodes.empty() && from - episodes.back().last <= kCalm)
        episodes.back().last = std::max(episodes.back().last, to);
    else if (episodes.size() < kMostEpisodes)
        episodes.push_back({limit, from, to});
}

void ImpactWatch::stretch(Limit limit, SimTime to)
{
    std::vector<Episode>& episodes = m_episodes[static_cast<std::size_t>(limit)];
    if (!episodes.empty())
        episodes.back().last = std::max(episodes.back().last, to);
}

void ImpactWatch::endArrivals(SimTime now)
{
    if (m_mode == Mode::Alert) {
        noteGap(now);
        const std::vector<Episode>& gaps = m_episodes[static_cast<std::size_t>(Limit::Starvation)];
        m_isStarved = !gaps.empty() && gaps.back().last == now;
    }
    m_haveArrivalsEnded = true;
}

void ImpactWatch::finish(SimTime now)
{
    if (m_mode == Mode::Off)
        return;
    roll(now);
    if (m_mode == Mode::Alert)
        noteGap(now);
    if (m_isBacklogged)
        stretch(Limit::Backlog, now);
    if (m_isStarved)
        stretch(Limit::Starvation, now);  // nobody who asks has come back
    for (std::vector<Episode>& episodes : m_episodes) {
        for (Episode& episode : episodes)
            episode.isOpen = now - episode.last <= kCalm && &episode == &episodes.back();
    }
}

std::vector<Episode> ImpactWatch::episodesAt(SimTime now) const
{
    ImpactWatch copy = *this;
    copy.finish(now);
    return copy.episodes();
}

std::vector<Episode> ImpactWatch::episodes() const
{
    std::vector<Episode> all;
    for (const std::vector<Episode>& episodes : m_episodes)
        all.insert(all.end(), episodes.begin(), episodes.end());
    std::ranges::stable_sort(all, {}, &Episode::begin);
    return all;
}

}  // namespace stormglass
