// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The presets hold the figures of the vendors' manuals and sources.
#include "models/spec/call_policy.h"

#include <QTest>

namespace stormglass::spec {

using namespace std::chrono_literals;

class CallPresetsTest : public QObject {
    Q_OBJECT

private slots:
    void resilience4jHasItsConfigClasses();
    void envoyHasItsDocumentation();
    void istioHasItsDocumentation();
    void pollyHasItsOptionsClasses();
    void grpcHasTheExampleOfItsProposal();
    void everyPresetKnowsItsName();
};

void CallPresetsTest::resilience4jHasItsConfigClasses()
{
    const CallPolicy policy = presetPolicy(CallPreset::Resilience4j);

    QCOMPARE(policy.timeout, Duration{1s});
    QCOMPARE(policy.maxAttempts, 3);
    QCOMPARE(policy.firstDelay, Duration{500ms});
    QCOMPARE(policy.growthFactor, 1.0);
    QVERIFY(policy.jitterKind == JitterKind::None);
    const CircuitBreaker breaker{.window = BreakerWindow::Count, .windowCalls = 100, .minimumCalls = 100,
                                 .failureRate = 0.5, .slowCallRate = 1, .slowCallDuration = 60s, .openWait = 60s,
                                 .halfOpenCalls = 10, .halfOpenWait = 0s};
    QVERIFY(policy.circuitBreaker == breaker);
    QVERIFY((policy.rateLimiter == CallRateLimiter{.limitForPeriod = 50, .limitRefreshPeriod = 500ns, .timeout = 5s}));
    QVERIFY((policy.bulkhead == Bulkhead{.maxConcurrent = 25, .maxWait = 0s}));
    QVERIFY(policy.retryBudget.rule == RetryBudgetRule::None);
    QCOMPARE(policy.hedging.maxExtra, 0);
}

void CallPresetsTest::envoyHasItsDocumentation()
{
    const CallPolicy policy = presetPolicy(CallPreset::Envoy);

    QCOMPARE(policy.timeout, Duration{15s});
    QCOMPARE(policy.totalTimeout, Duration{15s});
    QCOMPARE(policy.maxAttempts, 2);
    QCOMPARE(policy.firstDelay, Duration{25ms});
    QCOMPARE(policy.maxDelay, Duration{250ms});
    QVERIFY(policy.jitterKind == JitterKind::Full);
    QVERIFY(policy.retryBudget.rule == RetryBudgetRule::ActiveShare);
    QCOMPARE(policy.retryBudget.share, 0.2);
    QCOMPARE(policy.retryBudget.minRetries, 3);
    QCOMPARE(policy.bulkhead.maxConcurrent, 1024);
    QVERIFY(policy.circuitBreaker.window == BreakerWindow::None);
}

void CallPresetsTest::istioHasItsDocumentation()
{
    const CallPolicy policy = presetPolicy(CallPreset::Istio);

    QCOMPARE(policy.timeout, Duration{0s});
    QCOMPARE(policy.maxAttempts, 3);
    QCOMPARE(policy.firstDelay, Duration{25ms});
    QVERIFY(policy.retryOn == RetryOn::Unprocessed);
    QCOMPARE(policy.bulkhead.maxConcurrent, 0);
}

void CallPresetsTest::pollyHasItsOptionsClasses()
{
    const CallPolicy policy = presetPolicy(CallPreset::Polly);

    QCOMPARE(policy.timeout, Duration{30s});
    QCOMPARE(policy.maxAttempts, 4);
    QCOMPARE(policy.firstDelay, Duration{2s});
    QCOMPARE(policy.growthFactor, 1.0);
    QVERIFY(policy.circuitBreaker.window == BreakerWindow::Time);
    QCOMPARE(policy.circuitBreaker.windowTime, Duration{30s});
    QCOMPARE(policy.circuitBreaker.minimumCalls, 100);
    QCOMPARE(policy.circuitBreaker.failureRate, 0.1);
    QCOMPARE(policy.circuitBreaker.openWait, Duration{5s});
    QCOMPARE(policy.circuitBreaker.halfOpenCalls, 1);
    QCOMPARE(policy.bulkhead.maxConcurrent, 1000);
    QCOMPARE(policy.hedging.delay, Duration{2s});
}

void CallPresetsTest::grpcHasTheExampleOfItsProposal()
{
    const CallPolicy policy = presetPolicy(CallPreset::Grpc);

    QCOMPARE(policy.maxAttempts, 4);
    QCOMPARE(policy.firstDelay, Duration{100ms});
    QCOMPARE(policy.maxDelay, Duration{1s});
    QCOMPARE(policy.growthFactor, 2.0);
    QVERIFY(policy.jitterKind == JitterKind::Equal);
    QCOMPARE(policy.jitter, 0.2);
    QVERIFY(policy.retryOn == RetryOn::Unprocessed);
    QVERIFY(policy.retryBudget.rule == RetryBudgetRule::Tokens);
    QCOMPARE(policy.retryBudget.maxTokens, 10.0);
    QCOMPARE(policy.retryBudget.tokenRatio, 0.1);
    QVERIFY(policy.propagatesDeadline);
}

void CallPresetsTest::everyPresetKnowsItsName()
{
    const auto names = namesOf(CallPreset{});
    for (std::size_t i = 1; i < names.size(); ++i)
        QVERIFY(presetPolicy(static_cast<CallPreset>(i)).preset == static_cast<CallPreset>(i));
}

}  // namespace stormglass::spec

QTEST_APPLESS_MAIN(stormglass::spec::CallPresetsTest)
#include "tst_call_presets.moc"
