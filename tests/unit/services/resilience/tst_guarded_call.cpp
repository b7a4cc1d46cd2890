// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calls with breakers, bulkheads, limiters, budgets and deadlines, between two stations.
#include "tests/unit/services/service_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

spec::CallPolicy withBreaker()
{
    spec::CallPolicy policy;
    policy.circuitBreaker = {.window = spec::BreakerWindow::Count, .windowCalls = 2, .openWait = 1s, .halfOpenCalls = 1};
    return policy;
}

spec::CallPolicy retrying(std::int64_t attempts, Duration wait)
{
    return {.maxAttempts = attempts, .firstDelay = wait, .growthFactor = 1, .jitterKind = spec::JitterKind::None};
}

/// One request at each of these instants.
void askAt(ServiceWorld& world, Station& station, const std::vector<Duration>& instants)
{
    for (const Duration at : instants) {
        world.runUntil(at);
        world.ask(station);
    }
    world.runUntil(1min);
}

}  // namespace

class GuardedCallTest : public QObject {
    Q_OBJECT

private slots:
    void anOpenCircuitRefusesAtOnce();
    void aTryClosesIt();
    void eachInstanceHasABreakerOfItsOwn();
    void aRestartedInstanceBeginsWithAClosedCircuit();
    void aFullBulkheadRefuses();
    void whoWaitsForAPlaceGetsIt();
    void aPlaceIsGivenBackAtTheTimeout();
    void theLimiterHoldsCallsBack();
    void whoWaitsForAPermitInVainWaitsAllTheSame();
    void aRefusalIsRetriedLikeAnyFailure();
    void onlyWhatWasNotBegunIsRetriedIfSoAsked();
    void anEmptyBudgetAllowsNoRetry();
    void allAttemptsTogetherHaveATimeLimit();
    void aCallHasNoMoreTimeThanItsRequest();
    void noCallIsMadeWithoutTimeLeft();
    void timeLeftIsReadOffTheOwnClock();
    void aPausedCallerReadsWhatHasComeFirst_data();
    void aPausedCallerReadsWhatHasComeFirst();
};

void GuardedCallTest::anOpenCircuitRefusesAtOnce()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(5ms), world.fail()});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, withBreaker())});

    askAt(world, front, {0ms, 10ms, 20ms, 1014ms});

    QCOMPARE(world.heard(), "Failed 5, Failed 15, CircuitOpen 20, CircuitOpen 1014");
    QCOMPARE(backend.probe().arrivals(), 2U);
    QCOMPARE(front.probe().calls().refusals(CallRefusal::CircuitOpen), 2U);
    QCOMPARE(front.probe().calls().circuitOpenings(), 1U);
}

void GuardedCallTest::aTryClosesIt()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(5ms)});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, withBreaker())});
    backend.crash(0, false);
    world.ask(front);
    world.ask(front);
    world.runUntil(500ms);
    backend.restart(0);

    askAt(world, front, {999ms, 1s, 1s, 1005ms});  // the two failures opened it at 0

    QCOMPARE(world.heard(), "Unavailable 0, Unavailable 0, CircuitOpen 999, Ok 1005, CircuitOpen 1000, Ok 1010");
}

void GuardedCallTest::eachInstanceHasABreakerOfItsOwn()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.fail()});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, withBreaker())}, 2);

    askAt(world, front, {0ms, 1ms, 2ms, 3ms, 4ms, 5ms});  // to the first and the second instance in turn

    QCOMPARE(world.heard(), "Failed 0, Failed 1, Failed 2, Failed 3, CircuitOpen 4, CircuitOpen 5");
    QCOMPARE(front.probe().calls().circuitOpenings(), 2U);
}

void GuardedCallTest::aRestartedInstanceBeginsWithAClosedCircuit()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.fail()});
    Station& front = world.addStation(manyWorkers(), {world.call(backend, withBreaker())});
    world.ask(front);
    world.ask(front);
    world.runUntil(1ms);

    front.crash(0, false);
    front.restart(0);
    world.runUntil(2ms);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Failed 0, Failed 0, Failed 2");
}

void GuardedCallTest::aFullBulkheadRefuses()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    spec::CallPolicy policy;
    policy.bulkhead = {.maxConcurrent = 2};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    for (int i = 0; i < 3; ++i)
        world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, BulkheadFull 0");
    QCOMPARE(front.probe().calls().refusals(CallRefusal::BulkheadFull), 1U);
    QCOMPARE(backend.probe().arrivals(), 2U);
}

void GuardedCallTest::whoWaitsForAPlaceGetsIt()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    spec::CallPolicy policy;
    policy.bulkhead = {.maxConcurrent = 1, .maxWait = 15ms};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    for (int i = 0; i < 3; ++i)
        world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 20, BulkheadFull 15");
}

void GuardedCallTest::aPlaceIsGivenBackAtTheTimeout()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(50ms)});
    spec::CallPolicy policy{.timeout = 20ms};
    policy.bulkhead = {.maxConcurrent = 1};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    askAt(world, front, {0ms, 19ms, 21ms});

    QCOMPARE(world.heard(), "TimedOut 20, BulkheadFull 19, TimedOut 41");
    QCOMPARE(backend.probe().served(), 2U);
}

void GuardedCallTest::theLimiterHoldsCallsBack()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    spec::CallPolicy policy;
    policy.rateLimiter = {.limitForPeriod = 2, .limitRefreshPeriod = 100ms};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    for (int i = 0; i < 4; ++i)
        world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 10, Ok 110, Ok 110");
}

void GuardedCallTest::whoWaitsForAPermitInVainWaitsAllTheSame()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {});
    spec::CallPolicy policy;
    policy.rateLimiter = {.limitForPeriod = 1, .limitRefreshPeriod = 100ms, .timeout = 30ms};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    world.ask(front);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 0, CallRateLimited 30");
    QCOMPARE(front.probe().calls().refusals(CallRefusal::RateLimited), 1U);
}

