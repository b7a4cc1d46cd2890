// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faults of messages, whatever broker carries them: what happens to a message between the application that publishes
// it and the client library that takes it.
#pragma once

#include "models/brokers/broker.h"

#include <vector>

namespace stormglass {

/// A message that is about to be published, and what faults make of it.
struct Publishing {
    Message& message;
    Duration heldBack{};              ///< Before the client library gets it.
    std::vector<Duration> copies{};   ///< It is published once more after each of these.
};

/// One fault at work on the messages of some channels.
class MessageFault {
public:
    /// \p publishing has a transaction.
    virtual void meddle(Publishing& publishing) = 0;

protected:
    ~MessageFault() = default;
};

/// All of them at one broker. They act in the order in which they have begun.
///
/// Until the client library has it, a message is in the application's memory: it is not in the channel's books yet, and
/// a crash of its producer takes it along. Copies enter the books as extra ones.
class MessageFaults {
public:
    /// Both outlive it.
    MessageFaults(Broker& broker, Network& network) : m_broker(broker), m_network(network) { }

    /// The probe and the fault must stay until it is removed, and the probe as long as copies are under way.
    void add(ChannelId channel, ChannelProbe& probe, MessageFault& fault);
    void remove(ChannelId channel, MessageFault& fault);

    void publish(ProducerId producer, ChannelId channel, Message message, CompletionId confirm);
    void crashProducer(ProducerId producer);
    void clear();

    /// Messages that tell of no flow. Returns what they carry as their event.
    [[nodiscard]] EventTypeId addForeign(Duration passOverTime);
    void publishForeign(ProducerId producer, ChannelId channel, ChannelProbe& probe, Message message);
    [[nodiscard]] Duration passOverTime(const Message& foreign) const { return m_foreign[foreign.event.value]; }

private:
    struct Active {
        ChannelProbe* probe = nullptr;
        std::vector<MessageFault*> faults;
    };
    /// In the application's memory, until its time has come.
    struct Held {
        ProducerId producer;
        ChannelId channel;
        Message message;
        CompletionId confirm;
        bool isCopy = false;
        bool isInUse = false;
    };

    void hold(Held held, Duration time);
    void release(std::size_t slot);
    void publishExtra(ProducerId producer, ChannelId channel, ChannelProbe& probe, Message message, ExtraCause cause);

    Broker& m_broker;
    Network& m_network;
    std::vector<Active> m_active;  // by channel
    std::vector<Held> m_held;      // a slot is used again when its time is up
    std::vector<std::size_t> m_free;
    std::vector<Duration> m_foreign;
};

}  // namespace stormglass
