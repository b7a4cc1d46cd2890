// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/first_of.h"

#include "simcore/process/condition.h"
#include "simcore/process/inbox.h"
#include "simcore/process/one_shot.h"
#include "simcore/process/resource.h"
#include "simcore/process/scope.h"

#include <QtTest>

#include <memory>
#include <string>
#include <vector>

using namespace stormglass;

class FirstOfTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstToHappenWins();
    void theOthersAreWithdrawn();
    void ofBranchesThatNeedNotWaitTheFirstWins();
    void aTimeoutThatWasSetEarlierBeatsAReleaseAtTheSameInstant();
    void aReleaseBeforeTheTimeoutOfTheSameInstantWins();
    void aMessageIsNotLostToATimeoutOfTheSameInstant();
    void twoTimeoutsOfOneInstantAreDecidedByTheirOrder();
    void aLosingTaskIsDestroyed();
    void aTaskMayWin();
    void aTaskThatNeverWaitsWins();
    void aTaskMayDecideForAnotherBranch();
    void aTaskMayDecideForAnotherBranchAtItsStart();
    void anExceptionOfATaskArrives();
    void aTimeoutYieldsNothing();
    void aTimeoutKeepsTheValueThatCameInTime();
    void aProcessThatIsCrashedInARaceLeavesNoTrace();
    void aProcessThatIsCrashedAfterTheDecisionGivesItBack();
    void aTaskInARaceMayCancelItsScope();
};

namespace {

Task<> raceFor(Resource& resource, Duration timeout, std::vector<std::string>& record)
{
    auto first = co_await firstOf(resource.acquire(), delay(timeout));
    record.push_back(first.index() == 0 ? "lease" : "timeout");
    co_await delay(1ms);
}

Task<> releaseAfter(Duration wait, Lease lease)
{
    co_await delay(wait);
    lease.release();
}

Task<std::string> answerAfter(Duration wait, std::shared_ptr<int> token = nullptr)
{
    static_cast<void>(token);
    if (wait > 0ms)
        co_await delay(wait);
    co_return "answer";
}

Task<> recordAnswer(Duration wait, Duration timeout, std::vector<std::string>& record,
                    std::shared_ptr<int> token = nullptr)
{
    const std::optional<std::string> answer
        = co_await withTimeout(answerAfter(wait, token), timeout);
    record.push_back(answer.value_or("timeout"));
}

Task<> setAfter(OneShot<int>& oneShot, Duration wait)
{
    if (wait > 0ms)
        co_await delay(wait);
    oneShot.set(5);
    co_await delay(1ms);
}

Task<> raceWithSetter(OneShot<int>& oneShot, Duration wait, std::vector<std::string>& record)
{
    const auto first = co_await firstOf(oneShot.wait(), setAfter(oneShot, wait), delay(1h));
    record.push_back(std::to_string(first.index()));
}

Task<> raceForMessage(Inbox<int>& inbox, Duration timeout, std::vector<std::string>& record)
{
    const auto message = co_await withTimeout(inbox.take(), timeout);
    record.push_back(message ? std::to_string(**message) : "timeout");
}

}  // namespace

void FirstOfTest::theFirstToHappenWins()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<std::string> record;
    Scope scope(calendar);
    scope.spawn(releaseAfter(3ms, *resource.tryAcquire()));

    scope.spawn(raceFor(resource, 5ms, record));
    scope.spawn(raceFor(resource, 2ms, record));
    calendar.runUntil(kNever);

    QCOMPARE(record, (std::vector<std::string>{"timeout", "lease"}));
    QCOMPARE(resource.inUse(), 0U);
}

void FirstOfTest::theOthersAreWithdrawn()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<std::string> record;
    Scope scope(calendar);
    Lease held = *resource.tryAcquire();
    scope.spawn(raceFor(resource, 5s, record));
    scope.spawn(raceFor(resource, 1ms, record));
    QCOMPARE(resource.waiting(), 2U);

    calendar.runUntil(SimTime{1ms});
    QCOMPARE(resource.waiting(), 1U);
    held.release();

    QCOMPARE(resource.waiting(), 0U);
    calendar.runUntil(kNever);
    QCOMPARE(calendar.now(), SimTime{2ms});  // no timeout of five seconds is left
}

