// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Policies of calls: parts that contradict each other, and parts that do nothing.
#include "scenarios/validation/operations.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

class PolicyCheck {
public:
    PolicyCheck(ValidationContext& context, const spec::CallPolicy& policy, std::string pointer)
        : m_context(context), m_policy(policy), m_pointer(std::move(pointer))
    {
    }

    void run()
    {
        checkBreaker();
        checkHedging();
        // Who overrides a preset may well turn a part of it off.
        if (m_policy.preset == spec::CallPreset::None)
            checkUse();
    }

private:
    void error(const std::string& member, std::string message) { m_context.error(m_pointer + member, std::move(message)); }

    void checkBreaker()
    {
        const spec::CircuitBreaker& breaker = m_policy.circuitBreaker;
        if (breaker.window != spec::BreakerWindow::Time)
            return;
        constexpr std::int64_t kMostBuckets = 10'000;
        if (breaker.windowTime % breaker.bucket != Duration::zero()) {
            error("/circuit_breaker/bucket", "expected a time that goes into window_time (" + toText(breaker.windowTime)
                      + ") without a rest, found \"" + toText(breaker.bucket) + '"');
        } else if (breaker.windowTime / breaker.bucket > kMostBuckets) {
            error("/circuit_breaker/bucket", "expected at most " + std::to_string(kMostBuckets)
                      + " buckets in window_time, found " + std::to_string(breaker.windowTime / breaker.bucket));
        }
    }

    void checkHedging()
    {
        const spec::Hedging& hedging = m_policy.hedging;
        if (hedging.maxExtra > 0 && m_policy.timeout > Duration::zero() && hedging.delay >= m_policy.timeout) {
            error("/hedging/delay", "expected less than the timeout (" + toText(m_policy.timeout) + "), found \""
                      + toText(hedging.delay) + '"');
        }
    }

    void checkUse()
    {
        spec::RetryBudget budget = m_policy.retryBudget;
        const bool hasBudget = std::exchange(budget.rule, spec::RetryBudgetRule::None) != spec::RetryBudgetRule::None;
        needs(hasBudget || budget == spec::RetryBudget{}, "/retry_budget", "rule");
        if (hasBudget && m_policy.maxAttempts == 1 && m_policy.hedging.maxExtra == 0)
            error("/retry_budget", "has no effect without max_attempts or hedging");
        spec::CircuitBreaker breaker = m_policy.circuitBreaker;
        const bool hasBreaker = std::exchange(breaker.window, spec::BreakerWindow::None) != spec::BreakerWindow::None;
        needs(hasBreaker || breaker == spec::CircuitBreaker{}, "/circuit_breaker", "window");
        const bool hasLimiter = m_policy.rateLimiter.limitForPeriod > 0;
        needs(hasLimiter || m_policy.rateLimiter == spec::CallRateLimiter{}, "/rate_limiter", "limit_for_period");
        const bool hasBulkhead = m_policy.bulkhead.maxConcurrent > 0;
        needs(hasBulkhead || m_policy.bulkhead == spec::Bulkhead{}, "/bulkhead", "max_concurrent");
        const bool hasHedging = m_policy.hedging.maxExtra > 0;
        needs(hasHedging || m_policy.hedging == spec::Hedging{}, "/hedging", "max_extra");
    }

    void needs(bool isFine, const std::string& member, const std::string& key)
    {
        if (!isFine && m_context.isRead(m_pointer + member + '/' + key))
            error(member, "has no effect without " + key);
    }

    ValidationContext& m_context;
    const spec::CallPolicy& m_policy;
    const std::string m_pointer;
};

void checkCalls(ValidationContext& context, const spec::Component& component, const std::string& pointer)
{
    const auto operations = operationsOf(component);
    for (std::size_t i = 0; i < operations.size(); ++i) {
        forEachStatement(operations[i].program, pointer + "/operations/" + std::to_string(i) + "/program",
                         [&](const StatementPlace& place) {
                             if (const auto* call = std::get_if<spec::Call>(&place.statement.action))
                                 PolicyCheck(context, call->policy, place.pointer + "/policy").run();
                         });
    }
}

}  // namespace

void checkPolicies(ValidationContext& context)
{
    const auto& components = context.scenario().topology.components;
    for (std::size_t i = 0; i < components.size(); ++i) {
        const std::string pointer = context.names().components.pointerOf(i);
        if (const auto* gateway = std::get_if<spec::GatewaySettings>(&components[i].settings))
            PolicyCheck(context, gateway->policy, pointer + "/policy").run();
        checkCalls(context, components[i], pointer);
    }
    const auto& designs = context.scenario().designs;
    for (std::size_t i = 0; i < designs.size(); ++i) {
        const auto* style = std::get_if<spec::RequestResponse>(&designs[i].style);
        if (style == nullptr)
            continue;
        const std::string pointer = context.names().designs.pointerOf(i);
        PolicyCheck(context, style->policy, pointer + "/policy").run();
        PolicyCheck(context, style->compensationPolicy, pointer + "/compensation_policy").run();
    }
}

}  // namespace stormglass
