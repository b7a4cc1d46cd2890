// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a log keeps of its records after everybody has read them: counts and sizes by segment, no bodies.
#pragma once

#include "models/brokers/block_queue.h"
#include "simcore/base/time.h"

#include <cstdint>

namespace stormglass::kafka {

struct Segment {
    std::int64_t from = 0;   ///< Its first offset.
    std::int64_t count = 0;  ///< Records that are in it; compaction takes some out.
    std::int64_t bytes = 0;
    SimTime begunAt{};
    SimTime newestAt{};
};

/// The segments of one log, oldest first. The last one is the active one, which is neither deleted for its size nor
/// compacted. (LocalLog, LogSegment.)
class Segments {
public:
    /// A segment is closed when the next append would make it larger, or finds it so old. (LogSegment.shouldRoll)
    Segments(std::int64_t bytes, Duration age) : m_closesAtBytes(bytes), m_closesAtAge(age) { }

    void append(std::int64_t offset, std::int64_t count, std::int64_t bytes, SimTime now)
    {
        if (m_segments.empty() || isToRoll(m_segments.back(), bytes, now)) [[unlikely]]
            m_segments.pushBack({.from = offset, .begunAt = now});
        Segment& active = m_segments.back();
        active.count += count;
        active.bytes += bytes;
        active.newestAt = now;
        m_bytes += bytes;
    }
    /// The newest records are taken out again.
    void truncate(std::int64_t to, std::int64_t count, std::int64_t bytes);
    /// Compaction takes one record out.
    void remove(std::int64_t offset, std::int64_t bytes);
    void dropFront();

    [[nodiscard]] bool empty() const { return m_segments.empty(); }
    [[nodiscard]] std::size_t size() const { return m_segments.size(); }
    [[nodiscard]] const Segment& operator[](std::size_t index) const { return m_segments[index]; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::int64_t count() const;
    /// Of the records from that offset on; in the segment that it lies in, all are taken for equal. \p end: of the log.
    [[nodiscard]] std::int64_t bytesFrom(std::int64_t offset, std::int64_t end) const;
    /// Where the active one begins: nothing from there on is compacted.
    [[nodiscard]] std::int64_t closedEnd() const { return m_segments.empty() ? 0 : m_segments[m_segments.size() - 1].from; }

private:
    [[nodiscard]] bool isToRoll(const Segment& active, std::int64_t bytes, SimTime now) const
    {
        return active.count > 0 && (active.bytes + bytes > m_closesAtBytes || now - active.begunAt > m_closesAtAge);
    }

    const std::int64_t m_closesAtBytes;
    const Duration m_closesAtAge;
    std::int64_t m_bytes = 0;
    BlockQueue<Segment, 16> m_segments;
};

}  // namespace stormglass::kafka
