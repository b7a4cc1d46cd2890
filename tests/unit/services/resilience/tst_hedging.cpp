// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same request several times: the first answer wins.
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

spec::CallPolicy hedgedAfter(Duration delay, std::int64_t extra = 1)
{
    spec::CallPolicy policy;
    policy.hedging = {.maxExtra = extra, .delay = delay};
    return policy;
}

}  // namespace

class HedgingTest : public QObject {
    Q_OBJECT

private slots:
    void whoAnswersInTimeIsAskedOnce();
    void theSecondAnswerWins();
    void requestsFollowEachOtherByTheDelay();
    void aFailureSendsTheNextAtOnce();
    void theLastFailureIsTheOutcome();
    void anEmptyBudgetSendsNoMore();
    void aTimeoutEndsThemAll();
    void aCrashAmidThemLeavesNothingBehind();
    void aFailureInAPauseBeyondTheTimeoutEndsThem();
};

void HedgingTest::whoAnswersInTimeIsAskedOnce()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, hedgedAfter(11ms))});

    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10");
    QCOMPARE(backend.probe().arrivals(), 1U);
    QCOMPARE(front.probe().calls().hedges(), 0U);
}

void HedgingTest::theSecondAnswerWins()
{
    ServiceWorld world;
    Station& backend = world.addStation(oneWorker(), {world.work(50ms)}, 2);
    Station& front = world.addStation(manyWorkers(), {world.call(backend, hedgedAfter(60ms))});
    backend.crash(1, false);
    for (int i = 0; i < 3; ++i)
        world.ask(backend);  // the first instance is busy until 150
    backend.restart(1);
    world.runUntil(0ms);
    world.ask(backend);  // the second one until 50

    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 50, Ok 100, Ok 150, Ok 50, Ok 110");
    QCOMPARE(front.probe().calls().hedges(), 1U);
    QCOMPARE(front.probe().calls().wonHedges(), 1U);
    QCOMPARE(backend.probe().served(), 6U);  // the loser's work is not cancelled
}

void HedgingTest::requestsFollowEachOtherByTheDelay()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(100ms)});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, hedgedAfter(10ms, 3))});
    world.ask(front);

    const std::pair<Duration, std::uint64_t> expected[]
        = {{9ms, 1}, {10ms, 2}, {19ms, 2}, {20ms, 3}, {29ms, 3}, {30ms, 4}, {90ms, 4}};
    for (const auto& [at, requests] : expected) {
        world.runUntil(at);
        QCOMPARE(backend.probe().arrivals(), requests);
    }
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 100");
    QCOMPARE(front.probe().calls().wonHedges(), 0U);
}

void HedgingTest::aFailureSendsTheNextAtOnce()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)}, 2);
    Station& front = world.addStation(manyWorkers(), {world.call(backend, hedgedAfter(500ms))});
    world.ask(front);

    world.runUntil(4ms);
    backend.crash(0, false);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 14");
    QCOMPARE(front.probe().calls().wonHedges(), 1U);
}

void HedgingTest::theLastFailureIsTheOutcome()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(30ms), world.fail()});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, hedgedAfter(10ms, 2))});

    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Failed 50");  // sent at 0, 10 and 20
    QCOMPARE(front.probe().calls().calls(), 3U);
}

void HedgingTest::anEmptyBudgetSendsNoMore()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(30ms), world.fail()});
    spec::CallPolicy policy = hedgedAfter(10ms);
    policy.retryBudget = {.rule = spec::RetryBudgetRule::Tokens, .maxTokens = 1};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    world.ask(front);
    world.runUntil(500ms);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Failed 40, Failed 530");
    QCOMPARE(front.probe().calls().hedges(), 1U);
}

void HedgingTest::aTimeoutEndsThemAll()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(300ms)});
    spec::CallPolicy policy = hedgedAfter(10ms, 5);
    policy.timeout = 25ms;
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "TimedOut 25");
    QCOMPARE(backend.probe().served(), 3U);
}

void HedgingTest::aCrashAmidThemLeavesNothingBehind()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(30ms)});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, hedgedAfter(10ms))});
    world.ask(front);

    world.runUntil(15ms);
    front.crash(0, false);
    front.restart(0);
    world.runUntil(20ms);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Reset 15, Ok 50");
    QCOMPARE(backend.probe().served(), 4U);
}

void HedgingTest::aFailureInAPauseBeyondTheTimeoutEndsThem()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(1s)}, 2);
    spec::CallPolicy policy = hedgedAfter(20ms, 2);
    policy.timeout = 100ms;
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    world.ask(front);
    world.runUntil(30ms);
    front.instance(0).pause(&world);
    world.runUntil(60ms);
    backend.crash(0, false);  // the first request has failed, and the second is open
    world.runUntil(300ms);
    front.instance(0).resume(&world);
    world.runUntil(3s);

    // The failure is read first; then it is too late for the others, and for a third.
    QCOMPARE(world.heard(), "TimedOut 300");
    QCOMPARE(front.probe().calls().hedges(), 1U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::HedgingTest)
#include "tst_hedging.moc"
