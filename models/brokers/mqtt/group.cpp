// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/mqtt/group.h"

#include "models/brokers/mqtt/session.h"

namespace stormglass::mqtt {

void Group::join(Session& session) { m_members.push_back(&session); }

void Group::leave(Session& session)
{
    const auto found = std::ranges::find(m_members, &session);
    if (found == m_members.end())
        return;
    const auto index = static_cast<std::size_t>(found - m_members.begin());
    m_members.erase(found);
    if (index < m_next)
        --m_next;
    if (m_next >= m_members.size())
        m_next = 0;
}

void Group::route(const Message& message)
{
    // Mosquitto asks for the permission to read at each message, and drops it without a word (subs__send).
    if (m_topic.denials.reads > 0)
        return lose(message, LossCause::Denied);
    if (m_members.empty())
        return lose(message, LossCause::NoSubscriber);
    if (isShared()) {
        Session& session = *m_members[m_next];
        m_next = (m_next + 1) % m_members.size();
        session.take(message);
        return;
    }
    const std::size_t extra = m_members.size() - 1;
    m_topic.probe->produced(m_server.now(), extra);
    m_topic.probe->noteExtra(ExtraCause::EveryInstance, extra);
    if (message.transaction)
        message.transaction->messages += static_cast<std::uint32_t>(extra);
    for (Session* session : m_members)
        session->take(message);
}

void Group::lose(const Message& message, LossCause cause)
{
    noteLoss(message, nameOf(cause));
    m_topic.probe->lost(m_server.now(), cause);
}

}  // namespace stormglass::mqtt
