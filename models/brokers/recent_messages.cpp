// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/recent_messages.h"

namespace stormglass {

bool RecentMessages::add(SimTime now, const Message& message, std::uint32_t scope)
{
    for (; !m_order.empty() && now >= m_order.front().first + m_window; m_order.pop_front())
        m_names.erase(m_order.front().second);
    if (!message.transaction)
        return true;
    const Name name{.flow = message.transaction->number,
                    .flowBegan = message.transaction->startedAt.time_since_epoch().count(),
                    .event = message.event.value,
                    .scope = m_isByScope ? scope : 0};
    if (!m_names.insert(name).second)
        return false;
    m_order.emplace_back(now, name);
    return true;
}

void RecentMessages::clear()
{
    m_names.clear();
    m_order.clear();
}

}  // namespace stormglass
