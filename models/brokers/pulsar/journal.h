// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One journal of a bookie.
#pragma once

#include "models/brokers/disk.h"
#include "models/brokers/method_event.h"
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
class Journal {
public:
    /// One entry that one ledger wants written.
    struct Write {
        Ledger* ledger = nullptr;
        std::uint64_t ledgerId = 0;
        std::uint32_t number = 0;  ///< Of the ledger among those of its partition.
        std::uint64_t entry = 0;
        std::uint32_t position = 0;  ///< Of the bookie in the ensemble.
        std::uint32_t bookie = 0;
    };
    /// What the journals of a bookie share.
    struct Device {
        HostId host;
        Disk& disk;
        Sampler syncTime;
        RandomStream draws;
    };

    /// The device outlives it.
    Journal(Cluster& cluster, Device& device)
        : m_cluster(cluster)
        , m_device(device)
    {
    }

    void add(const Write& write, std::int64_t bytes);
    /// What it has not answered is gone.
    void crash();
    /// Until it is resumed, what comes is only collected.
    void pause();
    void resume();

private:
    void groupIsOver();
    void begin();
    void synced();

    Cluster& m_cluster;
    Device& m_device;
    bool m_isPaused = false;
    std::vector<Write> m_group;
    std::int64_t m_groupBytes = 0;
    bool m_isGroupOver = false;  // it waits for the sync of the one before it
    std::vector<Write> m_syncing;
    MethodEvent<Journal, &Journal::groupIsOver> m_groupTimer{*this};
    MethodEvent<Journal, &Journal::synced> m_sync{*this};
};

}  // namespace stormglass::pulsar
