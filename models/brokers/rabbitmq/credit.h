// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far a connection that publishes may be ahead of its channel, and the channel ahead of its queues.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/broker.h"
#include "models/spec/components/rabbitmq.h"

namespace stormglass::rabbitmq {

class Queue;

/// The reader of a connection spends credit on each message that it hands to the channel, and gets more each time that
/// the channel has dealt with so many. A channel grants none while one of its queues is slow; what it would have granted
/// follows when none is. A queue is slow
///
/// - if it is classic: while it has not taken so many of the channel's messages (it grants credit as the channel does),
/// - if it is a quorum queue: while so many commands of the channel have not been applied,
/// - if it is a stream: while so many messages of the channel that want a confirm have not been committed.
///
/// So at most credit_flow_default_credit messages of a connection are ahead of its channel, and when a queue stands still
/// no more than the credit that was granted before get past the reader. It counts only: whoever reads asks it.
///
/// Sources: RabbitMQ 4.3, credit_flow, rabbit_reader, rabbit_channel, rabbit_classic_queue, rabbit_fifo_client,
/// rabbit_stream_queue; blog, 2020-05-04, Quorum Queues and Flow Control - The Concepts. Not modelled: the credit of the
/// message store, whose work takes no time here.
class ChannelCredit {
public:
    explicit ChannelCredit(const spec::RabbitmqSettings& settings);

    [[nodiscard]] bool mayRead() const { return !isOn() || m_credit > 0; }
    /// The connection shows the state flow.
    [[nodiscard]] bool isInFlow() const { return isOn() && m_credit <= 0; }

    /// The reader takes a message, with which the channel will be done at that instant. Returns whether a grant is due
    /// then. Precondition: mayRead().
    bool read(SimTime now, SimTime done);
    /// That message goes to the queue as well.
    void sentTo(const Queue& queue);
    /// A grant is due.
    void grant(SimTime now);
    /// The queue has taken, applied or committed a message. Returns whether that releases what has been held back; then
    /// release() is to be called when the channel has heard of it.
    bool answered(const Queue& queue, SimTime now);
    void release(SimTime now);
    /// A new connection.
    void reset();

private:
    struct Link {
        const Queue* queue = nullptr;
        std::uint64_t sent = 0;
        std::uint64_t answered = 0;
    };

    [[nodiscard]] bool isOn() const { return m_limits.initialCredit > 0; }
    [[nodiscard]] bool isHeldUp(SimTime now);
    [[nodiscard]] bool isSlow(const Link& link, std::uint64_t undone) const;

    const spec::RabbitmqLimits& m_limits;
    const bool m_hasConfirms;
    std::int64_t m_credit = 0;      // of the reader
    std::int64_t m_untilGrant = 0;  // messages
    std::int64_t m_heldBack = 0;    // credit
    bool m_isReleasing = false;
    BlockQueue<SimTime> m_undone;  // when the channel will be done with what has been read
    std::vector<Link> m_links;     // few
};

}  // namespace stormglass::rabbitmq
