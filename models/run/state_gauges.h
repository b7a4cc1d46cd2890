// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What frames tell of one component, channel or flow: counters that a run keeps anyway, less what they were a frame ago.
#pragma once

#include "models/results/frame.h"
#include "models/run/model.h"

#include <array>

namespace stormglass {

/// Of a station or a database. The end of the warm-up sets its counters to 0, which must not show.
class ServerGauge {
public:
    /// The probe outlives the gauge.
    explicit ServerGauge(const StationProbe& probe) : m_probe(probe) { }

    /// Just before and just after the counters are set to 0.
    void settle();
    void rebase() { m_from = {}; }
    /// What has come since the last call. Sets all but the instances.
    void read(SimTime now, results::ComponentState& state);

private:
    struct Counts {
        std::uint64_t arrivals = 0;
        std::uint64_t served = 0;
        std::array<std::uint64_t, kDropCauses> drops{};
        std::uint64_t sojourns = 0;
        double sojournSum = 0;  // nanoseconds
    };

    [[nodiscard]] Counts present() const;
    [[nodiscard]] double utilisation(SimTime now);

    const StationProbe& m_probe;
    Counts m_from;
    Counts m_sum;  // of the span so far
    ServerPools::Reading m_serversFrom;
};

class ChannelGauge {
public:
    explicit ChannelGauge(const ChannelProbe& probe) : m_probe(probe) { }
    void read(results::ChannelState& state);

private:
    const ChannelProbe& m_probe;
    results::ChannelState m_from;  // but for the backlog
    std::array<std::uint64_t, kLossCauses> m_lostFrom{};
    std::array<std::uint64_t, kRedeliveryCauses> m_redeliveredFrom{};
};

class FlowGauge {
public:
    /// The tracker outlives the gauge.
    explicit FlowGauge(FlowTracker& tracker) : m_tracker(tracker) { tracker.tally(&m_tally); }
    FlowGauge(const FlowGauge&) = delete;
    FlowGauge& operator=(const FlowGauge&) = delete;
    ~FlowGauge() { m_tracker.tally(nullptr); }
    void read(results::FlowState& state);

private:
    FlowTracker& m_tracker;
    FlowTally m_tally;
    std::uint64_t m_withdrawn = 0;      // completions that were told, and are still to be taken back
    std::uint64_t m_withdrawnLate = 0;
    std::uint64_t m_startedFrom = 0;
};

}  // namespace stormglass
