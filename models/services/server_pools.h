// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who serves in a component: workers that take requests, and for each subscription the consumers that take its messages.
#pragma once

#include "simcore/measure/time_weighted.h"

#include <cstddef>
#include <vector>

namespace stormglass {

/// What waits for the servers of one pool is not served by those of another. So a component is as busy as its busiest
/// pool; a mean over all of them would tell of idle servers that nobody can use.
class ServerPools {
public:
    static constexpr std::size_t kWorkers = 0;

    /// Times of all pools since the start of the run, for who compares two instants.
    struct Reading {
        std::vector<double> busy;  ///< Busy servers times nanoseconds.
        std::vector<double> all;   ///< Servers times nanoseconds.
    };

    /// So many servers from now on. Pools are numbered from kWorkers on.
    void resize(SimTime now, std::size_t pool, std::size_t servers);
    void taken(SimTime now, std::size_t pool) { change(now, m_pools[pool], 1); }
    void freed(SimTime now, std::size_t pool) { change(now, m_pools[pool], -1); }

    /// Whoever comes to some pool has to wait.
    [[nodiscard]] bool isAnyFull() const { return m_full > 0; }
    /// Of the busiest, since the start or the end of the warm-up.
    [[nodiscard]] double utilisation(SimTime now) const;
    [[nodiscard]] Reading read(SimTime now) const;
    /// The same between two instants; nothing (NaN) where there are no servers.
    [[nodiscard]] static double utilisation(const Reading& from, const Reading& to);

    void endWarmUp(SimTime now);

private:
    struct Pool {
        TimeWeighted busy;
        TimeWeighted all;
        double busyBefore = 0;  // the warm-up ended
        double allBefore = 0;

        [[nodiscard]] bool isFull() const { return all.value() > 0 && busy.value() >= all.value(); }
    };

    void change(SimTime now, Pool& pool, int by)
    {
        const bool wasFull = pool.isFull();
        pool.busy.add(now, by);
        m_full += static_cast<std::size_t>(pool.isFull()) - static_cast<std::size_t>(wasFull);
    }

    std::vector<Pool> m_pools = std::vector<Pool>(1);
    std::size_t m_full = 0;
};

}  // namespace stormglass
