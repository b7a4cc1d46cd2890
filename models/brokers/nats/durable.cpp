// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/nats/durable.h"

#include "models/brokers/nats/puller.h"

#include <algorithm>

namespace stormglass::nats {

Durable::Durable(Cluster& cluster, Stream& stream)
    : m_cluster(cluster), m_stream(stream), m_timer(cluster.context.calendar, *this)
{
}

void Durable::add(const Entry& entry)
{
    m_new.pushBack(entry);
    dropOld();
    if (m_stream.settings.maxAge > Duration{} && m_new.size() == 1)
        m_timer.by(entry.storedAt + m_stream.settings.maxAge);
    dispatch();
}

void Durable::pull(Puller& puller, std::int64_t count)
{
    m_requests.push_back({&puller, count});
    dispatch();
}

void Durable::forget(const Puller& puller)
{
    std::erase_if(m_requests, [&](const Request& request) { return request.puller == &puller; });
}

void Durable::left(const Puller& puller)
{
    for (std::uint64_t number = m_pending.first(); number < m_pending.end(); ++number)
        if (Entry* const entry = find(number); entry != nullptr && entry->puller == puller.number())
            entry->comeback.note(RedeliveryCause::ConsumerLost);
}

void Durable::noteComeback(std::uint64_t number, RedeliveryCause cause)
{
    if (Entry* const entry = find(number); entry != nullptr)
        entry->comeback.note(cause);
}

bool Durable::hasNext() const
{
    if (!m_again.empty())
        return true;
    const auto unacknowledged = static_cast<std::int64_t>(m_pending.count() + m_again.size());
    return !m_new.empty() && unacknowledged < m_stream.settings.maxAckPending;
}

void Durable::dispatch()
{
    if (m_stream.leader() == kNoNode || m_stream.denials.reads > 0)
        return;
    while (!m_requests.empty() && hasNext()) {
        Entry entry = m_again.empty() ? m_new.takeFront() : m_again.takeFront();
        if (m_stream.isTooOld(entry) || m_stream.isDropped(entry)) {
            drop(entry, m_stream.isTooOld(entry));
            continue;
        }
        Request request = m_requests.front();
        m_requests.pop_front();
        hand(request, std::move(entry));
        if (--request.left > 0)
            m_requests.push_back(request);
    }
}

void Durable::hand(Request& request, Entry entry)
{
    ++entry.deliveries;
    entry.comeback.handedOut();
    entry.puller = request.puller->number();
    const std::int64_t bytes = kSmallFrame + entry.message.size;
    const SimTime until = m_cluster.now() + ackWaitOf(entry);
    m_timer.by(until);
    const std::uint64_t number = m_pending.add({std::move(entry), until});
    if (!m_stream.settings.backoff.empty()) [[unlikely]]
        m_deadlines.emplace(until, number);
    request.puller->send(number, bytes);
}

/// checkPending: refusals count as deliveries, too.
Duration Durable::ackWaitOf(const Entry& delivered) const
{
    const std::vector<spec::NatsBackoff>& backoff = m_stream.settings.backoff;
    if (backoff.empty()) [[likely]]
        return m_stream.settings.ackWait;
    return backoff[std::min<std::size_t>(delivered.deliveries, backoff.size()) - 1].wait;
}

Durable::Deadline Durable::firstDeadline() const
{
    if (!m_stream.settings.backoff.empty()) [[unlikely]]
        return *m_deadlines.begin();
    return {m_pending.find(m_pending.first())->until, m_pending.first()};
}

Entry Durable::takePending(std::uint64_t number)
{
    Pending pending = m_pending.take(number);
    if (!m_deadlines.empty()) [[unlikely]]
        m_deadlines.erase({pending.until, number});
    return std::move(pending.entry);
}

void Durable::dropOld()
{
    while (!m_new.empty() && m_stream.isDropped(m_new.front()))
        drop(m_new.takeFront(), false);
}

void Durable::drop(const Entry& entry, bool isExpired)
{
    if (isExpired) {
        noteLoss(entry.message, kExpired);
        m_stream.probe.expired(m_cluster.now());
    } else {
        noteLoss(entry.message, nameOf(LossCause::Overflow));
        m_stream.probe.lost(m_cluster.now(), LossCause::Overflow);
    }
    m_stream.noteDone(entry);
}

Entry* Durable::find(std::uint64_t number)
{
    Pending* const pending = m_pending.find(number);
    return pending == nullptr ? nullptr : &pending->entry;
}

void Durable::settle(std::uint64_t number, Settlement settlement)
{
    if (m_stream.leader() == kNoNode)
        return noteComeback(number, RedeliveryCause::BrokerLost);
    if (find(number) == nullptr)
        return;
    Entry entry = takePending(number);
    if (settlement == Settlement::Requeue) {
        entry.comeback.note(RedeliveryCause::Rejected);
        again(std::move(entry));
    } else if (settlement == Settlement::Discard) {
        discard(entry);
    } else {
        if (settlement == Settlement::LaidAside)
            m_stream.probe.deadLettered(m_cluster.now());
        else
            m_stream.probe.acknowledged(m_cluster.now());
        m_stream.noteDone(entry);
    }
    dispatch();
}

void Durable::again(Entry entry)
{
    const auto most = static_cast<std::uint32_t>(m_stream.settings.maxDeliver);
    if (most > 0 && entry.deliveries >= most)
        discard(entry);
    else
        m_again.pushBack(std::move(entry));
}

/// It stays in the stream, where nobody looks.
void Durable::discard(const Entry& entry)
{
    noteLoss(entry.message, nameOf(LossCause::Discarded));
    m_stream.probe.lost(m_cluster.now(), LossCause::Discarded);
    m_stream.noteDone(entry);
}

void Durable::leaderLost()
{
    for (const Request& request : std::exchange(m_requests, {}))
        request.puller->requestLost();
}

void Durable::loseAfter(SimTime storedBefore)
{
    std::uint64_t lost = 0;
    const auto lose = [&](const Entry& entry) {
        if (entry.storedAt <= storedBefore)
            return false;
        ++lost;
        noteLoss(entry.message, nameOf(LossCause::PowerLoss));
        m_stream.noteDone(entry);
        return true;
    };
    const auto sift = [&](auto& queue) {
        for (std::size_t left = queue.size(); left > 0; --left) {
            Entry entry = queue.takeFront();
            if (!lose(entry))
                queue.pushBack(std::move(entry));
        }
    };
    sift(m_new);
    sift(m_again);
    for (std::uint64_t number = m_pending.first(); number < m_pending.end(); ++number)
        if (const Entry* const entry = find(number); entry != nullptr && lose(*entry))
            takePending(number);
    m_stream.probe.lost(m_cluster.now(), LossCause::PowerLoss, lost);
}

void Durable::timeIsUp()
{
    const SimTime now = m_cluster.now();
    while (m_pending.count() > 0 && firstDeadline().first <= now)
        again(takePending(firstDeadline().second));
    while (!m_new.empty() && m_stream.isTooOld(m_new.front()))
        drop(m_new.takeFront(), true);
    dispatch();
    if (m_pending.count() > 0)
        m_timer.by(firstDeadline().first);
    if (!m_new.empty() && m_stream.settings.maxAge > Duration{})
        m_timer.by(m_new.front().storedAt + m_stream.settings.maxAge);
}

void Durable::clear()
{
    m_new.clear();
    m_again.clear();
    m_pending.clear();
    m_deadlines.clear();
    m_requests.clear();
    m_timer.cancel();
}

}  // namespace stormglass::nats
