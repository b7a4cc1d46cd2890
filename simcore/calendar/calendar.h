// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The event calendar: the clock of a run and everything that is going to happen in it.
//
// Events run in the order of their instants; events at one instant run in the order in which they
// were scheduled, whatever was cancelled in between. Cancelling removes the event at once: timeouts
// that never fire leave nothing behind. One calendar belongs to one thread.
#pragma once

#include "simcore/base/check.h"
#include "simcore/base/hash.h"
#include "simcore/base/time.h"
#include "simcore/calendar/event.h"
#include "simcore/calendar/event_heap.h"
#include "simcore/calendar/payload_table.h"
#include "simcore/calendar/ready_queue.h"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>

namespace stormglass {

class Calendar {
public:
    static constexpr std::size_t kMaxPending = HeapEntry::kMaxSlots;

    /// At most that many events can wait for later instants. Precondition: not more than kMaxPending (16 million).
    explicit Calendar(std::size_t maxPending = kMaxPending)
        : m_maxPending(maxPending)
    {
    }
    Calendar(const Calendar&) = delete;
    Calendar& operator=(const Calendar&) = delete;

    /// Events that are still scheduled are taken out; owned ones are destroyed.
    ~Calendar();

    [[nodiscard]] SimTime now() const { return m_now; }

    /// The instant after the given wait, kNever when it lies beyond the end of time.
    [[nodiscard]] SimTime after(Duration wait) const
    {
        return wait >= kNever - m_now ? kNever : m_now + wait;
    }

    /// Fires the event at that instant. Preconditions: the instant is not in the past, the event is not
    /// scheduled, the calendar has room. What is scheduled for kNever never happens.
    void schedule(SimTime at, Event& event)
    {
        SIM_CHECK(!event.isScheduled(), "an event was scheduled twice");
        event.m_handle = insert(at, Payload::of(event));
        event.m_calendar = this;
    }

    /// The same for an event that nobody keeps: it is destroyed after it has fired, or with the calendar.
    void scheduleOwned(SimTime at, std::unique_ptr<Event> event);

    /// Resumes the coroutine at that instant. Whoever destroys the coroutine before cancels the handle.
    EventHandle resumeAt(SimTime at, std::coroutine_handle<> process)
    {
        return insert(at, Payload::of(process));
    }

    /// True when the event was still pending.
    bool cancel(EventHandle handle);

    /// The instant of the next event, kNever when there is none.
    [[nodiscard]] SimTime nextTime() const
    {
        if (!m_ready.empty())
            return m_now;
        return m_heap.empty() ? kNever : SimTime{Duration{m_heap.first().time}};
    }

    /// Runs the next event unless it is later than that instant, which is before kNever; false when there is none. What
    /// fail() was told is thrown from here.
    bool runNext(SimTime last = kLastInstant) { return runNextUntil(last); }

    /// Runs all events up to and including that instant, then moves the clock there. With kNever the
    /// clock stays at the last event. Ends early, with the clock where it is, when asked to stop.
    void runUntil(SimTime end);

    /// Ends runUntil() after the present event, for good.
    void requestStop() { m_stopRequested = true; }
    [[nodiscard]] bool isStopRequested() const { return m_stopRequested; }

    /// Throws this out of runNext() once the present event is done. The first failure counts.
    void fail(std::exception_ptr failure);

    [[nodiscard]] std::size_t pending() const { return m_heap.size() + m_ready.size(); }
    [[nodiscard]] std::uint64_t executed() const { return m_executed; }

    /// A hash of the events that have run: their instants and the order in which they were scheduled,
    /// in the order in which they ran.
    [[nodiscard]] std::uint64_t fingerprint() const { return m_fingerprint; }

    /// Mixes something that happened in the model into the fingerprint.
    void trace(std::uint64_t tag) { m_fingerprint = mixHash(m_fingerprint, tag); }

private:
    static constexpr SimTime kLastInstant = kNever - Duration{1};
    static constexpr std::uint64_t kReadySlot = HeapEntry::kMaxSlots;  // in handles of events in m_ready
    static constexpr std::uint64_t kMaxSequence = (std::uint64_t{1} << (64 - HeapEntry::kSlotBits)) - 1;

    EventHandle insert(SimTime at, Payload payload)
    {
        if (at == m_now)
            return {readyOrder(m_ready.push(payload))};
        if (at < m_now || m_sequence == kMaxSequence) [[unlikely]]
            refuse(at);
        if (m_payloads.isFull()) [[unlikely]]
            addSlot();
        const std::uint64_t order = ++m_sequence << HeapEntry::kSlotBits | m_payloads.put(payload);
        m_heap.push({.order = order, .time = count(at)});
        return {order};
    }

    static std::uint64_t readyOrder(std::uint64_t ticket)
    {
        return ticket << HeapEntry::kSlotBits | kReadySlot;
    }

    bool runNextUntil(SimTime last)
    {
        // What was scheduled for this instant before it came goes first: it was scheduled earlier.
        if (m_ready.empty() || (!m_heap.empty() && m_heap.first().time == count(m_now)))
            return runFromHeap(last);
        const ReadyQueue::Entry entry = m_ready.takeFirst();
        execute(readyOrder(entry.ticket), entry.payload);
        return true;
    }

    bool runFromHeap(SimTime last)
    {
        if (m_heap.empty() || m_heap.first().time > count(last))
            return nothingToRun();
        const HeapEntry entry = m_heap.takeFirst();
        m_now = SimTime{Duration{entry.time}};
        // What runs next is most likely known already: its memory can come while this event runs.
        __builtin_prefetch(m_payloads.at(m_heap.first().slot()).address());
        execute(entry.order, m_payloads.take(entry.slot()));
        return true;
    }

    void execute(std::uint64_t order, Payload payload)
    {
        ++m_executed;
        m_fingerprint = mixHash(m_fingerprint, order + static_cast<std::uint64_t>(count(m_now)));
        if (payload.isEvent())
            fire(payload);
        else
            payload.coroutine().resume();
        if (m_failure) [[unlikely]]
            throwFailure();
    }

    void fire(Payload payload);

    static constexpr std::int64_t count(SimTime time) { return time.time_since_epoch().count(); }

    void letGo(Payload payload);
    void refuse(SimTime at) const;
    void addSlot();
    bool nothingToRun();
    [[noreturn]] void throwFailure();

    SimTime m_now = kStartOfRun;
    EventHeap m_heap;         // what happens later than now, or was scheduled before now came
    ReadyQueue m_ready;       // what was scheduled for the present instant while it lasts
    PayloadTable m_payloads;  // of what is in m_heap
    std::size_t m_maxPending;
    std::uint64_t m_sequence = 0;
    std::uint64_t m_executed = 0;
    std::uint64_t m_fingerprint = kHashSeed;
    std::exception_ptr m_failure;
    bool m_stopRequested = false;
};

}  // namespace stormglass
