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
#include "simcore/calendar/ready_queue.h"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <vector>

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
        event.m_handle = insert(at, payloadOf(event));
        event.m_calendar = this;
    }

    /// The same for an event that nobody keeps: it is destroyed after it has fired, or with the calendar.
    void scheduleOwned(SimTime at, std::unique_ptr<Event> event);

    /// Resumes the coroutine at that instant. Whoever destroys the coroutine before cancels the handle.
    EventHandle resumeAt(SimTime at, std::coroutine_handle<> process)
    {
        return insert(at, reinterpret_cast<std::uintptr_t>(process.address()));
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
    // A payload is the address of a coroutine, or of an event, or the number of the next unused slot.
    // Its lowest three bits, which no address needs, say which.
    static constexpr std::uintptr_t kIsEvent = 1;
    static constexpr std::uintptr_t kIsOwned = 2;
    static constexpr std::uintptr_t kIsUnused = 4;
    static constexpr std::uintptr_t kMarks = 7;
    static constexpr SimTime kLastInstant = kNever - Duration{1};
    static constexpr std::uint32_t kNoSlot = HeapEntry::kMaxSlots;
    static constexpr std::uint64_t kReadySlot = HeapEntry::kMaxSlots;  // in handles of events in m_ready
    static constexpr std::uint64_t kMaxSequence = (std::uint64_t{1} << (64 - HeapEntry::kSlotBits)) - 1;

    static std::uintptr_t payloadOf(Event& event)
    {
        return reinterpret_cast<std::uintptr_t>(&event) | kIsEvent;
    }

    static std::uintptr_t unused(std::uint32_t next) { return std::uintptr_t{next} << 3U | kIsUnused; }

    static Event* eventOf(std::uintptr_t payload)
    {
        return reinterpret_cast<Event*>(payload & ~kMarks);
    }

    EventHandle insert(SimTime at, std::uintptr_t payload)
    {
        if (at == m_now)
            return {m_ready.push(payload) << HeapEntry::kSlotBits | kReadySlot};
        if (at < m_now || m_sequence == kMaxSequence) [[unlikely]]
            refuse(at);
        if (m_firstFree == kNoSlot) [[unlikely]]
            addSlot();
        const std::uint32_t slot = m_firstFree;
        m_firstFree = static_cast<std::uint32_t>(m_payloads[slot] >> 3U);
        m_payloads[slot] = payload;
        const std::uint64_t order = ++m_sequence << HeapEntry::kSlotBits | slot;
        m_heap.push({.order = order, .time = at.time_since_epoch().count()});
        return {order};
    }

    std::uintptr_t takePayload(std::uint64_t order)
    {
        const std::uint32_t slot = HeapEntry::slotOf(order);
        const std::uintptr_t payload = m_payloads[slot];
        m_payloads[slot] = unused(m_firstFree);
        m_firstFree = slot;
        return payload;
    }

    bool runNextUntil(SimTime last)
    {
        // What was scheduled for this instant before it came goes first: it was scheduled earlier.
        if (m_ready.empty() || (!m_heap.empty() && m_heap.first().time == count(m_now)))
            return runFromHeap(last);
        const auto [ticket, payload] = m_ready.takeFirst();
        execute(ticket << HeapEntry::kSlotBits | kReadySlot, payload);
        return true;
    }

    /// What runs next is most likely known already: its memory can come while this event runs.
    void prefetch(std::uint64_t order) const
    {
        const std::uintptr_t payload = m_payloads[HeapEntry::slotOf(order)];
        __builtin_prefetch(reinterpret_cast<const void*>(payload & ~kMarks));
    }

    bool runFromHeap(SimTime last)
    {
        if (m_heap.empty() || m_heap.first().time > count(last))
            return nothingToRun();
        const HeapEntry entry = m_heap.takeFirst();
        m_now = SimTime{Duration{entry.time}};
        prefetch(m_heap.first().order);
        execute(entry.order, takePayload(entry.order));
        return true;
    }

    void execute(std::uint64_t order, std::uintptr_t payload)
    {
        ++m_executed;
        m_fingerprint = mixHash(m_fingerprint, order + static_cast<std::uint64_t>(count(m_now)));
        run(payload);
        if (m_failure) [[unlikely]]
            throwFailure();
    }

    void run(std::uintptr_t payload)
    {
        if ((payload & kIsEvent) == 0)
            std::coroutine_handle<>::from_address(reinterpret_cast<void*>(payload)).resume();
        else
            fire(payload);
    }

    void fire(std::uintptr_t payload);

    static constexpr std::int64_t count(SimTime time) { return time.time_since_epoch().count(); }

    void letGo(std::uintptr_t payload);
    void refuse(SimTime at) const;
    void addSlot();
    bool nothingToRun();
    [[noreturn]] void throwFailure();

    SimTime m_now = kStartOfRun;
    EventHeap m_heap;                        // what happens later than now, or was scheduled before now came
    ReadyQueue m_ready;                      // what was scheduled for now during now
    std::vector<std::uintptr_t> m_payloads;  // by slot; unused slots are chained through their payloads
    std::uint32_t m_firstFree = kNoSlot;
    std::size_t m_maxPending;
    std::uint64_t m_sequence = 0;
    std::uint64_t m_executed = 0;
    std::uint64_t m_fingerprint = kHashSeed;
    std::exception_ptr m_failure;
    bool m_stopRequested = false;
};

}  // namespace stormglass
