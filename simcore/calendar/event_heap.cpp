// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/event_heap.h"

#include <algorithm>
#include <memory>

namespace stormglass {

namespace {

// The root sits at the end of the first cache line, so that positions 1 to 4 fill the second.
constexpr std::size_t kPadding = 3;
constexpr std::align_val_t kAlignment{64};

void freeEntries(HeapEntry* entries)
{
    if (entries != nullptr)
        ::operator delete(static_cast<void*>(entries - kPadding), kAlignment);
}

}  // namespace

EventHeap::~EventHeap()
{
    freeEntries(m_entries);
    delete[] m_positions;
}

void EventHeap::grow()
{
    const std::uint32_t capacity = std::max<std::uint32_t>(61, 2 * m_capacity);
    void* const raw = ::operator new((capacity + kPadding) * sizeof(HeapEntry), kAlignment);
    HeapEntry* const entries = static_cast<HeapEntry*>(raw) + kPadding;
    std::uninitialized_copy_n(m_entries, m_size, entries);
    freeEntries(m_entries);
    m_entries = entries;
    m_capacity = capacity;
}

void EventHeap::addSlot()
{
    if (m_slots == m_slotCapacity) {
        const std::uint32_t capacity = std::max<std::uint32_t>(64, 2 * m_slotCapacity);
        auto* const positions = new std::uint32_t[capacity];
        std::copy_n(m_positions, m_slots, positions);
        delete[] m_positions;
        m_positions = positions;
        m_slotCapacity = capacity;
    }
    m_positions[m_slots++] = 0;
}

std::int64_t EventHeap::firstTime() const
{
    return m_hasHole ? m_entries[earliestChild(1)].time : m_entries[0].time;
}

bool EventHeap::erase(std::uint64_t order)
{
    const std::uint32_t position = m_positions[HeapEntry{.order = order}.slot()];
    if (position >= m_size || m_entries[position].order != order || (m_hasHole && position == 0))
        return false;

    const HeapEntry last = m_entries[--m_size];
    if (position == m_size)
        return true;
    // A timeout far in the future is near the leaves, where the last entry usually fits at once.
    if (position > 0 && last.isBefore(m_entries[(position - 1) / kArity]))
        siftUp(position, last);
    else
        siftDown(position, last);
    return true;
}

}  // namespace stormglass
