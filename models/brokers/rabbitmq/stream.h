// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stream: a replicated log that is read without taking anything out of it.
#pragma once

#include "models/brokers/method_event.h"
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/stream_log.h"

namespace stormglass::rabbitmq {

/// A message is confirmed when a majority of the members has it, in memory: nothing waits for an fsync. Every consumer reads
/// all there is from where it begins, at the member on the node that it is connected to; what it settles gives it credit and
/// nothing else, so a message that is rejected does not come again.
///
/// In the books a message is one copy. It leaves them with the consumer that is done with it first; each further consumer
/// that handles it adds a copy (every-instance).
///
/// Sources: RabbitMQ 4.3, rabbit_stream_queue, rabbit_stream_coordinator, rabbit_stream_sac_coordinator; osiris 1.10,
/// osiris_writer, osiris_log, osiris_retention; the guide "Streams"; the Java stream client for the tracking of offsets.
///
/// Not modelled: chunks (credit counts messages, as in AMQP 0-9-1); a member that has been away has caught up as soon as it
/// is connected to the leader.
class Stream final : public Queue {
public:
    /// \p home: where it is led first.
    Stream(Cluster& cluster, Exchange& exchange, const std::string& component, std::uint32_t home);

    void hasRoom(Subscriber& subscriber) override;
    void settled(Subscriber& subscriber, Entry entry, Settlement settlement) override;
    /// It has never been taken out.
    void giveBack(Entry, amqp::Comeback) override { }
    void dispatch() override;
    void left(Subscriber& subscriber) override;
    void leavesInOrder(Subscriber& subscriber) override;

    void nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly) override;
    void nodeLostPower(std::uint32_t node) override;

    [[nodiscard]] Holdings holdings() const override { return {.bytes = m_log.bytes()}; }
    [[nodiscard]] std::uint64_t countHeld() const override { return Queue::countHeld() + m_undone; }
    void clear() override;

private:
    static constexpr std::uint64_t kAll = ~std::uint64_t{0};

    struct Member {
        std::uint32_t node = 0;
        std::uint64_t has = kAll;    ///< It has what is before; kAll: it follows the leader.
        std::uint64_t readable = 0;  ///< Of that, what it knows to be committed.
    };
    /// Where a consumer reads. It stays when its consumer goes, for the next one from the same host: what that one reads
    /// again is a redelivery.
    struct Seat {
        HostId host;
        Subscriber* reader = nullptr;
        std::uint64_t next = 0;    ///< To be delivered.
        std::uint64_t done = 0;    ///< It has settled what is before.
        std::uint64_t seen = 0;    ///< It has been sent what is before.
        std::uint64_t stored = kAll;       ///< Where it goes on, by the broker's memory; kAll: nothing is stored.
        std::int64_t settledSince = 0;     ///< Messages since then.
        RedeliveryCause again = RedeliveryCause::ConsumerLost;  ///< Why what it has been sent comes again.
    };
    struct Uncommitted {
        PendingId pending = 0;
        std::uint32_t from = kNoNode;
        Sender sender{};
    };
    struct Replicating {
        std::uint64_t end = 0;
        SimTime until{};
    };

    // --- the log and its members: stream.cpp ---
    void take(Incoming incoming) override;
    void leaderIsGoing() override { stopFollowing(); }
    void leaderReplaced() override { stopFollowing(); }
    void leads() override;
    void reachIsChanging() override;
    [[nodiscard]] std::uint32_t choose(const std::vector<std::uint32_t>& candidates) const override;
    void replicate();
    void replicated();
    void commitTo(std::uint64_t end);
    void tellMembers();
    [[nodiscard]] Member& memberAt(std::uint32_t node);
    [[nodiscard]] const Member& memberAt(std::uint32_t node) const;
    void stopFollowing(Member& member);
    void stopFollowing();
    void cutTo(std::uint64_t end);
    void retain();
    void retentionIsDue();

    // --- who reads: stream_readers.cpp ---
    [[nodiscard]] const spec::RabbitmqStream& settings() const { return m_exchange.settings.stream; }
    [[nodiscard]] bool isTracked() const { return settings().tracking != spec::RabbitmqOffsetTracking::None; }
    [[nodiscard]] bool isSingleActive() const { return settings().isSingleActiveConsumer; }
    void attach(Subscriber& subscriber);
    void begin(Seat& seat);
    [[nodiscard]] std::uint64_t placeOf(const spec::RabbitmqStream& wanted, std::uint64_t readable) const;
    void serve(Seat& seat);
    void serveAt(std::uint32_t node);
    void leave(const Message& message, Settlement settlement);
    void store(Seat& seat);
    void storingIsDue();
    [[nodiscard]] bool isInHand(std::uint64_t offset) const;
    [[nodiscard]] std::uint64_t neededFrom() const;
    [[nodiscard]] bool isDeserted() const;
    /// Drops the bodies that nobody needs; what nobody will read is lost.
    void letGo();
    void lose(StreamLog::Record& record, LossCause cause);

    StreamLog m_log;
    std::vector<Member> m_state;               // of m_members
    std::uint64_t m_committedEnd = 0;
    std::uint64_t m_undone = 0;                // copies in the books
    BlockQueue<Uncommitted, 16> m_uncommitted; // from there on
    BlockQueue<Replicating, 16> m_replicating;
    std::vector<std::uint64_t> m_cuts;         // ends that it has been cut to
    std::vector<Seat> m_seats;
    std::vector<Subscriber*> m_line;           // with a single active consumer: the first is served
    MethodEvent<Stream, &Stream::replicated> m_replication{*this};
    MethodEvent<Stream, &Stream::storingIsDue> m_storing{*this};
    MethodEvent<Stream, &Stream::retentionIsDue> m_retention{*this};
};

}  // namespace stormglass::rabbitmq
