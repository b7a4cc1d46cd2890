// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/windows.h"

#include "simcore/base/too_large.h"

#include <algorithm>
#include <utility>

namespace stormglass {

Windows::Windows(const spec::StreamProcessorSettings& settings, std::size_t partitions, std::size_t mostOpen)
    : m_window(settings.window)
    , m_size(settings.size)
    , m_slide(settings.slide)
    , m_gap(settings.gap)
    , m_outOfOrderness(settings.outOfOrderness)
    , m_idleness(settings.idleness)
    , m_mostOpen(mostOpen)
    , m_readings(partitions)
{
}

void Windows::count(Window& window, SimTime eventAt, const TransactionRef& event)
{
    if (window.count++ == 0 || eventAt >= window.newestAt) {
        window.newestAt = eventAt;
        window.newest = event;
    }
}

void Windows::requireRoom() const
{
    if (m_windows.size() > m_mostOpen)
        throw TooLarge("a stream processor holds more than " + std::to_string(m_mostOpen)
                       + " windows open at once, one for each key; a longer slide, shorter windows, a smaller out_of_orderness or fewer keys "
                         "leave fewer of them");
}

std::size_t Windows::add(SimTime eventAt, std::uint64_t key, const TransactionRef& event)
{
    switch (m_window) {
    case spec::WindowKind::Tumbling: return addFixed(eventAt, m_size, key, event);
    case spec::WindowKind::Sliding: return addFixed(eventAt, m_slide, key, event);
    case spec::WindowKind::Session: return addSession(eventAt, key, event);
    }
    return 0;
}

/// Windows of the size begin at every multiple; some of an old event's may be closed and others open.
std::size_t Windows::addFixed(SimTime eventAt, Duration every, std::uint64_t key, const TransactionRef& event)
{
    const Duration sinceStart = eventAt.time_since_epoch();
    std::int64_t turn = sinceStart / every;
    if (sinceStart < turn * every)
        --turn;  // before the start of the run: round down
    std::size_t counted = 0;
    for (SimTime start{turn * every}; start + m_size > eventAt; start -= every) {
        const WindowId id{start + m_size, key, start};
        if (id.end <= m_watermark)
            break;
        count(m_windows[id], eventAt, event);
        ++counted;
        requireRoom();
    }
    return counted;
}

/// An event is a session of the length of the gap; those that overlap are one. One that is due takes nothing more.
std::size_t Windows::addSession(SimTime eventAt, std::uint64_t key, const TransactionRef& event)
{
    WindowId merged{eventAt + m_gap, key, eventAt};
    std::vector<WindowId>& sessions = m_sessions[key];
    const auto overlaps = [&](const WindowId& id) {
        return id.start < merged.end && merged.start < id.end && id.end > m_watermark;
    };
    Window window;
    for (auto found = std::ranges::find_if(sessions, overlaps); found != sessions.end(); found = std::ranges::find_if(sessions, overlaps)) {
        const Window& other = m_windows.at(*found);
        if (window.count == 0 || other.newestAt >= window.newestAt) {
            window.newestAt = other.newestAt;
            window.newest = other.newest;
        }
        window.count += other.count;
        merged.start = std::min(merged.start, found->start);
        merged.end = std::max(merged.end, found->end);
        m_windows.erase(*found);
        sessions.erase(found);
    }
    if (merged.end <= m_watermark) {
        if (sessions.empty())
            m_sessions.erase(key);
        return 0;
    }
    count(window, eventAt, event);
    m_windows[merged] = std::move(window);
    sessions.push_back(merged);
    return 1;
}

void Windows::see(std::size_t partition, SimTime eventAt, SimTime now)
{
    // Flink looks every 200 ms (pipeline.auto-watermark-interval); only idleness can be seen without a record.
    constexpr Duration kInterval = std::chrono::milliseconds{200};
    if (std::exchange(m_isFresh, false)) {
        for (Reading& each : m_readings)
            each.readAt = now;  // the source has just begun
    }
    Reading& reading = m_readings[partition];
    reading.newestAt = reading.hasBegun ? std::max(reading.newestAt, eventAt) : eventAt;
    reading.hasBegun = true;
    reading.readAt = now;
    if (partition == m_slowest || (m_idleness > Duration::zero() && now >= m_lookedAt + kInterval))
        findSlowest(now);
}

void Windows::findSlowest(SimTime now)
{
    m_lookedAt = now;
    SimTime least = SimTime::max();
    for (std::size_t i = 0; i < m_readings.size(); ++i) {
        const Reading& reading = m_readings[i];
        if (m_idleness > Duration::zero() && m_heldUp == 0 && now - reading.readAt > m_idleness)
            continue;
        if (const SimTime at = reading.hasBegun ? reading.newestAt : SimTime::min(); at < least) {
            least = at;
            m_slowest = i;
        }
    }
    if (least != SimTime::min() && least != SimTime::max())
        m_watermark = std::max(m_watermark, least - m_outOfOrderness);
}

void Windows::heldUp(SimTime now)
{
    if (m_heldUp++ == 0)
        m_heldUpSince = now;
}

void Windows::goesOn(SimTime now)
{
    if (--m_heldUp > 0)
        return;
    for (Reading& reading : m_readings)
        reading.readAt = std::min(now, reading.readAt + (now - m_heldUpSince));
}

std::vector<WindowId> Windows::takeDue()
{
    std::vector<WindowId> due;
    for (auto& [id, window] : m_windows) {
        if (id.end > m_watermark)
            break;
        if (!std::exchange(window.isLeaving, true))
            due.push_back(id);
    }
    return due;
}

void Windows::remove(const WindowId& id)
{
    m_windows.erase(id);
    const auto sessions = m_sessions.find(id.key);
    if (sessions == m_sessions.end())
        return;
    std::erase(sessions->second, id);
    if (sessions->second.empty())
        m_sessions.erase(sessions);
}

void Windows::restart(SimTime now)
{
    m_readings.assign(m_readings.size(), {.hasBegun = false, .newestAt = {}, .readAt = now});
    m_slowest = 0;
    m_heldUp = 0;
    m_isFresh = true;
    for (auto& [id, window] : m_windows)
        window.isLeaving = false;
}

std::uint64_t Windows::content() const
{
    std::uint64_t events = 0;
    for (const auto& [id, window] : m_windows)
        events += window.count;
    return events;
}

void Windows::letGoOfEvents()
{
    for (auto& [id, window] : m_windows)
        if (!window.isLeaving)
            window.newest = {};
}

}  // namespace stormglass
