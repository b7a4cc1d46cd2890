// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the consumers of a Key_Shared subscription share out the slots of keys.
#pragma once

#include <cstdint>
#include <map>

namespace stormglass::pulsar {

class Inlet;

/// Who comes gets the lower half of the largest range, who goes leaves its range to its neighbour
/// (HashRangeAutoSplitStickyKeyConsumerSelector.java, which is used without subscriptionKeySharedUseConsistentHashing).
class KeyRanges {
public:
    void add(Inlet& inlet);
    void remove(Inlet& inlet);
    void clear() { m_ranges.clear(); }
    /// Null: there is nobody.
    [[nodiscard]] Inlet* find(std::uint32_t slot) const;

private:
    std::map<std::uint32_t, Inlet*> m_ranges;  // by their last slot
};

}  // namespace stormglass::pulsar
