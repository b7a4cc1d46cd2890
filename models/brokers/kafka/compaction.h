// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compaction of one log: of each key the latest record stays.
#pragma once

#include "models/brokers/kafka/segments.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace stormglass::kafka {

/// Remembers the latest record of each key, and what has been appended since the last cleaning (the dirty part of the
/// log). As in the LogCleaner, only closed segments are looked at.
class Compaction {
public:
    void append(std::uint32_t key, std::int32_t size) { m_dirty.pushBack({key, size}); }
    /// Nothing is left from that offset on.
    void truncate(std::int64_t to);
    /// Cleans what is before \p end, and takes what was replaced or aborted out of the segments: in the order of offsets.
    [[nodiscard]] std::vector<std::int64_t> clean(std::int64_t end, Segments& segments,
                                                  const std::function<bool(std::int64_t)>& isAborted);
    /// Of what is before \p end.
    [[nodiscard]] double dirtyRatio(std::int64_t end, const Segments& segments) const;

private:
    struct Record {
        std::uint32_t key = 0;
        std::int32_t size = 0;
    };
    struct Latest {
        std::int64_t offset = 0;
        std::int32_t size = 0;
    };

    std::int64_t m_cleanEnd = 0;
    BlockQueue<Record> m_dirty;  // from m_cleanEnd on
    std::unordered_map<std::uint32_t, Latest> m_latest;  // looked up only
};

}  // namespace stormglass::kafka
