// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/calendar.h"

#include "simcore/base/too_large.h"

#include <string>
#include <utility>

namespace stormglass {

void Event::cancel()
{
    if (m_calendar != nullptr)
        std::exchange(m_calendar, nullptr)->cancel(m_handle);
}

Calendar::~Calendar()
{
    // An owned event may cancel and schedule others when it goes, so each slot is looked at anew.
    for (std::uint32_t slot = 0; slot < m_payloads.size(); ++slot)
        if (m_payloads.at(slot).isOwned())
            delete &m_payloads.at(slot).event();
    while (!m_ready.empty())
        letGo(m_ready.takeFirst().payload);
    for (std::uint32_t slot = 0; slot < m_payloads.size(); ++slot)
        letGo(m_payloads.at(slot));
}

void Calendar::letGo(Payload payload)
{
    if (!payload.isEvent())
        return;
    payload.event().m_calendar = nullptr;
    if (payload.isOwned())
        delete &payload.event();
}

void Calendar::scheduleOwned(SimTime at, std::unique_ptr<Event> event)
{
    SIM_CHECK(!event->isScheduled(), "an event was scheduled twice");
    event->m_handle = insert(at, Payload::ofOwned(*event));
    event->m_calendar = this;
    static_cast<void>(event.release());  // by its mark the calendar knows that it owns it
}

bool Calendar::cancel(EventHandle handle)
{
    if (!handle.isValid())
        return false;
    if (HeapEntry::slotOf(handle.order) == kReadySlot)
        return m_ready.erase(handle.order >> HeapEntry::kSlotBits);
    if (!m_heap.erase(handle.order))
        return false;
    m_payloads.take(HeapEntry::slotOf(handle.order));
    return true;
}

void Calendar::runUntil(SimTime end)
{
    SIM_CHECK(end >= m_now, "the calendar was asked to run into the past");
    const SimTime last = end == kNever ? kLastInstant : end;
    while (!m_stopRequested && runNextUntil(last)) { }
    if (!m_stopRequested && end != kNever)
        m_now = end;
}

void Calendar::fail(std::exception_ptr failure)
{
    if (!m_failure)
        m_failure = std::move(failure);
}

bool Calendar::nothingToRun()
{
    if (m_failure)
        throwFailure();
    return false;
}

void Calendar::throwFailure()
{
    std::rethrow_exception(std::exchange(m_failure, nullptr));
}

void Calendar::fire(Payload payload)
{
    Event& event = payload.event();
    event.m_calendar = nullptr;
    const std::unique_ptr<Event> owned(payload.isOwned() ? &event : nullptr);
    event.fire();
}

void Calendar::refuse(SimTime at) const
{
    SIM_CHECK(at >= m_now, "an event was scheduled in the past");
    SIM_CHECK(m_sequence != kMaxSequence, "a run has scheduled more than 2^40 events");
}

void Calendar::addSlot()
{
    if (m_payloads.size() >= m_maxPending)
        throw TooLarge("the scenario is too large: more than " + std::to_string(m_maxPending)
                       + " events are waiting for their time at once (timers, messages on their way, consumers); fewer instances or "
                         "consumers, lower rates or shorter timeouts leave fewer of them");
    m_heap.addSlot();
    m_payloads.addSlot();
}

}  // namespace stormglass
