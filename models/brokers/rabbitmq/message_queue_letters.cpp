// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages that leave a queue without having been handled.
#include "models/brokers/rabbitmq/message_queue.h"

namespace stormglass::rabbitmq {

Exchange* MessageQueue::deadLetterExchange() const
{
    const std::string& name = m_exchange.settings.deadLetterChannel;
    return name.empty() ? nullptr : m_cluster.findExchange(name);
}

void MessageQueue::bury(Entry entry, DeathReason reason)
{
    if (deadLetterExchange() == nullptr) {
        noteLoss(entry.message, book(reason));
        return;
    }
    switch (sendLetter(entry.message, reason)) {
    case Letter::ClosesCycle:
        noteLoss(entry.message, nameOf(LossCause::DeadLetterCycle));
        probe().lost(m_cluster.now(), LossCause::DeadLetterCycle);
        return;
    case Letter::Unroutable: noteUnreadDeadLetter(entry.message); break;
    case Letter::Sent: break;
    }
    probe().deadLettered(m_cluster.now());
}

/// Of the queues that would get it, those that it has been in before are left out unless somebody has rejected it since.
MessageQueue::Letter MessageQueue::sendLetter(Message message, DeathReason reason)
{
    Exchange* const target = deadLetterExchange();
    if (target == nullptr)
        return Letter::Unroutable;
    Envelopes& envelopes = m_cluster.envelopes;
    message.envelope = envelopes.afterDeath(message.envelope, *this, reason, m_exchange.settings.deadLetterRoutingKey);
    const Exchange* const taker = m_cluster.findTaker(*target, message);
    if (taker == nullptr)
        return Letter::Unroutable;
    const std::uint32_t from = m_leader == kNoNode ? m_home : m_leader;
    const Duration work = m_cluster.route(from);
    bool isSent = false;
    for (Queue* queue : taker->targetsOf(message)) {
        if (amqp::closesCycle(envelopes.deaths(message.envelope), queue, reason))
            continue;
        queue->probe().produced(m_cluster.now(), 1);
        queue->route(message, 0, from, work);
        isSent = true;
    }
    return isSent ? Letter::Sent : Letter::ClosesCycle;
}

std::string_view MessageQueue::book(DeathReason reason)
{
    if (reason == DeathReason::Expired) {
        probe().expired(m_cluster.now());
        return kExpired;
    }
    const LossCause cause = reason == DeathReason::MaxLength ? LossCause::Overflow : LossCause::Discarded;
    probe().lost(m_cluster.now(), cause);
    return nameOf(cause);
}

}  // namespace stormglass::rabbitmq
