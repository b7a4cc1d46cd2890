// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/components/stability.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(SheddingRule)
{
    static constexpr std::string_view kNames[] = {"none", "codel", "fail-at-scale"};
    return kNames;
}

std::span<const std::string_view> namesOf(BalancingPolicy)
{
    static constexpr std::string_view kNames[] = {"round-robin", "least-request", "random"};
    return kNames;
}

std::span<const std::string_view> namesOf(ScalingMetric)
{
    static constexpr std::string_view kNames[] = {"none", "utilisation", "queue-length", "lag"};
    return kNames;
}

void describe(FieldVisitor& visit, LoadShedding& shedding)
{
    visit.choice("rule", shedding.rule,
                 {.help = "none: nothing is dropped for its age. codel: while every wait of an interval was above the target, "
                          "requests are dropped, one interval after the other and faster and faster. fail-at-scale: a request "
                          "may wait for an interval, and only for the target if the queue has not been empty for an interval.",
                  .source = "codel: RFC 8289; fail-at-scale: Maurer, Fail at Scale, ACM Queue 13(8), 2015 (Wangle)"});
    visit.duration("target", shedding.target,
                   {.help = "Longest acceptable wait.", .source = "RFC 8289: TARGET 5 ms; Fail at Scale: M = 5 ms", .min = 1});
    visit.duration("interval", shedding.interval,
                   {.help = "How long the wait, or the queue, must have been bad.",
                    .source = "RFC 8289: INTERVAL 100 ms; Fail at Scale: N = 100 ms", .min = 1});
    visit.duration("min_time_left", shedding.minTimeLeft,
                   {.help = "A request whose caller gives up in less than this is dropped instead of begun; 0s: not looked at."});
}

void describe(FieldVisitor& visit, OutlierDetection& outlier)
{
    visit.flag("enabled", outlier.isEnabled,
               {.help = "Instances that answer with errors get no requests for a time. Needs several instances.",
                .source = "Envoy and Istio: outlier detection"});
    visit.integer("consecutive_errors", outlier.consecutiveErrors,
                  {.help = "So many failures in a row eject an instance: errors, refusals, resets, timeouts.",
                   .source = "Envoy: consecutive_5xx 5", .min = 1, .max = 1e6});
    visit.duration("interval", outlier.interval,
                   {.help = "Ejected instances are looked at this often, and come back when their time is over.",
                    .source = "Envoy: interval 10 s", .min = 1e6});
    visit.duration("base_ejection", outlier.baseEjection,
                   {.help = "Length of an ejection, times how often the instance has been ejected in a row.",
                    .source = "Envoy: base_ejection_time 30 s", .min = 1});
    visit.duration("max_ejection", outlier.maxEjection,
                   {.help = "No ejection is longer.", .source = "Envoy: max_ejection_time 300 s", .min = 1});
    visit.ratio("max_share", outlier.maxShare,
                {.help = "No more of the instances are out at the same time, but one always may be.",
                 .source = "Envoy: max_ejection_percent 10 %"});
}

void describe(FieldVisitor& visit, LoadBalancing& balancing)
{
    visit.choice("policy", balancing.policy,
                 {.help = "round-robin: one after the other. least-request: of two drawn at random, the one that has fewer "
                          "requests. random: any.",
                  .source = "Envoy load balancing policies; least_request: choice_count 2"});
    visit.object("outlier_detection", balancing.outlierDetection, {.help = "Passes over instances that answer with errors."});
}

void describe(FieldVisitor& visit, HealthProbe& probe)
{
    visit.flag("enabled", probe.isEnabled, {.help = "Whether instances are asked at all."});
    visit.duration("initial_delay", probe.initialDelay,
                   {.help = "From the start of an instance to its first check.", .source = "Kubernetes: initialDelaySeconds 0"});
    visit.duration("period", probe.period,
                   {.help = "From one check to the next.", .source = "Kubernetes: periodSeconds 10", .min = 1e6});
    visit.duration("timeout", probe.timeout,
                   {.help = "An answer that takes longer is a failure.", .source = "Kubernetes: timeoutSeconds 1", .min = 1});
    visit.integer("failure_threshold", probe.failureThreshold,
                  {.help = "So many failures in a row make the check fail.", .source = "Kubernetes: failureThreshold 3",
                   .min = 1, .max = 1e6});
    visit.integer("success_threshold", probe.successThreshold,
                  {.help = "So many successes in a row make it pass again.", .source = "Kubernetes: successThreshold 1",
                   .min = 1, .max = 1e6});
    visit.flag("needs_worker", probe.needsWorker,
               {.help = "true: the check is answered by a worker of the pool, so a pool whose workers are all stuck fails it. "
                        "false: it has a thread of its own."});
}

