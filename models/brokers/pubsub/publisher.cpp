// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/pubsub/publisher.h"

#include "models/brokers/pubsub/subscription.h"

#include <algorithm>

namespace stormglass::pubsub {
namespace {

constexpr Duration kFirstRetry = std::chrono::milliseconds{100};
constexpr Duration kLongestRetry = std::chrono::seconds{60};
constexpr double kRetryGrowth = 1.3;
constexpr Duration kPatience = std::chrono::seconds{60};

}  // namespace

void Publisher::publish(Topic& topic, Message message, CompletionId confirm)
{
    topic.probe->produced(m_service.now(), topic.subscriptions.size());
    if (message.size > spec::PubsubSettings::kLargestMessage) [[unlikely]] {  // ErrOversizedMessage
        topic.probe->failed(m_service.now(), LossCause::Refused, topic.subscriptions.size());
        m_service.context.network.after(Duration{}, [this, confirm] { m_service.context.completions.resolve(confirm, Outcome::Refused); });
        return;
    }
    const std::uint32_t key = topic.settings.isOrdered ? message.key : 0;
    const auto [open, isNew] = m_open.try_emplace({&topic, key}, m_last + 1);
    if (isNew) {
        m_batches.emplace(++m_last, Batch{.topic = &topic, .key = key, .publishes = {}});
        m_service.context.network.after(m_service.settings.delayThreshold, [this, number = m_last] { send(number); });
    }
    const Number number = open->second;
    Batch& batch = m_batches.at(number);
    batch.bytes += message.size;
    batch.publishes.push_back({std::move(message), confirm});
    if (static_cast<std::int64_t>(batch.publishes.size()) >= m_service.settings.countThreshold || batch.bytes >= m_service.settings.byteThreshold)
        send(number);
}

void Publisher::send(Number number)
{
    const auto found = m_batches.find(number);
    if (found == m_batches.end() || std::exchange(found->second.isSent, true))
        return;
    const Lane lane{found->second.topic, found->second.key};
    m_open.erase(lane);
    if (found->second.topic->settings.isOrdered) {
        const auto [busy, isFree] = m_busy.try_emplace(lane, Turn{number});
        if (!isFree)
            return busy->second.behind.push_back(number);
    }
    begin(number);
}

void Publisher::begin(Number number)
{
    Batch& batch = m_batches.at(number);
    batch.isCalled = true;
    batch.calledAt = m_service.now();
    call(number);
}

void Publisher::goOn(Lane lane, Number over)
{
    const auto busy = m_busy.find(lane);
    if (busy == m_busy.end() || busy->second.underWay != over)
        return;
    Turn& turn = busy->second;
    if (turn.behind.empty()) {
        m_busy.erase(busy);
        return;
    }
    turn.underWay = turn.behind.front();
    turn.behind.pop_front();
    begin(turn.underWay);
}

std::vector<Publisher::Number> Publisher::takeBehind(Lane lane, Number failed)
{
    const auto busy = m_busy.find(lane);
    if (busy == m_busy.end() || busy->second.underWay != failed)
        return {};
    std::vector<Number> behind(busy->second.behind.begin(), busy->second.behind.end());
    m_busy.erase(busy);
    if (const auto open = m_open.find(lane); open != m_open.end()) {
        behind.push_back(open->second);
        m_open.erase(open);
    }
    return behind;
}

void Publisher::call(Number number)
{
    const Batch& batch = m_batches.at(number);
    m_service.context.network.send(m_host, m_service.host, kSmallCall + batch.bytes,
                                   Breakable{[this, number] {
                                                 m_service.context.network.after(m_service.requestTime(), [this, number] { arrived(number); });
                                             },
                                             [this, number](ParcelLoss) { retry(number, LossCause::Unreachable); }});
}

void Publisher::arrived(Number number)
{
    const auto found = m_batches.find(number);
    if (found == m_batches.end())
        return;
    if (!m_service.isUp && m_service.isSilent) {
        m_service.context.network.after(std::max(Duration{}, found->second.calledAt + kPatience - m_service.now()), [this, number] {
            if (m_batches.contains(number))
                fail(number, LossCause::Refused, Outcome::TimedOut);
        });
        return;
    }
    if (!m_service.isUp) {
        retry(number, LossCause::Refused);
        return;
    }
    if (found->second.topic->denials.writes > 0) {
        fail(number, LossCause::Denied, Outcome::Refused);
        return;
    }
    if (Topic& topic = *found->second.topic; topic.settings.isOrdered && !topic.keys.take(m_service.now(), found->second.key, found->second.bytes)) {
        retry(number, LossCause::Throttled);  // RESOURCE_EXHAUSTED
        return;
    }
    Batch batch = std::move(found->second);
    m_batches.erase(found);
    for (const Publish& publish : batch.publishes)
        for (Subscription* subscription : batch.topic->subscriptions)
            subscription->add(publish.message);
    answer(number, std::move(batch));
}

void Publisher::retry(Number number, LossCause cause)
{
    const auto found = m_batches.find(number);
    if (found == m_batches.end())
        return;
    Batch& batch = found->second;
    batch.wait = batch.wait == Duration{} ? kFirstRetry
                                          : std::min(kLongestRetry, Duration{static_cast<std::int64_t>(static_cast<double>(batch.wait.count()) * kRetryGrowth)});
    if (m_service.now() + batch.wait > batch.calledAt + kPatience) {
        fail(number, cause, Outcome::Unavailable);
        return;
    }
    m_service.context.network.after(batch.wait, [this, number] {
        if (m_batches.contains(number))
            call(number);
    });
}

void Publisher::fail(Number number, LossCause cause, Outcome outcome)
{
    const auto found = m_batches.find(number);
    const Batch batch = std::move(found->second);
    m_batches.erase(found);
    const std::vector<Number> behind = takeBehind({batch.topic, batch.key}, number);
    batch.topic->probe->failed(m_service.now(), cause, batch.publishes.size() * batch.topic->subscriptions.size());
    for (const Publish& publish : batch.publishes)
        m_service.context.completions.resolve(publish.confirm, outcome);
    for (const Number next : behind)
        if (m_batches.contains(next))
            fail(next, cause, outcome);
}

/// If the answer gets lost the batch has been stored, and whoever publishes again does so twice.
void Publisher::answer(Number number, Batch batch)
{
    std::vector<CompletionId> confirms;
    for (const Publish& publish : batch.publishes)
        confirms.push_back(publish.confirm);
    const auto resolve = [this, number, lane = Lane{batch.topic, batch.key}, confirms](Outcome outcome) {
        goOn(lane, number);
        for (const CompletionId confirm : confirms)
            m_service.context.completions.resolve(confirm, outcome);
    };
    m_service.context.network.signal(m_service.host, m_host, kSmallCall, Duration{},
                                     Breakable{[resolve] { resolve(Outcome::Ok); }, [resolve](ParcelLoss) { resolve(Outcome::TimedOut); }});
}

void Publisher::died()
{
    std::vector<Number> unsent;
    for (const auto& [number, batch] : m_batches)
        if (!batch.isCalled || batch.wait > Duration{})
            unsent.push_back(number);
    m_open.clear();
    m_busy.clear();
    for (const Number number : unsent)
        fail(number, LossCause::ProducerCrashed, Outcome::Reset);
}

std::uint64_t Publisher::countHeld(const Topic& topic) const
{
    std::uint64_t held = 0;
    for (const auto& [number, batch] : m_batches)
        if (batch.topic == &topic)
            held += batch.publishes.size() * topic.subscriptions.size();
    return held;
}

}  // namespace stormglass::pubsub
