// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Something that several faults can have switched on at the same time.
#pragma once

#include <algorithm>
#include <vector>

namespace stormglass {

/// On for as long as somebody has it on. Each switches it off for himself only.
class FaultSwitch {
public:
    [[nodiscard]] bool isOn() const { return !m_by.empty(); }
    void switchOn(const void* by) { m_by.push_back(by); }
    /// False if it was not on by him.
    bool switchOff(const void* by)
    {
        const auto found = std::ranges::find(m_by, by);
        if (found == m_by.end())
            return false;
        m_by.erase(found);
        return true;
    }
    void clear() { m_by.clear(); }

private:
    std::vector<const void*> m_by;  // compared only, never ordered
};

}  // namespace stormglass
