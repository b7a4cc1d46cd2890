// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/random_resilience.h"

#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {
namespace {

class Protector {
public:
    explicit Protector(std::uint64_t seed) : m_luck(seed, "resilience") { }

    bool protects() { return m_luck.has(0.6); }

    void protect(spec::CallPolicy& policy)
    {
        policy.jitterKind = static_cast<spec::JitterKind>(m_luck.index(4));
        policy.retryOn = static_cast<spec::RetryOn>(m_luck.index(2));
        policy.totalTimeout = m_luck.has(0.5) ? Duration::zero() : m_luck.time(10ms, 5s);
        policy.propagatesDeadline = m_luck.has(0.3);
        if (policy.timeout > 2ms && m_luck.has(0.3))
            policy.hedging = {.maxExtra = m_luck.number(1, 3), .delay = m_luck.time(1ms, policy.timeout - Duration{1ms})};
        if ((policy.maxAttempts > 1 || policy.hedging.maxExtra > 0) && m_luck.has(0.5))
            policy.retryBudget = {.rule = static_cast<spec::RetryBudgetRule>(1 + m_luck.index(2)),
                                  .share = m_luck.share(1),
                                  .minRetries = m_luck.number(0, 5),
                                  .maxTokens = static_cast<double>(m_luck.number(1, 20)),
                                  .tokenRatio = m_luck.magnitude(0.01, 2)};
        if (m_luck.has(0.5))
            policy.circuitBreaker = breaker();
        if (m_luck.has(0.3))
            policy.rateLimiter = {.limitForPeriod = m_luck.number(1, 50),
                                  .limitRefreshPeriod = m_luck.time(1ms, 1s),
                                  .timeout = m_luck.has(0.3) ? Duration::zero() : m_luck.time(1ms, 1s)};
        if (m_luck.has(0.3))
            policy.bulkhead = {.maxConcurrent = m_luck.number(1, 20),
                               .maxWait = m_luck.has(0.5) ? Duration::zero() : m_luck.time(1ms, 1s)};
    }

    void protect(spec::WorkerPool& workers)
    {
        workers.discipline = static_cast<spec::Discipline>(m_luck.index(3));
        workers.shedding.minTimeLeft = m_luck.has(0.7) ? Duration::zero() : m_luck.time(1ms, 500ms);
        if (m_luck.has(0.5)) {
            workers.shedding.rule = static_cast<spec::SheddingRule>(1 + m_luck.index(spec::namesOf(spec::SheddingRule{}).size() - 1));
            workers.shedding.target = m_luck.time(1ms, 100ms);
            workers.shedding.interval = m_luck.time(5ms, 1s);
        }
    }

    void protect(spec::LoadBalancing& balancing)
    {
        balancing.policy = static_cast<spec::BalancingPolicy>(m_luck.index(3));
        if (m_luck.has(0.5))
            balancing.outlierDetection = {.isEnabled = true,
                                          .consecutiveErrors = m_luck.number(1, 5),
                                          .interval = m_luck.time(50ms, 2s),
                                          .baseEjection = m_luck.time(50ms, 2s),
                                          .maxEjection = 2s,
                                          .maxShare = m_luck.share(1)};
    }

    void protect(spec::HealthChecks& health)
    {
        for (spec::HealthProbe* probe : {&health.readiness, &health.liveness}) {
            if (m_luck.has(0.5))
                continue;
            *probe = {.isEnabled = true,
                      .initialDelay = m_luck.time(1ms, 500ms),
                      .period = m_luck.time(100ms, 2s),
                      .timeout = m_luck.time(10ms, 1s),
                      .failureThreshold = m_luck.number(1, 3),
                      .successThreshold = 1,
                      .needsWorker = m_luck.has(0.5)};
        }
    }

    void protect(spec::FailedMessages& failed)
    {
        if (m_luck.has(0.5))
            return;
        failed.maxAttempts = m_luck.number(1, 5);
        failed.firstDelay = m_luck.time(1ms, 500ms);
        failed.growthFactor = 1 + m_luck.share(2);
        failed.then = m_luck.has(0.5) ? spec::GiveUp::Skip : spec::GiveUp::Park;
        failed.mostDeaths = failed.then == spec::GiveUp::Park && m_luck.has(0.5) ? m_luck.number(1, 5) : 0;
    }

    /// Those of calls in programs, however deep.
    void protectCalls(spec::Program& program)
    {
        for (spec::Statement& statement : program) {
            if (auto* call = std::get_if<spec::Call>(&statement.action))
                protect(call->policy);
            else if (auto* parallel = std::get_if<spec::Parallel>(&statement.action))
                for (spec::Program& branch : parallel->branches)
                    protectCalls(branch);
            else if (auto* choose = std::get_if<spec::Choose>(&statement.action))
                for (spec::Choose::Option& option : choose->options)
                    protectCalls(option.program);
        }
    }

private:
    spec::CircuitBreaker breaker()
    {
        const bool isByTime = m_luck.has(0.5);
        const Duration bucket = m_luck.time(1ms, 200ms);
        return {.window = isByTime ? spec::BreakerWindow::Time : spec::BreakerWindow::Count,
                .windowCalls = m_luck.number(1, 50),
                .windowTime = bucket * m_luck.number(1, 20),
                .bucket = bucket,
                .minimumCalls = m_luck.number(1, 20),
                .failureRate = 0.01 + m_luck.share(0.99),
                .slowCallRate = 0.01 + m_luck.share(0.99),
                .slowCallDuration = m_luck.has(0.3) ? Duration::zero() : m_luck.time(5ms, 2s),
                .openWait = m_luck.time(1ms, 2s),
                .halfOpenCalls = m_luck.number(1, 10),
                .halfOpenWait = m_luck.has(0.5) ? Duration::zero() : m_luck.time(10ms, 1s)};
    }

    Luck m_luck;
};

void protectComponent(spec::Component& component, Protector& protector)
{
    std::visit(
        [&](auto& settings) {
            if constexpr (requires { settings.policy; })
                protector.protect(settings.policy);
            if constexpr (requires { settings.workers; })
                protector.protect(settings.workers);
            if constexpr (requires { settings.balancing; })
                protector.protect(settings.balancing);
            if constexpr (requires { settings.health; })
                protector.protect(settings.health);
            if constexpr (requires { settings.failedMessages; })
                protector.protect(settings.failedMessages);
            if constexpr (requires { settings.operations; })
                for (spec::Operation& operation : settings.operations)
                    protector.protectCalls(operation.program);
        },
        component.settings);
}

}  // namespace

bool addResilience(spec::Scenario& scenario, std::uint64_t seed)
{
    Protector protector(seed);
    if (!protector.protects())
        return false;
    for (spec::Component& component : scenario.topology.components)
        protectComponent(component, protector);
    for (spec::Design& design : scenario.designs) {
        if (auto* style = std::get_if<spec::RequestResponse>(&design.style)) {
            protector.protect(style->policy);
            protector.protect(style->compensationPolicy);
        }
    }
    return true;
}

}  // namespace stormglass::fuzz
