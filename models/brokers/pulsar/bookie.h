// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bookie: what it is asked to store, it has in its journal when it answers.
#pragma once

#include "models/brokers/pulsar/journal.h"
#include "models/spec/components/pulsar.h"

#include <deque>

namespace stormglass::pulsar {

/// Its journals share its disk and are synced apart from each other; the id of a ledger says which one has its entries
/// (BookKeeper, BookieImpl.java: getJournal).
///
/// A full disk makes it read-only (readOnlyModeEnabled): it refuses entries, and keeps those that it has.
class Bookie {
public:
    using Write = Journal::Write;

    Bookie(Cluster& cluster, HostId itsHost, std::uint32_t number);

    const HostId host;
    Disk disk;

    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    /// Whether a ledger would choose it.
    [[nodiscard]] bool takesWrites() const { return m_isUp && !m_isPaused && !disk.isFull(); }
    [[nodiscard]] bool givesReads() const { return m_isUp && !m_isPaused; }

    /// Has arrived.
    void write(const Write& write, std::int64_t bytes);
    /// What it has not answered is gone.
    void crash();
    void pause();
    void restart();
    /// What has been stored later is in its memory only.
    [[nodiscard]] SimTime lastFlush() const;

private:
    Cluster& m_cluster;
    Duration m_flushPhase{};
    bool m_isUp = true;
    bool m_isPaused = false;
    Journal::Device m_device;
    std::deque<Journal> m_journals;  // their events know where they are
};

}  // namespace stormglass::pulsar
