// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a node has written and its disks have not: the dirty pages of its machine.
#pragma once

#include "models/spec/components/kafka.h"

namespace stormglass::kafka {

/// A level that rises with what is written and falls by the bandwidth of the disks, as Linux has it (mm/page-writeback.c):
/// beyond vm.dirty_background_ratio of the available memory the flusher writes all the time, below it only what is older
/// than write_back. Half-way between that and vm.dirty_ratio (dirty_freerun_ceiling) a writer is held up until the level is
/// down there again (balance_dirty_pages), so all writers together get what the disks write, in the order in which they came.
///
/// The kernel lets the level creep up a little further, and in doing so lets writers be faster than the disks for some more
/// seconds; where they end is the same.
class PageCache {
public:
    /// Any number of bytes takes no time.
    PageCache() = default;
    explicit PageCache(const spec::KafkaSettings& kafka);

    [[nodiscard]] bool isLimited() const { return m_bandwidth > 0; }
    /// How long the writer of so many bytes is held up. Precondition: isLimited(), and \p now does not go back.
    [[nodiscard]] Duration write(SimTime now, std::int64_t bytes, double slowness);
    /// The same for bytes that are not written yet.
    [[nodiscard]] Duration waitFor(SimTime now, std::int64_t bytes, double slowness);

    /// Those who were held up have died.
    void dropWriters();
    /// The memory is gone.
    void clear();

private:
    void advance(SimTime now, double slowness);
    [[nodiscard]] double young(SimTime now);
    [[nodiscard]] Duration excess(double bytes) const;

    double m_bandwidth = 0;   // of healthy disks, in bytes per second
    double m_background = 0;  // bytes
    double m_ceiling = 0;
    Duration m_expiry{};
    double m_rate = 0;   // of the disks as they were at m_now
    double m_dirty = 0;  // and what those have in hand who are held up
    SimTime m_now{};
    // Bytes of two windows as long as the expiry tell how many are younger than it, without a list of them.
    SimTime m_windowFrom{};
    double m_window = 0;
    double m_lastWindow = 0;
};

}  // namespace stormglass::kafka
