// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults do to the load.
#include "models/workload/client_call.h"

#include <algorithm>

namespace stormglass {

void LoadGenerator::askInAddition()
{
    if (m_world.now() < m_end && !m_hasStopped)
        ask(takeCall(), true);
}

bool LoadGenerator::isFilteredOut()
{
    // Each filter is asked, so that what one draws does not depend on the others.
    bool isOut = false;
    for (ArrivalFilter* filter : m_filters)
        isOut = !filter->lets() || isOut;
    if (isOut)
        m_tracker.passOver();
    return isOut;
}

void LoadGenerator::setFurtherUsers(const void* by, std::int64_t users)
{
    std::erase_if(m_furtherUsers, [by](const auto& entry) { return entry.first == by; });
    if (users != 0)
        m_furtherUsers.emplace_back(by, users);
    std::int64_t sum = std::get<spec::ClosedLoop>(m_workload.arrivals).users;
    for (const auto& entry : m_furtherUsers)
        sum += entry.second;
    if (m_hasStopped)
        return;
    setUsers(static_cast<std::size_t>(std::max<std::int64_t>(sum, 0)));
    // Who thinks leaves now, who waits after the answer.
    for (std::size_t user = m_presentUsers; user < m_calls.size(); ++user) {
        ClientCall& call = *m_calls[user];
        if (!call.transaction && call.isScheduled()) {
            call.cancel();
            call.hasLeft = true;
        }
    }
}

}  // namespace stormglass