void FirstOfTest::ofBranchesThatNeedNotWaitTheFirstWins()
{
    Calendar calendar;
    Resource resource(1);
    OneShot<int> oneShot;
    oneShot.set(1);
    std::size_t winner = 9;
    Scope scope(calendar);
    const auto race = [](OneShot<int>& set, Resource& free, std::size_t& index) -> Task<> {
        index = (co_await firstOf(delay(0ms), set.wait(), free.acquire())).index();
    };

    scope.spawn(race(oneShot, resource, winner));

    QCOMPARE(winner, 1U);
    QCOMPARE(resource.inUse(), 0U);
    QCOMPARE(calendar.pending(), 0U);
}

void FirstOfTest::aTimeoutThatWasSetEarlierBeatsAReleaseAtTheSameInstant()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<std::string> record;
    Scope scope(calendar);
    Lease held = *resource.tryAcquire();

    scope.spawn(raceFor(resource, 5ms, record));
    scope.spawn(releaseAfter(5ms, std::move(held)));
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector<std::string>{"timeout"});
    QCOMPARE(resource.inUse(), 0U);
}

void FirstOfTest::aReleaseBeforeTheTimeoutOfTheSameInstantWins()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<std::string> record;
    Scope scope(calendar);

    scope.spawn(releaseAfter(5ms, *resource.tryAcquire()));
    scope.spawn(raceFor(resource, 5ms, record));
    calendar.runUntil(SimTime{5ms});

    QCOMPARE(record, std::vector<std::string>{"lease"});
    QCOMPARE(resource.inUse(), 1U);
    calendar.runUntil(kNever);
    QCOMPARE(resource.inUse(), 0U);
}

void FirstOfTest::aMessageIsNotLostToATimeoutOfTheSameInstant()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<std::string> record;
    Scope scope(calendar);
    const auto offerAfter = [](Inbox<int>& to, Duration wait, int message) -> Task<> {
        co_await delay(wait);
        static_cast<void>(to.offer(message));
    };

    scope.spawn(offerAfter(inbox, 5ms, 1));
    scope.spawn(raceForMessage(inbox, 5ms, record));
    scope.spawn(raceForMessage(inbox, 5ms, record));
    scope.spawn(offerAfter(inbox, 5ms, 2));
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, (std::vector<std::string>{"1", "timeout"}));
    QCOMPARE(inbox.tryTake(), std::optional(2));
}

void FirstOfTest::twoTimeoutsOfOneInstantAreDecidedByTheirOrder()
{
    Calendar calendar;
    std::size_t winner = 9;
    Scope scope(calendar);
    const auto race = [](std::size_t& index) -> Task<> {
        index = (co_await firstOf(delay(7ms), delay(5ms), until(SimTime{5ms}))).index();
    };

    scope.spawn(race(winner));
    calendar.runUntil(kNever);

    QCOMPARE(winner, 1U);
    QCOMPARE(calendar.now(), SimTime{5ms});
}

void FirstOfTest::aLosingTaskIsDestroyed()
{
    Calendar calendar;
    std::vector<std::string> record;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);

    scope.spawn(recordAnswer(5s, 1ms, record, token));
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector<std::string>{"timeout"});
    QCOMPARE(token.use_count(), 1);
    QCOMPARE(calendar.now(), SimTime{1ms});
}

void FirstOfTest::aTaskMayWin()
{
    Calendar calendar;
    std::vector<std::string> record;
    Scope scope(calendar);

    scope.spawn(recordAnswer(1ms, 5s, record));
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector<std::string>{"answer"});
    QCOMPARE(calendar.now(), SimTime{1ms});
}

void FirstOfTest::aTaskThatNeverWaitsWins()
{
    Calendar calendar;
    std::vector<std::string> record;
    Scope scope(calendar);

    scope.spawn(recordAnswer(0ms, 5s, record));

    QCOMPARE(record, std::vector<std::string>{"answer"});
    QCOMPARE(calendar.pending(), 0U);
}

