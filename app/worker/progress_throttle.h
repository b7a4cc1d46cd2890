// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Progress is for people: ten times a second is enough.
#pragma once

#include <chrono>

namespace stormglass {

class ProgressThrottle {
public:
    /// True at the first call, and then at most once in 100 ms.
    [[nodiscard]] bool isDue()
    {
        const auto now = std::chrono::steady_clock::now();
        if (now < m_next)
            return false;
        m_next = now + std::chrono::milliseconds{100};
        return true;
    }

private:
    std::chrono::steady_clock::time_point m_next{};
};

}  // namespace stormglass
