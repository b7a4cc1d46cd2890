// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/credit.h"

#include "models/brokers/rabbitmq/queue.h"

#include <algorithm>

namespace stormglass::rabbitmq {

ChannelCredit::ChannelCredit(const spec::RabbitmqSettings& settings)
    : m_limits(settings.limits)
    , m_hasConfirms(settings.hasPublisherConfirms)
{
    reset();
}

bool ChannelCredit::read(SimTime now, SimTime done)
{
    if (!isOn())
        return false;
    --m_credit;
    if (done > now)
        m_undone.pushBack(done);
    while (!m_undone.empty() && m_undone.front() <= now)
        m_undone.popFront();
    if (--m_untilGrant > 0)
        return false;
    m_untilGrant = m_limits.moreCredit;
    return true;
}

void ChannelCredit::sentTo(const Queue& queue)
{
    // Of a stream only what wants a confirm is counted (rabbit_stream_queue, deliver0).
    if (!isOn() || (queue.isStream() && !m_hasConfirms))
        return;
    const auto link = std::ranges::find(m_links, &queue, &Link::queue);
    if (link == m_links.end())
        m_links.push_back({.queue = &queue, .sent = 1});
    else
        ++link->sent;
}

void ChannelCredit::grant(SimTime now)
{
    if (m_heldBack > 0 || isHeldUp(now))
        m_heldBack += m_limits.moreCredit;
    else
        m_credit += m_limits.moreCredit;
}

bool ChannelCredit::answered(const Queue& queue, SimTime now)
{
    const auto link = std::ranges::find(m_links, &queue, &Link::queue);
    if (link == m_links.end())
        return false;
    ++link->answered;
    if (m_heldBack == 0 || m_isReleasing || isHeldUp(now))
        return false;
    m_isReleasing = true;
    return true;
}

void ChannelCredit::release(SimTime now)
{
    m_isReleasing = false;
    if (!isHeldUp(now))
        m_credit += std::exchange(m_heldBack, 0);
}

void ChannelCredit::reset()
{
    m_credit = m_limits.initialCredit;
    m_untilGrant = m_limits.moreCredit;
    m_heldBack = 0;
    m_isReleasing = false;
    m_undone.clear();
    m_links.clear();
}

bool ChannelCredit::isHeldUp(SimTime now)
{
    while (!m_undone.empty() && m_undone.front() <= now)
        m_undone.popFront();
    return std::ranges::any_of(m_links, [this](const Link& link) { return isSlow(link, m_undone.size()); });
}

bool ChannelCredit::isSlow(const Link& link, std::uint64_t undone) const
{
    // What the channel is not done with has not been sent yet.
    const std::uint64_t ahead = link.sent - link.answered;
    const auto isAtLeast = [&](std::uint64_t unanswered, std::int64_t limit) {
        return limit > 0 && unanswered >= undone + static_cast<std::uint64_t>(limit);
    };
    if (link.queue->isStream())
        return isAtLeast(ahead, m_limits.streamSoftLimit);
    if (link.queue->isQuorum())
        return isAtLeast(ahead, m_limits.quorumSoftLimit);
    return isAtLeast(ahead + link.answered % static_cast<std::uint64_t>(m_limits.moreCredit), m_limits.initialCredit);
}

}  // namespace stormglass::rabbitmq