void GuardedCallTest::aRefusalIsRetriedLikeAnyFailure()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(10ms)});
    spec::CallPolicy policy = retrying(3, 6ms);
    policy.bulkhead = {.maxConcurrent = 1};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    world.ask(front);
    world.ask(front);
    world.runUntil(1s);

    QCOMPARE(world.heard(), "Ok 10, Ok 22");  // refused at 0 and 6, let in at 12
    QCOMPARE(front.probe().calls().retries(), 2U);
}

void GuardedCallTest::onlyWhatWasNotBegunIsRetriedIfSoAsked()
{
    ServiceWorld world;
    spec::CallPolicy policy = retrying(2, 100ms);
    policy.retryOn = spec::RetryOn::Unprocessed;
    Station& broken = world.addStation(manyWorkers(), {world.fail()});
    Station& absent = world.addStation(manyWorkers(), {});
    absent.crash(0, false);
    Station& slow = world.addStation(manyWorkers(), {world.work(10s)});
    for (Station* backend : {&broken, &absent, &slow})
        world.ask(world.addStation(manyWorkers(), {world.call(*backend, policy)}));

    world.runUntil(1min);

    QCOMPARE(world.heard(), "Failed 0, Unavailable 100, TimedOut 1000");
}

void GuardedCallTest::anEmptyBudgetAllowsNoRetry()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.fail()});
    spec::CallPolicy policy = retrying(4, 10ms);
    policy.retryBudget = {.rule = spec::RetryBudgetRule::Tokens, .maxTokens = 4};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    askAt(world, front, {0ms, 1s});

    // 4 tokens: the first failure leaves 3, which is more than half, and the second leaves 2.
    QCOMPARE(world.heard(), "Failed 10, Failed 1000");
    QCOMPARE(backend.probe().arrivals(), 3U);
    QCOMPARE(front.probe().calls().deniedRetries(), 2U);
}

void GuardedCallTest::allAttemptsTogetherHaveATimeLimit()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.fail()});
    spec::CallPolicy policy = retrying(100, 100ms);
    policy.totalTimeout = 250ms;
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});
    Station& slow = world.addStation(manyWorkers(), {world.work(10s)});
    Station& patient = world.addStation(manyWorkers(), {world.call(slow, policy)});

    world.ask(front);
    world.ask(patient);
    world.runUntil(1min);

    QCOMPARE(world.heard(), "TimedOut 250, TimedOut 250");
    QCOMPARE(backend.probe().arrivals(), 3U);
}

void GuardedCallTest::aCallHasNoMoreTimeThanItsRequest()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(500ms)});
    spec::CallPolicy policy;
    policy.propagatesDeadline = true;
    Station& middle = world.addStation(manyWorkers(), {world.call(backend, policy)});
    Station& front = world.addStation(manyWorkers(), {world.call(middle, policy)});

    world.ask(front, 30ms);
    world.ask(front, 10s);
    world.runUntil(1min);

    QCOMPARE(world.heard(), "TimedOut 30, Ok 500");
}

void GuardedCallTest::noCallIsMadeWithoutTimeLeft()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {});
    spec::CallPolicy policy = retrying(5, 1ms);
    policy.propagatesDeadline = true;
    Station& front = world.addStation(manyWorkers(), {world.work(40ms), world.call(backend, policy)});

    world.ask(front, 30ms);
    world.runUntil(1min);

    QCOMPARE(world.heard(), "NoTimeLeft 40");
    QCOMPARE(backend.probe().arrivals(), 0U);
    QCOMPARE(front.probe().calls().refusals(CallRefusal::NoTimeLeft), 1U);
}

void GuardedCallTest::timeLeftIsReadOffTheOwnClock()
{
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(500ms)});
    spec::CallPolicy policy;
    policy.propagatesDeadline = true;
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});

    front.instance(0).condition().shiftClock(20ms);
    world.ask(front, 30ms);
    world.runUntil(1min);

    QCOMPARE(world.heard(), "TimedOut 10");
}

void GuardedCallTest::aPausedCallerReadsWhatHasComeFirst_data()
{
    QTest::addColumn<bool>("isHedged");
    QTest::addColumn<qint64>("work");
    QTest::addColumn<QByteArray>("heard");

    QTest::newRow("answered in the pause") << false << qint64{10} << QByteArray("Ok 50");
    QTest::newRow("answered in the pause, hedged") << true << qint64{10} << QByteArray("Ok 50");
    QTest::newRow("not answered") << false << qint64{70} << QByteArray("TimedOut 50");
    QTest::newRow("not answered, hedged") << true << qint64{70} << QByteArray("TimedOut 50");
}

void GuardedCallTest::aPausedCallerReadsWhatHasComeFirst()
{
    QFETCH(const bool, isHedged);
    QFETCH(const qint64, work);
    QFETCH(const QByteArray, heard);
    ServiceWorld world;
    Station& backend = world.addStation(manyWorkers(), {world.work(std::chrono::milliseconds(work))});
    spec::CallPolicy policy{.timeout = 15ms};
    policy.bulkhead.maxConcurrent = 10;
    if (isHedged)
        policy.hedging = {.maxExtra = 1, .delay = 8ms};
    Station& front = world.addStation(manyWorkers(), {world.call(backend, policy)});
    world.ask(front);

    world.runUntil(4ms);
    front.instance(0).pause(&world);
    world.runUntil(50ms);
    front.instance(0).resume(&world);
    world.runUntil(1min);

    QCOMPARE(QByteArray::fromStdString(world.heard()), heard);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::GuardedCallTest)
#include "tst_guarded_call.moc"
