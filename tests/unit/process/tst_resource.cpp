// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/resource.h"

#include "simcore/process/delay.h"
#include "simcore/process/scope.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace stormglass;

class ResourceTest : public QObject {
    Q_OBJECT

private slots:
    void grantsUpToItsCapacity();
    void servesFirstComeFirstServed();
    void servesTheGreatestPriorityFirst();
    void aReturnedLeaseCannotBeSnatched();
    void aLeaseMayBeReleasedEarly();
    void aLeaseMayBeMoved();
    void tryingNeverWaits();
    void moreCapacityGoesToTheWaitersAtOnce();
    void lessCapacityIsReachedAsLeasesComeBack();
    void aWaiterThatIsCrashedLeavesTheQueue();
    void aWaiterThatIsCrashedAfterTheGrantPassesItOn();
};

namespace {

Task<> serve(Resource& resource, Duration time, std::vector<int>& record, int number,
             std::int32_t priority = 0)
{
    const Lease lease = co_await resource.acquire(priority);
    record.push_back(number);
    co_await delay(time);
}

Task<> releaseEarly(Resource& resource)
{
    Lease lease = co_await resource.acquire();
    co_await delay(1ms);
    lease.release();
    lease.release();
    co_await delay(1ms);
}

}  // namespace

void ResourceTest::grantsUpToItsCapacity()
{
    Calendar calendar;
    Resource resource(3);
    std::vector<int> record;
    Scope scope(calendar);

    for (int i = 0; i < 5; ++i)
        scope.spawn(serve(resource, 1ms, record, i));

    QCOMPARE(resource.inUse(), 3U);
    QCOMPARE(resource.waiting(), 2U);
    calendar.runUntil(kNever);
    QCOMPARE(calendar.now(), SimTime{2ms});
    QCOMPARE(resource.inUse(), 0U);
}

void ResourceTest::servesFirstComeFirstServed()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<int> record;
    Scope scope(calendar);

    for (int i = 0; i < 5; ++i)
        scope.spawn(serve(resource, 1ms, record, i, i));
    calendar.runUntil(kNever);

    QCOMPARE(record, (std::vector{0, 1, 2, 3, 4}));
}

void ResourceTest::servesTheGreatestPriorityFirst()
{
    Calendar calendar;
    Resource resource(1, Resource::Discipline::Priority);
    std::vector<int> record;
    Scope scope(calendar);

    scope.spawn(serve(resource, 1ms, record, 0));
    const std::vector<std::int32_t> priorities{1, 5, 0, 5, -3, 1, 9};
    for (std::size_t i = 0; i < priorities.size(); ++i)
        scope.spawn(serve(resource, 1ms, record, static_cast<int>(i) + 1, priorities[i]));
    calendar.runUntil(kNever);

    QCOMPARE(record, (std::vector{0, 7, 2, 4, 1, 6, 3, 5}));
}

void ResourceTest::aReturnedLeaseCannotBeSnatched()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<int> record;
    Scope scope(calendar);
    std::optional<Lease> held = resource.tryAcquire();
    scope.spawn(serve(resource, 1ms, record, 1));

    held.reset();

    QVERIFY(record.empty());
    QVERIFY(!resource.tryAcquire());
    scope.spawn(serve(resource, 1ms, record, 2));
    calendar.runUntil(kNever);
    QCOMPARE(record, (std::vector{1, 2}));
}

void ResourceTest::aLeaseMayBeReleasedEarly()
{
    Calendar calendar;
    Resource resource(1);
    Scope scope(calendar);

    scope.spawn(releaseEarly(resource));
    calendar.runUntil(SimTime{1ms});

    QCOMPARE(resource.inUse(), 0U);
    QCOMPARE(scope.size(), 1U);
}

void ResourceTest::aLeaseMayBeMoved()
{
    Resource resource(2);
    Lease first = *resource.tryAcquire();
    Lease second = *resource.tryAcquire();
    QCOMPARE(resource.inUse(), 2U);

    second = std::move(first);
    QCOMPARE(resource.inUse(), 1U);
    const Lease third = std::move(second);

    QVERIFY(third.isHeld());
    QCOMPARE(resource.inUse(), 1U);
}

void ResourceTest::tryingNeverWaits()
{
    Resource resource(1);

    const std::optional<Lease> first = resource.tryAcquire();
    const std::optional<Lease> second = resource.tryAcquire();

    QVERIFY(first);
    QVERIFY(!second);
    QCOMPARE(resource.waiting(), 0U);
}

void ResourceTest::moreCapacityGoesToTheWaitersAtOnce()
{
    Calendar calendar;
    Resource resource(0);
    std::vector<int> record;
    Scope scope(calendar);
    for (int i = 0; i < 3; ++i)
        scope.spawn(serve(resource, 1ms, record, i));

    resource.setCapacity(2);
    calendar.runUntil(kStartOfRun);

    QCOMPARE(record, (std::vector{0, 1}));
    QCOMPARE(resource.waiting(), 1U);
}

void ResourceTest::lessCapacityIsReachedAsLeasesComeBack()
{
    Calendar calendar;
    Resource resource(3);
    std::vector<int> record;
    Scope scope(calendar);
    for (int i = 0; i < 4; ++i)
        scope.spawn(serve(resource, (i + 1) * 1ms, record, i));

    resource.setCapacity(1);
    calendar.runUntil(SimTime{2ms});
    QCOMPARE(resource.inUse(), 1U);
    QCOMPARE(resource.waiting(), 1U);

    calendar.runUntil(SimTime{3ms});
    QCOMPARE(record, (std::vector{0, 1, 2, 3}));
}

void ResourceTest::aWaiterThatIsCrashedLeavesTheQueue()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<int> record;
    Scope scope(calendar);
    Scope crashed(calendar);
    scope.spawn(serve(resource, 1ms, record, 1));
    crashed.spawn(serve(resource, 1ms, record, 2));
    scope.spawn(serve(resource, 1ms, record, 3));

    crashed.cancelAll();
    QCOMPARE(resource.waiting(), 1U);
    calendar.runUntil(kNever);

    QCOMPARE(record, (std::vector{1, 3}));
    QCOMPARE(calendar.now(), SimTime{2ms});
}

void ResourceTest::aWaiterThatIsCrashedAfterTheGrantPassesItOn()
{
    Calendar calendar;
    Resource resource(1);
    std::vector<int> record;
    Scope scope(calendar);
    Scope crashed(calendar);
    std::optional<Lease> held = resource.tryAcquire();
    crashed.spawn(serve(resource, 1ms, record, 1));
    scope.spawn(serve(resource, 1ms, record, 2));

    held.reset();
    crashed.cancelAll();
    QCOMPARE(resource.inUse(), 1U);
    calendar.runUntil(kNever);

    QCOMPARE(record, std::vector{2});
    QCOMPARE(resource.inUse(), 0U);
}

QTEST_APPLESS_MAIN(ResourceTest)
#include "tst_resource.moc"
