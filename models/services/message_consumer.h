// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A consumer of an instance: takes the deliveries of one subscription one after the other.
#pragma once

#include "models/brokers/broker.h"
#include "simcore/process/ring_queue.h"
#include "simcore/process/task.h"

namespace stormglass {

class Instance;
struct Routine;

class MessageConsumer final : public Consumer {
public:
    MessageConsumer(Instance& instance, SubscriptionId subscription, Broker& broker, ChannelProbe& probe);

    void attach();
    /// The instance has crashed: what is in the buffer is gone from here; the broker knows what to do about it.
    void crash(Departure how);
    /// The end of the run.
    void clear();
    /// The process stands still, or goes on.
    void pause();
    void resume();
    /// Begins nothing new, and leaves in good order when it has dealt with what it has begun.
    void drain();
    [[nodiscard]] bool isAttached() const { return m_isAttached; }

    void deliver(Delivery delivery) override;

private:
    friend class HandledDelivery;

    Task<> handleAll();
    void leave();
    /// A foreign message takes its time, too.
    Task<> passOver(const Delivery& foreign);
    /// A message that cannot be handled.
    Task<> failAt(const Delivery& delivery, const Routine& routine);
    void settle(std::uint64_t tag, Settlement settlement);

    Instance& m_instance;
    const SubscriptionId m_subscription;
    Broker& m_broker;
    ChannelProbe& m_probe;
    ConsumerId m_id;
    bool m_isAttached = false;
    bool m_isBusy = false;
    bool m_isEnding = false;
    bool m_isDraining = false;
    RingQueue<Delivery> m_buffer;
};

}  // namespace stormglass
