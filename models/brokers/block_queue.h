// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue with an index, in blocks: the store of waiting messages.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace stormglass {

/// Elements by position, cheap to add and to take at both ends. It never moves an element, gives a block back as soon
/// as it is empty but for one that it keeps in reserve, and takes no memory before the first element. (std::deque
/// calls the allocator for every 512 bytes; a ring in one piece wastes up to half of it and is copied as it grows.)
template <class T, std::size_t kBlock = 64>
class BlockQueue {
public:
    BlockQueue() = default;
    BlockQueue(const BlockQueue&) = delete;
    BlockQueue& operator=(const BlockQueue&) = delete;
    ~BlockQueue() { clear(); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    /// Precondition of all of these: there is such an element.
    [[nodiscard]] T& operator[](std::size_t index) { return *place(m_first + index); }
    [[nodiscard]] const T& operator[](std::size_t index) const { return *place(m_first + index); }
    [[nodiscard]] T& front() { return *place(m_first); }
    [[nodiscard]] T& back() { return *place(m_first + m_size - 1); }

    T& pushBack(T value)
    {
        if (isFullAt(m_first + m_size))
            grow();
        T* const added = std::construct_at(makePlace(m_first + m_size), std::move(value));
        ++m_size;
        return *added;
    }

    T& pushFront(T value)
    {
        // One step back from the first place of the front block is the last place of the block before it.
        if (m_blocks.empty() || (m_first % kBlock == 0 && m_blocks[blockOf(m_first - 1)] != nullptr))
            grow();
        m_first = (m_first - 1) & mask();
        ++m_size;
        return *std::construct_at(makePlace(m_first), std::move(value));
    }

    T takeFront()
    {
        T value = std::move(front());
        popFront();
        return value;
    }

    void popFront()
    {
        std::destroy_at(place(m_first));
        const std::size_t left = m_first;
        m_first = (m_first + 1) & mask();
        --m_size;
        if (m_first % kBlock == 0)
            retire(blockOf(left));
    }

    void popBack()
    {
        --m_size;
        const std::size_t left = m_first + m_size;
        std::destroy_at(place(left));
        if ((left & mask()) % kBlock == 0)
            retire(blockOf(left));
    }

    /// Also gives back the memory.
    void clear()
    {
        while (!empty())
            popFront();
        for (Block*& block : m_blocks)
            delete std::exchange(block, nullptr);
        delete std::exchange(m_reserve, nullptr);
    }

private:
    struct Block {
        alignas(T) std::byte room[kBlock * sizeof(T)];
    };

    // Positions run around the ring of blocks; its length is a power of two.
    [[nodiscard]] std::size_t mask() const { return m_blocks.size() * kBlock - 1; }
    [[nodiscard]] std::size_t blockOf(std::size_t position) const { return (position & mask()) / kBlock; }
    [[nodiscard]] T* place(std::size_t position) const
    {
        return std::launder(reinterpret_cast<T*>(m_blocks[blockOf(position)]->room)) + position % kBlock;
    }
    /// The next block of the ring would be the front block again.
    [[nodiscard]] bool isFullAt(std::size_t position) const
    {
        return m_blocks.empty() || (position % kBlock == 0 && m_blocks[blockOf(position)] != nullptr);
    }

    T* makePlace(std::size_t position)
    {
        Block*& block = m_blocks[blockOf(position)];
        if (block == nullptr)
            block = m_reserve != nullptr ? std::exchange(m_reserve, nullptr) : new Block;
        return reinterpret_cast<T*>(block->room) + position % kBlock;
    }

    void retire(std::size_t index)
    {
        Block* const block = std::exchange(m_blocks[index], nullptr);
        if (m_reserve == nullptr)
            m_reserve = block;
        else
            delete block;
    }

    void grow()
    {
        std::vector<Block*> larger(m_blocks.empty() ? 2 : 2 * m_blocks.size());
        for (std::size_t i = 0; i < m_blocks.size(); ++i)
            larger[i] = m_blocks[blockOf(m_first + i * kBlock)];
        m_first = m_first % kBlock;
        m_blocks = std::move(larger);
    }

    std::vector<Block*> m_blocks;
    Block* m_reserve = nullptr;
    std::size_t m_first = 0;
    std::size_t m_size = 0;
};

}  // namespace stormglass
