// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/message_consumer.h"

#include "models/services/activation.h"
#include "models/services/move_task.h"
#include "models/services/pending_reply.h"
#include "simcore/process/delay.h"

#include <algorithm>
#include <utility>

namespace stormglass {

/// Keeps the station's books of one delivery right, however its handling ends.
class HandledDelivery {
public:
    HandledDelivery(MessageConsumer& consumer, SimTime arrivedAt) : m_consumer(consumer), m_arrivedAt(arrivedAt)
    {
        probe().arrived(now());
        probe().started(now(), now(), m_consumer.m_pool);
    }
    HandledDelivery(const HandledDelivery&) = delete;
    HandledDelivery& operator=(const HandledDelivery&) = delete;
    ~HandledDelivery()
    {
        if (m_hasEnded || m_consumer.m_isEnding)
            return;
        probe().droppedInService(now(), m_arrivedAt, DropCause::Crashed);
        probe().serverFreed(now(), m_consumer.m_pool);
    }

    void end()
    {
        m_hasEnded = true;
        probe().ended(now(), m_arrivedAt);
        probe().serverFreed(now(), m_consumer.m_pool);
    }

private:
    [[nodiscard]] StationProbe& probe() const { return m_consumer.m_instance.station().probe(); }
    [[nodiscard]] SimTime now() const { return m_consumer.m_instance.station().world().now(); }

