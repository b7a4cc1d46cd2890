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
    probe().deadLettered(m_cluster.now());
    if (!sendLetter(entry.message, reason))
        noteUnreadDeadLetter(entry.message);
}

bool MessageQueue::sendLetter(const Message& message, DeathReason reason)
{
    Exchange* const target = deadLetterExchange();
    if (target == nullptr)
        return false;
    const std::uint32_t from = m_leader == kNoNode ? m_home : m_leader;
    const Duration work = m_cluster.route(from);
    // Dead letters of channels do not go round in a circle, but for one that comes back to where it has just died.
    struct Here {
        const Queue* queue;
        DeathReason reason;
    };
    const std::array<Here, 1> deaths{Here{this, reason}};
    bool isSent = false;
    for (Queue* queue : target->targetsOf(message)) {
        if (amqp::closesCycle(deaths, queue, reason))
            continue;
        target->probe->produced(m_cluster.now(), 1);
        queue->route(message, 0, from, work);
        isSent = true;
    }
    return isSent;
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
