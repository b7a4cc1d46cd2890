// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/recent_contents.h"

namespace stormglass::sqs {

bool RecentContents::add(SimTime now, const Message& message, std::uint32_t group)
{
    for (; !m_order.empty() && now >= m_order.front().first + kInterval; m_order.pop_front())
        m_contents.erase(m_order.front().second);
    if (!message.transaction)
        return true;
    const Content content{.flow = message.transaction->number,
                          .flowBegan = message.transaction->startedAt.time_since_epoch().count(),
                          .event = message.event.value,
                          .group = m_isByGroup ? group : 0};
    if (!m_contents.insert(content).second)
        return false;
    m_order.emplace_back(now, content);
    return true;
}

void RecentContents::clear()
{
    m_contents.clear();
    m_order.clear();
}

}  // namespace stormglass::sqs
