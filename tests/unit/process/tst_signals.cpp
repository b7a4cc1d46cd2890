// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/condition.h"
#include "simcore/process/delay.h"
#include "simcore/process/one_shot.h"
#include "simcore/process/scope.h"

#include <QtTest>

#include <memory>
#include <vector>

using namespace stormglass;

class SignalsTest : public QObject {
    Q_OBJECT

private slots:
    void everyoneGetsTheValueOfAOneShot();
    void aOneShotRemembers();
    void aOneShotCanCarryWhatCannotBeCopied();
    void aOneShotCanCarryNothing();
    void settingAOneShotTwiceIsABrokenPromise();
    void aConditionForgets();
    void oneNotificationReachesTheFirst();
    void notifyingAllReachesThoseWhoWait();
    void anUnheardNotificationPassesOn();
};

namespace {

template <class T>
Task<> recordValue(OneShot<T>& oneShot, std::vector<T>& record)
{
    record.push_back(co_await oneShot.wait());
}

Task<> recordArrival(OneShot<>& oneShot, std::vector<int>& record, int number)
{
    co_await oneShot.wait();
    record.push_back(number);
}

Task<> recordSignal(Condition& condition, std::vector<int>& record, int number)
{
    co_await condition.wait();
    record.push_back(number);
}

}  // namespace

void SignalsTest::everyoneGetsTheValueOfAOneShot()
{
    Calendar calendar;
    OneShot<int> oneShot;
    std::vector<int> record;
    Scope scope(calendar);
    scope.spawn(recordValue(oneShot, record));
    scope.spawn(recordValue(oneShot, record));

    oneShot.set(4);
    QVERIFY(record.empty());
    calendar.runUntil(kStartOfRun);

    QCOMPARE(record, (std::vector{4, 4}));
}

void SignalsTest::aOneShotRemembers()
{
    Calendar calendar;
    OneShot<int> oneShot;
    std::vector<int> record;
    Scope scope(calendar);

    oneShot.set(4);
    scope.spawn(recordValue(oneShot, record));

    QCOMPARE(record, std::vector{4});
}

void SignalsTest::aOneShotCanCarryWhatCannotBeCopied()
{
    Calendar calendar;
    OneShot<std::unique_ptr<int>> oneShot;
    std::vector<std::unique_ptr<int>> record;
    Scope scope(calendar);
    scope.spawn(recordValue(oneShot, record));

    oneShot.set(std::make_unique<int>(4));
    calendar.runUntil(kStartOfRun);

    QCOMPARE(*record.at(0), 4);
}

void SignalsTest::aOneShotCanCarryNothing()
{
    Calendar calendar;
    OneShot<> oneShot;
    std::vector<int> record;
    Scope scope(calendar);
    scope.spawn(recordArrival(oneShot, record, 1));

    oneShot.set();
    scope.spawn(recordArrival(oneShot, record, 2));
    calendar.runUntil(kStartOfRun);

    QCOMPARE(record, (std::vector{2, 1}));
}

void SignalsTest::settingAOneShotTwiceIsABrokenPromise()
{
    OneShot<int> oneShot;
    oneShot.set(4);

    QVERIFY_THROWS_EXCEPTION(BrokenPromise, oneShot.set(5));
}

void SignalsTest::aConditionForgets()
{
    Calendar calendar;
    Condition condition;
    std::vector<int> record;
    Scope scope(calendar);

    condition.notifyAll();
    condition.notifyOne();
    scope.spawn(recordSignal(condition, record, 1));
    calendar.runUntil(SimTime{1s});

    QVERIFY(record.empty());
}

void SignalsTest::oneNotificationReachesTheFirst()
{
    Calendar calendar;
    Condition condition;
    std::vector<int> record;
    Scope scope(calendar);
    for (const int number : {1, 2, 3})
        scope.spawn(recordSignal(condition, record, number));

    condition.notifyOne();
    condition.notifyOne();
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, (std::vector{1, 2}));
}

void SignalsTest::notifyingAllReachesThoseWhoWait()
{
    Calendar calendar;
    Condition condition;
    std::vector<int> record;
    Scope scope(calendar);
    for (const int number : {1, 2})
        scope.spawn(recordSignal(condition, record, number));

    condition.notifyAll();
    scope.spawn(recordSignal(condition, record, 3));
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, (std::vector{1, 2}));
}

void SignalsTest::anUnheardNotificationPassesOn()
{
    Calendar calendar;
    Condition condition;
    std::vector<int> record;
    Scope scope(calendar);
    Scope crashed(calendar);
    crashed.spawn(recordSignal(condition, record, 1));
    scope.spawn(recordSignal(condition, record, 2));
    scope.spawn(recordSignal(condition, record, 3));

    condition.notifyOne();
    crashed.cancelAll();
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, std::vector{2});
}

QTEST_APPLESS_MAIN(SignalsTest)
#include "tst_signals.moc"
