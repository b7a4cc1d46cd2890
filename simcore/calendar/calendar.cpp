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
    for (const std::uintptr_t payload : m_payloads)
        if ((payload & kIsEvent) != 0)
            eventOf(payload)->m_calendar = nullptr;
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
    const std::uint32_t position = m_heap.positionOf(HeapEntry::slotOf(handle.order));
    const bool isPending = position < EventHeap::kElsewhere
        ? m_heap.erase(handle.order)
        : m_ready.erase(position & ReadyQueue::kTicketMask, handle.order);
    if (isPending)
        takePayload(handle.order);
    return isPending;
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

void Calendar::addSlot()
{
    SIM_CHECK(m_payloads.size() < m_maxPending,
              "more than " + std::to_string(m_maxPending) + " events are pending");
    m_heap.addSlot();
    m_firstFree = static_cast<std::uint32_t>(m_payloads.size());
    m_payloads.push_back(unused(kNoSlot));
}

}  // namespace stormglass
