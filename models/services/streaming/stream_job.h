// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The job of a stream processor: records in, results out, checkpoints, recovery.
#pragma once

#include "models/services/custom_step.h"
#include "models/services/instructions.h"
#include "models/services/streaming/windows.h"
#include "simcore/calendar/timer.h"
#include "simcore/measure/histogram.h"
#include "simcore/measure/time_weighted.h"
#include "simcore/process/scope.h"

#include <set>

namespace stormglass {

class Station;

/// A checkpoint is aligned: it waits until no record is half-way, so it takes the longer the slower the sink is. Then it
/// keeps the windows and the offsets together. When an instance dies, all are started again from it, and begin to read when
/// all of them are there; while one of them is not, there is no checkpoint.
///
/// Sources: Flink, Fault Tolerance via State Snapshots; Checkpointing under Backpressure; Task Failure Recovery (tasks that
/// exchange records are one region, and are restarted together, or not at all, as the restart strategy says).
class StreamJob final : public CustomStep {
public:
    /// The instructions of the sink are run for each result, one after the other.
    StreamJob(Station& station, const spec::StreamProcessorSettings& settings, std::size_t partitions, Instructions sink,
              RandomStream delays);

    void start() override;
    void letGoOfEvents() override;
    void clear() override;
    void endWarmUp() override;
    Task<ProgramEnd> run(Activation& activation) override;
    void addFigures(const AddFigure& add) const override;

    /// Of the station: an instance has died.
    void instanceDied(std::size_t index);

private:
    class InHand;
    class Blocked;

    [[nodiscard]] bool isStopped() const { return m_isAligning || m_isPausing || m_hasFailed; }
    [[nodiscard]] bool isAnyDown() const;
    [[nodiscard]] Instance* findPaused() const;
    void beginCheckpoint();
    Task<> awaitBarrier();
    void checkpoint();
    void goOn();
    void cancelTimers();
    Task<> send(Activation& activation, const std::vector<WindowId>& due);
    Task<> sendOne(Activation& activation, WindowId id, std::size_t& open, CompletionId allOut);
    Task<> put(Activation& result, const Instructions& sink);
    void resultIsOut(const WindowId& id);

    Station& m_station;
    const spec::StreamProcessorSettings m_settings;
    std::vector<Instructions> m_sinks;  // one instruction each
    Sampler m_eventDelay;
    RandomStream m_delays;
    Windows m_windows;
    Windows m_kept;                 // by the last checkpoint
    std::set<WindowId> m_sent;      // since then
    std::set<WindowId> m_mayRepeat; // had been sent before a restart, and are in the state that it began from
    std::size_t m_inHand = 0;       // records that are counted, and not yet settled
    bool m_isAligning = false;
    bool m_isPausing = false;
    bool m_isRestarting = false;
    bool m_hasFailed = false;  // for good
    SimTime m_restartedAt = kNever;
    SimTime m_alignedSince{};
    std::vector<CompletionId> m_waiting;  // consumers, for the end of a checkpoint
    Timer m_nextCheckpoint;
    Timer m_isAligned;
    Timer m_endOfPause;
    Scope m_barrier;  // on its way through paused instances

    // What went into windows is in results, or still there, or was undone by a restart.
    std::int64_t m_added = 0;
    std::int64_t m_reported = 0;
    std::int64_t m_undone = 0;

    std::uint64_t m_records = 0;
    std::uint64_t m_sinceCheckpoint = 0;  // records
    std::uint64_t m_repeated = 0;         // records that are read again
    std::uint64_t m_late = 0;
    std::uint64_t m_results = 0;
    std::uint64_t m_counted = 0;  // records in results, each result once
    std::uint64_t m_duplicates = 0;
    std::uint64_t m_checkpoints = 0;
    std::uint64_t m_restarts = 0;
    TimeWeighted m_blocked;  // consumers that wait for the sink
    Histogram m_delay;       // from the newest event of a result until it is out
    Histogram m_alignment;
};

}  // namespace stormglass
