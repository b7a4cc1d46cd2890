// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a caller treats its calls: what it does while it waits, when it tries again, and when it does not even try.
//
// The mechanisms stand around a call in the order of resilience4j's Spring aspects: retry (circuit breaker (rate limiter
// (time limiter (bulkhead (call))))). So a refusal from inside counts as a failure for what is around it.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// A library or proxy whose defaults a policy starts from.
enum class CallPreset { None, Resilience4j, Envoy, Istio, Polly, Grpc };
[[nodiscard]] std::span<const std::string_view> namesOf(CallPreset);

/// How a wait before another attempt is randomised. base is the wait that grows from attempt to attempt.
enum class JitterKind {
    None,
    Equal,        ///< base x (1 +- jitter)
    Full,         ///< anything from 0 to base
    Decorrelated  ///< anything from the first delay to 3 x the wait before, at most the longest delay
};
[[nodiscard]] std::span<const std::string_view> namesOf(JitterKind);

/// Which failures are worth another attempt. A refusal by the business never is.
enum class RetryOn {
    Any,
    Unprocessed  ///< Only those that tell that the server has not begun: unavailable, refused.
};
[[nodiscard]] std::span<const std::string_view> namesOf(RetryOn);

/// What keeps retries from becoming a storm.
enum class RetryBudgetRule {
    None,
    ActiveShare,  ///< Envoy: retries under way are at most a share of the requests under way.
    Tokens        ///< gRPC: failures take tokens, successes give back a part of one.
};
[[nodiscard]] std::span<const std::string_view> namesOf(RetryBudgetRule);

struct RetryBudget {
    RetryBudgetRule rule = RetryBudgetRule::None;
    double share = 0.2;
    std::int64_t minRetries = 3;  ///< Retries that may be under way whatever the share.
    double maxTokens = 10;        ///< Also those at the start. No retries at half of them or less.
    double tokenRatio = 0.1;      ///< What a success gives back; a failure takes 1.
    bool operator==(const RetryBudget&) const = default;
};

/// What a circuit breaker looks back on.
enum class BreakerWindow { None, Count, Time };
[[nodiscard]] std::span<const std::string_view> namesOf(BreakerWindow);

/// Closed, it lets calls pass and counts; open, it refuses all; half-open, it lets a few pass and decides by them.
struct CircuitBreaker {
    BreakerWindow window = BreakerWindow::None;
    std::int64_t windowCalls = 100;                     ///< For Count: the last so many calls.
    Duration windowTime = std::chrono::seconds{100};    ///< For Time.
    Duration bucket = std::chrono::seconds{1};          ///< For Time: the window moves on by this.
    std::int64_t minimumCalls = 100;                    ///< Fewer in the window decide nothing.
    double failureRate = 0.5;                           ///< From this share of failures on it opens.
    double slowCallRate = 1;                            ///< From this share of slow calls on it opens.
    Duration slowCallDuration = std::chrono::seconds{60};  ///< What takes longer is slow; zero: nothing is.
    Duration openWait = std::chrono::seconds{60};       ///< From opening to half-open.
    std::int64_t halfOpenCalls = 10;
    Duration halfOpenWait{0};                           ///< Opens again if not decided by then; zero: no limit.
    bool operator==(const CircuitBreaker&) const = default;
};

/// Bounds the calls under way to one target.
struct Bulkhead {
    std::int64_t maxConcurrent = 0;  ///< Zero: no bound.
    Duration maxWait{0};             ///< For a free place; after that the call is refused.
    bool operator==(const Bulkhead&) const = default;
};

/// Bounds the calls begun in each period.
struct CallRateLimiter {
    std::int64_t limitForPeriod = 0;               ///< Zero: no limit.
    Duration limitRefreshPeriod{500};              ///< Permits that were not used are lost at its end.
    Duration timeout = std::chrono::seconds{5};    ///< Longest wait for a permit.
    bool operator==(const CallRateLimiter&) const = default;
};

/// Sends the same request again while no answer has come; the first answer wins, and the others work in vain.
struct Hedging {
    std::int64_t maxExtra = 0;                 ///< Requests beside the first; zero: none.
    Duration delay = std::chrono::seconds{2};  ///< From one request to the next; a failure sends the next at once.
    bool operator==(const Hedging&) const = default;
};

/// The original call is attempt 1. The wait before attempt n grows from firstDelay by growthFactor^(n-2), up to
/// maxDelay. A timeout does not cancel the work at the server.
///
/// State (breaker, bulkhead, limiter, budget) is kept by each calling instance for each target, and dies with it.
struct CallPolicy {
    Duration timeout = std::chrono::seconds{1};  ///< Of each attempt; zero: none.
    std::int64_t maxAttempts = 1;
    Duration firstDelay = std::chrono::milliseconds{500};
    Duration maxDelay = std::chrono::seconds{10};
    double growthFactor = 1.5;
    double jitter = 0.5;  ///< Only for JitterKind::Equal.
    JitterKind jitterKind = JitterKind::Equal;
    RetryOn retryOn = RetryOn::Any;
    Duration totalTimeout{0};         ///< Of all attempts together; zero: none.
    bool propagatesDeadline = false;  ///< No attempt waits longer than the caller's own caller does.
    RetryBudget retryBudget = {};
    CircuitBreaker circuitBreaker = {};
    CallRateLimiter rateLimiter = {};
    Bulkhead bulkhead = {};
    Hedging hedging = {};
    CallPreset preset = CallPreset::None;  ///< Where the other values come from, as far as nobody has changed them.

    bool operator==(const CallPolicy&) const = default;
};

/// The defaults of that library, all of them. Precondition: not None.
[[nodiscard]] CallPolicy presetPolicy(CallPreset preset);

void describe(FieldVisitor& visit, CallPolicy& policy);
void describe(FieldVisitor& visit, RetryBudget& budget);
void describe(FieldVisitor& visit, CircuitBreaker& breaker);
void describe(FieldVisitor& visit, Bulkhead& bulkhead);
void describe(FieldVisitor& visit, CallRateLimiter& limiter);
void describe(FieldVisitor& visit, Hedging& hedging);

}  // namespace stormglass::spec