void FirstOfTest::aTaskMayDecideForAnotherBranch()
{
    Calendar calendar;
    OneShot<int> oneShot;
    std::vector<std::string> record;
    Scope scope(calendar);

    scope.spawn(raceWithSetter(oneShot, 2ms, record));
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector<std::string>{"0"});
    QCOMPARE(calendar.now(), SimTime{2ms});
}

void FirstOfTest::aTaskMayDecideForAnotherBranchAtItsStart()
{
    Calendar calendar;
    OneShot<int> oneShot;
    std::vector<std::string> record;
    Scope scope(calendar);

    scope.spawn(raceWithSetter(oneShot, 0ms, record));

    QCOMPARE(record, std::vector<std::string>{"0"});
    QCOMPARE(calendar.pending(), 0U);
}

void FirstOfTest::anExceptionOfATaskArrives()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto fail = []() -> Task<> {
        co_await delay(1ms);
        throw std::runtime_error("out of paper");
    };
    const auto race = [](Task<> task) -> Task<> { co_await withTimeout(std::move(task), 1s); };

    scope.spawn(race(fail()));

    QVERIFY_THROWS_EXCEPTION(std::runtime_error, calendar.runUntil(kNever));
    QCOMPARE(calendar.now(), SimTime{1ms});
    QCOMPARE(calendar.pending(), 0U);
}

void FirstOfTest::aTimeoutYieldsNothing()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<std::string> record;
    Scope scope(calendar);

    scope.spawn(raceForMessage(inbox, 3ms, record));
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector<std::string>{"timeout"});
    QVERIFY(!inbox.hasTaker());
}

void FirstOfTest::aTimeoutKeepsTheValueThatCameInTime()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<std::string> record;
    Scope scope(calendar);
    scope.spawn(raceForMessage(inbox, 3ms, record));

    QVERIFY(inbox.offer(8));
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector<std::string>{"8"});
    QCOMPARE(calendar.now(), kStartOfRun);
}

void FirstOfTest::aProcessThatIsCrashedInARaceLeavesNoTrace()
{
    Calendar calendar;
    Resource resource(0);
    std::vector<std::string> record;
    Scope scope(calendar);
    scope.spawn(raceFor(resource, 1s, record));

    scope.cancelAll();

    QCOMPARE(resource.waiting(), 0U);
    QCOMPARE(calendar.pending(), 0U);
}

void FirstOfTest::aProcessThatIsCrashedAfterTheDecisionGivesItBack()
{
    Calendar calendar;
    Resource resource(0);
    Inbox<int> inbox;
    std::vector<std::string> record;
    Scope scope(calendar);
    scope.spawn(raceFor(resource, 1s, record));
    scope.spawn(raceForMessage(inbox, 1s, record));
    resource.setCapacity(1);
    QVERIFY(inbox.offer(6));
    QCOMPARE(resource.inUse(), 1U);

    scope.cancelAll();

    QCOMPARE(resource.inUse(), 0U);
    QCOMPARE(inbox.tryTake(), std::optional(6));
    QCOMPARE(calendar.pending(), 0U);
}

void FirstOfTest::aTaskInARaceMayCancelItsScope()
{
    Calendar calendar;
    const auto token = std::make_shared<int>(0);
    Scope scope(calendar);
    const auto crash = [](Scope& own, Duration wait, std::shared_ptr<int> held) -> Task<> {
        if (wait > 0ms)
            co_await delay(wait);
        own.cancelAll();
        co_await delay(1ms);
        static_cast<void>(held);
    };
    const auto race = [](Task<> first, Task<> second) -> Task<> {
        co_await firstOf(std::move(first), std::move(second), delay(1s));
    };
    scope.spawn(race(crash(scope, 1h, token), crash(scope, 1ms, token)));
    scope.spawn(race(crash(scope, 1h, token), crash(scope, 0ms, token)));

    calendar.runUntil(SimTime{2ms});

    QCOMPARE(token.use_count(), 1);
    QCOMPARE(calendar.pending(), 0U);
    QVERIFY(scope.empty());
}

QTEST_APPLESS_MAIN(FirstOfTest)
#include "tst_first_of.moc"
