// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ledger of a partition that is written to, and where the entries of all its ledgers are.
#pragma once

#include "models/brokers/block_queue.h"
#include "models/brokers/method_event.h"
#include "models/brokers/pulsar/bookie.h"
#include "models/brokers/pulsar/cluster.h"

namespace stormglass::pulsar {

/// Striped over an ensemble: an entry is sent to write quorum of its bookies, in turn, and is confirmed when ack quorum of
/// them have answered and all before it are confirmed. A bookie that fails is replaced by one that has not been in the
/// ensemble, and what is not confirmed is written to that one, too. Without such a bookie the ledger is closed and its
/// entries have failed; another is opened as soon as there are enough bookies, at the earliest 10 s after an attempt has failed
/// (BookKeeper, LedgerHandle.java: ensembleChange; Pulsar, ManagedLedgerImpl.java:
/// WaitTimeAfterLedgerCreationFailureMs).
///
/// Where an entry is, is known exactly: on the bookies that had it in their journals, whether they could say so or not.
/// Not modelled: entries that auto-recovery copies elsewhere; an ensemble that avoids one rack.
class Ledger {
public:
    Ledger(Cluster& cluster, Partition& partition) : m_cluster(cluster), m_partition(partition), m_silence(cluster.context.calendar, *this) { }

    /// Before the run: a ledger is there. Precondition: so are enough bookies.
    void start();
    /// Whether a broker there could take over: enough bookies answer to close the ledger of its predecessor, and a new one
    /// has its ensemble.
    [[nodiscard]] bool canOpen(HostId host) const;
    /// Its time, but for the metadata store: bookies of the last ledger are fenced, and asked what they have.
    [[nodiscard]] Duration recoveryTime(HostId host) const;
    /// The broker of the partition begins. What its predecessor had not confirmed and a bookie has becomes part of the log.
    void open();
    /// The broker of the partition is gone.
    void close();

    void add(Batch& batch);
    void bookieFailed(std::uint32_t bookie);
    /// Whether one of the bookies that have it can be asked.
    [[nodiscard]] bool isReadable(std::uint64_t entry, std::uint32_t copies) const;
    /// Precondition: it is readable. The host of a bookie that has it and can be asked.
    [[nodiscard]] HostId readerFor(std::uint64_t entry, std::uint32_t copies) const;
    /// The bit of that bookie among the copies of an entry; 0: it should not have one.
    [[nodiscard]] std::uint32_t bitOf(std::uint64_t entry, std::uint32_t bookie) const;
    void bookieLostPower(std::uint32_t bookie);
    /// A bookie has been started again: it knows nothing of what was sent to it.
    void bookieRestarted(std::uint32_t bookie);
    void reachChanged();
    [[nodiscard]] bool hasInEnsemble(std::uint32_t bookie) const;
    void clear();

    // From the bookies:
    void persisted(const Bookie::Write& write, HostId bookie);
    void refuseLater(const Bookie::Write& write, HostId bookie);

private:
    struct Pending {
        Batch* batch = nullptr;
        std::uint32_t copies = 0;    ///< Bits of the ensemble: bookies that have it.
        std::uint32_t answered = 0;  ///< The same as far as the broker knows.
    };
    struct Ensemble {
        std::uint64_t firstEntry = 0;
        std::vector<std::uint32_t> bookies;
    };
    /// What one bookie of the ensemble has not answered.
    struct Unanswered {
        std::uint32_t count = 0;
        SimTime since{};
    };

    /// kNoNode: none.
    [[nodiscard]] std::uint32_t findReader(std::uint64_t entry, std::uint32_t copies) const;
    [[nodiscard]] const Ensemble& ensembleOf(std::uint64_t entry) const;
    [[nodiscard]] bool isIn(std::uint64_t entry, std::size_t position) const;
    [[nodiscard]] std::uint32_t findBookie(HostId host, const std::vector<std::uint32_t>& butNot) const;
    [[nodiscard]] bool canBeAsked(HostId host, std::uint32_t bookie) const;
    Pending take();
    void create();
    void created();
    void begin(std::uint64_t firstEntry, std::vector<std::uint32_t> bookies);
    void write(std::uint64_t entry, std::uint32_t position);
    void answered(const Bookie::Write& write);
    void confirmInOrder();
    void replaced(std::uint32_t position);
    void fail();
    void someAreSilent();
    [[nodiscard]] HostId host() const;

    Cluster& m_cluster;
    Partition& m_partition;
    bool m_isOpen = false;      // a ledger is there, or being created
    bool m_isCreating = false;
    std::uint32_t m_changing = 0;  // bits: positions that get another bookie; nothing is confirmed meanwhile
    std::uint32_t m_number = 0;    // of the ledger, among those of the partition
    std::uint64_t m_id = 0;        // among all
    SimTime m_notBefore{};
    BlockQueue<Pending, 16> m_pending;
    std::uint64_t m_firstPending = 1;
    std::vector<Ensemble> m_ensembles;
    std::vector<Unanswered> m_unanswered;  // by position
    WakeUp<Ledger, &Ledger::someAreSilent> m_silence;
};

}  // namespace stormglass::pulsar
