// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/frame_pool.h"

#include <algorithm>
#include <new>

namespace stormglass {

void* FramePool::allocateSlowly(std::size_t size)
{
    const std::size_t sizeClass = (size - 1) / kStep;
    if (sizeClass >= kClasses)
        return ::operator new(size);

    // A handful of frames at a time: the first is for the caller, the others are kept.
    constexpr std::size_t kSlab = 16 * 1024;
    const std::size_t frameSize = (sizeClass + 1) * kStep;
    const std::size_t count = kSlab / frameSize;
    char* const slab = static_cast<char*>(::operator new(count * frameSize));
    for (std::size_t i = count - 1; i > 0; --i)
        release(slab + i * frameSize, size);
    return slab;
}

}  // namespace stormglass
