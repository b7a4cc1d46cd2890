// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why records of a partition come to a consumer group again.
#pragma once

#include "models/brokers/channel_probe.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace stormglass::kafka {

/// A group is handed records again because its position went back. While it is on the way to where it had been, it may go
/// back once more for another reason: then what lies before that point comes for the newer one, the rest still for the
/// older.
class WayBack {
public:
    /// That record has been handed over.
    void delivered(std::int64_t offset) { m_next = offset + 1; }
    /// The next record is to be that one.
    void goBack(std::int64_t to, RedeliveryCause cause)
    {
        m_last = cause;
        if (to >= m_next)
            return;
        dropUpTo(m_next);  // the new one covers them, or whoever fails on one record for ever would leave one each time
        m_stretches.push_back({m_next, cause});
        m_next = to;
    }
    /// Why a record is handed over again.
    [[nodiscard]] RedeliveryCause causeAt(std::int64_t offset)
    {
        dropUpTo(offset);
        // Empty: somebody else, who did not know that the partition was no longer its own, had got further.
        return m_stretches.empty() ? m_last : m_stretches.back().cause;
    }
    /// There are other records from that offset on.
    void cutOff(std::int64_t offset)
    {
        m_next = std::min(m_next, offset);
        for (Stretch& stretch : m_stretches)
            stretch.end = std::min(stretch.end, offset);
    }

private:
    struct Stretch {
        std::int64_t end = 0;
        RedeliveryCause cause = RedeliveryCause::Reassigned;
    };

    void dropUpTo(std::int64_t offset)
    {
        while (!m_stretches.empty() && m_stretches.back().end <= offset)
            m_stretches.pop_back();
    }

    std::int64_t m_next = 0;
    RedeliveryCause m_last = RedeliveryCause::Reassigned;
    std::vector<Stretch> m_stretches;  // the one that ends first is the last
};

}  // namespace stormglass::kafka
