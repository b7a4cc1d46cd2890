// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What came of an experiment: its phases, the checks of its hypothesis, and how it ended.
#pragma once

#include "models/results/metric.h"

namespace stormglass::results {

/// The phases of a run, in their order. Which of them there are depends on the scenario.
enum class RunPhase { WarmUp, Baseline, Faults, Recovery, FinalCheck };
inline constexpr std::size_t kRunPhases = 5;
[[nodiscard]] std::string_view wordOf(RunPhase phase);

struct PhaseSpan {
    RunPhase phase = RunPhase::WarmUp;
    double begin = 0;  ///< Seconds from the start of the run.
    double end = 0;
    bool operator==(const PhaseSpan&) const = default;
};

/// When a line of the hypothesis was looked at.
enum class CheckMoment { Before, During, Continuously, After };
inline constexpr std::size_t kCheckMoments = 4;
[[nodiscard]] std::string_view wordOf(CheckMoment moment);

/// One line of the hypothesis at one moment. The moments before and after the faults are one window each; the others are
/// made of many.
struct HypothesisCheck {
    std::string that;
    CheckMoment moment = CheckMoment::Before;
    double found = kNothing;  ///< Of several windows: the worst. In the base unit; NaN: nothing was measured.
    std::uint64_t windows = 0;    ///< That said something.
    std::uint64_t deviating = 0;  ///< Of those.
    double firstDeviation = kNothing;  ///< End of the first window that deviated, in seconds from the start of the run.
    double longestDeviation = 0;       ///< Seconds of windows in a row that deviated.

    /// What was not seen is not a pass.
    [[nodiscard]] bool holds() const { return windows > 0 && deviating == 0; }
    bool operator==(const HypothesisCheck&) const = default;
};

/// How an experiment, or any run, ended. Deviated is worse than completed, and so on.
enum class RunStatus {
    Completed,   ///< All was played, and all holds.
    Deviated,    ///< All was played, and something does not hold.
    Aborted,     ///< A deviation lasted too long: the faults were mended before their time.
    Interrupted, ///< By the user.
    Failed       ///< The baseline deviated and no fault began, an action did not take place, or the run broke down.
};
inline constexpr std::size_t kRunStatuses = 5;
[[nodiscard]] std::string_view wordOf(RunStatus status);

/// What one run tells of its experiment.
struct ExperimentRecord {
    std::vector<PhaseSpan> phases;
    std::vector<HypothesisCheck> checks;
    double abortedAt = kNothing;        ///< Seconds from the start of the run; NaN: it was not aborted.
    std::string abortedBy;              ///< The line that deviated for too long.
    std::string calledOffBy;              ///< The line that did not hold before the faults, which therefore never began.
    std::vector<std::string> idleFaults;  ///< Faults that never began, although nothing stopped them.

    [[nodiscard]] bool isAborted() const { return !abortedBy.empty(); }
    [[nodiscard]] bool isCalledOff() const { return !calledOffBy.empty(); }
    bool operator==(const ExperimentRecord&) const = default;
};

/// One line of the hypothesis at one moment, over all replications.
struct HypothesisResult {
    std::string that;
    CheckMoment moment = CheckMoment::Before;
    bool holds = false;
    double found = kNothing;  ///< After the faults: the mean over the replications; else the worst.
    std::string foundText;    ///< "43 %", "43 % in the worst of 20 windows of 90, the first ending at 31 s"
    std::uint64_t windows = 0;
    std::uint64_t deviating = 0;
    double firstDeviation = kNothing;  ///< The earliest of all replications.
    double longestDeviation = 0;
    bool operator==(const HypothesisResult&) const = default;
};

/// What is told of the experiment with one design.
struct ExperimentReport {
    RunStatus status = RunStatus::Completed;
    bool hasDeviated = false;          ///< A line of the hypothesis or an expectation does not hold, and faults were tried.
    bool isCalledOff = false;          ///< In no replication was there a steady state, so that no fault began.
    std::vector<std::string> reasons;  ///< Why it failed, was aborted or interrupted, in words.
    std::vector<PhaseSpan> phases;     ///< Of the first replication.
    std::vector<HypothesisResult> hypothesis;
    bool operator==(const ExperimentReport&) const = default;
};

}  // namespace stormglass::results
