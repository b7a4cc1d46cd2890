// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The books and statistics of one channel. Counts are copies: a message is one copy for each subscription.
#pragma once

#include "models/brokers/lag_book.h"
#include "models/brokers/order_book.h"
#include "models/impact/impact_watch.h"
#include "simcore/base/time.h"
#include "simcore/measure/histogram.h"
#include "simcore/measure/time_weighted.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace stormglass {

/// Why a copy is gone without having been handled.
enum class LossCause : std::uint8_t {
    ProducerCrashed,  ///< It was in the producer's memory.
    BrokerCrashed,    ///< It was in the memory of a node that died.
    Refused,          ///< The broker said no and nobody published it again.
    Overflow,         ///< Dropped because the queue was full.
    Discarded,        ///< A consumer gave it up and there is no dead-letter channel.
    DeliveryTimeout,  ///< The producer gave up.
    Denied,           ///< Nobody may write to the channel.
    Truncated,        ///< Only a leader had it that was replaced while it was cut off.
    Unreachable,      ///< The way to the broker, or between its nodes, was cut.
    BufferFull,       ///< The memory of its producer was full for too long.
    RetriesUsedUp,    ///< The producer might not send it again.
    PowerLoss,        ///< All that had it had it in memory only, and lost their power.
    UncleanElection,  ///< A replica became the leader that did not have it.
    OffsetReset,      ///< A consumer group had fallen too far behind, and went on with the latest.
    Compacted,        ///< A later record of its key had replaced it before it was read.
    CommittedFirst,   ///< Committed before it was processed, and then its consumer was gone.
    Throttled,        ///< More calls than the quota allows, also when they were made again.
    Undeliverable,    ///< A subscriber did not take it, in no attempt.
    ConnectionLost,   ///< At most once: it was under way in a connection that broke.
    NoSubscriber,     ///< Nobody had a subscription.
    NotSaved,         ///< The broker had it in its memory only, younger than what it had saved.
    PublisherOffline, ///< At most once: its publisher had no connection.
    SessionEnded,     ///< It waited in a session that has ended.
    SubscriberGone,   ///< It was in the memory of a subscriber whose process has ended, and will not come again.
    SubscriberOffline,///< At most once: its subscriber had no connection.
    QueueExpired,     ///< Its queue has not been used for so long that it was deleted.
    DeadLetterCycle,  ///< It would have come where it has died before, and nobody has rejected it since.
};
inline constexpr std::size_t kLossCauses = 27;
[[nodiscard]] std::string_view nameOf(LossCause cause);
inline constexpr std::string_view kExpired = "expired";
/// It is in a dead-letter channel that nobody reads.
inline constexpr std::string_view kDeadLettered = "dead-lettered";

/// Why there are copies that no design asked for.
enum class ExtraCause : std::uint8_t {
    Duplicate,  ///< Published a second time.
    Foreign,    ///< Published by a producer that is no part of the system.
    Retry,      ///< Sent again by a producer that had not heard that it had arrived.
    EveryInstance,  ///< Each instance of a subscriber got one of its own.
    Retained,   ///< The last message of a topic, for somebody who subscribed later.
    Will,       ///< The last will of a client.
};
inline constexpr std::size_t kExtraCauses = 6;
[[nodiscard]] std::string_view nameOf(ExtraCause cause);

/// Why a copy is delivered that had been handed to a consumer before. It is told by what took it back.
enum class RedeliveryCause : std::uint8_t {
    NotSettledInTime,  ///< Its consumer had it for too long: visibility timeout, AckWait, max.poll.interval.ms, ...
    Rejected,          ///< Its consumer gave it back, or let its time run out after a failure.
    ConsumerLost,      ///< Its consumer was gone: it has left, crashed or was cut off, or its session has expired.
    Reassigned,        ///< Another consumer was given its share, and the former one was still there.
    BrokerLost,        ///< A node of the broker was down or cut off, and with it what it knew, or the acknowledgement.
    Replayed,          ///< Somebody has moved its position back.
    AnswerLost,        ///< What carried it, or its acknowledgement, did not arrive.
};
inline constexpr std::size_t kRedeliveryCauses = 7;
[[nodiscard]] std::string_view nameOf(RedeliveryCause cause);

