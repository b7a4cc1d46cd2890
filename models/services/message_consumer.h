// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer of an instance: takes the deliveries of one subscription one after the other.
#pragma once

#include "models/brokers/broker.h"
#include "simcore/process/ring_queue.h"
#include "simcore/process/task.h"

namespace stormglass {

struct Activation;
struct Routine;
class Instance;
class MoveTask;

class MessageConsumer final : public Consumer {
public:
    /// Not to be attached before that instant.
    MessageConsumer(Instance& instance, SubscriptionId subscription, Broker& broker, ChannelProbe& probe,
                    SimTime from = kStartOfRun);

    void attach();
    /// The instance has crashed: what is in the buffer is gone from here; the broker knows what to do about it.
    void crash(Departure how);
    /// The end of the run.
    void clear();
    /// The process stands still, or goes on.
    void pause();
    /// What it has settled is committed now.
    void commit();
    void resume();
    /// Begins nothing new, and leaves in good order when it has dealt with what it has begun.
    void drain();
    /// Where it moves messages on and nothing is left to move, it is done for good.
    void leaveIfMoved();
    [[nodiscard]] bool isAttached() const { return m_isAttached; }
    /// It has left, and the broker has not finished with what it has to commit.
    [[nodiscard]] bool isLeaving() const { return m_isLeaving; }
    [[nodiscard]] SimTime from() const { return m_from; }

    void deliver(Delivery delivery) override;
    void closed() override;
    void left() override;

private:
    friend class HandledDelivery;

    /// The message whose failure has rolled a transaction back last.
    struct RolledBack {
        std::uint64_t number = 0;
        EventTypeId event;
        std::int64_t attempts = 0;

        [[nodiscard]] std::int64_t attemptsAt(const Message& message) const
        {
            return attempts > 0 && number == message.transaction->number && event == message.event ? attempts : 0;
        }
    };

    Task<> handleAll();
    /// One attempt, and those that follow if it fails. The end is what the broker is told.
    Task<Settlement> handle(Activation& activation, const Delivery& delivery, const Routine& routine);
    /// Whether it has failed for a technical reason: a business refusal has been dealt with.
    Task<bool> hasFailedAt(Activation& activation, const Routine& routine, Flaw flaw);
    [[nodiscard]] bool isMoveOver() const;
    void dropBuffer();
    void leave();
    /// A foreign message takes its time, too.
    Task<> passOver(const Delivery& foreign);
    /// Handlers are stopped: waits until they go on.
    Task<> goOn();
    /// The message has failed in every attempt.
    Task<Settlement> giveUp(const Delivery& delivery);
    void settle(std::uint64_t tag, Settlement settlement);

    Instance& m_instance;
    const SubscriptionId m_subscription;
    Broker& m_broker;
    ChannelProbe& m_probe;
    const std::size_t m_pool;  // of the station's servers
    const SimTime m_from;
    MoveTask* m_move = nullptr;  // of a subscription whose messages are moved on
    ConsumerId m_id;
    std::optional<ProducerId> m_producer;  // of its own, where publishes and commits are one
    bool m_isAttached = false;
    bool m_isLeaving = false;
    bool m_isBusy = false;
    bool m_isEnding = false;
    bool m_isDraining = false;
    RolledBack m_rolledBack;
    RingQueue<Delivery> m_buffer;
};

}  // namespace stormglass