void describe(FieldVisitor& visit, HealthChecks& health)
{
    visit.object("readiness", health.readiness,
                 {.help = "An instance that fails gets no requests. Off: who is down gets none from that instant on.",
                  .source = "Kubernetes readiness probe"});
    visit.object("liveness", health.liveness,
                 {.help = "An instance that fails is killed and started again.", .source = "Kubernetes liveness probe"});
    visit.duration("restart_backoff", health.restartBackoff,
                   {.help = "Wait before the first restart by liveness; it doubles with each.",
                    .source = "Kubernetes CrashLoopBackOff: 10 s"});
    visit.duration("restart_backoff_max", health.restartBackoffMax,
                   {.help = "No such wait is longer.", .source = "Kubernetes CrashLoopBackOff: 5 minutes"});
    visit.duration("restart_backoff_reset", health.restartBackoffReset,
                   {.help = "An instance that was up for so long begins with the first wait again.",
                    .source = "Kubernetes: 10 minutes"});
}

namespace {

void describePace(FieldVisitor& visit, Autoscaling& scaling)
{
    visit.duration("stabilisation_up", scaling.stabilisationUp,
                   {.help = "The smallest number wanted in so long counts for scaling up.",
                    .source = "Kubernetes: scaleUp.stabilizationWindowSeconds 0", .max = 3600e9});
    visit.duration("stabilisation_down", scaling.stabilisationDown,
                   {.help = "The largest number wanted in so long counts for scaling down.",
                    .source = "Kubernetes: scaleDown.stabilizationWindowSeconds 300", .max = 3600e9});
    visit.number("up_factor", scaling.upShare,
                 {.help = "Growth in one up_period as a share of the instances at its start: 1 doubles them.",
                  .source = "Kubernetes: scaleUp policy 100 % in 15 s", .max = 100});
    visit.integer("up_instances", scaling.upInstances,
                  {.help = "Growth in one up_period in instances. The larger of the two limits counts.",
                   .source = "Kubernetes: scaleUp policy 4 pods in 15 s", .max = 10000});
    visit.duration("up_period", scaling.upPeriod, {.help = "Span of the limits of growth.", .min = 1e9, .max = 1800e9});
    visit.ratio("down_share", scaling.downShare,
                {.help = "Instances removed in one down_period as a share of those at its start.",
                 .source = "Kubernetes: scaleDown policy 100 % in 15 s"});
    visit.duration("down_period", scaling.downPeriod, {.help = "Span of that limit.", .min = 1e9, .max = 1800e9});
    visit.duration("termination_grace", scaling.terminationGrace,
                   {.help = "An instance that is removed finishes what it has begun; after this it is killed.",
                    .source = "Kubernetes: terminationGracePeriodSeconds 30"});
}

}  // namespace

void describe(FieldVisitor& visit, Autoscaling& scaling)
{
    visit.choice("metric", scaling.metric,
                 {.help = "none: the number of instances stays. utilisation: share of busy workers. queue-length: waiting requests "
                          "per instance. lag: waiting messages of the component's subscriptions per instance.",
                  .source = "utilisation: Kubernetes HorizontalPodAutoscaler; queue-length and lag: KEDA scalers"});
    visit.ratio("target_utilisation", scaling.targetUtilisation,
                {.help = "utilisation: what is aimed at.", .source = "Kubernetes: 80 % unless given", .min = 0.01});
    visit.number("target_length", scaling.targetLength,
                 {.help = "queue-length, lag: what is aimed at, per instance.", .source = "KEDA Apache Kafka scaler: lagThreshold 10",
                  .min = 1e-3, .max = 1e9});
    visit.integer("min_instances", scaling.minInstances,
                  {.help = "Never fewer.", .source = "Kubernetes: minReplicas 1", .min = 1, .max = 10000});
    visit.integer("max_instances", scaling.maxInstances, {.help = "Never more.", .min = 1, .max = 10000});
    visit.ratio("tolerance", scaling.tolerance,
                {.help = "Nothing is done while the metric is so near its target.",
                 .source = "Kubernetes: horizontal-pod-autoscaler-tolerance 0.1"});
    visit.duration("sync_period", scaling.syncPeriod,
                   {.help = "From one look at the metric to the next.",
                    .source = "Kubernetes: horizontal-pod-autoscaler-sync-period 15 s", .min = 1e8});
    describePace(visit, scaling);
}

}  // namespace stormglass::spec
