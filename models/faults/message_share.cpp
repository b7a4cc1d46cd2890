// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/message_share.h"

namespace stormglass {

MessageShare::MessageShare(Model& model, const spec::MessageTarget& target, Choice choice, RandomStream draws, Hit hit)
    : m_channels(channelsOf(model, target.where))
    , m_events(model, target.event)
    , m_choice(choice)
    , m_draws(draws)
    , m_hit(std::move(hit))
{
}

void MessageShare::begin(Model& model)
{
    m_seen = 0;
    for (ChannelRuntime* channel : m_channels)
        channel->broker->messageFaults(model.network).add(channel->id, channel->probe, *this);
}

void MessageShare::end(Model& model)
{
    for (const ChannelRuntime* channel : m_channels)
        channel->broker->messageFaults(model.network).remove(channel->id, *this);
}

void MessageShare::meddle(Publishing& publishing)
{
    if (m_events.lets(publishing.message.event) && isChosen(publishing.message))
        m_hit(publishing);
}

bool MessageShare::isChosen(const Message& message)
{
    if (m_choice.nth > 0) {
        if (++m_seen < m_choice.nth)
            return false;
        m_seen = 0;
        return true;
    }
    RandomStream draw = m_draws.at(message.transaction->number, message.event.value);
    return draw.uniform() < m_choice.share * m_strength;
}

}  // namespace stormglass
