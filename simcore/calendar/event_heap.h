// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The future event list: an indexed heap with four children per node.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace stormglass {

/// A pending event: when, and which. The order number holds the sequence number in its upper 40 bits
/// and the slot in its lower 24, so that comparing (time, order) settles ties by scheduling order.
struct HeapEntry {
    std::uint64_t order = 0;
    std::int64_t time = 0;

    static constexpr unsigned kSlotBits = 24;
    static constexpr std::uint32_t kMaxSlots = (std::uint32_t{1} << kSlotBits) - 1;

    [[nodiscard]] std::uint32_t slot() const { return slotOf(order); }
    static std::uint32_t slotOf(std::uint64_t order)
    {
        return static_cast<std::uint32_t>(order) & kMaxSlots;
    }

    [[nodiscard]] std::uint64_t unsignedTime() const { return static_cast<std::uint64_t>(time); }

    /// Times are never negative, so the unsigned comparison of the whole is that of the parts.
    [[nodiscard]] bool isBefore(const HeapEntry& other) const { return key() < other.key(); }

private:
    __extension__ using Key = unsigned __int128;

    [[nodiscard]] Key key() const { return Key{unsignedTime()} << 64U | order; }
};

/// A heap whose entries can be removed from the middle. The four children of a node share one cache
/// line; where fewer are left, entries that are later than any other take their places.
///
/// Taking the first entry moves the gap down to a leaf. What runs next usually schedules something, and that
/// entry goes into the gap; only when it schedules nothing, the last entry of the heap does.
class EventHeap {
public:
    EventHeap() = default;
    EventHeap(const EventHeap&) = delete;
    EventHeap& operator=(const EventHeap&) = delete;
    ~EventHeap();

    [[nodiscard]] std::size_t size() const { return m_size - (m_hasGap ? 1 : 0); }
    [[nodiscard]] bool empty() const { return size() == 0; }

    /// Makes room for one slot more than before.
    void addSlot();

    void push(const HeapEntry& entry)
    {
        if (m_hasGap) {
            m_hasGap = false;
            rise(m_gap, entry);
            return;
        }
        if (m_size == m_capacity) [[unlikely]]
            grow();
        rise(m_size++, entry);
    }

    /// Precondition: not empty.
    [[nodiscard]] const HeapEntry& first() const { return m_entries[0]; }

    /// Precondition: not empty.
    HeapEntry takeFirst()
    {
        if (m_hasGap)
            closeGap();
        const HeapEntry first = m_entries[0];
        m_gap = sinkGap(0);
        m_hasGap = true;
        return first;
    }

    /// Removes the entry with this order number; false when there is none.
    bool erase(std::uint64_t order);

private:
    static constexpr std::size_t kArity = 4;

    // The parts are stored one by one, as they will be read. Reading the whole of what has just been stored in
    // parts, or the reverse, stalls the processor.
    void place(std::size_t position, std::int64_t time, std::uint64_t order)
    {
        m_entries[position].time = time;
        m_entries[position].order = order;
        m_positions[HeapEntry::slotOf(order)] = static_cast<std::uint32_t>(position);
    }

    /// Puts the entry into the gap at the position, or higher where it belongs.
    void rise(std::size_t position, const HeapEntry entry)
    {
        while (position > 0) {
            const std::size_t parent = (position - 1) / kArity;
            const std::int64_t time = m_entries[parent].time;
            const std::uint64_t order = m_entries[parent].order;
            if (!entry.isBefore({.order = order, .time = time}))
                break;
            place(position, time, order);
            position = parent;
        }
        place(position, entry.time, entry.order);
    }

    /// Moves a gap down to a leaf. To sink an entry it is faster to do this first and let it rise again, because it
    /// rarely rises far: the processor can guess the way down, but not where an entry on its way down stops.
    std::size_t sinkGap(std::size_t position)
    {
        for (std::size_t child = kArity * position + 1; child < m_size;
             child = kArity * position + 1) {
            const std::size_t earliest = child + earliestOf(m_entries + child);
            place(position, m_entries[earliest].time, m_entries[earliest].order);
            position = earliest;
        }
        return position;
    }

    /// Which of four siblings is the earliest. Without branches, which nobody could predict, unless two are equally
    /// early.
    static std::size_t earliestOf(const HeapEntry* siblings)
    {
        const std::uint64_t time0 = siblings[0].unsignedTime();
        const std::uint64_t time1 = siblings[1].unsignedTime();
        const std::uint64_t time2 = siblings[2].unsignedTime();
        const std::uint64_t time3 = siblings[3].unsignedTime();
        const std::uint64_t left = std::min(time0, time1);
        const std::uint64_t right = std::min(time2, time3);
        if ((time0 == time1) | (time2 == time3) | (left == right)) [[unlikely]]
            return earliestOfTied(siblings);
        const std::size_t inLeft = time1 < time0;
        const std::size_t inRight = 2 | std::size_t{time3 < time2};
        const std::size_t ifRight = std::size_t{0} - std::size_t{right < left};
        return inLeft ^ ((inLeft ^ inRight) & ifRight);
    }

    static std::size_t earliestOfTied(const HeapEntry* siblings);

    void closeGap();
    HeapEntry takeLast();
    void grow();

    HeapEntry* m_entries = nullptr;        // the children of a node start on a cache line
    std::uint32_t* m_positions = nullptr;  // of each slot's entry; meaningless for unused slots
    std::size_t m_size = 0;                // counts the gap
    std::size_t m_capacity = 0;
    std::size_t m_gap = 0;
    std::size_t m_slots = 0;
    std::size_t m_slotCapacity = 0;
    bool m_hasGap = false;
};

}  // namespace stormglass
