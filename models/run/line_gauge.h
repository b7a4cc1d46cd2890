// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a line of a hypothesis speaks of, measured over any window of a run.
#pragma once

#include "models/run/model.h"
#include "models/spec/expectation_text.h"

namespace stormglass {

/// What a flow, a station or a channel had counted at an instant. The figures of a window are what has come on top.
struct FlowReading {
    PhaseStatistics counts;  ///< Of all phases together.
};
struct StationReading {
    std::uint64_t arrivals = 0;
    std::uint64_t served = 0;
    std::uint64_t dropped = 0;
    std::uint64_t refused = 0;
    double queue = 0;  ///< Integral.
    ServerPools::Reading servers = {};
    Histogram waiting;
    Histogram sojourn;
};
struct ChannelReading {
    std::uint64_t published = 0;
    std::uint64_t extra = 0;
    std::uint64_t delivered = 0;
    std::uint64_t redelivered = 0;
    std::uint64_t outOfOrder = 0;
    std::uint64_t lost = 0;
    std::uint64_t deadLettered = 0;
    std::uint64_t aborted = 0;
    double depth = 0;  ///< Integral.
    Histogram delay;
};

/// Reads counters that the run keeps anyway, at the begin and the end of a window; between them it costs nothing.
///
/// A figure of a window is about what happened in it: answers that came and flows that ended, whenever they began. A share
/// is of those.
class LineGauge {
public:
    /// The model outlives the gauge. Precondition: the line has been validated.
    LineGauge(const Model& model, const spec::ParsedExpectation& line);

    /// A window begins.
    void begin(SimTime now);
    [[nodiscard]] SimTime begunAt() const { return m_begunAt; }
    /// The last request has been sent: averages over time end here, while counts go on.
    void endArrivals(SimTime now);

    /// The figure since begin(). NaN: nothing was measured.
    [[nodiscard]] double figure(SimTime now) const;
    /// The same at the end of a run for a window that began with the phase after the faults. Flows are then those that began
    /// in it, whenever they ended.
    [[nodiscard]] double figureAfterFaults(SimTime now) const;
    /// Something was under way when the window began, so that something ought to have come of it.
    [[nodiscard]] bool wasBusy() const { return m_wasBusy; }

private:
    struct Flow {
        const FlowTracker* tracker;
        FlowReading from = {};
    };
    struct Server {
        const StationProbe* probe;
        StationReading from = {};
        StationReading atArrivalsEnd = {};
    };
    struct Channel {
        const ChannelRuntime* channel;
        ChannelReading from = {};
        ChannelReading atArrivalsEnd = {};
    };

    void find(const Model& model);
    [[nodiscard]] double valueOf(const Flow& flow, const std::string& metric, SimTime now, bool isAfterFaults) const;
    [[nodiscard]] double valueOf(const Server& server, const std::string& metric, SimTime now) const;
    [[nodiscard]] double valueOf(const Channel& channel, const std::string& metric, SimTime now) const;
    /// Over all subjects: of one the figure, of several the sum.
    [[nodiscard]] double total(const std::string& metric, SimTime now, bool isAfterFaults) const;
    [[nodiscard]] double measured(SimTime now, bool isAfterFaults) const;
    /// Until when averages over time go in a window that ends now.
    [[nodiscard]] SimTime averagesEnd(SimTime now) const { return std::min(now, m_arrivalsEnd); }

    const spec::ParsedExpectation m_line;
    std::vector<Flow> m_flows;
    std::vector<Server> m_servers;
    std::vector<Channel> m_channels;
    SimTime m_begunAt{};
    SimTime m_arrivalsEnd = kNever;
    bool m_isSum = false;
    bool m_wasBusy = false;
};

}  // namespace stormglass
