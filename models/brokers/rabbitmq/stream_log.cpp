// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/stream_log.h"

#include <algorithm>

namespace stormglass::rabbitmq {

std::uint64_t StreamLog::firstSince(SimTime instant) const
{
    std::size_t low = 0;
    std::size_t high = m_records.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (m_records[middle].at < instant)
            low = middle + 1;
        else
            high = middle;
    }
    return m_bodiesFrom + low;
}

std::uint64_t StreamLog::endAt(SimTime instant) const { return firstSince(instant + Duration{1}); }

bool StreamLog::append(Message message, SimTime now)
{
    // A segment is closed by the write after the one that has filled it (osiris_log, max_segment_size_reached).
    const bool isNew = m_segments.empty() || m_segments.back().bytes >= m_segmentBytes;
    if (isNew) [[unlikely]]
        m_segments.pushBack({.first = end()});
    Segment& segment = m_segments.back();
    segment.bytes += message.size;
    segment.newestAt = now;
    m_bytes += message.size;
    m_records.pushBack({.message = std::move(message), .at = now});
    return isNew;
}

void StreamLog::dropSegment()
{
    m_bytes -= m_segments.front().bytes;
    m_segments.popFront();
    m_first = m_segments.front().first;
}

void StreamLog::retain(SimTime now, std::int64_t maxBytes, Duration maxAge)
{
    while (maxBytes > 0 && m_segments.size() > 1 && m_bytes > maxBytes)
        dropSegment();
    while (maxAge > Duration{} && m_segments.size() > 1 && m_segments.front().newestAt < now - maxAge)
        dropSegment();
}

void StreamLog::dropFrontBody()
{
    m_records.popFront();
    ++m_bodiesFrom;
}

void StreamLog::dropBack()
{
    Segment& segment = m_segments.back();
    segment.bytes -= m_records.back().message.size;
    m_bytes -= m_records.back().message.size;
    m_records.popBack();
    if (segment.first == end() && m_segments.size() > 1)
        m_segments.popBack();
}

void StreamLog::clear() { m_records.clear(); }

}  // namespace stormglass::rabbitmq
