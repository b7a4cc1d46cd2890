// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A quorum queue: a state machine that its members agree upon.
#pragma once

#include "models/brokers/rabbitmq/amqp/queue.h"
#include "models/brokers/rabbitmq/amqp/ready_messages.h"
#include "models/brokers/rabbitmq/amqp/rotation.h"

#include <deque>
#include <functional>
#include <set>

namespace stormglass::rabbitmq::amqp {

struct QuorumEntry {
    MessagePointer message;
    std::uint64_t sequence = 0;
    SimTime deadline = kNever;
    std::int64_t failures = 0;  ///< Deliveries that came back.
};
[[nodiscard]] constexpr std::int64_t priorityOf(const QuorumEntry&) { return 0; }
[[nodiscard]] inline std::int64_t bytesOf(const QuorumEntry& entry) { return entry.message->size; }

/// Without a leader it does nothing: what it is told waits.
///
/// Source: RabbitMQ 3.10, rabbit_fifo; recordings of group 08.
class QuorumQueue final : public Queue {
public:
    QuorumQueue(QueueHost& host, QueueId id, const QueueDeclaration& declaration, std::vector<NodeId> members);

    [[nodiscard]] bool isAvailable() const override { return m_hasLeader; }
    [[nodiscard]] const std::vector<NodeId>& members() const { return m_members; }
    void publish(const Incoming& incoming) override;
    std::optional<Fetched> get(ChannelId channel, std::uint64_t tag, bool needsAck) override;
    [[nodiscard]] bool attach(ChannelId channel, const ConsumerDeclaration& consumer) override;
    void cancel(ChannelId channel, const std::string& consumer) override;
    void settle(ChannelId channel, const std::string& consumer, Verdict verdict, std::span<const EntryId> entries) override;
    void channelGone(ChannelId channel) override { channelsGone({channel}); }
    /// Channels that are gone together.
    void channelsGone(const std::set<ChannelId>& channels);
    void resume(ChannelId) override { }             // No channel with a prefetch of its own may consume from it
    void limitChanged(ChannelId, bool) override { }  // (recording 08-26).
    std::size_t purge() override;
    /// Its lease is renewed by gets and by consumers that leave only: a declaration does not get to its state machine
    /// (rabbit_fifo, last_active).
    void declaredAgain() override { }
    [[nodiscard]] QueueCounts counts() const override;
    [[nodiscard]] SimTime deadline() const override;
    void timeHasCome() override;
    void sync() override;
    [[nodiscard]] std::vector<std::pair<ChannelId, std::string>> consumers() const override;

    /// A channel's first message. False: the queue is full.
    [[nodiscard]] bool registerPublisher(ChannelId channel);

    void loseLeader() { m_hasLeader = false; }
    void lead(NodeId leader);
    /// A kill takes what had not got to the disk of a single member.
    void killed();
    /// It will never have a leader again.
    void breakDown();
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    [[nodiscard]] SimTime declaredAt() const { return m_declaredAt; }

private:
    using Entry = QuorumEntry;
    using Key = std::pair<std::string, ChannelId>;  // in this order they are gone through
    struct Consumer {
        ConsumerDeclaration declaration;
        bool isOnce = false;  ///< Of a get, or cancelled: gone with the last message that it holds.
        bool isCancelled = false;
        std::int64_t credit = 0;
        std::map<EntryId, Entry> held;
    };
    struct Letter {
        Entry entry;
        DeathReason reason = DeathReason::Rejected;
        SimTime at = kStartOfRun;  ///< When it is tried.
    };
    struct Settled {
        Key key;
        EntryId id = 0;
        Entry entry;
    };

    void whenLed(std::function<void()> command);
    void enqueue(const Incoming& incoming);
    void acknowledge(const Key& key, const std::vector<EntryId>& entries);
    void discard(const Key& key, const std::vector<EntryId>& entries);
    void giveBack(const Key& key, const std::vector<EntryId>& entries);
    void requeue(const Key& key, const std::vector<EntryId>& entries);
    bool giveBackOne(const Key& key, EntryId id, Comeback how);
    void remove(const std::set<ChannelId>& channels);
    void cancelNow(const Key& key);

    /// It has one more credit for each of so many messages.
    void complete(const Key& key, std::int64_t count);
    void update(const Key& key);
    [[nodiscard]] bool hasActive() const;
    void activateNext();

    /// After each command.
    void checkout();
    void sendOut(const std::map<Key, std::vector<std::pair<EntryId, Entry>>>& deliveries);
    void dropExpired();
    void applyLimit();
    void bury(Entry entry, DeathReason reason);
    void sendLetters();
    [[nodiscard]] std::int64_t limitedCount() const { return static_cast<std::int64_t>(m_ready.size() + m_letters.size()); }
    [[nodiscard]] std::int64_t limitedBytes() const;

    const std::vector<NodeId> m_members;
    const SimTime m_declaredAt;
    bool m_hasLeader = true;
    bool m_isBroken = false;
    std::vector<std::function<void()>> m_commands;  // until there is a leader
    ReadyMessages<Entry> m_ready{false};
    std::map<Key, Consumer> m_consumers;
    std::vector<std::pair<Key, Consumer>> m_waiting;  // to become the single active one
    Rotation<Key> m_service;
    std::map<ChannelId, bool> m_publishers;           // whether it was told to stop
    std::deque<Letter> m_letters;                     // to dead-letter at least once
    bool m_wasRelaxed = true;
    std::uint64_t m_lastSequence = 0;
    EntryId m_lastEntry = 0;
    SimTime m_lastActive;
    std::vector<Settled> m_settled;                   // since the last sync
    std::uint64_t m_syncedSequence = 0;
};

}  // namespace stormglass::rabbitmq::amqp