    MessageConsumer& m_consumer;
    SimTime m_arrivedAt;
    bool m_hasEnded = false;
};

namespace {

/// Between two attempts of a consumer at the same message.
Duration waitBefore(std::int64_t attempt, const spec::FailedMessages& settings)
{
    double wait = static_cast<double>(settings.firstDelay.count());
    const auto longest = static_cast<double>(settings.maxDelay.count());
    for (std::int64_t i = 2; i < attempt && wait < longest; ++i)
        wait *= settings.growthFactor;
    return Duration{static_cast<std::int64_t>(std::min(wait, longest))};
}

}  // namespace

MessageConsumer::MessageConsumer(Instance& instance, SubscriptionId subscription, Broker& broker, ChannelProbe& probe,
                                 SimTime from)
    : m_instance(instance)
    , m_subscription(subscription)
    , m_broker(broker)
    , m_probe(probe)
    , m_pool(instance.station().poolOf(subscription, broker))
    , m_from(from)
{
}

void MessageConsumer::attach()
{
    m_move = m_instance.station().findMove(m_subscription, m_broker);
    if (m_move != nullptr)
        m_move->join(m_broker.countWaiting(m_subscription));
    if (isMoveOver())
        return;
    m_id = m_broker.attach(m_subscription, *this, m_instance.host());
    m_producer = m_broker.transactionalProducer(m_id);
    m_isAttached = true;
    m_isDraining = false;
    m_broker.poll(m_id);
}

void MessageConsumer::crash(Departure how)
{
    m_isBusy = false;
    m_rolledBack = {};
    dropBuffer();
    if (m_isAttached)
        m_broker.detach(m_id, how);
    if (m_producer)
        m_broker.crashProducer(*m_producer);
    m_isAttached = m_isLeaving = false;
}

void MessageConsumer::commit()
{
    if (m_isAttached)
        m_broker.commit(m_id);
}

void MessageConsumer::pause()
{
    if (m_isAttached || m_isLeaving)
        m_broker.pauseConsumer(m_id);
}

void MessageConsumer::resume()
{
    if (m_isAttached || m_isLeaving)
        m_broker.resumeConsumer(m_id);
    if (m_isDraining && !m_isBusy)
        leave();
    leaveIfMoved();
}

void MessageConsumer::drain()
{
    m_isDraining = true;
    if (!m_isBusy && !m_instance.condition().isPaused())
        leave();
}

void MessageConsumer::leaveIfMoved()
{
    if (m_isAttached && !m_isBusy && isMoveOver() && !m_instance.condition().isPaused())
        leave();
}

bool MessageConsumer::isMoveOver() const { return m_move != nullptr && m_move->isOver(); }

void MessageConsumer::leave()
{
    dropBuffer();
    if (m_isAttached) {
        m_isAttached = false;
        m_broker.detach(m_id, Departure::Closed);
        m_isLeaving = m_broker.isLeaving(m_id);
    }
    m_instance.checkDrained();
}

void MessageConsumer::clear()
{
    m_isEnding = true;
    dropBuffer();
}

void MessageConsumer::closed() { dropBuffer(); }

void MessageConsumer::left()
{
    m_isLeaving = false;
    m_instance.checkDrained();
}

void MessageConsumer::dropBuffer()
{
    while (!m_buffer.empty())
        static_cast<void>(m_buffer.takeFront());
}

void MessageConsumer::deliver(Delivery delivery)
{
    if (!m_isAttached || m_isDraining)
        return;
    m_instance.station().world().sent(m_probe.place(), m_instance.station().place());
    if (delivery.message.transaction)
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
        if (m_instance.condition().areHandlersStopped()) [[unlikely]]
            co_await goOn();
        if (m_isDraining || m_buffer.empty() || isMoveOver()) [[unlikely]]
            break;
        const Delivery delivery = m_buffer.takeFront();
        if (!delivery.message.transaction) {
            co_await passOver(delivery);
            continue;
        }
        const SimTime now = station.world().now();
        const Routine* routine = station.findReaction(m_subscription, m_broker, delivery.message.event);
        if (routine == nullptr) {
            // An event that this component does not care for is passed over.
            settle(delivery.tag, Settlement::Acknowledge);
            continue;
        }
        m_probe.handlerStarted(now - delivery.message.publishedAt);
        HandledDelivery handled(*this, now);
        MoveShare share(m_move);
        Activation activation{.instance = m_instance, .transaction = delivery.message.transaction};
        activation.event = delivery.message.event;
        activation.publishedAt = delivery.message.publishedAt;
        activation.partition = delivery.partition;
        if (m_producer) [[unlikely]] {
            activation.source = &m_broker;
            activation.producer = *m_producer;
        }
        const Settlement settlement = co_await handle(activation, delivery, *routine);
        handled.end();
        if (settlement == Settlement::Acknowledge) [[likely]] {
            if (!activation.transaction.isSpent()) [[likely]]
                activation.transaction->noteEffect(station.world().now());
            if (!activation.isRepeated && m_move == nullptr) [[likely]]
                m_probe.order().tookEffect(m_subscription.value, delivery.message.key, delivery.message.publishedAt);
        }
        station.world().tracer.record(*activation.transaction, station.settings().name, m_instance.number(),
                                      routine->name, now, now, station.world().now());
        settle(delivery.tag, settlement);
        if (m_move != nullptr && settlement == Settlement::Acknowledge) [[unlikely]] {
            share.done();
            station.noteMoved();
        }
    }
    m_isBusy = false;
    if (m_isDraining || isMoveOver()) [[unlikely]]
        leave();
    else
        m_broker.poll(m_id);
}

