// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/call_policy.h"

namespace stormglass::spec {

std::span<const std::string_view> namesOf(CallPreset)
{
    static constexpr std::string_view kNames[] = {"none", "resilience4j", "envoy", "istio", "polly", "grpc"};
    return kNames;
}

std::span<const std::string_view> namesOf(JitterKind)
{
    static constexpr std::string_view kNames[] = {"none", "equal", "full", "decorrelated"};
    return kNames;
}

std::span<const std::string_view> namesOf(RetryOn)
{
    static constexpr std::string_view kNames[] = {"any", "unprocessed"};
    return kNames;
}

std::span<const std::string_view> namesOf(RetryBudgetRule)
{
    static constexpr std::string_view kNames[] = {"none", "active-share", "tokens"};
    return kNames;
}

std::span<const std::string_view> namesOf(BreakerWindow)
{
    static constexpr std::string_view kNames[] = {"none", "count", "time"};
    return kNames;
}

void describe(FieldVisitor& visit, RetryBudget& budget)
{
    visit.choice("rule", budget.rule,
                 {.help = "none: retries are not limited. active-share: retries under way are at most a share of the "
                          "calls under way. tokens: failures take tokens, successes give back a part of one, and nothing is "
                          "retried at half of the tokens or less.",
                  .source = "active-share: Envoy retry_budget; tokens: gRPC proposal A6 retryThrottling"});
    visit.ratio("share", budget.share,
                {.help = "active-share: retries under way divided by calls under way.",
                 .source = "Envoy retry_budget: budget_percent 20 %"});
    visit.integer("min_retries", budget.minRetries,
                  {.help = "active-share: retries that may be under way however few calls there are.",
                   .source = "Envoy retry_budget: min_retry_concurrency 3", .max = 1e6});
    visit.number("max_tokens", budget.maxTokens,
                 {.help = "tokens: how many there are at the start, and at most.",
                  .source = "gRPC proposal A6: maxTokens, 10 in its example", .min = 1, .max = 1000});
    visit.number("token_ratio", budget.tokenRatio,
                 {.help = "tokens: what a success gives back; a failure takes 1.",
                  .source = "gRPC proposal A6: tokenRatio, 0.1 in its example", .min = 0.001, .max = 1000});
}

void describe(FieldVisitor& visit, CircuitBreaker& breaker)
{
    visit.choice("window", breaker.window,
                 {.help = "none: no breaker. count: it looks at the last so many calls. time: at those of the last so much time.",
                  .source = "resilience4j CircuitBreaker: slidingWindowType"});
    visit.integer("window_calls", breaker.windowCalls,
                  {.help = "count: length of the window.", .source = "resilience4j: slidingWindowSize 100", .min = 1, .max = 1e6});
    visit.duration("window_time", breaker.windowTime,
                   {.help = "time: length of the window.",
                    .source = "resilience4j: slidingWindowSize 100 (seconds); Polly: SamplingDuration 30 s", .min = 1e6});
    visit.duration("bucket", breaker.bucket,
                   {.help = "time: the window moves on in steps of this; it must go into the window without a rest.",
                    .source = "resilience4j: one second; Polly: a tenth of the SamplingDuration", .min = 1e6});
    visit.integer("minimum_calls", breaker.minimumCalls,
                  {.help = "With fewer calls in the window nothing is decided.",
                   .source = "resilience4j: minimumNumberOfCalls 100 (at most the window of count); Polly: MinimumThroughput 100",
                   .min = 1, .max = 1e6});
    visit.ratio("failure_rate", breaker.failureRate,
                {.help = "Opens when this share of the calls in the window has failed. A refusal by the business is no failure.",
                 .source = "resilience4j: failureRateThreshold 50 %", .min = 1e-9});
    visit.ratio("slow_call_rate", breaker.slowCallRate,
                {.help = "Opens when this share of the calls in the window was slow.",
                 .source = "resilience4j: slowCallRateThreshold 100 %", .min = 1e-9});
    visit.duration("slow_call_duration", breaker.slowCallDuration,
                   {.help = "A call that takes longer is slow; 0s: none is.",
                    .source = "resilience4j: slowCallDurationThreshold 60 s"});
    visit.duration("open_wait", breaker.openWait,
                   {.help = "From opening until the first calls are let through to try.",
                    .source = "resilience4j: waitDurationInOpenState 60 s", .min = 1});
    visit.integer("half_open_calls", breaker.halfOpenCalls,
                  {.help = "Calls let through to try; by their rates it closes or opens again.",
                   .source = "resilience4j: permittedNumberOfCallsInHalfOpenState 10", .min = 1, .max = 1e6});
    visit.duration("half_open_wait", breaker.halfOpenWait,
                   {.help = "Opens again when the tries are not decided after this; 0s: no limit.",
                    .source = "resilience4j: maxWaitDurationInHalfOpenState 0"});
}

void describe(FieldVisitor& visit, Bulkhead& bulkhead)
{
    visit.integer("max_concurrent", bulkhead.maxConcurrent,
                  {.help = "Calls that each instance may have under way to the target; 0: any number.",
                   .source = "resilience4j Bulkhead: maxConcurrentCalls (25); Envoy circuit breaker: max_requests (1024)",
                   .max = 1e9});
    visit.duration("max_wait", bulkhead.maxWait,
                   {.help = "How long a call waits for a place before it is refused.",
                    .source = "resilience4j Bulkhead: maxWaitDuration 0"});
}

void describe(FieldVisitor& visit, CallRateLimiter& limiter)
{
    visit.integer("limit_for_period", limiter.limitForPeriod,
                  {.help = "Calls that each instance may begin in one period; 0: any number.",
                   .source = "resilience4j RateLimiter: limitForPeriod (50)", .max = 1e9});
    visit.duration("limit_refresh_period", limiter.limitRefreshPeriod,
                   {.help = "Length of a period. Permits that were not used are lost at its end.",
                    .source = "resilience4j RateLimiter: limitRefreshPeriod 500 ns", .min = 1});
    visit.duration("timeout", limiter.timeout,
                   {.help = "How long a call waits for a permit; one that would have to wait longer waits so long in vain.",
                    .source = "resilience4j RateLimiter: timeoutDuration 5 s"});
}

void describe(FieldVisitor& visit, Hedging& hedging)
{
    visit.integer("max_extra", hedging.maxExtra,
                  {.help = "Requests sent beside the first while no answer has come; 0: none. The first answer wins; the work of "
                           "the others is not cancelled.",
                   .source = "Dean and Barroso, The Tail at Scale (2013); Polly: MaxHedgedAttempts 1", .max = 100});
    visit.duration("delay", hedging.delay,
                   {.help = "From one of these requests to the next. A failure sends the next at once.",
                    .source = "Polly: Delay 2 s; gRPC proposal A6: hedgingDelay", .min = 1});
}

namespace {

void describeRetries(FieldVisitor& visit, CallPolicy& policy)
{
    visit.integer("max_attempts", policy.maxAttempts,
                  {.help = "Attempts in all; 1 is no retry.", .source = "resilience4j Retry: maxAttempts counts the first",
                   .min = 1, .max = 100});
    visit.duration("first_delay", policy.firstDelay,
                   {.help = "Wait before the second attempt.", .source = "resilience4j Retry: waitDuration 500 ms"});
    visit.duration("max_delay", policy.maxDelay, {.help = "No wait is longer, but for what equal jitter adds."});
    visit.number("growth_factor", policy.growthFactor,
                 {.help = "Each wait divided by the one before.",
                  .source = "resilience4j IntervalFunction: exponential backoff multiplier 1.5", .min = 1, .max = 100});
    visit.choice("jitter_kind", policy.jitterKind,
                 {.help = "none: waits are not random. equal: times a random factor of 1 +- jitter. full: anything from 0 to the "
                          "wait. decorrelated: anything from first_delay to 3 x the last wait.",
                  .source = "AWS Architecture Blog, Exponential Backoff And Jitter (2015)"});
    visit.ratio("jitter", policy.jitter,
                {.help = "equal: each wait is multiplied by a random factor of 1 +- this.",
                 .source = "resilience4j IntervalFunction: randomization factor 0.5"});
    visit.choice("retry_on", policy.retryOn,
                 {.help = "any: every failure but a refusal by the business. unprocessed: only when the target has said that it "
                          "has not begun (unavailable, refused), never after a timeout or an error.",
                  .source = "unprocessed: Istio's default retryOn; retryableStatusCodes UNAVAILABLE of gRPC proposal A6"});
    visit.object("retry_budget", policy.retryBudget, {.help = "Limits retries to a share of the calls."});
}

}  // namespace

void describe(FieldVisitor& visit, CallPolicy& policy)
{
    const CallPreset before = policy.preset;
    visit.choice("preset", policy.preset,
                 {.help = "Starts from the defaults of a library or proxy: \"stormglass describe\" and its name shows them. "
                          "What stands beside it overrides them."});
    if (policy.preset != before && policy.preset != CallPreset::None)
        policy = presetPolicy(policy.preset);
    visit.duration("timeout", policy.timeout,
                   {.help = "How long one attempt waits; 0s: for ever. The server goes on working all the same.",
                    .source = "resilience4j TimeLimiter: timeoutDuration 1 s"});
    visit.duration("total_timeout", policy.totalTimeout,
                   {.help = "How long all attempts may take together, waits included; 0s: no limit.",
                    .source = "Envoy: the route timeout covers all retries; gRPC: the deadline covers all attempts"});
    visit.flag("propagates_deadline", policy.propagatesDeadline,
               {.help = "true: a call made for a request has no more time than that request has left, and none is made when "
                        "there is none left.",
                .source = "gRPC deadline propagation"});
    describeRetries(visit, policy);
    visit.object("circuit_breaker", policy.circuitBreaker, {.help = "Refuses calls while too many fail or are slow."});
    visit.object("rate_limiter", policy.rateLimiter, {.help = "Limits the calls begun in a period."});
    visit.object("bulkhead", policy.bulkhead, {.help = "Limits the calls under way."});
    visit.object("hedging", policy.hedging, {.help = "Sends a request again when the answer is late."});
}

}  // namespace stormglass::spec
