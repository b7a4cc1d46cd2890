// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The defaults of libraries and proxies as they ship. What a vendor leaves off unless asked for is off here, too.
#include "models/spec/call_policy.h"
#include "simcore/base/check.h"

namespace stormglass::spec {
namespace {

using namespace std::chrono_literals;

/// Config classes of resilience4j 2: RetryConfig, CircuitBreakerConfig, RateLimiterConfig, TimeLimiterConfig,
/// BulkheadConfig. Its circuit breaker is the block's own default.
CallPolicy resilience4j()
{
    CallPolicy policy{.timeout = 1s, .maxAttempts = 3, .firstDelay = 500ms, .maxDelay = 500ms, .growthFactor = 1,
                      .jitterKind = JitterKind::None};
    policy.circuitBreaker.window = BreakerWindow::Count;
    policy.rateLimiter.limitForPeriod = 50;
    policy.bulkhead.maxConcurrent = 25;
    return policy;
}

/// Envoy: route timeout 15 s over all tries, num_retries 1, back-off base 25 ms up to ten times that with full jitter,
/// max_requests 1024, and its retry budget.
CallPolicy envoy()
{
    CallPolicy policy{.timeout = 15s, .maxAttempts = 2, .firstDelay = 25ms, .maxDelay = 250ms, .growthFactor = 2,
                      .jitterKind = JitterKind::Full, .totalTimeout = 15s};
    policy.retryBudget.rule = RetryBudgetRule::ActiveShare;
    policy.bulkhead.maxConcurrent = 1024;
    return policy;
}

/// Istio: no timeout since 1.5; two retries on connect-failure, refused-stream, unavailable and cancelled, over Envoy's
/// back-off; pools without a limit that matters.
CallPolicy istio()
{
    return {.timeout = 0s, .maxAttempts = 3, .firstDelay = 25ms, .maxDelay = 250ms, .growthFactor = 2,
            .jitterKind = JitterKind::Full, .retryOn = RetryOn::Unprocessed};
}

/// Options classes of Polly 8: three retries 2 s apart, breaker 10 % of at least 100 in 30 s (ten windows), break 5 s and
/// one probe; concurrency limiter 1000; timeout 30 s.
CallPolicy polly()
{
    CallPolicy policy{.timeout = 30s, .maxAttempts = 4, .firstDelay = 2s, .maxDelay = 2s, .growthFactor = 1,
                      .jitterKind = JitterKind::None};
    policy.circuitBreaker = {.window = BreakerWindow::Time, .windowTime = 30s, .bucket = 3s, .minimumCalls = 100,
                             .failureRate = 0.1, .slowCallDuration = 0s, .openWait = 5s, .halfOpenCalls = 1};
    policy.bulkhead.maxConcurrent = 1000;
    return policy;
}

/// gRPC retries only where a service config asks for it: this is the example of proposal A6, with the jitter of +-20 %
/// that the proposal has now. There is no deadline unless the caller sets one, and it is passed on.
CallPolicy grpc()
{
    CallPolicy policy{.timeout = 0s, .maxAttempts = 4, .firstDelay = 100ms, .maxDelay = 1s, .growthFactor = 2,
                      .jitter = 0.2, .retryOn = RetryOn::Unprocessed, .propagatesDeadline = true};
    policy.retryBudget.rule = RetryBudgetRule::Tokens;
    return policy;
}

}  // namespace

CallPolicy presetPolicy(CallPreset preset)
{
    SIM_CHECK(preset != CallPreset::None, "no preset has no values");
    static constexpr CallPolicy (*kMake[])() = {resilience4j, envoy, istio, polly, grpc};
    CallPolicy policy = kMake[static_cast<std::size_t>(preset) - 1]();
    policy.preset = preset;
    return policy;
}

}  // namespace stormglass::spec
