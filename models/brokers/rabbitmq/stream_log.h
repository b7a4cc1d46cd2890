// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is in a stream: records by offset, and the segments that retention deletes.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/broker.h"

namespace stormglass::rabbitmq {

/// Its replicas hold the same records, so they are kept once. A record that nobody will read again has no body here any
/// more, but counts in its segment until that is deleted.
class StreamLog {
public:
    struct Record {
        Message message;
        SimTime at{};         ///< When it was appended.
        bool isDone = false;  ///< Its copy has left the books.
    };

    explicit StreamLog(std::int64_t segmentBytes) : m_segmentBytes(segmentBytes) { }

    /// The oldest offset that may be read.
    [[nodiscard]] std::uint64_t first() const { return m_first; }
    [[nodiscard]] std::uint64_t end() const { return m_bodiesFrom + m_records.size(); }
    /// Precondition of both: the offset has a body.
    [[nodiscard]] Record& operator[](std::uint64_t offset) { return m_records[offset - m_bodiesFrom]; }
    [[nodiscard]] const Record& operator[](std::uint64_t offset) const { return m_records[offset - m_bodiesFrom]; }
    [[nodiscard]] bool hasBody(std::uint64_t offset) const { return offset >= m_bodiesFrom && offset < end(); }
    [[nodiscard]] std::uint64_t bodiesFrom() const { return m_bodiesFrom; }
    /// The end at that instant, of what still has a body.
    [[nodiscard]] std::uint64_t endAt(SimTime instant) const;
    /// The first record that has been appended at that instant or later.
    [[nodiscard]] std::uint64_t firstSince(SimTime instant) const;
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t segments() const { return m_segments.size(); }

    /// Whether it has begun a segment: that is when the broker looks at the retention.
    bool append(Message message, SimTime now);
    /// Deletes the oldest segments, but never the last one. (osiris_log, eval_max_bytes and eval_age.) 0: no limit.
    void retain(SimTime now, std::int64_t maxBytes, Duration maxAge);
    /// Precondition of both: there is a body.
    void dropFrontBody();
    void dropBack();
    void clear();

private:
    struct Segment {
        std::uint64_t first = 0;
        std::int64_t bytes = 0;
        SimTime newestAt{};
    };

    void dropSegment();

    const std::int64_t m_segmentBytes;
    BlockQueue<Record> m_records;
    BlockQueue<Segment, 16> m_segments;
    std::uint64_t m_bodiesFrom = 0;
    std::uint64_t m_first = 0;
    std::int64_t m_bytes = 0;
};

}  // namespace stormglass::rabbitmq
