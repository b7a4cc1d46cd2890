// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/calendar.h"

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
    for (std::size_t slot = 0; slot < m_payloads.size(); ++slot)
        if ((m_payloads[slot] & kIsOwned) != 0)
            delete eventOf(m_payloads[slot]);
    while (!m_ready.empty())
        letGo(m_ready.takeFirst().payload);
    for (const std::uintptr_t payload : m_payloads)
        letGo(payload);
}

void Calendar::letGo(std::uintptr_t payload)
{
    if ((payload & kIsEvent) == 0)
        return;
    eventOf(payload)->m_calendar = nullptr;
    if ((payload & kIsOwned) != 0)
        delete eventOf(payload);
}

void Calendar::scheduleOwned(SimTime at, std::unique_ptr<Event> event)
{
    SIM_CHECK(!event->isScheduled(), "an event was scheduled twice");
    event->m_handle = insert(at, payloadOf(*event) | kIsOwned);
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
    takePayload(handle.order);
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

void Calendar::fire(std::uintptr_t payload)
{
    Event* const event = eventOf(payload);
    event->m_calendar = nullptr;
    const std::unique_ptr<Event> owned((payload & kIsOwned) != 0 ? event : nullptr);
    event->fire();
}

void Calendar::refuse(SimTime at) const
{
    SIM_CHECK(at >= m_now, "an event was scheduled in the past");
    SIM_CHECK(m_sequence != kMaxSequence, "a run has scheduled more than 2^40 events");
}

void Calendar::addSlot()
{
    SIM_CHECK(m_payloads.size() < m_maxPending,
              "more than " + std::to_string(m_maxPending) + " events are pending");
    m_heap.addSlot();
    m_firstFree = static_cast<std::uint32_t>(m_payloads.size());
    m_payloads.push_back(unused(kNoSlot));
}

}  // namespace stormglass
