// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/circuit_breaker.h"

#include <QTest>

namespace stormglass {

namespace {

using State = CircuitBreaker::State;

SimTime at(Duration sinceStart) { return SimTime{sinceStart}; }

/// Of so many calls, 50 % failures open it, for 60 s, and 10 calls try; slowness does not matter.
spec::CircuitBreaker ofCalls(std::int64_t calls)
{
    return {.window = spec::BreakerWindow::Count, .windowCalls = calls, .minimumCalls = calls, .slowCallDuration = 0s};
}

/// Calls of no length at one instant: F has failed, any other letter has not.
void record(CircuitBreaker& breaker, SimTime now, const std::string& outcomes)
{
    for (const char outcome : outcomes)
        breaker.record(now, outcome == 'F', Duration::zero());
}

/// How many of so many calls at one instant it lets through.
int permitted(CircuitBreaker& breaker, SimTime now, int calls)
{
    int count = 0;
    for (int i = 0; i < calls; ++i)
        count += breaker.permits(now) ? 1 : 0;
    return count;
}

}  // namespace

class CircuitBreakerTest : public QObject {
    Q_OBJECT

private slots:
    void theLastCallsDecide_data();
    void theLastCallsDecide();
    void byItsDefaultsAHundredCallsDecide();
    void aWindowShorterThanTheMinimumIsDecidedWhenFull();
    void whatIsOldLeavesATimeWindowByBuckets();
    void slowCallsOpenItToo();
    void itRefusesUntilTheWaitIsOver();
    void theTriesDecide_data();
    void theTriesDecide();
    void closedAgainItHasForgotten();
    void oneTryIsEnoughForPolly();
    void triesThatTakeTooLongOpenItAgain();
    void aLateResultChangesNothingWhileItIsOpen();
};

void CircuitBreakerTest::theLastCallsDecide_data()
{
    QTest::addColumn<QString>("outcomes");
    QTest::addColumn<bool>("isOpen");

    QTest::newRow("too few to decide") << "FFF" << false;
    QTest::newRow("half of them failed") << "FSFS" << true;
    QTest::newRow("less than half") << "FSSS" << false;
    QTest::newRow("the first call has left the window") << "FSSSFS" << false;
    QTest::newRow("two failures in the last four") << "SSSFF" << true;
}

void CircuitBreakerTest::theLastCallsDecide()
{
    QFETCH(QString, outcomes);
    QFETCH(bool, isOpen);
    CircuitBreaker breaker(ofCalls(4));

    record(breaker, at(1s), outcomes.toStdString());

    QCOMPARE(breaker.stateAt(at(1s)) == State::Open, isOpen);
    QCOMPARE(breaker.openings(), isOpen ? 1U : 0U);
}

void CircuitBreakerTest::byItsDefaultsAHundredCallsDecide()
{
    CircuitBreaker breaker({.window = spec::BreakerWindow::Count});

    record(breaker, at(0s), std::string(99, 'F'));
    QCOMPARE(breaker.stateAt(at(0s)), State::Closed);
    record(breaker, at(0s), "S");

    QCOMPARE(breaker.stateAt(at(0s)), State::Open);
}

void CircuitBreakerTest::aWindowShorterThanTheMinimumIsDecidedWhenFull()
{
    spec::CircuitBreaker settings = ofCalls(10);
    settings.minimumCalls = 100;
    CircuitBreaker breaker(settings);

    record(breaker, at(0s), std::string(10, 'F'));

    QCOMPARE(breaker.stateAt(at(0s)), State::Open);
}

void CircuitBreakerTest::whatIsOldLeavesATimeWindowByBuckets()
{
    const spec::CircuitBreaker settings{.window = spec::BreakerWindow::Time, .windowTime = 10s, .bucket = 1s,
                                        .minimumCalls = 4};
    CircuitBreaker inTime(settings);
    CircuitBreaker tooLate(settings);

    for (CircuitBreaker* breaker : {&inTime, &tooLate})
        record(*breaker, at(500ms), "FFF");
    record(inTime, at(9999ms), "F");
    record(tooLate, at(10s), "F");

    QCOMPARE(inTime.stateAt(at(10s)), State::Open);
    QCOMPARE(tooLate.stateAt(at(10s)), State::Closed);
    record(tooLate, at(30s), "FFF");
    QCOMPARE(tooLate.stateAt(at(30s)), State::Closed);
    record(tooLate, at(39999ms), "F");
    QCOMPARE(tooLate.stateAt(at(40s)), State::Open);
}

void CircuitBreakerTest::slowCallsOpenItToo()
{
    spec::CircuitBreaker settings = ofCalls(4);
    settings.slowCallDuration = 2s;
    settings.slowCallRate = 0.75;
    CircuitBreaker breaker(settings);

    for (const Duration took : {3s, 2s, 3s, 1s})
        breaker.record(at(0s), false, took);
    QCOMPARE(breaker.stateAt(at(0s)), State::Closed);
    for (const Duration took : {3s, 3s})
        breaker.record(at(0s), false, took);

    QCOMPARE(breaker.stateAt(at(0s)), State::Open);
}

void CircuitBreakerTest::itRefusesUntilTheWaitIsOver()
{
    CircuitBreaker breaker(ofCalls(1));
    record(breaker, at(5s), "F");

    QCOMPARE(permitted(breaker, at(64999ms), 1), 0);
    QCOMPARE(permitted(breaker, at(65s), 12), 10);
    QCOMPARE(breaker.stateAt(at(65s)), State::HalfOpen);
    QCOMPARE(permitted(breaker, at(100s), 1), 0);
}

void CircuitBreakerTest::theTriesDecide_data()
{
    QTest::addColumn<QString>("outcomes");
    QTest::addColumn<int>("state");

    QTest::newRow("not all have ended") << "SSSSSSSSS" << static_cast<int>(State::HalfOpen);
    QTest::newRow("four of ten failed") << "FFFFSSSSSS" << static_cast<int>(State::Closed);
    QTest::newRow("five of ten failed") << "SSSSSFFFFF" << static_cast<int>(State::Open);
}

void CircuitBreakerTest::theTriesDecide()
{
    QFETCH(QString, outcomes);
    QFETCH(int, state);
    CircuitBreaker breaker(ofCalls(1));
    record(breaker, at(0s), "F");
    QCOMPARE(permitted(breaker, at(60s), 10), 10);

    record(breaker, at(61s), outcomes.toStdString());

    QCOMPARE(static_cast<int>(breaker.stateAt(at(61s))), state);
    if (breaker.stateAt(at(61s)) == State::Open) {
        QCOMPARE(breaker.openings(), 2U);
        QCOMPARE(permitted(breaker, at(120999ms), 1), 0);  // the wait begins anew
        QCOMPARE(permitted(breaker, at(121s), 1), 1);
    }
}

void CircuitBreakerTest::closedAgainItHasForgotten()
{
    spec::CircuitBreaker settings = ofCalls(4);
    settings.halfOpenCalls = 1;
    CircuitBreaker breaker(settings);
    record(breaker, at(0s), "FFFF");
    QCOMPARE(permitted(breaker, at(60s), 2), 1);

    record(breaker, at(60s), "S");
    QCOMPARE(breaker.stateAt(at(60s)), State::Closed);
    record(breaker, at(60s), "FFF");
    QCOMPARE(breaker.stateAt(at(60s)), State::Closed);
    record(breaker, at(60s), "F");

    QCOMPARE(breaker.stateAt(at(60s)), State::Open);
}

void CircuitBreakerTest::oneTryIsEnoughForPolly()
{
    CircuitBreaker breaker(spec::presetPolicy(spec::CallPreset::Polly).circuitBreaker);
    record(breaker, at(0s), std::string(90, 'S') + std::string(10, 'F'));  // 10 % of a hundred

    QCOMPARE(permitted(breaker, at(4999ms), 1), 0);
    QCOMPARE(permitted(breaker, at(5s), 2), 1);
    record(breaker, at(6s), "S");

    QCOMPARE(breaker.stateAt(at(6s)), State::Closed);
}

void CircuitBreakerTest::triesThatTakeTooLongOpenItAgain()
{
    spec::CircuitBreaker settings = ofCalls(1);
    settings.halfOpenWait = 20s;
    CircuitBreaker breaker(settings);
    record(breaker, at(0s), "F");
    QCOMPARE(permitted(breaker, at(60s), 1), 1);

    QCOMPARE(breaker.stateAt(at(79999ms)), State::HalfOpen);
    QCOMPARE(breaker.stateAt(at(80s)), State::Open);
    QCOMPARE(permitted(breaker, at(139999ms), 1), 0);
    QCOMPARE(permitted(breaker, at(140s), 1), 1);
}

void CircuitBreakerTest::aLateResultChangesNothingWhileItIsOpen()
{
    CircuitBreaker breaker(ofCalls(2));
    record(breaker, at(0s), "FF");

    record(breaker, at(30s), "FFSS");

    QCOMPARE(breaker.openings(), 1U);
    QCOMPARE(permitted(breaker, at(60s), 1), 1);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::CircuitBreakerTest)
#include "tst_circuit_breaker.moc"
