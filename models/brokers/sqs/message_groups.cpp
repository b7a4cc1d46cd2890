// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/sqs/message_groups.h"

namespace stormglass::sqs {

std::map<MessageGroups::Place, Entry>::iterator MessageGroups::headOf(std::uint32_t group)
{
    const auto head = m_waiting.lower_bound({group, 0});
    return head != m_waiting.end() && head->first.first == group ? head : m_waiting.end();
}

bool MessageGroups::canTake() const
{
    if (!m_free.empty())
        return true;
    if (!m_open)
        return false;
    const auto head = m_waiting.lower_bound({*m_open, 0});
    return head != m_waiting.end() && head->first.first == *m_open;
}

void MessageGroups::add(Entry entry)
{
    const bool isNew = entry.receives == 0;
    if (isNew && (isAtItsLimit() || !m_unseen.empty())) [[unlikely]]
        m_unseen.pushBack(std::move(entry));
    else
        enter(std::move(entry));
}

void MessageGroups::enter(Entry entry)
{
    const std::uint32_t group = groupOf(entry.message);
    hide(group);
    const Place place{group, entry.number};
    m_waiting.emplace(place, std::move(entry));
    release(group);
}

Entry MessageGroups::take()
{
    auto head = m_open ? headOf(*m_open) : m_waiting.end();
    if (head == m_waiting.end()) {
        m_open = m_free.begin()->second;
        head = headOf(*m_open);
    }
    hide(*m_open);
    Entry entry = std::move(head->second);
    m_waiting.erase(head);
    release(*m_open);
    return entry;
}

void MessageGroups::endReceive()
{
    m_open.reset();
    lookFurther();
}

void MessageGroups::lookFurther()
{
    while (!m_unseen.empty() && !isAtItsLimit()) [[unlikely]]
        enter(m_unseen.takeFront());
}

void MessageGroups::lock(std::uint32_t group)
{
    ++m_inFlight;
    if (++m_locked[group] == 1)
        hide(group);
}

void MessageGroups::unlock(std::uint32_t group)
{
    --m_inFlight;
    const auto locked = m_locked.find(group);
    if (--locked->second == 0) {
        m_locked.erase(locked);
        release(group);
    }
    lookFurther();
}

/// Its first message can be taken, if there is one and none is in flight.
void MessageGroups::release(std::uint32_t group)
{
    const auto head = headOf(group);
    if (head != m_waiting.end() && !m_locked.contains(group))
        m_free.emplace(head->first.second, group);
}

void MessageGroups::hide(std::uint32_t group)
{
    if (const auto head = headOf(group); head != m_waiting.end())
        m_free.erase({head->first.second, group});
}

void MessageGroups::clear()
{
    m_waiting.clear();
    m_unseen.clear();
    m_inFlight = 0;
    m_free.clear();
    m_locked.clear();
    m_open.reset();
}

}  // namespace stormglass::sqs
