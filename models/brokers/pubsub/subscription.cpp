// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pubsub/subscription.h"

#include "models/brokers/pubsub/subscriber.h"

#include <algorithm>

namespace stormglass::pubsub {

void Subscription::attach(Subscriber& subscriber)
{
    m_subscribers.push_back(&subscriber);
    // Its request to be streamed to takes a way.
    const Duration way = m_service.context.network.delay(subscriber.host(), m_service.host, kSmallCall);
    m_service.context.network.after(way, [this] { serve(); });
}

void Subscription::detach(Subscriber& subscriber)
{
    std::erase(m_subscribers, &subscriber);
    abandonAll(subscriber, RedeliveryCause::ConsumerLost);
}

void Subscription::add(const Message& message)
{
    Entry entry{.message = message, .publishedAt = m_service.now()};
    if (m_topic.settings.isOrdered) {
        const auto [key, isFree] = m_keys.try_emplace(message.key);
        if (!isFree) {
            key->second.push_back(std::move(entry));
            ++m_parked;
            return;
        }
    }
    m_ready.pushBack(std::move(entry));
    serve();
}

Subscriber* Subscription::findFree()
{
    for (std::size_t i = 0; i < m_subscribers.size(); ++i) {
        Subscriber* const next = m_subscribers[m_turn++ % m_subscribers.size()];
        if (next->hasRoom() && m_service.isConnected(next->host()))
            return next;
    }
    return nullptr;
}

void Subscription::serve()
{
    while (!m_ready.empty() && m_service.isUp && m_topic.denials.reads == 0) {
        if (m_service.now() >= m_ready.front().publishedAt + m_topic.settings.retention) {
            const Entry entry = m_ready.takeFront();
            noteLoss(entry.message, kExpired);
            m_topic.probe->expired(m_service.now());
            release(entry.message.key);
            continue;
        }
        Subscriber* const subscriber = findFree();
        if (subscriber == nullptr)
            return;
        deliver(*subscriber, m_ready.takeFront());
    }
}

void Subscription::deliver(Subscriber& subscriber, Entry entry)
{
    ++entry.attempts;
    entry.comeback.handedOut();
    const std::uint64_t number = ++m_last;
    const std::int64_t bytes = kSmallCall + entry.message.size;
    m_outstanding.emplace(number, Outstanding{std::move(entry), &subscriber, m_deadlines.end()});
    setDeadline(number, m_service.now() + m_service.settings.maxExtension);
    subscriber.send(number, bytes);
}

void Subscription::setDeadline(std::uint64_t number, SimTime at)
{
    Outstanding& outstanding = m_outstanding.at(number);
    if (outstanding.deadline != m_deadlines.end())
        m_deadlines.erase(outstanding.deadline);
    outstanding.deadline = m_deadlines.emplace(at, number);
    m_timer.by(at);
}

const Message* Subscription::find(std::uint64_t number) const
{
    const auto found = m_outstanding.find(number);
    return found == m_outstanding.end() ? nullptr : &found->second.entry.message;
}

std::optional<RedeliveryCause> Subscription::arrived(std::uint64_t number)
{
    Entry& entry = m_outstanding.at(number).entry;
    return entry.attempts > 1 ? std::optional(entry.comeback.arrived()) : std::nullopt;
}

Subscription::Entry Subscription::take(std::uint64_t number)
{
    const auto found = m_outstanding.find(number);
    m_deadlines.erase(found->second.deadline);
    found->second.subscriber->done();
    Entry entry = std::move(found->second.entry);
    m_outstanding.erase(found);
    return entry;
}

void Subscription::settle(std::uint64_t number, Settlement settlement)
{
    if (!m_service.isUp)
        abandon(number, RedeliveryCause::BrokerLost);
    if (!m_service.isUp || !m_outstanding.contains(number))
        return;
    Entry entry = take(number);
    if (settlement == Settlement::Requeue) {
        entry.comeback.note(RedeliveryCause::Rejected);
        again(std::move(entry), true);
    } else if (settlement == Settlement::Discard) {
        bury(entry);
    } else {
        if (settlement == Settlement::LaidAside)
            m_topic.probe->deadLettered(m_service.now());
        else
            m_topic.probe->acknowledged(m_service.now());
        release(entry.message.key);
    }
    serve();
}

void Subscription::again(Entry entry, bool isRefused)
{
    const spec::PubsubTopic& settings = m_topic.settings;
    if (!settings.deadLetterTopic.empty() && entry.attempts >= static_cast<std::uint32_t>(settings.maxDeliveryAttempts)) {
        bury(entry);
        return;
    }
    if (!isRefused || settings.minimumBackoff == Duration{}) {
        m_ready.pushFront(std::move(entry));
        return;
    }
    Duration wait = settings.minimumBackoff;
    for (std::uint32_t i = 1; i < entry.attempts && wait < settings.maximumBackoff; ++i)
        wait *= 2;
    const SimTime at = m_service.now() + std::min(wait, settings.maximumBackoff);
    m_waiting.emplace(at, std::move(entry));
    m_timer.by(at);
}

void Subscription::bury(const Entry& entry)
{
    Topic* const target = m_service.findTopic(m_topic.settings.deadLetterTopic);
    if (target == nullptr) {
        noteLoss(entry.message, nameOf(LossCause::Discarded));
        m_topic.probe->lost(m_service.now(), LossCause::Discarded);
    } else {
        m_topic.probe->deadLettered(m_service.now());
        target->probe->produced(m_service.now(), target->subscriptions.size());
        if (target->subscriptions.empty())
            noteUnreadDeadLetter(entry.message);
        for (Subscription* subscription : target->subscriptions)
            subscription->add(entry.message);
    }
    release(entry.message.key);
}

/// The next of its key may follow.
void Subscription::release(std::uint32_t key)
{
    if (!m_topic.settings.isOrdered)
        return;
    const auto found = m_keys.find(key);
    if (found->second.empty()) {
        m_keys.erase(found);
        return;
    }
    m_ready.pushBack(std::move(found->second.front()));
    found->second.pop_front();
    --m_parked;
}

void Subscription::abandon(std::uint64_t number, RedeliveryCause cause)
{
    const auto found = m_outstanding.find(number);
    if (found == m_outstanding.end())
        return;
    found->second.entry.comeback.note(cause);
    setDeadline(number, std::min(found->second.deadline->first, m_service.now() + m_topic.settings.ackDeadline));
}

void Subscription::abandonAll(const Subscriber& subscriber, RedeliveryCause cause)
{
    for (const auto& [number, outstanding] : m_outstanding)
        if (outstanding.subscriber == &subscriber)
            abandon(number, cause);
}

void Subscription::timeIsUp()
{
    const SimTime now = m_service.now();
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= now)
        again(take(m_deadlines.begin()->second), false);
    while (!m_waiting.empty() && m_waiting.begin()->first <= now)
        m_ready.pushBack(std::move(m_waiting.extract(m_waiting.begin()).mapped()));
    serve();
    if (!m_deadlines.empty())
        m_timer.by(m_deadlines.begin()->first);
    if (!m_waiting.empty())
        m_timer.by(m_waiting.begin()->first);
}

void Subscription::clear()
{
    m_ready.clear();
    m_waiting.clear();
    m_outstanding.clear();
    m_deadlines.clear();
    m_keys.clear();
    m_parked = 0;
    m_timer.cancel();
}

}  // namespace stormglass::pubsub
