// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/classic_consumers.h"

namespace stormglass::rabbitmq::amqp {

bool ClassicConsumers::add(ChannelId channel, const ConsumerDeclaration& declaration)
{
    const bool isTaken = m_active != nullptr || (declaration.isExclusive && !m_consumers.empty());
    if (m_isSingleActive ? declaration.isExclusive : isTaken)
        return false;
    const auto consumer = std::make_shared<Consumer>(Consumer{channel, declaration});
    m_consumers.push_back(consumer);
    m_rotation.join(consumer, declaration.priority);
    Channel& own = m_channels[channel];
    if (declaration.isChannelLimited && own.limit == Limit::None)
        own.limit = Limit::Active;
    if (declaration.prefetch > 0 && !declaration.isAutoAck)
        own.credits[declaration.tag] = declaration.prefetch;
    if (m_isSingleActive ? m_active == nullptr : declaration.isExclusive)
        m_active = consumer;
    return true;
}

void ClassicConsumers::remove(ChannelId channel, const std::string& tag)
{
    const auto isMeant = [&](const Handle& one) { return one->channel == channel && one->declaration.tag == tag; };
    const auto found = std::ranges::find_if(m_consumers, isMeant);
    if (found == m_consumers.end())
        return;
    const bool wasActive = *found == m_active;
    m_consumers.erase(found);
    m_rotation.removeIf(isMeant);
    Channel& own = m_channels[channel];
    std::erase_if(own.parked, isMeant);
    own.credits.erase(tag);
    if (std::ranges::none_of(m_consumers, [&](const Handle& one) { return one->channel == channel; }))
        own.limit = Limit::None;
    dropIfIdle(channel);
    if (wasActive)
        chooseActive();
}

std::optional<std::vector<EntryId>> ClassicConsumers::removeChannel(ChannelId channel)
{
    const auto own = m_channels.find(channel);
    if (own == m_channels.end())
        return std::nullopt;
    std::vector<EntryId> held;
    for (const auto& [entry, tag] : own->second.held)
        held.push_back(entry);
    m_channels.erase(own);
    const auto isMeant = [&](const Handle& one) { return one->channel == channel; };
    std::erase_if(m_consumers, isMeant);
    m_rotation.removeIf(isMeant);
    if (m_active != nullptr && isMeant(m_active))
        chooseActive();
    return held;
}

void ClassicConsumers::clear()
{
    m_consumers.clear();
    m_rotation.removeIf([](const Handle&) { return true; });
    m_channels.clear();
    m_active = nullptr;
}

void ClassicConsumers::restart()
{
    const std::vector<Handle> known = std::move(m_consumers);
    clear();
    for (const Handle& one : known)
        if (!add(one->channel, one->declaration))
            m_host.cancelConsumer(one->channel, one->declaration.tag);
}

/// The next in turn, which consumer priority decides too (recording 08-33). One that is full cannot be chosen.
void ClassicConsumers::chooseActive()
{
    m_active = m_isSingleActive && !m_rotation.empty() ? m_rotation.front() : nullptr;
}

void ClassicConsumers::dropIfIdle(ChannelId channel)
{
    const bool hasConsumers = std::ranges::any_of(m_consumers, [&](const Handle& one) { return one->channel == channel; });
    if (!hasConsumers && m_channels[channel].held.empty())
        m_channels.erase(channel);
}

bool ClassicConsumers::isFull(const Channel& channel, const std::string& tag) const
{
    const auto credit = channel.credits.find(tag);
    return credit != channel.credits.end() && credit->second <= 0;
}

bool ClassicConsumers::canSend(const Handle& consumer)
{
    Channel& own = m_channels[consumer->channel];
    const ConsumerDeclaration& declaration = consumer->declaration;
    bool canSend = own.limit != Limit::Reached && !isFull(own, declaration.tag);
    if (canSend && own.limit == Limit::Active && !m_host.takeSlot(consumer->channel, m_queue, !declaration.isAutoAck)) {
        own.limit = Limit::Reached;
        canSend = false;
    }
    if (!canSend) {
        own.parked.push_back(consumer);
        return false;
    }
    if (const auto credit = own.credits.find(declaration.tag); credit != own.credits.end())
        --credit->second;
    return true;
}

std::optional<ClassicConsumers::Consumer> ClassicConsumers::takeNext()
{
    if (m_isSingleActive) {
        const auto isActive = [this](const Handle& one) { return one == m_active; };
        if (m_active == nullptr || std::ranges::any_of(m_channels[m_active->channel].parked, isActive))
            return std::nullopt;
        if (canSend(m_active))
            return *m_active;
        m_rotation.removeIf(isActive);
        return std::nullopt;
    }
    while (!m_rotation.empty()) {
        const Handle next = m_rotation.takeFront();
        if (!canSend(next))
            continue;
        m_rotation.join(next, next->declaration.priority);
        return *next;
    }
    return std::nullopt;
}

void ClassicConsumers::noteHeld(ChannelId channel, const std::string& tag, EntryId entry)
{
    m_channels[channel].held.emplace_back(entry, tag);
}

bool ClassicConsumers::noteSettled(ChannelId channel, std::span<const EntryId> entries)
{
    const auto found = m_channels.find(channel);
    if (found == m_channels.end())
        return false;
    Channel& own = found->second;
    bool hasRoom = false;
    for (const EntryId entry : entries) {
        const auto held = std::ranges::find(own.held, entry, &std::pair<EntryId, std::string>::first);
        if (held == own.held.end())
            continue;
        if (const auto credit = own.credits.find(held->second); credit != own.credits.end())
            hasRoom |= credit->second++ == 0;
        own.held.erase(held);
    }
    const bool isUnparked = hasRoom && unpark(own);
    dropIfIdle(channel);
    return isUnparked;
}

bool ClassicConsumers::unpark(Channel& channel)
{
    bool isAny = false;
    std::erase_if(channel.parked, [&](const Handle& one) {
        if (isFull(channel, one->declaration.tag))
            return false;
        m_rotation.join(one, one->declaration.priority);
        isAny = true;
        return true;
    });
    return isAny;
}

bool ClassicConsumers::resume(ChannelId channel)
{
    const auto own = m_channels.find(channel);
    if (own == m_channels.end() || own->second.limit != Limit::Reached)
        return false;
    own->second.limit = Limit::Active;
    return unpark(own->second);
}

bool ClassicConsumers::limitChanged(ChannelId channel, bool isLimited)
{
    const auto own = m_channels.find(channel);
    if (own == m_channels.end())
        return false;
    const bool wasReached = std::exchange(own->second.limit, isLimited ? Limit::Active : Limit::None) == Limit::Reached;
    return wasReached && unpark(own->second);
}

std::vector<std::pair<ChannelId, std::string>> ClassicConsumers::all() const
{
    std::vector<std::pair<ChannelId, std::string>> all;
    for (const Handle& one : m_consumers)
        all.emplace_back(one->channel, one->declaration.tag);
    return all;
}

}  // namespace stormglass::rabbitmq::amqp
