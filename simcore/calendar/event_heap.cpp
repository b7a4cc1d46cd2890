// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/calendar/event_heap.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace stormglass {

namespace {

// The root sits at the end of the first cache line, so that positions 1 to 4 fill the second.
constexpr std::size_t kPadding = 3;
constexpr std::align_val_t kAlignment{64};

/// Later than every event, and than every such entry at a lower position.
HeapEntry makeFiller(std::size_t position)
{
    return {.time = std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(position)};
}

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
    // One more than a multiple of four: the last group of siblings is whole.
    const std::size_t capacity = m_capacity == 0 ? 61 : 2 * m_capacity + 3;
    void* const raw = ::operator new((capacity + kPadding) * sizeof(HeapEntry), kAlignment);
    HeapEntry* const entries = static_cast<HeapEntry*>(raw) + kPadding;
    std::uninitialized_copy_n(m_entries, m_size, entries);
    for (std::size_t position = m_size; position < capacity; ++position)
        std::construct_at(entries + position, makeFiller(position));
    freeEntries(m_entries);
    m_entries = entries;
    m_capacity = capacity;
}

void EventHeap::addSlot()
{
    if (m_slots == m_slotCapacity) {
        const std::size_t capacity = std::max<std::size_t>(64, 2 * m_slotCapacity);
        auto* const positions = new std::uint32_t[capacity];
        std::copy_n(m_positions, m_slots, positions);
        delete[] m_positions;
        m_positions = positions;
        m_slotCapacity = capacity;
    }
    m_positions[m_slots++] = 0;
}

HeapEntry EventHeap::takeLast()
{
    const HeapEntry last = m_entries[--m_size];
    m_entries[m_size] = makeFiller(m_size);
    return last;
}

void EventHeap::closeGap()
{
    m_hasGap = false;
    const HeapEntry last = takeLast();
    if (m_gap != m_size)
        rise(m_gap, last);
}

bool EventHeap::erase(std::uint64_t order)
{
    if (m_hasGap)
        closeGap();
    const std::size_t position = m_positions[HeapEntry::slotOf(order)];
    if (position >= m_size || m_entries[position].order != order)
        return false;

    const HeapEntry last = takeLast();
    if (position == m_size)
        return true;
    // A timeout far in the future is near the leaves, where the last entry usually fits at once.
    if (position > 0 && last.isBefore(m_entries[(position - 1) / kArity]))
        rise(position, last);
    else
        rise(sinkGap(position), last);
    return true;
}

std::size_t EventHeap::earliestOfTied(const HeapEntry* siblings)
{
    const HeapEntry* const earliest = std::min_element(
        siblings, siblings + kArity,
        [](const HeapEntry& a, const HeapEntry& b) { return a.isBefore(b); });
    return static_cast<std::size_t>(earliest - siblings);
}

}  // namespace stormglass
