// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/message_faults.h"

#include "models/network/network.h"

namespace stormglass {

void MessageFaults::add(ChannelId channel, ChannelProbe& probe, MessageFault& fault)
{
    if (m_active.size() <= channel.value)
        m_active.resize(channel.value + 1);
    m_active[channel.value].probe = &probe;
    m_active[channel.value].faults.push_back(&fault);
}

void MessageFaults::remove(ChannelId channel, MessageFault& fault) { std::erase(m_active[channel.value].faults, &fault); }

void MessageFaults::publish(ProducerId producer, ChannelId channel, Message message, CompletionId confirm)
{
    if (channel.value >= m_active.size() || m_active[channel.value].faults.empty() || !message.transaction) {
        m_broker.accept(producer, channel, std::move(message), confirm);
        return;
    }
    Publishing publishing{.message = message};
    for (MessageFault* fault : m_active[channel.value].faults)
        fault->meddle(publishing);
    for (const Duration after : publishing.copies)
        hold({.producer = producer, .channel = channel, .message = message, .confirm = {}, .isCopy = true}, after);
    if (publishing.heldBack > Duration::zero())
        hold({.producer = producer, .channel = channel, .message = std::move(message), .confirm = confirm},
             publishing.heldBack);
    else
        m_broker.accept(producer, channel, std::move(message), confirm);
}

void MessageFaults::hold(Held held, Duration time)
{
    if (m_free.empty()) {
        m_free.push_back(m_held.size());
        m_held.emplace_back();
    }
    const std::size_t slot = m_free.back();
    m_free.pop_back();
    m_held[slot] = std::move(held);
    m_held[slot].isInUse = true;
    m_network.after(time, [this, slot] { release(slot); });
}

void MessageFaults::release(std::size_t slot)
{
    Held held = std::exchange(m_held[slot], {});
    m_free.push_back(slot);
    if (!held.isInUse)
        return;  // its producer has crashed
    if (!held.isCopy) {
        m_broker.accept(held.producer, held.channel, std::move(held.message), held.confirm);
        return;
    }
    ++held.message.transaction->messages;
    publishExtra(held.producer, held.channel, *m_active[held.channel.value].probe, std::move(held.message),
                 ExtraCause::Duplicate);
}

void MessageFaults::crashProducer(ProducerId producer)
{
    for (Held& held : m_held)
        if (held.isInUse && held.producer == producer)
            held = {};
}

void MessageFaults::clear()
{
    for (Held& held : m_held)
        held = {};
}

EventTypeId MessageFaults::addForeign(Duration time)
{
    m_foreign.push_back(time);
    return EventTypeId{static_cast<std::uint32_t>(m_foreign.size() - 1)};
}

void MessageFaults::publishForeign(ProducerId producer, ChannelId channel, ChannelProbe& probe, Message message)
{
    publishExtra(producer, channel, probe, std::move(message), ExtraCause::Foreign);
}

void MessageFaults::publishExtra(ProducerId producer, ChannelId channel, ChannelProbe& probe, Message message,
                                 ExtraCause cause)
{
    const std::uint64_t before = probe.in();
    m_broker.accept(producer, channel, std::move(message), {});
    probe.noteExtra(cause, probe.in() - before);
}

}  // namespace stormglass
