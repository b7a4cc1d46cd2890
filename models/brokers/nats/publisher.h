// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client instance that publishes and waits for acknowledgements.
#pragma once

#include "models/brokers/nats/link.h"

namespace stormglass::nats {

/// What is published without a connection is kept until there is one again, and sent then, also if its publisher has given
/// it up meanwhile (the reconnect buffer of the client; not modelled: its 8 MiB).
class Publisher final : public Link {
public:
    using Link::Link;

    void publish(Stream& stream, Message message, CompletionId confirm);
    /// Its process died: what it had not sent is gone.
    void died();

    // From the stream, about one of its messages:
    [[nodiscard]] const Message& messageIn(std::uint32_t slot) const { return m_calls[slot].message; }
    /// It enters the stream.
    [[nodiscard]] Message takeMessage(std::uint32_t slot);
    /// The leader confirms it.
    void stored(std::uint32_t slot, std::uint32_t leader);
    void refused(std::uint32_t slot, LossCause cause);
    void noResponders(std::uint32_t slot);
    /// It is gone, and nobody tells.
    void lost(std::uint32_t slot, LossCause cause);
    /// Nobody confirms it yet: the publisher does not wait for ever.
    void unconfirmed(std::uint32_t slot);

    /// Copies of that stream's messages that have not been stored.
    [[nodiscard]] std::uint64_t countHeld(const Stream& stream) const;
    void clear();

private:
    struct Call {
        Stream* stream = nullptr;  ///< Null: the message is no longer here.
        Message message;
        CompletionId confirm;
        SimTime sentAt{};
        std::int64_t attempts = 0;
        bool isUsed = false;
    };
    struct Request;
    struct Answer;

    void connected() override;
    void disconnected() override { }
    void send(std::uint32_t slot);
    void arrived(std::uint32_t slot);
    void fail(std::uint32_t slot, LossCause cause);
    void answer(std::uint32_t slot, std::uint32_t from, Outcome outcome);
    void answerLater(std::uint32_t slot, Outcome outcome);
    void answered(std::uint32_t slot, Outcome outcome);
    void timesOut(std::uint32_t slot);
    [[nodiscard]] Duration patience(std::uint32_t slot) const;

    std::vector<Call> m_calls;
    std::vector<std::uint32_t> m_freeCalls;
    std::vector<std::uint32_t> m_unsent;  // for want of a connection
};

}  // namespace stormglass::nats
