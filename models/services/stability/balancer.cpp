// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/balancer.h"

#include "models/services/station.h"

namespace stormglass {

Balancer::Balancer(Station& station, const spec::LoadBalancing& settings, bool hasReadiness, RandomStream draws)
    : m_station(station)
    , m_settings(settings)
    , m_hasReadiness(hasReadiness)
    , m_draws(draws)
    , m_isReady(station.instanceCount(), true)
{
    if (settings.outlierDetection.isEnabled)
        m_outliers = std::make_unique<OutlierDetector>(
            station.world().calendar, settings.outlierDetection, station.instanceCount(),
            [&probe = station.probe()] { probe.counted(StationEvent::Ejected); });
}

Instance* Balancer::choose()
{
    Instance* chosen = chooseAmong(false);
    // Rather somebody who has failed than nobody.
    return chosen == nullptr && m_outliers != nullptr ? chooseAmong(true) : chosen;
}

Instance* Balancer::chooseAmong(bool passesEjected)
{
    if (m_settings.policy == spec::BalancingPolicy::RoundRobin)
        return nextInTurn(passesEjected);
    Instance* first = drawn(passesEjected);
    if (m_settings.policy == spec::BalancingPolicy::Random || first == nullptr)
        return first;
    Instance* second = drawn(passesEjected);
    return second->load() < first->load() ? second : first;
}

bool Balancer::isCandidate(const Instance& instance, bool passesEjected) const
{
    if (!instance.isDeployed() || instance.condition().isDraining())
        return false;
    if (m_hasReadiness ? !m_isReady[instance.number()] : !instance.isUp())
        return false;
    return m_outliers == nullptr || passesEjected || !m_outliers->isEjected(instance.number());
}

Instance* Balancer::nextInTurn(bool passesEjected)
{
    for (std::size_t i = 0; i < m_station.instanceCount(); ++i) {
        Instance& instance = m_station.instance(m_next);
        m_next = m_next + 1 == m_station.instanceCount() ? 0 : m_next + 1;
        if (isCandidate(instance, passesEjected))
            return &instance;
    }
    return nullptr;
}

Instance* Balancer::drawn(bool passesEjected)
{
    std::size_t candidates = 0;
    for (std::size_t i = 0; i < m_station.instanceCount(); ++i)
        candidates += isCandidate(m_station.instance(i), passesEjected) ? 1 : 0;
    if (candidates == 0)
        return nullptr;
    std::uint64_t left = m_draws.below(candidates);
    for (std::size_t i = 0;; ++i) {
        if (isCandidate(m_station.instance(i), passesEjected) && left-- == 0)
            return &m_station.instance(i);
    }
}

}  // namespace stormglass
