// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/message_consumer.h"

#include "models/services/activation.h"
#include "models/services/pending_reply.h"
#include "simcore/process/delay.h"

#include <algorithm>

namespace stormglass {

/// Keeps the station's books of one delivery right, however its handling ends.
class HandledDelivery {
public:
    HandledDelivery(MessageConsumer& consumer, SimTime arrivedAt) : m_consumer(consumer), m_arrivedAt(arrivedAt)
    {
        probe().arrived(now());
        probe().started(now(), now());
    }
    HandledDelivery(const HandledDelivery&) = delete;
    HandledDelivery& operator=(const HandledDelivery&) = delete;
    ~HandledDelivery()
    {
        if (m_hasEnded || m_consumer.m_isEnding)
            return;
        probe().droppedInService(now(), m_arrivedAt, DropCause::Crashed);
        probe().serverFreed(now());
    }

    void end()
    {
        m_hasEnded = true;
        probe().ended(now(), m_arrivedAt);
        probe().serverFreed(now());
    }

private:
    [[nodiscard]] StationProbe& probe() const { return m_consumer.m_instance.station().probe(); }
    [[nodiscard]] SimTime now() const { return m_consumer.m_instance.station().world().now(); }

    MessageConsumer& m_consumer;
    SimTime m_arrivedAt;
    bool m_hasEnded = false;
};

MessageConsumer::MessageConsumer(Instance& instance, SubscriptionId subscription, Broker& broker, ChannelProbe& probe,
                                 SimTime from)
    : m_instance(instance)
    , m_subscription(subscription)
    , m_broker(broker)
    , m_probe(probe)
    , m_from(from)
{
}

void MessageConsumer::attach()
{
    m_id = m_broker.attach(m_subscription, *this, m_instance.host());
    m_isAttached = true;
    m_isDraining = false;
    m_broker.poll(m_id);
}

void MessageConsumer::crash(Departure how)
{
    m_isBusy = false;
    while (!m_buffer.empty())
        static_cast<void>(m_buffer.takeFront());
    if (!m_isAttached)
        return;
    m_isAttached = false;
    m_broker.detach(m_id, how);
}

void MessageConsumer::drain()
{
    m_isDraining = true;
    while (!m_buffer.empty())
        static_cast<void>(m_buffer.takeFront());
    if (!m_isBusy)
        leave();
}

void MessageConsumer::leave()
{
    if (!m_isAttached)
        return;
    m_isAttached = false;
    m_broker.detach(m_id, Departure::Closed);
}

void MessageConsumer::clear()
{
    m_isEnding = true;
    while (!m_buffer.empty())
        static_cast<void>(m_buffer.takeFront());
}

void MessageConsumer::deliver(Delivery delivery)
{
    if (!m_isAttached || m_isDraining)
        return;
    ++delivery.message.transaction->messages;
    m_buffer.pushBack(std::move(delivery));
    if (m_isBusy)
        return;
    m_isBusy = true;
    m_instance.scope().spawn(handleAll());
}

Task<> MessageConsumer::handleAll()
{
    Station& station = m_instance.station();
    while (!m_buffer.empty()) {
        const Delivery delivery = m_buffer.takeFront();
        const SimTime now = station.world().now();
        const Routine* routine = station.findReaction(m_subscription, m_broker, delivery.message.event);
        if (routine == nullptr) {
            // An event that this component does not care for is passed over.
            settle(delivery.tag, Settlement::Acknowledge);
            continue;
        }
        m_probe.handlerStarted(now - delivery.message.publishedAt);
        HandledDelivery handled(*this, now);
        Activation activation{.instance = m_instance, .transaction = delivery.message.transaction};
        activation.event = delivery.message.event;
        // A business refusal has been dealt with; a technical failure is worth another attempt.
        bool isWorthRetrying = false;
        const spec::FailedMessages& failed = station.settings().failedMessages;
        Duration wait = failed.firstDelay;
        for (std::int64_t attempt = 1;; ++attempt) {
            isWorthRetrying = false;
            for (const Routine* next = routine; next != nullptr; next = next->next.get()) {
                const ProgramEnd end = co_await runRoutine(activation, *next);
                isWorthRetrying = isWorthRetrying || (end.hasFailed() && end.outcome != Outcome::Rejected);
            }
            if (!isWorthRetrying || attempt >= failed.maxAttempts)
                break;
            co_await delay(std::min(wait, failed.maxDelay));
            wait = Duration{static_cast<std::int64_t>(
                std::min(static_cast<double>(wait.count()) * failed.growthFactor, 1e18))};
        }
        Settlement settlement = isWorthRetrying ? Settlement::Requeue : Settlement::Acknowledge;
        if (isWorthRetrying && failed.maxAttempts > 0)
            settlement = co_await giveUp(delivery.message);
        handled.end();
        station.world().tracer.record(*activation.transaction, station.settings().name, m_instance.number(),
                                      routine->name, now, now, station.world().now());
        settle(delivery.tag, settlement);
    }
    m_isBusy = false;
    if (m_isDraining) {
        leave();
        m_instance.checkDrained();
    } else {
        m_broker.poll(m_id);
    }
}

Task<Settlement> MessageConsumer::giveUp(const Message& message)
{
    Station& station = m_instance.station();
    station.probe().counted(StationEvent::GivenUp);
    switch (station.settings().failedMessages.then) {
    case spec::GiveUp::Skip: co_return Settlement::Discard;
    case spec::GiveUp::Park: station.park(message.transaction); co_return Settlement::LaidAside;
    case spec::GiveUp::DeadLetter: break;
    }
    Broker& broker = *station.deadLetterBroker();
    PendingReply confirm(station.world().completions);
    ++message.transaction->messages;
    Message letter = message;
    letter.publishedAt = station.world().now();
    broker.publish(m_instance.producerAt(broker), station.deadLetterChannel(), std::move(letter), confirm.id());
    const Outcome outcome = co_await confirm.within(Duration::zero());
    // Where it cannot be laid aside, it is tried again.
    co_return outcome == Outcome::Ok ? Settlement::LaidAside : Settlement::Requeue;
}

void MessageConsumer::settle(std::uint64_t tag, Settlement settlement)
{
    if (m_isAttached)
        m_broker.settle(m_id, tag, settlement);
}

}  // namespace stormglass