class ChannelProbe {
public:
    /// Before the run: somebody publishes to the channel. An outbox keeps what it has not seen confirmed.
    void addPublisher(bool hasOutbox);
    /// Before the run: where the channel is among what is watched (Witness); 0 if nobody watches.
    void setPlace(std::uint32_t place) { m_place = place; }
    [[nodiscard]] std::uint32_t place() const { return m_place; }
    /// Enters the books: copies that a producer has handed over to its client library.
    void produced(SimTime now, std::uint64_t copies);
    /// Leaves the books.
    void acknowledged(SimTime now, std::uint64_t copies = 1);
    void lost(SimTime now, LossCause cause, std::uint64_t copies = 1);
    /// They are gone, and were never confirmed: lost, unless they come from an outbox, which publishes them again.
    void failed(SimTime now, LossCause cause, std::uint64_t copies = 1);
    void deadLettered(SimTime now, std::uint64_t copies = 1);
    void expired(SimTime now, std::uint64_t copies = 1);
    /// The broker had had them already: accepted, and not kept.
    void deduplicated(SimTime now, std::uint64_t copies = 1);
    /// Their transaction was aborted, and whoever published them will do so again.
    void aborted(SimTime now, std::uint64_t copies = 1);
    /// Copies that have just entered the books were extra ones.
    void noteExtra(ExtraCause cause, std::uint64_t copies) { m_extra[static_cast<std::size_t>(cause)] += copies; }
    /// Stays in the books.
    void redelivered(RedeliveryCause cause) { ++m_redelivered[static_cast<std::size_t>(cause)]; }
    void handlerStarted(Duration sincePublished) { m_delay.record(sincePublished); }

    /// Of a log. A channel of another kind has no groups in it.
    [[nodiscard]] LagBook& lag() { return m_lag; }
    [[nodiscard]] const LagBook& lag() const { return m_lag; }

    [[nodiscard]] OrderBook& order() { return m_order; }
    [[nodiscard]] const OrderBook& order() const { return m_order; }

    [[nodiscard]] ImpactWatch& watch() { return m_watch; }
    [[nodiscard]] const ImpactWatch& watch() const { return m_watch; }

    /// Statistics from here on; the books go on from the start of the run.
    void endWarmUp(SimTime now);

    [[nodiscard]] std::uint64_t in() const { return m_in; }
    [[nodiscard]] std::uint64_t delivered() const { return m_delivered; }
    [[nodiscard]] std::uint64_t deadLetters() const { return m_deadLettered; }
    [[nodiscard]] std::uint64_t expiries() const { return m_expired; }
    [[nodiscard]] std::uint64_t losses(LossCause cause) const { return m_lost[static_cast<std::size_t>(cause)]; }
    [[nodiscard]] std::uint64_t deduplications() const { return m_deduplicated; }
    [[nodiscard]] std::uint64_t abortions() const { return m_aborted; }
    [[nodiscard]] std::uint64_t returned() const { return m_returned; }  ///< To the outboxes they came from.
    [[nodiscard]] std::uint64_t extras(ExtraCause cause) const { return m_extra[static_cast<std::size_t>(cause)]; }
    [[nodiscard]] std::uint64_t redeliveries() const;  ///< Whatever the cause.
    [[nodiscard]] std::uint64_t redeliveries(RedeliveryCause cause) const { return m_redelivered[static_cast<std::size_t>(cause)]; }
    [[nodiscard]] std::uint64_t held() const { return m_held; }  ///< By the books: in minus everything that left.
    [[nodiscard]] const Histogram& delay() const { return m_delay; }
    [[nodiscard]] const TimeWeighted& depth() const { return m_depth; }

private:
    ImpactWatch m_watch;

    void leave(SimTime now, std::uint64_t& account, std::uint64_t copies);

    std::uint32_t m_place = 0;
    std::size_t m_publishers = 0;
    std::size_t m_outboxes = 0;  // of the publishers
    std::uint64_t m_in = 0;
    std::uint64_t m_held = 0;
    std::uint64_t m_delivered = 0;
    std::uint64_t m_deadLettered = 0;
    std::uint64_t m_expired = 0;
    std::uint64_t m_deduplicated = 0;
    std::uint64_t m_aborted = 0;
    std::uint64_t m_returned = 0;
    std::array<std::uint64_t, kLossCauses> m_lost{};
    std::array<std::uint64_t, kExtraCauses> m_extra{};
    std::array<std::uint64_t, kRedeliveryCauses> m_redelivered{};
    LagBook m_lag;
    OrderBook m_order;
    Histogram m_delay;
    TimeWeighted m_depth;
};

}  // namespace stormglass
