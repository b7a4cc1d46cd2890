// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Checks the steady-state hypothesis of a scenario while its run goes on, and calls the faults off when it does not hold
// before them, or has deviated for too long.
#pragma once

#include "models/results/experiment.h"
#include "models/run/line_gauge.h"

#include <functional>
#include <memory>

namespace stormglass {

/// Without a hypothesis it does nothing and is asked nothing. With one, its checks are events at instants that depend on
/// the scenario and on the faults of the run only.
class HypothesisWatch final : public FaultListener {
public:
    /// How faults are ended for good.
    struct Brakes {
        std::function<void(SimTime now)> mendAll;      ///< Those that were planned, and those that somebody injected.
        std::function<void(SimTime now)> mendPlanned;
    };

    /// The model outlives the watch. Precondition: the supervisor of the run has been made, so that the warm-up ends
    /// before the baseline begins.
    HypothesisWatch(Model& model, const std::string& design, Brakes brakes);
    ~HypothesisWatch() override;

    bool faultBegins(SimTime now) override;
    void boundsChanged() override;

    /// At the end of the run: the final check, and everything that was seen.
    void report(results::ExperimentRecord& record);

private:
    class Alarm;
    struct Line;

    void beginBaseline();
    void checkBaseline(SimTime now);
    void callOff(SimTime now, const std::string& line);
    void beginWindows(SimTime now);
    void endWindow();
    void judgeWindow(Line& line, SimTime now);
    void beginFinalCheck();
    void endArrivals();
    void scheduleNextWindow(SimTime now);
    void abortIfTooLong(SimTime now);
    /// The instant at which checks that are made again and again end.
    [[nodiscard]] SimTime windowsEnd() const;
    [[nodiscard]] SimTime now() const { return m_model.world.now(); }

    Model& m_model;
    const spec::Experiment& m_settings;
    const SimTime m_arrivalsEnd;
    const Brakes m_brakes;
    std::vector<std::unique_ptr<Line>> m_lines;
    std::unique_ptr<Alarm> m_baselineBegin;
    std::unique_ptr<Alarm> m_windowEnd;
    std::unique_ptr<Alarm> m_finalCheckBegin;
    std::unique_ptr<Alarm> m_lastArrival;
    bool m_hasBegun = false;  // a fault has
    bool m_hasFinalCheck = false;
    SimTime m_abortedAt = kNever;
    std::string m_abortedBy;
    std::string m_calledOffBy;  // empty: the faults were not called off
};

}  // namespace stormglass
