// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/streaming/windows.h"

#include <algorithm>

namespace stormglass {

void Windows::count(Window& window, SimTime eventAt, const TransactionRef& event)
{
    if (window.count++ == 0 || eventAt >= window.newestAt) {
        window.newestAt = eventAt;
        window.newest = event;
    }
}

bool Windows::add(SimTime eventAt, std::uint64_t key, const TransactionRef& event)
{
    switch (m_window) {
    case spec::WindowKind::Tumbling: return addFixed(eventAt, m_size, key, event);
    case spec::WindowKind::Sliding: return addFixed(eventAt, m_slide, key, event);
    case spec::WindowKind::Session: return addSession(eventAt, key, event);
    }
    return false;
}

/// Windows of the size begin at every multiple; some of an old event's may be closed and others open.
bool Windows::addFixed(SimTime eventAt, Duration every, std::uint64_t key, const TransactionRef& event)
{
    const Duration sinceStart = eventAt.time_since_epoch();
    std::int64_t turn = sinceStart / every;
    if (sinceStart < turn * every)
        --turn;  // before the start of the run: round down
    bool isCounted = false;
    for (SimTime start{turn * every}; start + m_size > eventAt; start -= every) {
        const WindowId id{start + m_size, key, start};
        if (id.end <= m_watermark)
            break;
        count(m_windows[id], eventAt, event);
        isCounted = true;
    }
    return isCounted;
}

/// An event is a session of the length of the gap; those that overlap are one.
bool Windows::addSession(SimTime eventAt, std::uint64_t key, const TransactionRef& event)
{
    WindowId merged{eventAt + m_gap, key, eventAt};
    std::vector<WindowId>& sessions = m_sessions[key];
    const auto overlaps = [&](const WindowId& id) {
        return id.start < merged.end && merged.start < id.end && !m_windows.at(id).isLeaving;
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
        return false;
    }
    count(window, eventAt, event);
    m_windows[merged] = std::move(window);
    sessions.push_back(merged);
    return true;
}

void Windows::see(std::size_t instance, SimTime eventAt, SimTime now)
{
    if (m_readers.size() <= instance)
        m_readers.resize(instance + 1);
    Reader& reader = m_readers[instance];
    reader.newestAt = reader.hasRead ? std::max(reader.newestAt, eventAt) : eventAt;
    reader.hasRead = true;
    reader.readAt = now;
    SimTime least = SimTime::max();
    for (const Reader& each : m_readers) {
        const bool isIdle = m_idleness > Duration::zero() && now - each.readAt > m_idleness;
        if (each.hasRead && !isIdle)
            least = std::min(least, each.newestAt);
    }
    m_watermark = std::max(m_watermark, least - m_outOfOrderness);
}

std::optional<WindowId> Windows::takeDue()
{
    for (auto& [id, window] : m_windows) {
        if (id.end > m_watermark)
            break;
        if (window.isLeaving)
            continue;
        window.isLeaving = true;
        return id;
    }
    return std::nullopt;
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

void Windows::forgetReaders()
{
    m_readers.clear();
    for (auto& [id, window] : m_windows)
        window.isLeaving = false;
}

}  // namespace stormglass
