// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/stability/health_checker.h"

#include "models/services/stability/balancer.h"
#include "models/services/station.h"
#include "simcore/process/delay.h"
#include "simcore/process/first_of.h"

#include <algorithm>

namespace stormglass {

HealthChecker::HealthChecker(Station& station, const spec::HealthChecks& settings, RandomStream phases)
    : m_station(station)
    , m_settings(settings)
    , m_phases(phases)
    , m_watched(station.instanceCount())
    , m_scope(station.world().calendar)
{
}

void HealthChecker::start()
{
    for (std::size_t i = 0; i < m_watched.size(); ++i) {
        if (m_station.instance(i).isUp())
            watch(i, m_phases.at(i).uniform());
    }
}

void HealthChecker::cameUp(std::size_t instance)
{
    Watched& watched = m_watched[instance];
    watched = {.life = watched.life + 1, .readiness = {}, .liveness = {}, .upSince = m_station.world().now(),
               .restarts = watched.restarts};
    if (m_settings.readiness.isEnabled)
        m_station.balancer()->setReady(instance, false);
    watch(instance, 0);
}

void HealthChecker::wentDown(std::size_t instance)
{
    Watched& watched = m_watched[instance];
    if (m_station.world().now() - watched.upSince >= m_settings.restartBackoffReset)
        watched.restarts = 0;
}

void HealthChecker::watch(std::size_t instance, double phase)
{
    const auto firstAfter = [phase](const spec::HealthProbe& probe) {
        return probe.initialDelay + Duration{static_cast<std::int64_t>(phase * static_cast<double>(probe.period.count()))};
    };
    if (m_settings.readiness.isEnabled)
        m_scope.spawn(checkAgainAndAgain(instance, Sort::Readiness, firstAfter(m_settings.readiness)));
    if (m_settings.liveness.isEnabled)
        m_scope.spawn(checkAgainAndAgain(instance, Sort::Liveness, firstAfter(m_settings.liveness)));
}

Task<> HealthChecker::checkAgainAndAgain(std::size_t instance, Sort sort, Duration firstAfter)
{
    const spec::HealthProbe& probe = sort == Sort::Readiness ? m_settings.readiness : m_settings.liveness;
    const std::uint32_t life = m_watched[instance].life;
    Calendar& calendar = m_station.world().calendar;
    SimTime next = calendar.after(firstAfter);
    for (;;) {
        co_await until(next);
        if (m_watched[instance].life != life || !m_station.instance(instance).isDeployed())
            co_return;
        const bool hasPassed = co_await check(instance, probe);
        if (m_watched[instance].life != life)
            co_return;
        note(instance, sort, hasPassed);
        next = std::max(next + probe.period, calendar.now());
    }
}

/// A closed port says so at once; who does not answer is waited for. Who stands still answers when it goes on.
Task<bool> HealthChecker::check(std::size_t instance, const spec::HealthProbe& probe)
{
    Instance& asked = m_station.instance(instance);
    if ((!asked.isUp() && !asked.isSilent()) || asked.condition().isRefusing())
        co_return false;
    if (!asked.isUp() || asked.condition().isDeaf()) {
        co_await delay(probe.timeout);
        co_return false;
    }
    Calendar& calendar = m_station.world().calendar;
    const SimTime limit = calendar.after(probe.timeout);
    while (asked.condition().isPaused()) {
        if (calendar.now() >= limit)
            co_return false;
        co_await withTimeout(asked.condition().goesOn().wait(), limit - calendar.now());
    }
    if (!asked.isUp())
        co_return false;
    if (!probe.needsWorker)
        co_return true;
    std::optional<Lease> worker = asked.workers().tryAcquire();
    if (!worker)
        worker = co_await withTimeout(asked.workers().acquire(2), limit - calendar.now());
    if (!worker || !asked.isUp())
        co_return false;
    worker->release();
    asked.startWaiting();
    co_return true;
}

void HealthChecker::note(std::size_t instance, Sort sort, bool hasPassed)
{
    const spec::HealthProbe& probe = sort == Sort::Readiness ? m_settings.readiness : m_settings.liveness;
    Watched& watched = m_watched[instance];
    Streak& streak = sort == Sort::Readiness ? watched.readiness : watched.liveness;
    streak = hasPassed ? Streak{0, streak.successes + 1} : Streak{streak.failures + 1, 0};
    const bool isGood = streak.successes >= probe.successThreshold;
    const bool isBad = streak.failures >= probe.failureThreshold;
    if (sort == Sort::Readiness && (isGood || isBad))
        m_station.balancer()->setReady(instance, isGood);
    else if (sort == Sort::Liveness && isBad && m_station.instance(instance).isUp())
        restart(instance);
}

void HealthChecker::restart(std::size_t instance)
{
    m_watched[instance].liveness = {};
    m_station.probe().counted(StationEvent::RestartedByProbe);
    m_station.crash(instance, false);  // tells wentDown()
    Duration wait = m_settings.restartBackoff;
    for (std::int64_t i = 0; i < m_watched[instance].restarts && wait < m_settings.restartBackoffMax; ++i)
        wait *= 2;
    ++m_watched[instance].restarts;
    m_station.restartIn(instance, std::min(wait, m_settings.restartBackoffMax));
}

}  // namespace stormglass
