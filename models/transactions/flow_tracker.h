// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Follows every transaction of one flow from its start to its outcome, and keeps the flow's books.
#pragma once

#include "models/impact/impact_watch.h"
#include "models/results/run_result.h"
#include "models/spec/flow.h"
#include "models/transactions/flow_statistics.h"
#include "models/transactions/flow_tally.h"
#include "models/transactions/transaction.h"
#include "simcore/calendar/calendar.h"

#include <deque>
#include <memory>
#include <vector>

namespace stormglass {

/// What became of a transaction.
enum class FlowOutcome : std::uint8_t { Completed, Compensated, Rejected, Inconsistent, InFlight };

/// The phases of a run, by the faults: before the first one, while one lasts, after the last one, and between these two the
/// time to recover, if the scenario gives one.
struct PhaseBounds {
    SimTime warmUpEnd{};
    SimTime runEnd = kStartOfRun + 10min;  ///< The latest end of the run.
    SimTime firstFault = kNever;
    SimTime lastFaultEnd = kNever;
    SimTime recoveryEnd = kStartOfRun;  ///< Before lastFaultEnd: there is no time to recover.

    static constexpr std::uint8_t kBefore = 0, kFault = 1, kAfter = 2, kRecovery = 3;
    [[nodiscard]] std::uint8_t phaseAt(SimTime at) const
    {
        return at < firstFault ? kBefore : at < lastFaultEnd ? kFault : at < recoveryEnd ? kRecovery : kAfter;
    }
    [[nodiscard]] bool hasFaults() const { return firstFault != kNever; }
    [[nodiscard]] bool hasRecovery() const { return recoveryEnd > lastFaultEnd; }
};

class FlowTracker {
public:
    /// A flow without steps is complete when nothing of it is under way any more, and each of its messages has been handled
    /// by everybody who was to.
    FlowTracker(Calendar& calendar, spec::Flow flow, PhaseBounds bounds);

    /// A fault that nobody knew of before changes the phases of what begins from now on.
    void setBounds(const PhaseBounds& bounds) { m_bounds = bounds; }
    /// Marks the first so many transactions after warm-up as traced.
    void traceFirst(std::int64_t count) { m_toTrace = count; }
    /// What happens from now on is counted there, too, until another call; null: nowhere.
    void tally(FlowTally* tally) { m_tally = tally; }
    /// A new transaction begins now.
    [[nodiscard]] TransactionRef start();
    /// One beside the load that the user described: it leaves the numbers of the others as they are.
    [[nodiscard]] TransactionRef startInAddition();
    /// One that would have begun now does not: its number goes with it.
    void passOver() { ++m_lastNumber; }
    /// The client has its answer, or has given up waiting.
    void acknowledged(Transaction& transaction, bool isPositive);

    /// The effect of a step, or its compensation, was committed now.
    void applied(Transaction& transaction, std::size_t step);
    void reverted(Transaction& transaction, std::size_t step);
    void rejected(Transaction& transaction, std::size_t step);
    /// A step was asked for again after it had been done.
    void duplicate(Transaction& transaction);

    /// No reference is left that is not spent. With the last one gone the outcome is final.
    void released(Transaction& transaction);
    /// Books what is still under way when the run ends. The references may be dropped afterwards.
    void endRun();

    [[nodiscard]] const spec::Flow& flow() const { return m_flow; }
    [[nodiscard]] std::size_t stepIndex(const std::string& name) const;
    [[nodiscard]] std::uint64_t started() const { return m_started; }
    /// Transactions that have neither completed nor ended otherwise.
    [[nodiscard]] std::uint64_t unfinished() const { return m_unfinished; }
    [[nodiscard]] const FlowStatistics& statistics() const { return m_statistics; }
    [[nodiscard]] const std::vector<results::StuckFlow>& stuck() const { return m_stuck; }
    [[nodiscard]] ImpactWatch& watch() { return m_watch; }
    [[nodiscard]] const ImpactWatch& watch() const { return m_watch; }
    [[nodiscard]] const PhaseBounds& bounds() const { return m_bounds; }

private:
    static constexpr std::uint64_t kAdditional = 1'000'000'000;  // far beyond what a run starts

    [[nodiscard]] Transaction& takeRecord();
    [[nodiscard]] TransactionRef start(std::uint64_t number);
    [[nodiscard]] bool isComplete(const Transaction& transaction) const;
    /// An optional step without compensation (a mail that was sent) leaves nothing that must be undone.
    [[nodiscard]] bool leavesTraces(std::size_t step) const;
    [[nodiscard]] bool hasDoubleEffect(const Transaction& transaction) const;
    [[nodiscard]] FlowOutcome judge(const Transaction& transaction) const;
    void finish(Transaction& transaction);
    void finishWithoutSteps(Transaction& transaction);
    void settle(Transaction& transaction);
    [[nodiscard]] std::uint64_t openStepsOf(const Transaction& transaction) const;
    void book(Transaction& transaction, FlowOutcome outcome);
    /// Those that have come since it was booked, too.
    void bookMessages(Transaction& transaction);
    void tallyAnswer(bool isPositive, Duration latency);
    void tallyCompletion(Transaction& transaction);
    void tallyOutcome(Transaction& transaction, FlowOutcome outcome);
    void noteStuck(const Transaction& transaction);

    Calendar& m_calendar;
    const spec::Flow m_flow;
    PhaseBounds m_bounds;
    FlowStatistics m_statistics;
    FlowTally* m_tally = nullptr;  // of a run that is watched
    std::deque<Transaction> m_records;  // never shrinks, so references stay valid; reused through m_free
    std::vector<std::unique_ptr<StepState[]>> m_stepStorage;  // the steps of many records in one block
    std::size_t m_stepBlockUsed = 0;
    std::vector<Transaction*> m_free;
    std::uint64_t m_started = 0;
    std::uint64_t m_lastNumber = 0;
    std::uint64_t m_lastAdditional = kAdditional;
    std::uint64_t m_unfinished = 0;
    std::uint64_t m_openSteps = 0;  // of unfinished transactions
    ImpactWatch m_watch;
    std::int64_t m_toTrace = 0;
    bool m_hasEnded = false;
    std::vector<results::StuckFlow> m_stuck;
};

/// Bytes of every request and message of the transaction's flow.
[[nodiscard]] inline std::int32_t messageSizeOf(const Transaction& transaction)
{
    return static_cast<std::int32_t>(transaction.tracker->flow().messageSize);
}

}  // namespace stormglass
