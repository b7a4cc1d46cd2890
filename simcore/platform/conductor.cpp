// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/conductor.h"

#include "simcore/base/check.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stormglass {

namespace {

constexpr std::uint32_t kEventsBetweenChecks = 4096;

}  // namespace

Conductor::Conductor(const Platform& platform, Calendar& calendar)
    : m_platform(platform)
    , m_calendar(calendar)
    , m_loads(platform)
    , m_hostIsUp(platform.hostCount(), true)
    , m_linkIsUp(platform.linkCount(), true)
{
}

Conductor::~Conductor()
{
    while (!m_pending.empty())
        cancel(m_pending.first());
}

RunEnd Conductor::run(SimTime end, const StopCheck& shouldStop)
{
    SIM_CHECK(end >= m_calendar.now(), "the conductor was asked to run into the past");
    m_end = end;
    m_shouldStop = shouldStop ? &shouldStop : nullptr;
    m_untilCheck = kEventsBetweenChecks;
    m_isStopped = m_isDone = false;
    runEvents();
    if (!m_isDone)
        runShared();
    if (!m_isStopped && end != kNever)
        m_calendar.runUntil(end);  // moves the clock there
    SIM_CHECK(m_ledger.started == m_ledger.completed + m_ledger.failed + m_ledger.cancelled + m_inFlight,
              "transfers and executions were lost");
    return {.why = m_isStopped     ? EndOfRun::Stopped
                   : end == kNever ? EndOfRun::NothingLeft
                                   : EndOfRun::ReachedEnd,
            .at = m_calendar.now(),
            .inFlight = m_inFlight};
}

/// The rest of a run in which SimGrid has something in flight.
void Conductor::runShared()
{
    m_engine->run();
    if (m_failure)
        std::rethrow_exception(std::exchange(m_failure, nullptr));
    SIM_CHECK(m_isDone, "SimGrid stands still with " + std::to_string(m_sharing) + " activities in flight");
}

void Conductor::proceed() noexcept
{
    try {
        m_isUnsettled = false;
        takeEnds();
        if (m_orders.empty())  // or else it is found when they are carried out
            findFreedom();
        // Of what could have happened at this instant, everything has.
        if (m_waitsFor != kNever && m_engine->clock() >= clockAt(m_waitsFor))
            m_isFreeUntil = std::max(m_isFreeUntil, m_waitsFor);
        runEvents();
    } catch (const std::exception&) {
        m_failure = std::current_exception();  // must not pass through SimGrid
        m_isDone = true;
    }
    if (m_isDone)
        m_engine->leave();
    else if (m_waitsFor != kNever)
        m_engine->wakeAt(clockAt(m_waitsFor));
}

/// Runs events until the run is done, or until SimGrid has to come to the instant m_waitsFor first.
void Conductor::runEvents()
{
    const SimTime last = m_end == kNever ? kNever - Duration{1} : m_end;
    while (!isInterrupted()) {
        if (m_sharing == 0 && m_orders.empty()) [[likely]] {
            if (m_calendar.runNext(std::min(last, m_looksAt)))
                continue;
            if (m_looksAt > last)
                break;
            lookNow();
            continue;
        }
        if (!m_orders.empty() && !carryOutOrders()) {
            m_waitsFor = m_calendar.now();
            return;
        }
        const SimTime next = m_calendar.nextTime();
        if (next > m_looksAt && m_looksAt <= std::min(m_isFreeUntil, last)) {
            lookNow();
            continue;
        }
        m_waitsFor = std::min(next, m_end);
        if (m_waitsFor > m_isFreeUntil)
            return;
        if (next > m_end || next == kNever)
            break;
        m_calendar.runNext();
    }
    m_isDone = true;
}

void Conductor::observe(Observer& observer, SimTime at)
{
    SIM_CHECK(at >= m_calendar.now(), "an observer wants to look at the past");
    m_observer = &observer;
    m_looksAt = at;
}

void Conductor::lookNow()
{
    const SimTime at = m_looksAt;
    m_looksAt = kNever;  // the observer may set it itself
    const SimTime next = m_observer->look(at);
    m_looksAt = std::min(m_looksAt, next);
}

/// False when SimGrid has to do something first: come to the present instant, or take notice of what was cancelled.
bool Conductor::carryOutOrders()
{
    const double due = clockAt(m_calendar.now()) - SimGridEngine::kPrecision / 2;
    if (m_sharing > 0 && m_engine->clock() < due)
        return false;
    const auto isCancel = [](const Order& order) { return order.start == nullptr; };
    for (const Order& order : m_orders)
        if (isCancel(order))
            m_engine->cancel(order.activity);
    if (std::erase_if(m_orders, isCancel) > 0)
        m_isUnsettled = true;
    if (m_sharing == 0) {
        findFreedom();
        return true;
    }
    // What was cancelled has its share until then, and the next event would be found too late.
    if (m_isUnsettled)
        return false;
    for (const Order& order : m_orders)
        start(*order.start);
    m_orders.clear();
    findFreedom();
    return true;
}

/// How far the calendar may go until something can happen in SimGrid, which by then is at most the next of its own events:
/// the end of an activity, or of a latency. What is closer than half the precision is not before it.
void Conductor::findFreedom()
{
    if (m_sharing == 0) {
        m_isFreeUntil = kNever;
        return;
    }
    const double next = m_engine->nextEvent();
    SIM_CHECK(std::isfinite(next),
              "SimGrid stands still with " + std::to_string(m_sharing) + " activities in flight");
    const double span = std::min(next - m_clockThen - SimGridEngine::kPrecision / 2, 9.2e9);
    m_isFreeUntil = m_sharingSince + Duration{static_cast<std::int64_t>(std::floor(span * 1e9))};
}

bool Conductor::isInterrupted()
{
    if (--m_untilCheck == 0) {
        m_untilCheck = kEventsBetweenChecks;
        m_isStopped = m_shouldStop != nullptr && (*m_shouldStop)();
    }
    m_isStopped = m_isStopped || m_calendar.isStopRequested();
    return m_isStopped;
}

void Conductor::takeEnds()
{
    m_engine->takeEnded(m_ended);
    m_sharing -= m_ended.size();
    // SimGrid finds what ends together in an order of its own.
    std::sort(m_ended.begin(), m_ended.end(), [](const Ended& one, const Ended& other) {
        return one.owner->m_number < other.owner->m_number;
    });
    for (const Ended& end : m_ended) {
        Completion& completion = *end.owner;
        completion.m_activity = Completion::kNoActivity;
        const SimTime at = completion.m_startedAt + wholeNanoseconds(end.seconds * 1e9);
        m_calendar.schedule(std::max(at, m_calendar.now()), completion);
    }
}

double Conductor::clockAt(SimTime instant) const
{
    return m_clockThen + toSeconds(instant - m_sharingSince);
}

}  // namespace stormglass
