// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is measured of one flow, in all and by phase. Fixed memory, however long the run.
#pragma once

#include "simcore/measure/batch_means.h"
#include "simcore/measure/histogram.h"

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace stormglass {

/// Of the transactions that began in one phase (after warm-up).
struct PhaseStatistics {
    std::uint64_t offered = 0;
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;  ///< Negative answers, and clients that gave up waiting.
    std::uint64_t completed = 0;
    std::uint64_t late = 0;
    std::uint64_t compensated = 0;
    std::uint64_t rejected = 0;
    std::uint64_t inconsistent = 0;
    std::uint64_t doubled = 0;  ///< Of those, with an effect that was applied or undone more than once.
    std::uint64_t inFlight = 0;
    std::uint64_t messages = 0;
    std::uint64_t duplicates = 0;
    Histogram acknowledgement;
    Histogram completion;
    Histogram window;  ///< First effect to last effect or compensation.

    void merge(const PhaseStatistics& other);
    /// What has come on top since it was the earlier one.
    [[nodiscard]] PhaseStatistics since(const PhaseStatistics& earlier) const;
};

/// One second (or a multiple, in long runs) of the run.
struct FlowSecond {
    std::uint32_t offered = 0;
    std::uint32_t accepted = 0;      ///< Of those offered in this second.
    std::uint32_t acknowledged = 0;  ///< Positive answers that came in this second.
    std::uint32_t completed = 0;
    double acknowledgementSum = 0;   ///< Seconds, over those accepted that were offered in this second.
    std::uint64_t unfinished = 0;      ///< At the end of the second.
    std::uint64_t mostUnfinished = 0;  ///< At any instant of it.
    std::uint64_t openSteps = 0;       ///< Steps of unfinished flows that are still to be done, at the end of it.
    /// Of those offered in this second, in the end:
    std::uint32_t lost = 0;          ///< Ended before any effect.
    std::uint32_t late = 0;
    std::uint32_t stuck = 0;         ///< Inconsistent, or under way when the run ended.
    std::uint32_t compensated = 0;
};

/// Per second, or in longer windows where a run would need too many. The length follows from the longest that the run
/// may take, so that all replications have the same windows.
class FlowTimeline {
public:
    static constexpr std::size_t kMostWindows = 600;

    explicit FlowTimeline(double longestRun);

    [[nodiscard]] FlowSecond& at(double second);
    [[nodiscard]] const std::vector<FlowSecond>& windows() const { return m_windows; }
    [[nodiscard]] double windowLength() const { return m_length; }

private:
    std::vector<FlowSecond> m_windows;
    double m_length;
};

struct FlowStatistics {
    explicit FlowStatistics(double longestRun) : timeline(longestRun) { }

    std::array<PhaseStatistics, 4> phases;  ///< By PhaseBounds::phaseAt().
    FlowTimeline timeline;
    BatchMeans acknowledgement;  ///< Seconds, for an interval from a single run.
    BatchMeans completion;
    /// The books, warm-up included.
    std::array<std::uint64_t, 5> outcomes{};
    std::uint64_t late = 0;
    std::map<std::string_view, std::uint64_t> lost;  ///< Of those rejected: a message was lost or is a dead letter, by cause.

    [[nodiscard]] PhaseStatistics total() const;
};

}  // namespace stormglass
