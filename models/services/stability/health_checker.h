// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Readiness and liveness of the instances of a component, as Kubernetes checks them.
#pragma once

#include "models/spec/components/stability.h"
#include "simcore/process/scope.h"
#include "simcore/process/task.h"
#include "simcore/random/random_stream.h"

#include <vector>

namespace stormglass {

class Station;

/// The first checks come at an instant drawn for each instance, so that not all are asked at once. An instance that comes
/// up anew is asked after the initial delay, and gets no requests before it has passed.
class HealthChecker {
public:
    /// The station outlives it.
    HealthChecker(Station& station, const spec::HealthChecks& settings, RandomStream phases);

    /// The start of the run: all that are deployed have passed.
    void start();
    /// A process has come up, or has gone.
    void cameUp(std::size_t instance);
    void wentDown(std::size_t instance);
    void stop() { m_scope.cancelAll(); }

private:
    enum class Sort { Readiness, Liveness };
    struct Streak {
        std::int64_t failures = 0;
        std::int64_t successes = 0;
    };
    struct Watched {
        std::uint32_t life = 0;  // checks of an earlier one end by themselves
        Streak readiness;
        Streak liveness;
        SimTime upSince{};
        std::int64_t restarts = 0;
    };

    /// \p phase: of the first check, as a share of the period.
    void watch(std::size_t instance, double phase);
    Task<> checkAgainAndAgain(std::size_t instance, Sort sort, Duration firstAfter);
    Task<bool> check(std::size_t instance, const spec::HealthProbe& probe);
    void note(std::size_t instance, Sort sort, bool hasPassed);
    void restart(std::size_t instance);

    Station& m_station;
    const spec::HealthChecks m_settings;
    RandomStream m_phases;
    std::vector<Watched> m_watched;
    Scope m_scope;
};

}  // namespace stormglass
