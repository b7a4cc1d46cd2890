// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one calling instance keeps for one target: breaker, limiter, bulkhead, budget.
#pragma once

#include "models/services/resilience/call_probe.h"
#include "models/services/resilience/call_rate_limiter.h"
#include "models/services/resilience/circuit_breaker.h"
#include "models/services/resilience/retry_budget.h"
#include "simcore/process/resource.h"

#include <memory>

namespace stormglass {

class Endpoint;

/// Which calls share a guard: those to one target with one policy.
struct GuardedTarget {
    const Endpoint* target = nullptr;
    spec::CallPolicy policy;
};
using GuardedTargetRef = std::shared_ptr<const GuardedTarget>;

/// Whether a call with that policy is just made, waited for and repeated.
[[nodiscard]] bool isPlain(const spec::CallPolicy& policy);

/// Dies with its instance: a restarted process knows nothing of the calls before.
class CallGuard {
public:
    /// The policy and the probe outlive the guard.
    CallGuard(const spec::CallPolicy& policy, CallProbe& probe);

    // In the order in which a call meets them. Null where the policy has none.
    [[nodiscard]] CallRateLimiter* limiter() { return m_limiter.get(); }
    [[nodiscard]] Resource* bulkhead() { return m_bulkhead.get(); }
    [[nodiscard]] RetryBudget& budget() { return m_budget; }

    /// The breaker: always yes without one. What was permitted is recorded when it has ended.
    [[nodiscard]] bool permits(SimTime now) { return m_breaker == nullptr || m_breaker->permits(now); }
    void record(SimTime now, bool hasFailed, Duration took);

    /// Calls under way, those that wait for a place included.
    [[nodiscard]] std::size_t active() const { return m_active; }

    /// One of them, for as long as it lives.
    class Active {
    public:
        explicit Active(CallGuard& guard) : m_guard(guard) { ++guard.m_active; }
        Active(const Active&) = delete;
        Active& operator=(const Active&) = delete;
        ~Active() { --m_guard.m_active; }

    private:
        CallGuard& m_guard;
    };

private:
    CallProbe& m_probe;
    std::unique_ptr<CircuitBreaker> m_breaker;
    std::unique_ptr<CallRateLimiter> m_limiter;
    std::unique_ptr<Resource> m_bulkhead;
    RetryBudget m_budget;
    std::size_t m_active = 0;
};

}  // namespace stormglass
