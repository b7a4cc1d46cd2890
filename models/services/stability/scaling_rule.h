// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arithmetic of a horizontal pod autoscaler: from a metric to a number of instances.
//
// Source: Kubernetes, replica_calculator.go and horizontal.go (stabilisation windows and scaling policies); KEDA hands
// lengths over as metrics of type AverageValue.
#pragma once

#include "models/spec/components/stability.h"

#include <deque>

namespace stormglass {

class ScalingRule {
public:
    /// What is seen at one look.
    struct Look {
        SimTime now{};
        std::int64_t instances = 1;  ///< Asked for at present, those that start included.
        std::int64_t ready = 1;      ///< Those of which the metric is known.
        double metric = 0;           ///< Utilisation of the ready ones on average, or the length in all.
    };

    /// Has \p instances at the start of the run.
    ScalingRule(const spec::Autoscaling& settings, std::int64_t instances);

    /// How many instances there are to be from now on.
    [[nodiscard]] std::int64_t decide(const Look& look);

private:
    struct Recommended {
        SimTime at{};
        std::int64_t instances = 0;
    };
    struct Change {
        SimTime at{};
        std::int64_t by = 0;
    };

    [[nodiscard]] std::int64_t recommend(const Look& look) const;
    [[nodiscard]] std::int64_t recommendByUtilisation(const Look& look) const;
    [[nodiscard]] bool isNear(double ratio) const;
    [[nodiscard]] std::int64_t stabilised(const Look& look, std::int64_t wanted);
    [[nodiscard]] std::int64_t paced(const Look& look, std::int64_t wanted) const;
    [[nodiscard]] std::int64_t changedSince(SimTime since) const;

    const spec::Autoscaling m_settings;
    std::deque<Recommended> m_recommended;
    std::deque<Change> m_changes;
};

}  // namespace stormglass
