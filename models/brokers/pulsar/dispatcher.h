// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the broker of a partition does for one subscription: who gets which entry, and what has been acknowledged.
#pragma once

#include "models/brokers/comeback_note.h"
#include "models/brokers/pulsar/key_ranges.h"
#include "models/brokers/pulsar/partition.h"

#include <map>
#include <optional>
#include <set>

namespace stormglass::pulsar {

class Inlet;

/// What has become of one message of an entry.
struct Done {
    std::uint32_t message = 0;
    Settlement how = Settlement::Acknowledge;
};

/// An acknowledgement of an entry as a client sends it; without details: all of it has been acknowledged.
struct Ack {
    std::uint64_t entry = 0;
    std::vector<Done> done = {};
};

/// Entries are sent to consumers that have permits: to those of a Shared subscription in turn, of an Exclusive or a Failover
/// one to the active one, of a Key_Shared one to the one that has the slot of the entry's key. What comes again is before
/// anything new (PersistentDispatcherMultipleConsumers, PersistentDispatcherSingleActiveConsumer,
/// PersistentStickyKeyDispatcherMultipleConsumers).
///
/// Who has read everything does not look again before managedLedgerNewEntriesCheckDelayInMillis have passed, and is told of
/// each new entry at once only if it has found nothing then either (ManagedCursorImpl: asyncReadEntriesOrWait,
/// checkForNewEntries). What comes again does not wait for that.
///
/// The position of the subscription is stored at most so often a second; what has been acknowledged since comes again
/// when the broker dies (ManagedCursorImpl: markDeleteLimiter; what it would write when no acknowledgements follow, up to
/// a minute later, is written when the limit allows it). Counts of redeliveries are in the memory of the broker only.
class Dispatcher {
public:
    Dispatcher(Cluster& cluster, Partition& partition);

    [[nodiscard]] Partition& partition() const { return m_partition; }

    /// The next entry of the log.
    void add(std::uint64_t entry);
    void dispatch();

    // From the consumers:
    void attach(Inlet& inlet);
    void detach(Inlet& inlet);
    void acknowledge(const Ack& ack);
    /// Entries that this consumer wants to come again.
    void redeliver(Inlet& inlet, const std::vector<std::uint64_t>& entries, RedeliveryCause cause);
    /// All that this consumer has.
    void redeliverAll(Inlet& inlet, RedeliveryCause cause);
    /// An acknowledgement of it has not arrived.
    void noteComeback(std::uint64_t entry, RedeliveryCause cause);
    /// How often it has come again.
    [[nodiscard]] std::uint32_t redeliveriesOf(std::uint64_t entry) const;
    /// Of a batch whose messages are acknowledged each for itself.
    [[nodiscard]] bool isDone(std::uint64_t entry, std::uint32_t message) const;
    /// It is still to be acknowledged.
    [[nodiscard]] bool isThere(std::uint64_t entry) const;

    /// The broker is gone, with what it knew.
    void serverLost();
    void lose(std::uint64_t entry, LossCause cause);
    void expire(SimTime storedBefore);
    /// Drops the oldest entries until so many bytes are left.
    void evict(std::int64_t bytes);

    [[nodiscard]] std::int64_t backlog() const { return m_bytes; }
    [[nodiscard]] std::uint64_t countWaiting() const { return m_messages; }
    /// Counted from the entries.
    [[nodiscard]] std::uint64_t countHeld() const;
    void clear();

private:
    enum class Phase : std::uint8_t {
        Waiting,  ///< It has not been read, or is to come again.
        Sent,
        Acked,    ///< The position that is stored does not know.
        Gone
    };
    /// What is done about entries that nobody has read.
    enum class Lookout : std::uint8_t {
        Read,     ///< They are read as soon as somebody has room for them.
        Pausing,  ///< There were none; they are looked for in a while.
        Notified  ///< There have been none for that while: the ledger tells of the next.
    };
    struct State {
        Inlet* inlet = nullptr;
        std::uint16_t redeliveries = 0;
        Phase phase = Phase::Waiting;
        bool hasBeenSent = false;
        bool isOutOfBooks = false;  ///< It had been acknowledged before.
        ComebackNote comeback = {};
    };

    [[nodiscard]] State& stateOf(std::uint64_t entry) { return m_states[entry - m_first]; }
    [[nodiscard]] const State& stateOf(std::uint64_t entry) const { return m_states[entry - m_first]; }
    [[nodiscard]] bool isKeyShared() const { return m_type == spec::PulsarSubscriptionType::KeyShared; }
    [[nodiscard]] std::uint32_t slotOf(std::uint64_t entry) const;
    [[nodiscard]] std::uint64_t countLeft(std::uint64_t entry) const;
    [[nodiscard]] bool isAvailable(std::uint64_t entry);
    void read(std::uint64_t entry);
    [[nodiscard]] bool hasRoom(const Inlet& inlet) const;
    [[nodiscard]] bool hasRoomAnywhere() const;
    [[nodiscard]] bool hasReadAll() const { return m_next >= m_first + m_states.size(); }
    void waitForNew();
    void checkForNewEntries();
    void stopWaiting();
    [[nodiscard]] Inlet* pick();
    void dispatchInTurn();
    void dispatchByKey();
    [[nodiscard]] bool sendParked(Inlet& inlet);
    [[nodiscard]] bool isHeldByOther(std::uint32_t slot, const Inlet& inlet) const;
    void send(Inlet& inlet, std::uint64_t entry);
    void park(std::uint64_t entry);
    void parkAnew();
    void giveBack(std::uint64_t entry);
    void activate();
    void rewind();
    void again(std::uint64_t entry);
    void finish(std::uint64_t entry, Phase phase);
    void drop(std::uint64_t entry, std::optional<LossCause> cause);
    void account(std::uint64_t entry, const Done& done);
    void storePosition();
    void persist();
    void trim();

    Cluster& m_cluster;
    Partition& m_partition;
    const spec::PulsarSubscriptionType m_type;
    BlockQueue<State> m_states;        // of the entries from m_first on
    std::uint64_t m_first = 1;
    std::uint64_t m_next = 1;          // to be read
    std::uint64_t m_readUpTo = 1;      // what is before has been fetched from a bookie, if it was in no cache
    bool m_isReading = false;
    Lookout m_lookout = Lookout::Read;
    std::set<std::uint64_t> m_again;   // before m_next and waiting, but for those that wait for one consumer
    std::size_t m_parked = 0;          // of those
    std::vector<Inlet*> m_inlets;      // in the order in which they came
    Inlet* m_active = nullptr;         // of an exclusive or failover subscription
    Inlet* m_chosen = nullptr;         // it is active, or will be soon
    std::uint32_t m_activations = 0;
    std::size_t m_turn = 0;            // of the inlets: who is next
    std::int64_t m_left = 0;           // messages until the turn goes on
    KeyRanges m_ranges;
    struct Holder {
        const Inlet* inlet = nullptr;
        std::uint32_t count = 0;
    };
    std::map<std::uint32_t, Holder> m_holders;                  // of slots with entries that have been sent
    std::map<std::uint64_t, std::vector<bool>> m_partlyDone;    // by entry: which messages
    std::vector<std::uint64_t> m_unstored;  // acknowledged since the position was stored
    SimTime m_storedAt{};
    std::uint64_t m_messages = 0;
    std::int64_t m_bytes = 0;
    WakeUp<Dispatcher, &Dispatcher::persist> m_storeTimer;
    WakeUp<Dispatcher, &Dispatcher::checkForNewEntries> m_lookoutTimer;
};

}  // namespace stormglass::pulsar
