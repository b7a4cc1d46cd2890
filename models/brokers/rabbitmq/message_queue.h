// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A classic or a quorum queue.
#pragma once

#include "models/brokers/rabbitmq/amqp/rotation.h"
#include "models/brokers/rabbitmq/queue.h"
#include "models/brokers/rabbitmq/rules.h"
#include "models/brokers/rabbitmq/write_ahead_log.h"

#include <deque>

namespace stormglass::rabbitmq {

/// A message goes to one consumer and leaves the queue when that one is done with it. Order, limits and flags follow the
/// rules in amqp/, which the recordings of RabbitMQ 3.10 prove (tests/conformance).
class MessageQueue final : public Queue {
public:
    /// \p home: the node of a classic queue, the first leader of a quorum queue.
    MessageQueue(Cluster& cluster, Exchange& exchange, const std::string& component, std::uint32_t home);

    /// From the log: it is on this node's disk, or on those of a majority.
    void synced(const WriteAheadLog::Item& item);
    void replicated(const WriteAheadLog::Item& item);

    [[nodiscard]] bool admits(const Subscriber& subscriber) const override;
    void joined(Subscriber& subscriber) override;
    void hasRoom(Subscriber& subscriber) override;
    void settled(Subscriber& subscriber, Entry entry, Settlement settlement) override;
    void giveBack(Entry entry, Comeback how) override;
    void dispatch() override;
    void left(Subscriber& subscriber) override;

    void nodeStopped(std::uint32_t node, bool isSilent, bool isOrderly) override;
    void nodeLostPower(std::uint32_t node) override;
    void nodeRestarted(std::uint32_t node) override;

    [[nodiscard]] Holdings heldUpFrom(std::uint32_t node) const override;
    [[nodiscard]] Holdings holdings() const override;
    [[nodiscard]] std::uint64_t countHeld() const override;
    void clear() override;

private:
    struct Uncommitted {
        Entry entry;
        PendingId pending = 0;
        std::uint32_t from = kNoNode;
        Sender sender{};
    };

    void take(Incoming incoming) override;
    void takeNow(Incoming incoming);
    void leaderIsGoing() override;
    void leaderReplaced() override;
    void leads() override;

    void write(std::uint64_t sequence, PendingId pending);
    void makeReady(Entry entry);

    // --- whose turn it is, and whether anybody is there: message_queue_consumers.cpp ---
    [[nodiscard]] Subscriber* takeNextWithRoom();
    [[nodiscard]] Subscriber* activeWithRoom();
    void lineUp(Subscriber& subscriber);
    void noteServed(Subscriber& subscriber);
    void watchUse();
    void disuseIsDue();
    void remove();

    [[nodiscard]] bool isFullFor(const Message& message) const;
    void refuse(const Incoming& incoming);
    [[nodiscard]] bool isOverLimit() const;
    void dropOverflow();
    void updateRefusal();

    [[nodiscard]] bool isExpired(const Entry& entry) const { return entry.deadline <= m_cluster.now(); }
    void dropExpired();
    void expiryIsDue();
    void bury(Entry entry, DeathReason reason);
    enum class Letter { Sent, Unroutable, ClosesCycle };
    Letter sendLetter(Message message, DeathReason reason);
    [[nodiscard]] Exchange* deadLetterExchange() const;
    /// Returns the name of the cause.
    std::string_view book(DeathReason reason);

    /// Of a queue that does not wait for the disk: the operating system has it.
    void noteFlushed(std::uint64_t sequence);
    /// What of that was on the disk when the power went.
    [[nodiscard]] std::uint64_t lastWrittenBack() const;
    void homeCrashed();

    // --- reads from the disk: message_queue_reads.cpp ---
    void noteLogged(const Entry& entry);
    [[nodiscard]] bool isOnDiskOnly(const Entry& entry) const;
    /// When it can be sent. The reading begins now.
    [[nodiscard]] SimTime readFor(const Subscriber& subscriber, const Entry& entry);
    [[nodiscard]] SimTime busyUntil() const;
    void takeLater(Incoming incoming);
    void flushIsDue();

    const Rules m_rules;
    std::uint64_t m_lastSequence = 0;
    std::int64_t m_logFile = 0;         // of the leader, as of the last message
    std::uint64_t m_inMemoryFrom = 0;   // messages that are in that file
    std::vector<SimTime> m_readsUntil;  // by node, of its member's process; empty: nobody has read yet
    BlockQueue<Incoming, 16> m_lowPriority;
    std::uint64_t m_syncedSequence = 0;   // of a classic queue: what would survive a crash
    struct Flushed {
        SimTime until;                    // they came before
        std::uint64_t last = 0;
    };
    std::deque<Flushed> m_flushed;        // to the operating system, which may not have written it back
    BlockQueue<Uncommitted> m_uncommitted;
    ReadyList m_ready;
    amqp::Rotation<Subscriber*> m_rotation;
    std::vector<Subscriber*> m_line;      // of which only the first is served, of a queue with a single active consumer
    bool m_isRefusing = false;            // a quorum queue that has been too long, and is not yet well below its limit
    std::size_t m_consumers = 0;          // that are connected
    WakeUp<MessageQueue, &MessageQueue::expiryIsDue> m_expiry{m_cluster.context.calendar, *this};
    MethodEvent<MessageQueue, &MessageQueue::disuseIsDue> m_disuse{*this};
    MethodEvent<MessageQueue, &MessageQueue::flushIsDue> m_flush{*this};
};

}  // namespace stormglass::rabbitmq
