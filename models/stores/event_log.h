// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The events of an account, from which its balance at any time follows.
#pragma once

#include "simcore/base/time.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stormglass {

/// Events are appended and never changed. The balance is no field: it is what the events add up to.
class EventLog {
public:
    /// A snapshot after every so many events; 0: none.
    explicit EventLog(std::int64_t snapshotEvery = 0) : m_snapshotEvery(snapshotEvery) { }

    /// Number of events.
    [[nodiscard]] std::uint64_t version() const { return m_events.size(); }
    /// Appends if nobody else has appended since \p expectedVersion was read. False: version conflict.
    /// Precondition: \p at is not before the event before.
    bool append(std::uint64_t expectedVersion, double amount, SimTime at);
    /// Whether the event that was appended last made a snapshot.
    [[nodiscard]] bool hasJustSnapshot() const { return !m_snapshots.empty() && m_snapshots.back().version == version(); }
    /// Events to apply on top of the newest snapshot to know the present.
    [[nodiscard]] std::uint64_t eventsToReplay() const { return version() - (m_snapshots.empty() ? 0 : m_snapshots.back().version); }
    /// Rebuilt from the newest snapshot.
    [[nodiscard]] double balance() const { return balanceAt(kNever); }
    /// Rebuilt as of that instant, events at it included: from the newest snapshot that is not later.
    [[nodiscard]] double balanceAt(SimTime at) const;

private:
    struct Event {
        double amount = 0;
        SimTime at{};
    };
    struct Snapshot {
        std::uint64_t version = 0;
        double balance = 0;
    };

    std::int64_t m_snapshotEvery;
    std::vector<Event> m_events;
    std::vector<Snapshot> m_snapshots;
};

}  // namespace stormglass
