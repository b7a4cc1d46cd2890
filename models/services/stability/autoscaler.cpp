// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/autoscaler.h"

#include "models/services/station.h"

#include <cmath>
#include <utility>

namespace stormglass {

Autoscaler::Autoscaler(Station& station, const spec::Autoscaling& settings)
    : m_station(station), m_settings(settings), m_rule(settings, static_cast<std::int64_t>(station.deployedCount()))
{
}

void Autoscaler::start()
{
    Calendar& calendar = m_station.world().calendar;
    calendar.schedule(calendar.after(m_settings.syncPeriod), *this);
}

void Autoscaler::fire()
{
    const SimTime now = m_station.world().now();
    const auto instances = static_cast<std::int64_t>(m_station.deployedCount());
    const std::int64_t wanted = m_rule.decide({.now = now,
                                               .instances = instances,
                                               .ready = static_cast<std::int64_t>(m_station.readyCount()),
                                               .metric = metric(now)});
    if (wanted > instances)
        add(wanted - instances);
    else if (wanted < instances)
        remove(instances - wanted);
    start();
}

double Autoscaler::metric(SimTime now)
{
    if (m_settings.metric == spec::ScalingMetric::QueueLength)
        return static_cast<double>(m_station.probe().waitingNow());
    if (m_settings.metric == spec::ScalingMetric::Lag)
        return static_cast<double>(m_station.messagesWaiting());
    const ServerPools::Reading look = m_station.probe().pools().read(now);
    const double utilisation = ServerPools::utilisation(std::exchange(m_lastLook, look), look);
    return std::isnan(utilisation) ? 0 : utilisation;
}

void Autoscaler::add(std::int64_t count)
{
    for (std::size_t i = 0; i < m_station.instanceCount() && count > 0; ++i) {
        // The place of one that was removed is free when that one has ended.
        if (m_station.instance(i).isDeployed() || m_station.instance(i).isUp())
            continue;
        m_station.deploy(i);
        m_station.probe().counted(StationEvent::ScaledUp);
        --count;
    }
}

/// As a ReplicaSet does it: first those that are not ready, and of the others the newest.
void Autoscaler::remove(std::int64_t count)
{
    for (const bool isUp : {false, true}) {
        for (std::size_t i = m_station.instanceCount(); i-- > 0 && count > 0;) {
            const Instance& instance = m_station.instance(i);
            if (!instance.isDeployed() || instance.isUp() != isUp)
                continue;
            m_station.retire(i);
            m_station.probe().counted(StationEvent::ScaledDown);
            --count;
        }
    }
}

}  // namespace stormglass
