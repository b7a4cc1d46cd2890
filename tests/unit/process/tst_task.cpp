// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/delay.h"
#include "simcore/process/scope.h"
#include "simcore/process/task.h"

#include <QtTest>

#include <memory>
#include <stdexcept>
#include <vector>

using namespace stormglass;

class TaskTest : public QObject {
    Q_OBJECT

private slots:
    void aTaskDoesNothingUntilItIsAwaited();
    void aResultArrivesWhereTheTaskIsAwaited();
    void aResultMayBeMovedOnly();
    void delaysAddUp();
    void delayingByZeroLetsTheOthersRunFirst();
    void aNegativeDelayIsABrokenPromise();
    void anExceptionArrivesWhereTheTaskIsAwaited();
    void anExceptionThatLeavesAProcessComesOutOfRunNext();
    void anExceptionBeforeTheFirstWaitComesOutOfRunNext();
    void manyTasksThatNeverWaitNeedNoStack();
    void localsDieWhenTheTaskEnds();
};

namespace {

Task<int> sumLater(int a, int b)
{
    co_await delay(1ms);
    co_return a + b;
}

Task<int> answerNow(int value)
{
    co_return value;
}

Task<std::unique_ptr<int>> makeLater(int value)
{
    co_await delay(1ms);
    co_return std::make_unique<int>(value);
}

Task<> failAfter(Duration wait)
{
    if (wait > 0ms)
        co_await delay(wait);
    throw std::runtime_error("out of paper");
}

Task<> storeSum(int& result)
{
    result = co_await sumLater(1, 2) + co_await answerNow(10);
}

Task<> storeMade(std::unique_ptr<int>& result)
{
    result = co_await makeLater(7);
}

Task<> recordInstants(Calendar& calendar, std::vector<SimTime>& instants)
{
    co_await delay(2ms);
    instants.push_back(calendar.now());
    co_await delay(3ms);
    instants.push_back(calendar.now());
    co_await until(SimTime{9ms});
    instants.push_back(calendar.now());
}

Task<> recordAfter(Duration wait, std::vector<int>& record, int number)
{
    co_await delay(wait);
    record.push_back(number);
    co_await delay(0ms);
    record.push_back(10 * number);
}

Task<> recordCaught(QString& message)
{
    try {
        co_await failAfter(1ms);
    } catch (const std::runtime_error& error) {
        message = QString::fromUtf8(error.what());
    }
}

Task<> passOn(Task<> inner)
{
    co_await std::move(inner);
}

Task<> addMany(int count, long& sum)
{
    for (int i = 0; i < count; ++i)
        sum += co_await answerNow(i);
}

Task<> holdForAWhile(std::shared_ptr<int> held)
{
    const std::shared_ptr<int> local = held;
    co_await delay(1ms);
}

}  // namespace

void TaskTest::aTaskDoesNothingUntilItIsAwaited()
{
    int result = 0;
    {
        const Task<> task = storeSum(result);
    }
    QCOMPARE(result, 0);
}

void TaskTest::aResultArrivesWhereTheTaskIsAwaited()
{
    Calendar calendar;
    Scope scope(calendar);
    int result = 0;

    scope.spawn(storeSum(result));
    calendar.runUntil(kNever);

    QCOMPARE(result, 13);
    QCOMPARE(calendar.now(), SimTime{1ms});
    QVERIFY(scope.empty());
}

void TaskTest::aResultMayBeMovedOnly()
{
    Calendar calendar;
    Scope scope(calendar);
    std::unique_ptr<int> result;

    scope.spawn(storeMade(result));
    calendar.runUntil(kNever);

    QVERIFY(result);
    QCOMPARE(*result, 7);
}

void TaskTest::delaysAddUp()
{
    Calendar calendar;
    Scope scope(calendar);
    std::vector<SimTime> instants;

    scope.spawn(recordInstants(calendar, instants));
    calendar.runUntil(kNever);

    QCOMPARE(instants, (std::vector{SimTime{2ms}, SimTime{5ms}, SimTime{9ms}}));
}

void TaskTest::delayingByZeroLetsTheOthersRunFirst()
{
    Calendar calendar;
    Scope scope(calendar);
    std::vector<int> record;

    scope.spawn(recordAfter(1ms, record, 1));
    scope.spawn(recordAfter(1ms, record, 2));
    calendar.runUntil(kNever);

    QCOMPARE(record, (std::vector{1, 2, 10, 20}));
}

void TaskTest::aNegativeDelayIsABrokenPromise()
{
    Calendar calendar;
    Scope scope(calendar);
    std::vector<int> record;

    scope.spawn(recordAfter(-1ms, record, 1));

    QVERIFY_THROWS_EXCEPTION(BrokenPromise, calendar.runNext());
    QVERIFY(scope.empty());
}

void TaskTest::anExceptionArrivesWhereTheTaskIsAwaited()
{
    Calendar calendar;
    Scope scope(calendar);
    QString message;

    scope.spawn(recordCaught(message));
    calendar.runUntil(kNever);

    QCOMPARE(message, QStringLiteral("out of paper"));
}

void TaskTest::anExceptionThatLeavesAProcessComesOutOfRunNext()
{
    Calendar calendar;
    Scope scope(calendar);
    scope.spawn(passOn(passOn(failAfter(2ms))));
    std::vector<int> record;
    scope.spawn(recordAfter(5ms, record, 1));

    QVERIFY_THROWS_EXCEPTION(std::runtime_error, calendar.runNext());
    QCOMPARE(calendar.now(), SimTime{2ms});
    QCOMPARE(scope.size(), 1U);

    calendar.runUntil(kNever);
    QCOMPARE(record, (std::vector{1, 10}));
}

void TaskTest::anExceptionBeforeTheFirstWaitComesOutOfRunNext()
{
    Calendar calendar;
    Scope scope(calendar);

    scope.spawn(failAfter(0ms));

    QVERIFY(scope.empty());
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, calendar.runNext());
}

void TaskTest::manyTasksThatNeverWaitNeedNoStack()
{
    Calendar calendar;
    Scope scope(calendar);
    long sum = 0;

    scope.spawn(addMany(200'000, sum));

    QCOMPARE(sum, 19'999'900'000);
}

void TaskTest::localsDieWhenTheTaskEnds()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto held = std::make_shared<int>(1);

    scope.spawn(passOn(holdForAWhile(held)));
    QVERIFY(held.use_count() > 1);
    calendar.runUntil(kNever);

    QCOMPARE(held.use_count(), 1);
}

QTEST_APPLESS_MAIN(TaskTest)
#include "tst_task.moc"