Task<Settlement> MessageConsumer::handle(Activation& activation, const Delivery& delivery, const Routine& routine)
{
    const Message& message = delivery.message;
    // Who moves a message on does not look into it, and what cannot be moved stays where it is.
    activation.flaw = m_move == nullptr ? Flaw::None : message.flaw;
    const Flaw flaw = m_move == nullptr ? message.flaw : Flaw::None;
    const spec::FailedMessages& failed = m_instance.station().settings().failedMessages;
    const std::int64_t before = std::exchange(m_rolledBack, {}).attemptsAt(message);
    if (before > 0 && before >= failed.maxAttempts) [[unlikely]]
        co_return co_await giveUp(delivery);
    for (std::int64_t attempt = 1 + before;; ++attempt) {
        activation.hasPublished = false;
        const bool hasFailed = co_await hasFailedAt(activation, routine, flaw);
        if (!hasFailed) [[likely]]
            co_return Settlement::Acknowledge;
        if (failed.maxAttempts == 0 || m_move != nullptr)
            co_return Settlement::Requeue;
        if (attempt >= failed.maxAttempts && !activation.hasPublished)
            break;
        if (attempt < failed.maxAttempts)
            co_await delay(waitBefore(attempt + 1, failed));
        // What it has published goes with its transaction, and the message comes again. (Spring Kafka:
        // DefaultAfterRollbackProcessor)
        if (activation.hasPublished) [[unlikely]] {
            m_rolledBack = {message.transaction->number, message.event, attempt};
            co_return Settlement::Requeue;
        }
        if (m_instance.condition().areHandlersStopped()) [[unlikely]]
            co_await goOn();
    }
    co_return co_await giveUp(delivery);
}

Task<bool> MessageConsumer::hasFailedAt(Activation& activation, const Routine& routine, Flaw flaw)
{
    InstanceCondition& condition = m_instance.condition();
    if (flaw == Flaw::Poison) [[unlikely]]
        co_await workInVain(activation, routine);
    bool hasFailed = flaw != Flaw::None;
    const Routine* next = hasFailed ? nullptr : &routine;
    for (; next != nullptr; next = next->next.get()) {
        ProgramEnd end;
        if (condition.isSound()) [[likely]]
            end = co_await runRoutine(activation, *next);
        else
            end = co_await runFatefulRoutine(activation, *next);
        hasFailed = hasFailed || (end.hasFailed() && end.outcome != Outcome::Rejected);
    }
    if (condition.areHandlersStopped()) [[unlikely]]
        co_await goOn();
    co_return hasFailed;
}

Task<> MessageConsumer::passOver(const Delivery& foreign)
{
    HandledDelivery handled(*this, m_instance.station().world().now());
    MoveShare share(m_move);  // it was there, too
    co_await delay(m_broker.passOverTime(foreign.message));
    handled.end();
    share.done();
    settle(foreign.tag, Settlement::Acknowledge);
}

Task<> MessageConsumer::goOn()
{
    InstanceCondition& condition = m_instance.condition();
    while (condition.areHandlersStopped())
        co_await condition.goesOn().wait();
}

Task<Settlement> MessageConsumer::giveUp(const Delivery& delivery)
{
    const Message& message = delivery.message;
    Station& station = m_instance.station();
    const spec::FailedMessages& failed = station.settings().failedMessages;
    if (delivery.deaths < failed.mostDeaths)
        co_return Settlement::Discard;
    station.probe().counted(StationEvent::GivenUp);
    switch (failed.then) {
    case spec::GiveUp::Skip: co_return Settlement::Discard;
    case spec::GiveUp::Park: station.park(message.transaction); co_return Settlement::LaidAside;
    case spec::GiveUp::DeadLetter: break;
    }
    Broker& broker = *station.deadLetterBroker();
    PendingReply confirm(station.world().completions);
    ++message.transaction->messages;
    Message letter = message;
    letter.publishedAt = station.world().now();
    station.world().sent(station.place(), station.deadLetterPlace());
    broker.publish(m_producer && &broker == &m_broker ? *m_producer : m_instance.producerAt(broker), station.deadLetterChannel(), std::move(letter), confirm.id());
    const Outcome outcome = co_await confirm.within(Duration::zero());
    if (m_instance.condition().areHandlersStopped()) [[unlikely]]
        co_await goOn();
    if (outcome != Outcome::Ok)
        co_return Settlement::Requeue;  // where it cannot be laid aside, it is tried again
    if (!station.areDeadLettersRead())
        noteUnreadDeadLetter(message);
    co_return Settlement::LaidAside;
}

void MessageConsumer::settle(std::uint64_t tag, Settlement settlement)
{
    if (m_isAttached)
        m_broker.settle(m_id, tag, settlement);
}

}  // namespace stormglass
