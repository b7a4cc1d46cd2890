// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chooses the instance that gets a request, where that is more than "the next one that is up".
#pragma once

#include "models/services/stability/outlier_detector.h"
#include "simcore/random/random_stream.h"

#include <memory>
#include <vector>

namespace stormglass {

class Instance;
class Station;

class Balancer {
public:
    /// With readiness, who is ready is known by setReady() only; without it, who is up. All begin as ready.
    Balancer(Station& station, const spec::LoadBalancing& settings, bool hasReadiness, RandomStream draws);

    /// Null if nobody may have it.
    [[nodiscard]] Instance* choose();
    void setReady(std::size_t instance, bool isReady) { m_isReady[instance] = isReady; }
    [[nodiscard]] bool isReady(std::size_t instance) const { return m_isReady[instance]; }
    /// Null without outlier detection.
    [[nodiscard]] OutlierDetector* outliers() { return m_outliers.get(); }

private:
    [[nodiscard]] bool isCandidate(const Instance& instance, bool passesEjected) const;
    [[nodiscard]] Instance* nextInTurn(bool passesEjected);
    [[nodiscard]] Instance* drawn(bool passesEjected);
    [[nodiscard]] Instance* chooseAmong(bool passesEjected);

    Station& m_station;
    const spec::LoadBalancing m_settings;
    const bool m_hasReadiness;
    RandomStream m_draws;
    std::vector<bool> m_isReady;
    std::unique_ptr<OutlierDetector> m_outliers;
    std::size_t m_next = 0;
};

}  // namespace stormglass
