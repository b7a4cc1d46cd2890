// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transactions/flow_tracker.h"

#include "simcore/base/check.h"

#include <algorithm>

namespace stormglass {

void TransactionRef::release(Transaction& transaction) { transaction.tracker->released(transaction); }

namespace {

constexpr std::size_t kRecordsPerBlock = 1024;

double secondsOf(SimTime at) { return toSeconds(at.time_since_epoch()); }

}  // namespace

FlowTracker::FlowTracker(Calendar& calendar, spec::Flow flow, PhaseBounds bounds)
    : m_calendar(calendar)
    , m_flow(std::move(flow))
    , m_bounds(bounds)
    , m_statistics(toSeconds(bounds.runEnd.time_since_epoch()))
{
    SIM_CHECK(m_flow.steps.size() <= Transaction::kMostSteps, "flow " + m_flow.name + " has too many steps");
}

Transaction& FlowTracker::takeRecord()
{
    if (m_free.empty()) {
        Transaction& record = m_records.emplace_back();
        if (!m_flow.steps.empty()) {
            if (m_stepStorage.empty() || m_stepBlockUsed == kRecordsPerBlock) {
                m_stepStorage.push_back(std::make_unique<StepState[]>(kRecordsPerBlock * m_flow.steps.size()));
                m_stepBlockUsed = 0;
            }
            record.steps = &m_stepStorage.back()[m_stepBlockUsed++ * m_flow.steps.size()];
        }
        return record;
    }
    Transaction& record = *m_free.back();
    m_free.pop_back();
    return record;
}

TransactionRef FlowTracker::start() { return start(++m_lastNumber); }

TransactionRef FlowTracker::startInAddition() { return start(++m_lastAdditional); }

TransactionRef FlowTracker::start(std::uint64_t number)
{
    Transaction& transaction = takeRecord();
    StepState* steps = transaction.steps;
    std::fill_n(steps, m_flow.steps.size(), StepState{});
    transaction = Transaction{};
    transaction.steps = steps;
    transaction.isLive = true;
    transaction.tracker = this;
    transaction.number = transaction.key = number;
    ++m_started;
    transaction.startedAt = m_calendar.now();
    transaction.isMeasured = transaction.startedAt >= m_bounds.warmUpEnd;
    transaction.phase = m_bounds.phaseAt(transaction.startedAt);
    transaction.isTraced = transaction.isMeasured && m_toTrace-- > 0;
    ++m_unfinished;
    if (transaction.isMeasured)
        ++m_statistics.phases[transaction.phase].offered;
    FlowSecond& second = m_statistics.timeline.at(secondsOf(transaction.startedAt));
    ++second.offered;
    m_openSteps += m_flow.steps.size();
    second.unfinished = m_unfinished;
    second.mostUnfinished = std::max(second.mostUnfinished, m_unfinished);
    second.openSteps = m_openSteps;
    m_watch.arrived(transaction.startedAt);
    m_watch.backlog(transaction.startedAt, m_unfinished);
    return TransactionRef(transaction);
}

void FlowTracker::acknowledged(Transaction& transaction, bool isPositive)
{
    const SimTime now = m_calendar.now();
    const Duration latency = now - transaction.startedAt;
    m_calendar.trace(transaction.number << 8U | static_cast<std::uint64_t>(isPositive));
    if (m_tally != nullptr) [[unlikely]]
        tallyAnswer(isPositive, latency);
    if (!isPositive) {
        m_watch.failed(now);
        if (transaction.isMeasured)
            ++m_statistics.phases[transaction.phase].refused;
        return;
    }
    transaction.noteEffect(now);
    m_watch.served(now, latency);
    ++m_statistics.timeline.at(secondsOf(now)).acknowledged;
    FlowSecond& asked = m_statistics.timeline.at(secondsOf(transaction.startedAt));
    ++asked.accepted;
    asked.acknowledgementSum += toSeconds(latency);
    if (!transaction.isMeasured)
        return;
    PhaseStatistics& phase = m_statistics.phases[transaction.phase];
    ++phase.accepted;
    phase.acknowledgement.record(latency);
    m_statistics.acknowledgement.record(toSeconds(latency));
}

void FlowTracker::applied(Transaction& transaction, std::size_t step)
{
    StepState& state = transaction.steps[step];
    const SimTime now = m_calendar.now();
    if (transaction.firstEffectAt == kStartOfRun)
        transaction.firstEffectAt = now;
    if (!m_flow.steps[step].isOptional)
        transaction.lastEffectAt = now;
    if (state.applied == 0 && !transaction.isFinished)
        --m_openSteps;
    if (state.applied > 0) [[unlikely]]
        duplicate(transaction);
    if (state.applied < 255)
        ++state.applied;
    m_calendar.trace(transaction.number << 8U | (step + 2));
    if (transaction.isFinished || !isComplete(transaction))
        return;
    finish(transaction);
    if (m_tally != nullptr) [[unlikely]]
        tallyCompletion(transaction);
}

void FlowTracker::reverted(Transaction& transaction, std::size_t step)
{
    StepState& state = transaction.steps[step];
    if (state.reverted < 255)
        ++state.reverted;
    transaction.lastEffectAt = m_calendar.now();
    m_calendar.trace(transaction.number << 8U | (step + 64));
}

void FlowTracker::rejected(Transaction& transaction, std::size_t step)
{
    transaction.steps[step].isRejected = true;
    if (!m_flow.steps[step].isOptional)
        transaction.hasFailed = true;
}

void FlowTracker::duplicate(Transaction& transaction)
{
    if (transaction.isMeasured)
        ++m_statistics.phases[transaction.phase].duplicates;
}

void FlowTracker::finish(Transaction& transaction)
{
    m_openSteps -= openStepsOf(transaction);
    transaction.isFinished = true;
    --m_unfinished;
    FlowSecond& second = m_statistics.timeline.at(secondsOf(m_calendar.now()));
    second.unfinished = m_unfinished;
    second.openSteps = m_openSteps;
    m_watch.backlog(m_calendar.now(), m_unfinished);
}

std::uint64_t FlowTracker::openStepsOf(const Transaction& transaction) const
{
    std::uint64_t open = 0;
    for (std::size_t i = 0; i < m_flow.steps.size(); ++i)
        open += transaction.steps[i].applied == 0 ? 1 : 0;
    return open;
}

void FlowTracker::released(Transaction& transaction)
{
    if (m_hasEnded)
        return;
    if (m_flow.steps.empty() && !transaction.isFinished)
        finishWithoutSteps(transaction);
    if (transaction.references == 0)
        settle(transaction);
}

/// Nothing of it is under way: complete, unless its request was turned away or a message of it was lost. What is done again
/// later changes nothing, so that it can be booked; when a broker forgets its messages is of no interest.
void FlowTracker::finishWithoutSteps(Transaction& transaction)
{
    if (transaction.lastEffectAt == kStartOfRun)
        transaction.lastEffectAt = m_calendar.now();
    transaction.firstEffectAt = transaction.startedAt;
    transaction.hasFailed = transaction.hasFailed || !transaction.lostBy.empty();
    finish(transaction);
    book(transaction, transaction.hasFailed ? FlowOutcome::Rejected : FlowOutcome::Completed);
}

void FlowTracker::settle(Transaction& transaction)
{
    if (!transaction.isFinished)
        finish(transaction);
    if (!m_flow.steps.empty())
        book(transaction, judge(transaction));
    bookMessages(transaction);
    transaction.isLive = false;
    m_free.push_back(&transaction);
}

void FlowTracker::endRun()
{
    if (m_hasEnded)
        return;
    for (Transaction& transaction : m_records) {
        if (!transaction.isLive)
            continue;
        const bool isBooked = m_flow.steps.empty() && transaction.isFinished;
        if (!isBooked) {
            // What has completed and only waits for an acknowledgement to be committed is complete; what has been done twice
            // stays so, whatever is still under way.
            const FlowOutcome outcome = judge(transaction);
            const bool isDecided = hasDoubleEffect(transaction) || (transaction.isFinished && outcome == FlowOutcome::Completed);
            book(transaction, isDecided ? outcome : FlowOutcome::InFlight);
        }
        bookMessages(transaction);
    }
    m_hasEnded = true;
}

std::size_t FlowTracker::stepIndex(const std::string& name) const
{
    const auto found = std::ranges::find(m_flow.steps, name, &spec::Step::name);
    SIM_CHECK(found != m_flow.steps.end(), "flow " + m_flow.name + " has no step " + name);
    return static_cast<std::size_t>(found - m_flow.steps.begin());
}

}  // namespace stormglass
