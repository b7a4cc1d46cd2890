// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a component protects itself and is looked after: load shedding, balancing, health checks, autoscaling.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// Which waiting requests are dropped because they have waited too long.
enum class SheddingRule {
    None,
    Codel,      ///< Controlled delay: one after another, faster and faster, while the wait stays above the target.
    FailAtScale ///< Those that waited longer than the target, if the queue has not been empty for the interval.
};
[[nodiscard]] std::span<const std::string_view> namesOf(SheddingRule);

struct LoadShedding {
    SheddingRule rule = SheddingRule::None;
    Duration target{5'000'000};
    Duration interval{100'000'000};  ///< Also of Discipline::AdaptiveLifo.
    Duration minTimeLeft{0};         ///< What has less until its deadline is not begun; zero: not looked at.
    bool operator==(const LoadShedding&) const = default;
};

enum class BalancingPolicy {
    RoundRobin,
    LeastRequest,  ///< Of two drawn at random, the one with fewer requests.
    Random
};
[[nodiscard]] std::span<const std::string_view> namesOf(BalancingPolicy);

/// Takes instances out of the balancing that answer with errors.
struct OutlierDetection {
    bool isEnabled = false;
    std::int64_t consecutiveErrors = 5;
    Duration interval = std::chrono::seconds{10};
    Duration baseEjection = std::chrono::seconds{30};  ///< Times how often the instance was ejected in a row.
    Duration maxEjection = std::chrono::seconds{300};
    double maxShare = 0.1;  ///< Of the instances that may be out at once; one always may.
    bool operator==(const OutlierDetection&) const = default;
};

/// Which instance gets the next request.
struct LoadBalancing {
    BalancingPolicy policy = BalancingPolicy::RoundRobin;
    OutlierDetection outlierDetection = {};
    bool operator==(const LoadBalancing&) const = default;
};

/// One sort of health check of Kubernetes. Each instance is asked in a rhythm of its own.
struct HealthProbe {
    bool isEnabled = false;
    Duration initialDelay{0};
    Duration period = std::chrono::seconds{10};
    Duration timeout = std::chrono::seconds{1};
    std::int64_t failureThreshold = 3;
    std::int64_t successThreshold = 1;
    bool needsWorker = false;  ///< A worker of the pool answers, so a pool that is stuck fails the check.
    bool operator==(const HealthProbe&) const = default;
};

struct HealthChecks {
    HealthProbe readiness = {};  ///< Who fails gets no requests. Off: the balancing knows at once who is up.
    HealthProbe liveness = {};   ///< Who fails is restarted.
    Duration restartBackoff = std::chrono::seconds{10};
    Duration restartBackoffMax = std::chrono::seconds{300};
    Duration restartBackoffReset = std::chrono::seconds{600};  ///< Up for so long, an instance begins anew with the first.
    bool operator==(const HealthChecks&) const = default;
};

/// What the autoscaler compares with its target.
enum class ScalingMetric {
    None,
    Utilisation,  ///< Share of the workers of an instance that were busy since the last look.
    QueueLength,  ///< Requests that wait, per instance.
    Lag           ///< Messages that wait on the component's subscriptions, per instance.
};
[[nodiscard]] std::span<const std::string_view> namesOf(ScalingMetric);

/// A horizontal pod autoscaler. The component begins with the instances of its placement.
struct Autoscaling {
    ScalingMetric metric = ScalingMetric::None;
    double targetUtilisation = 0.8;
    double targetLength = 10;  ///< Of QueueLength and Lag.
    std::int64_t minInstances = 1;
    std::int64_t maxInstances = 10;
    double tolerance = 0.1;
    Duration syncPeriod = std::chrono::seconds{15};
    Duration stabilisationUp{0};
    Duration stabilisationDown = std::chrono::seconds{300};
    double upShare = 1;  ///< Growth in one period; the larger of the two counts.
    std::int64_t upInstances = 4;
    Duration upPeriod = std::chrono::seconds{15};
    double downShare = 1;
    Duration downPeriod = std::chrono::seconds{15};
    Duration terminationGrace = std::chrono::seconds{30};  ///< What an instance may take to finish its work.
    bool operator==(const Autoscaling&) const = default;
};

void describe(FieldVisitor& visit, LoadShedding& shedding);
void describe(FieldVisitor& visit, OutlierDetection& outlier);
void describe(FieldVisitor& visit, LoadBalancing& balancing);
void describe(FieldVisitor& visit, HealthProbe& probe);
void describe(FieldVisitor& visit, HealthChecks& health);
void describe(FieldVisitor& visit, Autoscaling& scaling);

}  // namespace stormglass::spec
