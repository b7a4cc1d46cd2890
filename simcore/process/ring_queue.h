// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A first-in, first-out queue in one block of memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

namespace stormglass {

/// Takes no memory until something is put in, and doubles its block when it is full. A std::deque takes more than
/// half a kibibyte even when it is empty, which thousands of idle queues cannot afford.
template <class T>
class RingQueue {
public:
    RingQueue() = default;
    RingQueue(const RingQueue&) = delete;
    RingQueue& operator=(const RingQueue&) = delete;
    ~RingQueue()
    {
        while (!empty())
            static_cast<void>(takeFront());
        m_allocator.deallocate(m_block, m_capacity);
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

    void pushBack(T value)
    {
        if (m_size == m_capacity)
            grow();
        std::construct_at(place(m_size), std::move(value));
        ++m_size;
    }

    void pushFront(T value)
    {
        if (m_size == m_capacity)
            grow();
        m_front = (m_front + m_capacity - 1) & (m_capacity - 1);
        std::construct_at(place(0), std::move(value));
        ++m_size;
    }

    /// Precondition: not empty.
    T takeFront()
    {
        T* const front = place(0);
        T value = std::move(*front);
        std::destroy_at(front);
        m_front = (m_front + 1) & (m_capacity - 1);
        --m_size;
        return value;
    }

    /// Precondition: not empty.
    T takeBack()
    {
        T* const back = place(--m_size);
        T value = std::move(*back);
        std::destroy_at(back);
        return value;
    }

private:
    T* place(std::size_t index) const { return m_block + ((m_front + index) & (m_capacity - 1)); }

    void grow()
    {
        const std::size_t capacity = std::max<std::size_t>(4, 2 * m_capacity);
        T* const block = m_allocator.allocate(capacity);
        for (std::size_t i = 0; i < m_size; ++i) {
            std::construct_at(block + i, std::move(*place(i)));
            std::destroy_at(place(i));
        }
        m_allocator.deallocate(m_block, m_capacity);
        m_block = block;
        m_capacity = capacity;
        m_front = 0;
    }

    [[no_unique_address]] std::allocator<T> m_allocator;
    T* m_block = nullptr;
    std::size_t m_capacity = 0;  // zero or a power of two
    std::size_t m_front = 0;
    std::size_t m_size = 0;
};

}  // namespace stormglass
