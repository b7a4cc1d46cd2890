// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/call_probe.h"

namespace stormglass {

std::string_view nameOf(CallRefusal cause)
{
    static constexpr std::string_view kNames[] = {"circuit open", "bulkhead full", "call rate limited", "no time left"};
    return kNames[static_cast<std::size_t>(cause)];
}

void CallProbe::expect(const spec::CallPolicy& policy)
{
    m_isExpected = true;
    m_expectsBudget = m_expectsBudget || policy.retryBudget.rule != spec::RetryBudgetRule::None;
    m_expectsBreaker = m_expectsBreaker || policy.circuitBreaker.window != spec::BreakerWindow::None;
    m_expectsHedges = m_expectsHedges || policy.hedging.maxExtra > 0;
}

void CallProbe::endWarmUp()
{
    CallProbe fresh;
    fresh.m_isExpected = m_isExpected;
    fresh.m_expectsBudget = m_expectsBudget;
    fresh.m_expectsBreaker = m_expectsBreaker;
    fresh.m_expectsHedges = m_expectsHedges;
    *this = fresh;
}

}  // namespace stormglass
