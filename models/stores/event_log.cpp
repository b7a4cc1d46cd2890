// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/event_log.h"

#include <algorithm>

namespace stormglass {

bool EventLog::append(std::uint64_t expectedVersion, double amount, SimTime at)
{
    if (expectedVersion != version())
        return false;
    m_events.push_back({amount, at});
    if (m_snapshotEvery > 0 && eventsToReplay() >= static_cast<std::uint64_t>(m_snapshotEvery))
        m_snapshots.push_back({version(), balance()});
    return true;
}

double EventLog::balanceAt(SimTime at) const
{
    const auto isNotLater = [&](const Snapshot& snapshot) { return m_events[snapshot.version - 1].at <= at; };
    const auto end = std::ranges::partition_point(m_snapshots, isNotLater);
    const Snapshot from = end == m_snapshots.begin() ? Snapshot{} : *(end - 1);
    double balance = from.balance;
    for (std::uint64_t i = from.version; i < version() && m_events[i].at <= at; ++i)
        balance += m_events[i].amount;
    return balance;
}

}  // namespace stormglass
