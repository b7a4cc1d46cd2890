// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/call_guard.h"

namespace stormglass {

bool isPlain(const spec::CallPolicy& policy)
{
    return policy.retryOn == spec::RetryOn::Any && policy.totalTimeout == Duration::zero() && !policy.propagatesDeadline
        && policy.retryBudget.rule == spec::RetryBudgetRule::None
        && policy.circuitBreaker.window == spec::BreakerWindow::None && policy.rateLimiter.limitForPeriod == 0
        && policy.bulkhead.maxConcurrent == 0 && policy.hedging.maxExtra == 0;
}

CallGuard::CallGuard(const spec::CallPolicy& policy, CallProbe& probe) : m_probe(probe), m_budget(policy.retryBudget)
{
    if (policy.circuitBreaker.window != spec::BreakerWindow::None)
        m_breaker = std::make_unique<CircuitBreaker>(policy.circuitBreaker);
    if (policy.rateLimiter.limitForPeriod > 0)
        m_limiter = std::make_unique<CallRateLimiter>(policy.rateLimiter);
    if (policy.bulkhead.maxConcurrent > 0)
        m_bulkhead = std::make_unique<Resource>(static_cast<std::size_t>(policy.bulkhead.maxConcurrent));
}

void CallGuard::record(SimTime now, bool hasFailed, Duration took)
{
    if (m_breaker == nullptr)
        return;
    const std::uint64_t before = m_breaker->openings();
    m_breaker->record(now, hasFailed, took);
    m_probe.circuitOpened(m_breaker->openings() - before);
}

}  // namespace stormglass
