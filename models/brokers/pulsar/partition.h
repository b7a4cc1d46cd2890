// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A partition of a topic: which broker serves it, and its log.
#pragma once

#include "models/brokers/pulsar/ledger.h"

namespace stormglass::pulsar {

class Dispatcher;
class Link;

/// One batch in the log.
struct Entry {
    Batch* batch = nullptr;  ///< Null: nobody needs it any more.
    SimTime storedAt{};
    std::uint32_t term = 0;    ///< Of the partition, when it was stored.
    std::uint32_t users = 0;   ///< Subscriptions that are not done with it.
    std::uint32_t waiting = 0; ///< Of these: those whose consumers have not acknowledged it.
    std::uint32_t copies = 0;  ///< Bits of its ensemble: bookies that have it.
};

/// A partition belongs to one broker, which alone writes its ledger. When the session of that broker with the metadata store
/// has ended, another broker takes it over; nothing is copied (Pulsar manual, Architecture: brokers are stateless).
class Partition {
public:
    Partition(Cluster& cluster, Topic& owningTopic, std::uint32_t number, std::uint32_t firstServer);
    ~Partition();

    Topic& topic;
    const std::uint32_t index;
    std::vector<Dispatcher*> dispatchers;  ///< One for each subscription.
    std::vector<Link*> links;              ///< Of all clients there have ever been.

    /// The broker that has it, or had it last.
    [[nodiscard]] std::uint32_t server() const { return m_server; }
    [[nodiscard]] bool isServed() const { return m_state == State::Served; }
    /// Counts times with a broker and times without.
    [[nodiscard]] std::uint32_t term() const { return m_term; }
    [[nodiscard]] HostId host() const { return m_cluster.servers[m_server].host; }
    [[nodiscard]] Ledger& ledger() { return m_ledger; }

    /// A batch has got to the broker that had the partition in that term.
    void arrived(Batch& batch, std::uint32_t term);
    /// From the ledger: it is stored, and confirmed if there is still a broker to do so.
    void stored(Batch& batch, std::uint32_t copies, bool isConfirmed);
    /// It has not got into the log, for there are not enough bookies: whoever sent it is cut off, and sends it again.
    void refused(Batch& batch);
    /// The same, for its broker is gone.
    void dropped(Batch& batch);
    /// From a bookie: it has that entry, too.
    void hasGot(std::uint64_t entry, std::uint32_t copy);

    // --- the log: entries from first() on and before end() ---
    [[nodiscard]] std::uint64_t end() const { return m_first + m_log.size(); }
    /// Null: nobody needs it any more.
    [[nodiscard]] const Entry* find(std::uint64_t entry) const;
    /// In the memory of the broker, which has just written it.
    [[nodiscard]] bool isCached(const Entry& entry) const;
    /// A subscription has acknowledged it, or will never get it; it may come again all the same.
    void handled(std::uint64_t entry);
    /// A subscription is done with it.
    void release(std::uint64_t entry);
    [[nodiscard]] std::uint64_t first() const { return m_first; }

    /// Its producers may not send, for its backlog is too large.
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

    void serverCrashed(std::uint32_t server, bool isSilent);
    void serverRestarted(std::uint32_t server);
    void sessionLost(std::uint32_t server);
    void reachChanged();
    void bookieGone(std::uint32_t bookie, bool isBack);
    void bookieLostPower(std::uint32_t bookie);
    /// A broker or a bookie is back, or a way is.
    void improved();
    /// Looks for a broker, if it has none.
    void assign();
    /// It has no broker for that time, and this one does not get it until it is restored.
    [[nodiscard]] std::uint32_t unload(Duration time);
    void restore(std::uint32_t server);
    void clear();

private:
    enum class State { Served, Loading, Free };

    void process(Batch& batch);
    void stop();
    void load(std::uint32_t server);
    void loaded();
    void assignAfter(Duration wait);
    void lose(std::uint64_t entry);
    void checkQuota();
    void checkExpiry();

    Cluster& m_cluster;
    Ledger m_ledger;
    State m_state = State::Served;
    std::uint32_t m_server;
    std::uint32_t m_term = 1;
    SimTime m_freeFrom{};  // before, its last broker still has it, dead or not
    std::vector<std::uint32_t> m_barred;  // brokers, once for each fault that wants it so
    bool m_isHeld = false;
    BlockQueue<Entry> m_log;
    std::uint64_t m_first = 1;
    MethodEvent<Partition, &Partition::checkQuota> m_quotaTimer{*this};
    MethodEvent<Partition, &Partition::checkExpiry> m_expiryTimer{*this};
};

}  // namespace stormglass::pulsar
