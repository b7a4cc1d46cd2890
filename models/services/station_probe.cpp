// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/station_probe.h"

#include <cmath>
#include <numeric>

namespace stormglass {

std::string_view nameOf(DropCause cause)
{
    static constexpr std::string_view kNames[kDropCauses]
        = {"queue full", "expired", "crashed", "unavailable", "rate limited", "too many connections", "shed"};
    return kNames[static_cast<std::size_t>(cause)];
}

void StationProbe::setInstances(SimTime now, std::size_t instances)
{
    m_isScaled = true;
    m_instances.update(now, static_cast<double>(instances));
}

void StationProbe::arrived(SimTime now)
{
    ++m_arrivals;
    ++m_cameInAll;
    m_presentIntegral += Wide{(now - m_presentSince).count()} * m_present;
    m_presentSince = now;
    ++m_present;
    m_arrivalSum += now.time_since_epoch().count();
    m_queue.update(now, static_cast<double>(++m_waitingNow));
    m_watch.arrived(now);
    m_watch.backlog(now, m_waitingNow);
}

void StationProbe::turnedAway(SimTime now, DropCause cause)
{
    m_watch.arrived(now);
    m_watch.failed(now);
    ++m_arrivals;
    ++m_dropped[static_cast<std::size_t>(cause)];
}

void StationProbe::started(SimTime now, SimTime arrivedAt, std::size_t pool)
{
    m_waiting.record(now - arrivedAt);
    m_queue.update(now, static_cast<double>(--m_waitingNow));
    m_watch.backlog(now, m_waitingNow);
    serverTaken(now, pool);
}

void StationProbe::ended(SimTime now, SimTime arrivedAt)
{
    ++m_served;
    m_sojourn.record(now - arrivedAt);
    m_watch.served(now, now - arrivedAt);
    leave(now, arrivedAt);
}

void StationProbe::droppedWaiting(SimTime now, SimTime arrivedAt, DropCause cause)
{
    ++m_dropped[static_cast<std::size_t>(cause)];
    m_queue.update(now, static_cast<double>(--m_waitingNow));
    m_watch.backlog(now, m_waitingNow);
    m_watch.failed(now);
    leave(now, arrivedAt);
}

void StationProbe::droppedInService(SimTime now, SimTime arrivedAt, DropCause cause)
{
    ++m_dropped[static_cast<std::size_t>(cause)];
    m_watch.failed(now);
    leave(now, arrivedAt);
}

void StationProbe::serverTaken(SimTime now, std::size_t pool)
{
    m_pools.taken(now, pool);
    m_watch.saturated(now, m_pools.isAnyFull());
}

void StationProbe::serverFreed(SimTime now, std::size_t pool)
{
    m_pools.freed(now, pool);
    m_watch.saturated(now, m_pools.isAnyFull());
}

void StationProbe::leave(SimTime now, SimTime arrivedAt)
{
    ++m_leftInAll;
    m_presentIntegral += Wide{(now - m_presentSince).count()} * m_present;
    m_presentSince = now;
    --m_present;
    m_timeSpent += (now - arrivedAt).count();
    m_arrivalSum -= arrivedAt.time_since_epoch().count();
}

void StationProbe::endWarmUp(SimTime now)
{
    m_arrivals = 0;
    m_served = 0;
    m_dropped = {};
    m_waiting = Histogram{};
    m_sojourn = Histogram{};
    m_queue.reset(now);
    m_pools.endWarmUp(now);
    m_instances.reset(now);
    m_events = {};
    m_calls.endWarmUp();
}

void StationProbe::endArrivals(SimTime now)
{
    m_queueMean = m_queue.average(now);
    m_utilisation = m_pools.utilisation(now);
    m_hasEnded = true;
    m_watch.endArrivals(now);
}

double StationProbe::littlesLawGap(SimTime now) const
{
    const Wide integral = m_presentIntegral + Wide{(now - m_presentSince).count()} * m_present;
    const Wide unfinished = Wide{now.time_since_epoch().count()} * m_present - m_arrivalSum;
    const Wide gap = integral - m_timeSpent - unfinished;
    return integral == 0 ? static_cast<double>(gap) : static_cast<double>(gap) / static_cast<double>(integral);
}

std::uint64_t StationProbe::dropsInAll() const
{
    return std::accumulate(m_dropped.begin(), m_dropped.end(), std::uint64_t{0});
}

}  // namespace stormglass
