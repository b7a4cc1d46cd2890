// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/call_rate_limiter.h"

#include <QTest>

namespace stormglass {

namespace {

/// The waits of so many calls at one instant, in milliseconds; "-" for one that is refused.
std::string waitsAt(CallRateLimiter& limiter, Duration now, int calls)
{
    std::string text;
    for (int i = 0; i < calls; ++i) {
        const std::optional<Duration> wait = limiter.reserve(SimTime{now});
        text += (i == 0 ? "" : " ") + (wait ? std::to_string(*wait / 1ms) : std::string("-"));
    }
    return text;
}

CallRateLimiter twoIn100ms(Duration timeout)
{
    return CallRateLimiter({.limitForPeriod = 2, .limitRefreshPeriod = 100ms, .timeout = timeout});
}

}  // namespace

class CallRateLimiterTest : public QObject {
    Q_OBJECT

private slots:
    void whoComesTooEarlyWaitsForAPeriodToCome();
    void whoWouldWaitTooLongTakesNothing();
    void permitsAreNotSavedUp();
    void aPeriodMayBeAlmostNothing();
};

void CallRateLimiterTest::whoComesTooEarlyWaitsForAPeriodToCome()
{
    CallRateLimiter limiter = twoIn100ms(1h);

    QCOMPARE(waitsAt(limiter, 0ms, 6), std::string("0 0 100 100 200 200"));
    QCOMPARE(waitsAt(limiter, 150ms, 2), std::string("150 150"));
    QCOMPARE(waitsAt(limiter, 420ms, 3), std::string("0 0 80"));
}

void CallRateLimiterTest::whoWouldWaitTooLongTakesNothing()
{
    CallRateLimiter limiter = twoIn100ms(150ms);

    QCOMPARE(waitsAt(limiter, 0ms, 6), std::string("0 0 100 100 - -"));
    QCOMPARE(waitsAt(limiter, 100ms, 3), std::string("100 100 -"));
}

void CallRateLimiterTest::permitsAreNotSavedUp()
{
    CallRateLimiter limiter = twoIn100ms(0ms);

    QCOMPARE(waitsAt(limiter, 10s, 3), std::string("0 0 -"));
    QCOMPARE(waitsAt(limiter, 10s + 99ms, 1), std::string("-"));
    QCOMPARE(waitsAt(limiter, 10s + 100ms, 3), std::string("0 0 -"));
}

void CallRateLimiterTest::aPeriodMayBeAlmostNothing()
{
    CallRateLimiter limiter(spec::presetPolicy(spec::CallPreset::Resilience4j).rateLimiter);  // 50 in 500 ns

    QCOMPARE(limiter.reserve(SimTime{1h}), std::optional(Duration{0}));
    for (int i = 1; i < 50; ++i)
        static_cast<void>(limiter.reserve(SimTime{1h}));
    QCOMPARE(limiter.reserve(SimTime{1h}), std::optional(Duration{500}));
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::CallRateLimiterTest)
#include "tst_call_rate_limiter.moc"
