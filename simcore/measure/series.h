// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happened when: a run cut into windows, for the charts of a report.
#pragma once

#include "simcore/base/time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace stormglass {

/// One window of a series.
struct SeriesWindow {
    std::uint64_t count = 0;  ///< Events in the window.
    double sum = 0;           ///< Of their values.
    double max = 0;           ///< The largest value or level in the window, at least 0.
    double held = 0;          ///< Integral of the level over the window, in level times nanoseconds.

    bool operator==(const SeriesWindow&) const = default;
};

/// Events with a value (record), or a level that holds between its changes (hold), or both, by window of time.
///
/// There are at most maxWindows windows; when the run outgrows them, each two become one and the width doubles. So
/// memory is fixed, and series that began with the same width can always be merged.
class Series {
public:
    static constexpr std::size_t kMaxWindows = 600;

    /// Nothing is allocated before the first event, then 32 bytes per window up to the last event. Models with
    /// thousands of series ask for fewer windows. Precondition: width > 0, 2 <= maxWindows <= kMaxWindows (checked).
    explicit Series(Duration width = 1s, std::size_t maxWindows = kMaxWindows);

    /// An event with this value at this instant. Events may come in any order of time.
    void record(SimTime at, double value = 1);
    /// The level is this from now on; it was 0 at the start of the run. Instants must not go backwards.
    void hold(SimTime now, double level);
    /// The level holds until the end of the run. Call it once, last.
    void finish(SimTime end);

    /// Adds the other's counts, sums and held levels to ours and takes the larger max. The finer of the two is
    /// coarsened first. Precondition: both began with the same width (checked).
    void merge(const Series& other);

    [[nodiscard]] Duration width() const { return m_width; }
    [[nodiscard]] std::span<const SeriesWindow> windows() const { return m_windows; }
    [[nodiscard]] int replications() const { return m_replications; }
    /// Events per second in the window, averaged over the replications.
    [[nodiscard]] double rate(std::size_t window) const;
    /// The mean value of the events in the window; 0 if there were none.
    [[nodiscard]] double mean(std::size_t window) const;
    /// The time average of the level in the window, averaged over the replications. The last window counts as whole.
    [[nodiscard]] double level(std::size_t window) const;

    /// For building a series that came from another process.
    [[nodiscard]] static Series fromWindows(Duration width, int replications, std::vector<SeriesWindow> windows);

    bool operator==(const Series&) const = default;

private:
    SeriesWindow& windowAt(SimTime at);
    void coarsen();
    void holdUntil(SimTime now);

    Duration m_width;
    std::size_t m_maxWindows;
    std::vector<SeriesWindow> m_windows;
    SimTime m_lastChange = kStartOfRun;
    double m_level = 0;
    int m_replications = 1;
};

}  // namespace stormglass
