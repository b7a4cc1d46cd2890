// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SlowTest : public QObject {
    Q_OBJECT

private slots:
    void theWorkOfAllTakesSoMuchLonger();
    void whatHasBegunBeforeIsNotAffected();
    void severalMultiplyAndAdd();
    void aRampGrowsInTenSteps();
    void handlersOfMessagesAreSlowToo();
    void aShareOfTheRequestsIsHit();
};

void SlowTest::theWorkOfAllTakesSoMuchLonger()
{
    const FaultRun run(kRequests, R"({"name": "slow", "fault": "slow", "target": "pay", "factor": 3, "extra": "5ms",
                                      "at": "350ms", "for": "300ms"})");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>435 500>535 600>635 700>710 800>810 900>910"));
}

void SlowTest::whatHasBegunBeforeIsNotAffected()
{
    const FaultRun run(kRequests, R"({"name": "slow", "fault": "slow", "target": "pay", "factor": 3, "at": "305ms",
                                      "for": "100ms"})");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>430 500>510 600>610 700>710 800>810 900>910"));
}

void SlowTest::severalMultiplyAndAdd()
{
    const FaultRun run(kRequests, R"({"name": "a", "fault": "slow", "target": "pay", "factor": 2, "at": "350ms", "for": "200ms"},
                                     {"name": "b", "fault": "slow", "target": "pay", "factor": 3, "extra": "1ms",
                                      "at": "450ms", "for": "200ms"})");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>420 500>561 600>631 700>710 800>810 900>910"));
}

void SlowTest::aRampGrowsInTenSteps()
{
    const FaultRun run(kRequests, R"({"name": "slow", "fault": "slow", "target": "pay", "factor": 11, "at": "350ms", "for": "2s",
                                      "ramp": "1s"})");

    // One tenth of the strength from the start, another one with each tenth of a second.
    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>420 500>530 600>640 700>750 800>860 900>970"));
}

void SlowTest::handlersOfMessagesAreSlowToo()
{
    const FaultRun run(kOrders, R"({"name": "slow", "fault": "slow", "target": "pay", "factor": 2, "at": "350ms", "for": "100ms"})",
                       {}, "events");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>420 500>510 600>610 700>710 800>810 900>910"));
}

void SlowTest::aShareOfTheRequestsIsHit()
{
    const FaultRun run(kRequests, R"({"name": "slow", "fault": "slow", "target": "pay", "extra": "1s", "requests": "30%",
                                      "at": "0s"})",
                       {"workload/load/rate=100/s", "run/duration=20s", "topology/components/pay/concurrency=1000"});

    std::size_t hit = 0;
    for (const results::Span& span : run.result.spans)
        hit += span.end - span.start > 0.5 ? 1 : 0;

    // 1999 requests: mean 600, standard deviation 20.5.
    QVERIFY2(hit > 540 && hit < 660, std::to_string(hit).c_str());
}

QTEST_APPLESS_MAIN(SlowTest)
#include "tst_slow.moc"
