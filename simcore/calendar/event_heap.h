// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The future event list: an indexed heap with four children per node.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace stormglass {

/// A pending event: when, and which. The order number holds the sequence number in its upper 40 bits
/// and the slot in its lower 24, so that comparing (time, order) settles ties by scheduling order.
struct HeapEntry {
    std::uint64_t order = 0;
    std::int64_t time = 0;

    static constexpr unsigned kSlotBits = 24;
    static constexpr std::uint32_t kMaxSlots = std::uint32_t{1} << kSlotBits;

    [[nodiscard]] std::uint32_t slot() const
    {
        return static_cast<std::uint32_t>(order) & (kMaxSlots - 1);
    }

    /// Times are never negative, so the unsigned comparison of the whole is that of the parts.
    [[nodiscard]] bool isBefore(const HeapEntry& other) const { return key() < other.key(); }

private:
    __extension__ using Key = unsigned __int128;

    [[nodiscard]] Key key() const { return Key{static_cast<std::uint64_t>(time)} << 64U | order; }
};

/// A heap whose entries can be removed from the middle. The four children of a node share one cache
/// line.
///
/// Taking the first entry leaves a hole at the root, because what runs next usually schedules
/// something: that entry then goes into the hole, and one pass through the heap is saved. Until
/// the hole is filled, the entry that was taken stays in it as a sentinel; it is before all others.
class EventHeap {
public:
    EventHeap() = default;
    EventHeap(const EventHeap&) = delete;
    EventHeap& operator=(const EventHeap&) = delete;
    ~EventHeap();

    [[nodiscard]] std::size_t size() const { return m_size - (m_hasHole ? 1 : 0); }

    /// Makes room for one slot more than before.
    void addSlot();

    /// Where the entry of a slot is. Positions from kElsewhere on are free for the caller's use.
    [[nodiscard]] std::uint32_t positionOf(std::uint32_t slot) const { return m_positions[slot]; }
    void setPosition(std::uint32_t slot, std::uint32_t position) { m_positions[slot] = position; }
    static constexpr std::uint32_t kElsewhere = std::uint32_t{1} << 31U;

    void push(HeapEntry entry)
    {
        if (m_hasHole) {
            m_hasHole = false;
            siftDown(0, entry);
            return;
        }
        if (m_size == m_capacity) [[unlikely]]
            grow();
        siftUp(m_size++, entry);
    }

    /// Closes the hole; the first entry, if any, is then at first().
    void settle()
    {
        if (m_hasHole)
            closeHole();
    }

    /// Preconditions: settled, not empty.
    [[nodiscard]] const HeapEntry& first() const { return m_entries[0]; }

    /// Preconditions: settled, not empty.
    HeapEntry takeFirst()
    {
        m_hasHole = true;
        return m_entries[0];
    }

    /// The time of the first entry whether settled or not. Precondition: size() > 0.
    [[nodiscard]] std::int64_t firstTime() const;

    /// Removes the entry with this order number; false when there is none.
    bool erase(std::uint64_t order);

private:
    static constexpr std::uint32_t kArity = 4;
    static constexpr std::size_t kLine = 64;

    void place(std::uint32_t position, const HeapEntry& entry)
    {
        m_entries[position] = entry;
        m_positions[entry.slot()] = position;
    }

    void siftUp(std::uint32_t position, HeapEntry entry)
    {
        while (position > 0) {
            const std::uint32_t parent = (position - 1) / kArity;
            if (!entry.isBefore(m_entries[parent]))
                break;
            place(position, m_entries[parent]);
            position = parent;
        }
        place(position, entry);
    }

    /// The earliest of the children that begin at the given position. Precondition: there is one.
    [[nodiscard]] std::uint32_t earliestChild(std::uint32_t child) const
    {
        if (child + kArity <= m_size) [[likely]] {
            const HeapEntry* const line = m_entries + child;
            const std::uint32_t left = line[1].isBefore(line[0]) ? 1 : 0;
            const std::uint32_t right = line[3].isBefore(line[2]) ? 3 : 2;
            return child + (line[right].isBefore(line[left]) ? right : left);
        }
        std::uint32_t earliest = child;
        for (std::uint32_t other = child + 1; other < m_size; ++other)
            earliest = m_entries[other].isBefore(m_entries[earliest]) ? other : earliest;
        return earliest;
    }

    void siftDown(std::uint32_t position, HeapEntry entry)
    {
        for (std::uint32_t child = kArity * position + 1; child < m_size;
             child = kArity * position + 1) {
            const std::uint32_t earliest = earliestChild(child);
            if (!m_entries[earliest].isBefore(entry))
                break;
            place(position, m_entries[earliest]);
            position = earliest;
        }
        place(position, entry);
    }

    /// Moves the hole down to a leaf and lets the last entry rise from there: the last entry belongs
    /// near the bottom, so this compares less than sifting it down from the root.
    void closeHole()
    {
        m_hasHole = false;
        const HeapEntry last = m_entries[--m_size];
        if (m_size == 0)
            return;
        std::uint32_t position = 0;
        for (std::uint32_t child = 1; child < m_size; child = kArity * position + 1) {
            const std::uint32_t earliest = earliestChild(child);
            place(position, m_entries[earliest]);
            position = earliest;
        }
        siftUp(position, last);
    }

    void grow();

    HeapEntry* m_entries = nullptr;        // the children of a node start on a cache line
    std::uint32_t* m_positions = nullptr;  // of each slot's entry; meaningless for unused slots
    std::uint32_t m_size = 0;              // counts the hole
    std::uint32_t m_capacity = 0;
    std::uint32_t m_slots = 0;
    std::uint32_t m_slotCapacity = 0;
    bool m_hasHole = false;
};

}  // namespace stormglass
