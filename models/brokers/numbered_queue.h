// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has been handed out and may come back in any order.
#pragma once

#include "models/brokers/block_queue.h"

#include <cstdint>

namespace stormglass {

/// Elements by number, from 1 on in the order in which they came. One that is taken out leaves a gap, until all before it
/// are gone, too.
template <class T>
class NumberedQueue {
public:
    /// Those that are there, gaps not counted.
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// Every number that is there is from first() on and before end().
    [[nodiscard]] std::uint64_t first() const { return m_first; }
    [[nodiscard]] std::uint64_t end() const { return m_first + m_places.size(); }

    /// Returns its number.
    std::uint64_t add(T value)
    {
        m_places.pushBack({std::move(value)});
        ++m_count;
        return end() - 1;
    }
    /// Makes a gap up to that number. Precondition: it is not before end().
    void skipTo(std::uint64_t number)
    {
        if (m_places.empty())
            m_first = number;
        while (end() < number)
            m_places.pushBack({.value = {}, .isGone = true});
    }

    /// Null: it is gone.
    [[nodiscard]] T* find(std::uint64_t number)
    {
        return isThere(number) ? &m_places[number - m_first].value : nullptr;
    }
    [[nodiscard]] const T* find(std::uint64_t number) const
    {
        return isThere(number) ? &m_places[number - m_first].value : nullptr;
    }
    /// Precondition: it is there.
    T take(std::uint64_t number)
    {
        Place& place = m_places[number - m_first];
        T value = std::move(place.value);
        place.isGone = true;
        --m_count;
        for (; !m_places.empty() && m_places.front().isGone; ++m_first)
            m_places.popFront();
        return value;
    }
    void clear()
    {
        m_places.clear();
        m_count = 0;
    }

private:
    struct Place {
        T value;
        bool isGone = false;
    };

    [[nodiscard]] bool isThere(std::uint64_t number) const
    {
        return number >= m_first && number < end() && !m_places[number - m_first].isGone;
    }

    BlockQueue<Place> m_places;
    std::uint64_t m_first = 1;
    std::uint64_t m_count = 0;
};

}  // namespace stormglass
