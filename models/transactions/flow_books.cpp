// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a flow, and where that is booked.
#include "models/transactions/flow_tracker.h"

namespace stormglass {
namespace {

constexpr std::size_t kMostStuck = 10;

std::string repeated(const std::string& what, int times) { return what + " (" + std::to_string(times) + " times)"; }

double secondsAt(SimTime at) { return toSeconds(at.time_since_epoch()); }

}  // namespace

bool FlowTracker::isComplete(const Transaction& transaction) const
{
    for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
        const StepState& state = transaction.steps[i];
        if (!m_flow.steps[i].isOptional && (state.applied == 0 || state.reverted != 0))
            return false;
    }
    return true;
}

bool FlowTracker::leavesTraces(std::size_t step) const
{
    return !m_flow.steps[step].isOptional || !m_flow.steps[step].compensation.empty();
}

bool FlowTracker::hasDoubleEffect(const Transaction& transaction) const
{
    for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
        const StepState& state = transaction.steps[i];
        if (leavesTraces(i) && (state.applied > 1 || state.reverted > 1))
            return true;
    }
    return false;
}

FlowOutcome FlowTracker::judge(const Transaction& transaction) const
{
    if (hasDoubleEffect(transaction))
        return FlowOutcome::Inconsistent;
    bool hasEffect = false;
    bool hasStanding = false;
    for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
        const StepState& state = transaction.steps[i];
        if (state.applied == 0 || !leavesTraces(i))
            continue;
        hasEffect = true;
        hasStanding = hasStanding || state.reverted == 0;
    }
    if (isComplete(transaction))
        return FlowOutcome::Completed;
    if (hasStanding)
        return FlowOutcome::Inconsistent;
    return hasEffect ? FlowOutcome::Compensated : FlowOutcome::Rejected;
}

void FlowTracker::book(Transaction& transaction, FlowOutcome outcome)
{
    ++m_statistics.outcomes[static_cast<std::size_t>(outcome)];
    const Duration latency = transaction.lastEffectAt - transaction.startedAt;
    const bool isLate = outcome == FlowOutcome::Completed && latency > m_flow.deadline;
    if (isLate)
        ++m_statistics.late;
    if (m_tally != nullptr) [[unlikely]]
        tallyOutcome(transaction, outcome);
    if (outcome == FlowOutcome::Completed)
        ++m_statistics.timeline.at(secondsAt(transaction.lastEffectAt)).completed;
    FlowSecond& asked = m_statistics.timeline.at(secondsAt(transaction.startedAt));
    asked.late += isLate ? 1 : 0;
    asked.lost += outcome == FlowOutcome::Rejected ? 1 : 0;
    asked.compensated += outcome == FlowOutcome::Compensated ? 1 : 0;
    asked.stuck += outcome == FlowOutcome::Inconsistent || outcome == FlowOutcome::InFlight ? 1 : 0;
    if (outcome == FlowOutcome::Inconsistent)
        noteStuck(transaction);
    if (outcome == FlowOutcome::Rejected && !transaction.lostBy.empty())
        ++m_statistics.lost[transaction.lostBy];
    if (!transaction.isMeasured)
        return;
    bookMessages(transaction);
    PhaseStatistics& phase = m_statistics.phases[transaction.phase];
    switch (outcome) {
    case FlowOutcome::Completed:
        ++phase.completed;
        phase.late += isLate ? 1 : 0;
        phase.completion.record(latency);
        m_statistics.completion.record(toSeconds(latency));
        phase.window.record(transaction.lastEffectAt - transaction.firstEffectAt);
        break;
    case FlowOutcome::Compensated:
        ++phase.compensated;
        phase.window.record(transaction.lastEffectAt - transaction.firstEffectAt);
        break;
    case FlowOutcome::Rejected:
        ++phase.rejected;
        break;
    case FlowOutcome::Inconsistent:
        ++phase.inconsistent;
        phase.doubled += hasDoubleEffect(transaction) ? 1 : 0;
        break;
    case FlowOutcome::InFlight:
        ++phase.inFlight;
        break;
    }
}

void FlowTracker::bookMessages(Transaction& transaction)
{
    if (transaction.isMeasured)
        m_statistics.phases[transaction.phase].messages += transaction.messages;
    transaction.messages = 0;
}

void FlowTracker::tallyAnswer(bool isPositive, Duration latency)
{
    ++(isPositive ? m_tally->accepted : m_tally->refused);
    if (isPositive)
        m_tally->acknowledgement.record(latency);
}

void FlowTracker::tallyCompletion(Transaction& transaction)
{
    const Duration latency = transaction.lastEffectAt - transaction.startedAt;
    transaction.isTallied = true;
    transaction.isTalliedLate = latency > m_flow.deadline;
    m_tally->complete(latency, transaction.isTalliedLate);
}

void FlowTracker::tallyOutcome(Transaction& transaction, FlowOutcome outcome)
{
    if (outcome == FlowOutcome::Completed && !transaction.isTallied)
        tallyCompletion(transaction);
    else if (outcome != FlowOutcome::Completed && transaction.isTallied)
        m_tally->withdraw(transaction.isTalliedLate);
    m_tally->compensated += outcome == FlowOutcome::Compensated ? 1 : 0;
    m_tally->inconsistent += outcome == FlowOutcome::Inconsistent ? 1 : 0;
}

void FlowTracker::noteStuck(const Transaction& transaction)
{
    if (m_stuck.size() >= kMostStuck)
        return;
    results::StuckFlow& stuck = m_stuck.emplace_back();
    stuck.flow = m_flow.name;
    stuck.number = transaction.number;
    stuck.startedAt = secondsAt(transaction.startedAt);
    stuck.cause = transaction.lostBy;
    for (std::size_t i = 0; i < m_flow.steps.size(); ++i) {
        const StepState& state = transaction.steps[i];
        const spec::Step& step = m_flow.steps[i];
        if (state.applied > 1)
            stuck.done.push_back(repeated(step.name, state.applied));
        else if (state.applied == 1 && state.reverted == 0)
            stuck.done.push_back(step.name);
        else if (!step.isOptional && state.reverted == 0)
            stuck.open.push_back(step.name);
        if (state.reverted > 1)
            stuck.done.push_back(repeated(step.compensation, state.reverted));
    }
}

}  // namespace stormglass
