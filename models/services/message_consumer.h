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
    [[nodiscard]] SimTime from() const { return m_from; }

    void deliver(Delivery delivery) override;
    void closed() override;

private:
    friend class HandledDelivery;

    Task<> handleAll();
    /// One attempt, and those that follow if it fails. The end is what the broker is told.
    Task<Settlement> handle(Activation& activation, const Message& message, const Routine& routine);
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
    Task<Settlement> giveUp(const Message& message);
    void settle(std::uint64_t tag, Settlement settlement);

    Instance& m_instance;
    const SubscriptionId m_subscription;
    Broker& m_broker;
    ChannelProbe& m_probe;
    const SimTime m_from;
    MoveTask* m_move = nullptr;  // of a subscription whose messages are moved on
    ConsumerId m_id;
    bool m_isAttached = false;
    bool m_isBusy = false;
    bool m_isEnding = false;
    bool m_isDraining = false;
    RingQueue<Delivery> m_buffer;
};

}  // namespace stormglass
