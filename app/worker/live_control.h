// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody tells a run that goes on, and the pace at which it goes.
#pragma once

#include "app/process/line_stream.h"
#include "scenarios/worker_protocol.h"

#include <atomic>
#include <chrono>
#include <vector>

namespace stormglass {

/// Holds the run back to its pace and collects what it is told meanwhile. The wall clock decides when something is
/// told, never what a run makes of it: orders take effect at simulated instants that are recorded.
class LiveControl {
public:
    /// \p orders is read, and not closed. At pace 1 a simulated second takes a second; 0: as fast as possible.
    /// \p watch is RunOrder::watch.
    LiveControl(int orders, double pace, double watch = 0);

    /// Returns when the simulated instant is due, or when the run is to stop, with the orders that came until then but for
    /// those about pace, frames and steps, which are obeyed here.
    [[nodiscard]] std::vector<LiveOrder> waitUntil(double simulatedSeconds, const std::atomic<bool>& isStopWanted);

    /// Whether the instant has come by the pace, as far as is known.
    [[nodiscard]] bool isDue(double simulatedSeconds) const { return leftUntil(simulatedSeconds) == 0; }
    /// A frame has been told: whoever made a step stands still.
    void frameTold(double simulatedSeconds);
    /// Simulated seconds that a frame is to tell of; 0: none is wanted.
    [[nodiscard]] double watch() const { return m_watch; }

private:
    using Clock = std::chrono::steady_clock;

    /// Milliseconds until the instant is due; 0: it is; -1: not before somebody says so.
    [[nodiscard]] int leftUntil(double simulatedSeconds) const;
    void read(double simulatedSeconds, std::vector<LiveOrder>& orders);
    void obey(const LiveOrder& order, double simulatedSeconds);
    void changePace(double pace, double simulatedSeconds);

    const int m_orders;
    LineReader m_lines;
    double m_pace;
    double m_watch;
    std::size_t m_steps = 0;  // that are still to be made; meanwhile it goes as fast as possible
    bool m_isOpen = true;
    double m_anchor = 0;  // the simulated instant ...
    Clock::time_point m_anchoredAt = Clock::now();  // ... at which the pace began
};

}  // namespace stormglass
