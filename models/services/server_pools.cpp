// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/server_pools.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stormglass {

void ServerPools::resize(SimTime now, std::size_t pool, std::size_t servers)
{
    if (pool >= m_pools.size())
        m_pools.resize(pool + 1);
    Pool& resized = m_pools[pool];
    const bool wasFull = resized.isFull();
    resized.all.update(now, static_cast<double>(servers));
    m_full += static_cast<std::size_t>(resized.isFull()) - static_cast<std::size_t>(wasFull);
}

double ServerPools::utilisation(SimTime now) const
{
    double busiest = 0;
    for (const Pool& pool : m_pools) {
        const double all = pool.all.average(now);
        if (all > 0)
            busiest = std::max(busiest, pool.busy.average(now) / all);
    }
    return busiest;
}

ServerPools::Reading ServerPools::read(SimTime now) const
{
    Reading reading;
    for (const Pool& pool : m_pools) {
        reading.busy.push_back(pool.busyBefore + pool.busy.integral(now));
        reading.all.push_back(pool.allBefore + pool.all.integral(now));
    }
    return reading;
}

double ServerPools::utilisation(const Reading& from, const Reading& to)
{
    double busiest = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t pool = 0; pool < to.all.size(); ++pool) {
        const bool isOld = pool < from.all.size();
        const double all = to.all[pool] - (isOld ? from.all[pool] : 0);
        const double busy = to.busy[pool] - (isOld ? from.busy[pool] : 0);
        if (all > 0)
            busiest = std::fmax(busiest, busy / all);
    }
    return busiest;
}

void ServerPools::endWarmUp(SimTime now)
{
    for (Pool& pool : m_pools) {
        pool.busyBefore += pool.busy.integral(now);
        pool.allBefore += pool.all.integral(now);
        pool.busy.reset(now);
        pool.all.reset(now);
    }
}

}  // namespace stormglass
