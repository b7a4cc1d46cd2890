// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory for the frames of coroutines.
#pragma once

#include <cstddef>
#include <new>

namespace stormglass {

/// Free frames of this thread, in lists by size. A process per message makes and drops millions of
/// frames of a few sizes; a list per size class hands the one that is warm in the cache out again.
/// Memory goes back to the system when the run's process ends.
class FramePool {
public:
    static void* allocate(std::size_t size);
    static void release(void* frame, std::size_t size) noexcept;

private:
    struct FreeFrame {
        FreeFrame* next;
    };

    static constexpr std::size_t kStep = 64;
    static constexpr std::size_t kClasses = 32;  // larger frames come from the system

    static void* allocateSlowly(std::size_t size);

    static constinit inline thread_local FreeFrame* s_free[kClasses] = {};
};

// Under the address sanitizer every frame comes from the system, so that a use of a dead frame is seen.
#if defined(__SANITIZE_ADDRESS__)
inline void* FramePool::allocate(std::size_t size)
{
    return ::operator new(size);
}

inline void FramePool::release(void* frame, std::size_t) noexcept
{
    ::operator delete(frame);
}
#else
inline void* FramePool::allocate(std::size_t size)
{
    const std::size_t sizeClass = (size - 1) / kStep;
    if (sizeClass < kClasses && s_free[sizeClass] != nullptr) [[likely]] {
        FreeFrame* const frame = s_free[sizeClass];
        s_free[sizeClass] = frame->next;
        return frame;
    }
    return allocateSlowly(size);
}

inline void FramePool::release(void* frame, std::size_t size) noexcept
{
    const std::size_t sizeClass = (size - 1) / kStep;
    if (sizeClass >= kClasses) {
        ::operator delete(frame);
        return;
    }
    s_free[sizeClass] = ::new (frame) FreeFrame{s_free[sizeClass]};
}
#endif

}  // namespace stormglass
