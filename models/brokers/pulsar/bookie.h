// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bookie: what it is asked to store, it has in its journal when it answers.
#pragma once

#include "models/brokers/disk.h"
#include "models/brokers/method_event.h"
#include "models/spec/components/pulsar.h"
#include "simcore/base/ids.h"
#include "simcore/random/sampler.h"

#include <cstdint>
#include <vector>

namespace stormglass::pulsar {

class Cluster;
class Ledger;

/// Group commit (BookKeeper, Journal.java): the first entry of a group waits for others, for journalMaxGroupWaitMSec or
/// until they come to journalBufferedWritesThreshold; while a group is being synced, what comes waits together for the next
/// sync. Without journalSyncData a group is answered when it is in the page cache.
///
/// A full disk makes it read-only (readOnlyModeEnabled): it refuses entries, and keeps those that it has.
class Bookie {
public:
    /// One entry that one ledger wants written.
    struct Write {
        Ledger* ledger = nullptr;
        std::uint32_t number = 0;    ///< Of the ledger among those of its partition.
        std::uint64_t entry = 0;
        std::uint32_t position = 0;  ///< Of the bookie in the ensemble.
        std::uint32_t bookie = 0;
    };

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
    void groupIsOver();
    void begin();
    void synced();
    void answer(const std::vector<Write>& writes);

    Cluster& m_cluster;
    Sampler m_syncTime;
    RandomStream m_syncTimes;
    Duration m_flushPhase{};
    bool m_isUp = true;
    bool m_isPaused = false;
    std::vector<Write> m_group;
    std::int64_t m_groupBytes = 0;
    bool m_isGroupOver = false;  // it waits for the sync of the one before it
    std::vector<Write> m_syncing;
    MethodEvent<Bookie, &Bookie::groupIsOver> m_groupTimer{*this};
    MethodEvent<Bookie, &Bookie::synced> m_sync{*this};
};

}  // namespace stormglass::pulsar
