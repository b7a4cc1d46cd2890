// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A classic queue: on one node, with what is persistent on that node's disk.
#pragma once

#include "models/brokers/rabbitmq/amqp/classic_consumers.h"
#include "models/brokers/rabbitmq/amqp/ready_messages.h"

namespace stormglass::rabbitmq::amqp {

struct ClassicEntry {
    MessagePointer message;
    std::uint64_t sequence = 0;
    SimTime deadline = kNever;
    bool isRedelivered = false;
    bool isReadBack = false;  ///< From the disk, after a restart.
};
[[nodiscard]] inline std::int64_t priorityOf(const ClassicEntry& entry) { return entry.message->priority.value_or(0); }
[[nodiscard]] inline std::int64_t bytesOf(const ClassicEntry& entry) { return entry.message->size; }

/// Source: RabbitMQ 3.10, rabbit_amqqueue_process; what survives: recordings of groups 09 and 11.
class ClassicQueue final : public Queue {
public:
    ClassicQueue(QueueHost& host, QueueId id, const QueueDeclaration& declaration, std::optional<ConnectionId> owner, NodeId home);

    [[nodiscard]] bool isAvailable() const override { return m_isUp; }
    void publish(const Incoming& incoming) override;
    std::optional<Fetched> get(ChannelId channel, std::uint64_t tag, bool needsAck) override;
    [[nodiscard]] bool attach(ChannelId channel, const ConsumerDeclaration& consumer) override;
    void cancel(ChannelId channel, const std::string& consumer) override;
    void settle(ChannelId channel, const std::string& consumer, Verdict verdict, std::span<const EntryId> entries) override;
    void channelGone(ChannelId channel) override;
    void resume(ChannelId channel) override;
    void limitChanged(ChannelId channel, bool isLimited) override;
    std::size_t purge() override;
    void declaredAgain() override { renewLease(); }  // recording 03-17
    [[nodiscard]] QueueCounts counts() const override;
    [[nodiscard]] SimTime deadline() const override { return m_isUp ? std::min(m_ttlTimer, m_expiryTimer) : kNever; }
    void timeHasCome() override;
    void sync() override;
    [[nodiscard]] std::vector<std::pair<ChannelId, std::string>> consumers() const override { return m_consumers.all(); }

    /// Whether it would refuse that message now.
    [[nodiscard]] bool isFullFor(const Message& message) const;

    // classic_storage.cpp
    /// Precondition: an orderly stop has closed the channels before, but for those of other nodes.
    void stop(bool isKilled);
    void start();
    /// A mirror takes its place: it does not know what was delivered (recording 11-15).
    void promote(NodeId home);

private:
    using Entry = ClassicEntry;
    struct Removed {
        Entry entry;
        SimTime at{};
    };

    [[nodiscard]] bool isStored(const Entry& entry) const { return entry.message->isPersistent && declaration().isDurable; }
    /// Of a queue that expires when nobody uses it (x-expires).
    void renewLease();
    void reject(const Incoming& incoming);
    void hand(const ClassicConsumers::Consumer& consumer, Entry entry);
    void run();
    void giveBack(std::span<const EntryId> entries);
    bool dropOverflow();
    void dropExpired();
    void bury(Entry entry, DeathReason reason);
    std::optional<Entry> takeHeld(EntryId id);
    void noteRemoved(Entry entry);
    [[nodiscard]] std::uint64_t lastSurviving();

    ReadyMessages<Entry> m_ready;
    std::map<EntryId, Entry> m_held;
    ClassicConsumers m_consumers;
    bool m_hadConsumers = false;
    bool m_isUp = true;
    std::uint64_t m_lastSequence = 0;
    SimTime m_ttlTimer = kNever;
    SimTime m_expiryTimer = kNever;
    std::uint64_t m_syncedSequence = 0;      // what would survive a kill
    std::map<ChannelId, std::vector<std::uint64_t>> m_unconfirmed;  // until they are on the disk
    std::vector<Removed> m_removed;          // but not yet from the disk
};

}  // namespace stormglass::rabbitmq::amqp
