// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/delay.h"
#include "simcore/process/resource.h"
#include "simcore/process/scope.h"

#include <QtTest>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

using namespace stormglass;

class ScopeTest : public QObject {
    Q_OBJECT

private slots:
    void spawningRunsUpToTheFirstWait();
    void cancellingDestroysEveryFrame();
    void cancellingGivesBackWhatWasHeld();
    void aCancelledProcessNeverGoesOn();
    void destroyingTheScopeCancels();
    void aProcessMayCancelItsOwnScope();
    void aProcessMayCancelItsOwnScopeBeforeItsFirstWait();
    void aProcessMayDestroyItsOwnScope();
    void aProcessThatEndsAfterCancellingItselfIsDestroyedOnce();
    void aDoomedProcessDiesWithTheCalendar();
    void aChildTaskMayCancelTheScopeOfItsProcess();
    void aDestructorMaySpawnElsewhere();
    void aDestructorMaySpawnInTheScopeThatIsCancelled();
    void aDestructorMayCancelTheScopeAgain();
    void aNestedSpawnMayCancelTheScopeOfItsSpawner();
    void anIdleScopeIsSmall();
};

namespace {

Task<> hold(std::shared_ptr<int> token, Duration time = 1s)
{
    co_await delay(time);
    static_cast<void>(token);
}

Task<> serveInScope(Resource& resource, Duration time, int& served)
{
    const Lease lease = co_await resource.acquire();
    co_await delay(time);
    ++served;
}

Task<> callAfter(Duration wait, std::function<void()> call, std::shared_ptr<int> token,
                 bool& wentOn, Duration waitAgain = 1s)
{
    if (wait > 0ms)
        co_await delay(wait);
    call();
    if (waitAgain > 0ms)
        co_await delay(waitAgain);
    wentOn = true;
    static_cast<void>(token);
}

Task<> awaitChild(Task<> child)
{
    co_await std::move(child);
    co_await delay(1s);
}

/// Calls a function when it is destroyed.
class AtExit {
public:
    explicit AtExit(std::function<void()> call)
        : m_call(std::move(call))
    {
    }
    AtExit(const AtExit&) = delete;
    AtExit& operator=(const AtExit&) = delete;
    ~AtExit() { m_call(); }

private:
    std::function<void()> m_call;
};

Task<> callWhenDestroyed(std::function<void()> call)
{
    const AtExit atExit(std::move(call));
    co_await delay(1h);
}

}  // namespace

void ScopeTest::spawningRunsUpToTheFirstWait()
{
    Calendar calendar;
    Scope scope(calendar);
    Resource resource(1);
    int served = 0;

    scope.spawn(serveInScope(resource, 1ms, served));

    QCOMPARE(resource.inUse(), 1U);
    QCOMPARE(scope.size(), 1U);
    calendar.runUntil(kNever);
    QCOMPARE(served, 1);
    QCOMPARE(scope.size(), 0U);
}

void ScopeTest::cancellingDestroysEveryFrame()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    for (int i = 0; i < 10; ++i)
        scope.spawn(awaitChild(hold(token)));
    QCOMPARE(token.use_count(), 11);

    scope.cancelAll();

    QCOMPARE(token.use_count(), 1);
    QCOMPARE(scope.size(), 0U);
    QCOMPARE(calendar.pending(), 0U);
}

void ScopeTest::cancellingGivesBackWhatWasHeld()
{
    Calendar calendar;
    Resource resource(1);
    int served = 0;
    Scope crashed(calendar);
    Scope other(calendar);
    crashed.spawn(serveInScope(resource, 1h, served));
    crashed.spawn(serveInScope(resource, 1h, served));
    other.spawn(serveInScope(resource, 1ms, served));
    QCOMPARE(resource.waiting(), 2U);

    crashed.cancelAll();
    QCOMPARE(resource.inUse(), 1U);
    QCOMPARE(resource.waiting(), 0U);
    calendar.runUntil(kNever);

    QCOMPARE(served, 1);
    QCOMPARE(resource.inUse(), 0U);
    QCOMPARE(calendar.now(), SimTime{1ms});
}

void ScopeTest::aCancelledProcessNeverGoesOn()
{
    Calendar calendar;
    Scope scope(calendar);
    bool wentOn = false;
    scope.spawn(callAfter(1ms, [] {}, nullptr, wentOn, 1ms));
    calendar.runUntil(SimTime{1ms});

    scope.cancelAll();
    calendar.runUntil(SimTime{1s});

    QVERIFY(!wentOn);
}

void ScopeTest::destroyingTheScopeCancels()
{
    Calendar calendar;
    const auto token = std::make_shared<int>(0);
    {
        Scope scope(calendar);
        scope.spawn(hold(token));
        QCOMPARE(token.use_count(), 2);
    }
    QCOMPARE(token.use_count(), 1);
    QCOMPARE(calendar.pending(), 0U);
}

void ScopeTest::aProcessMayCancelItsOwnScope()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    bool wentOn = false;
    long othersAlive = 0;
    scope.spawn(hold(token));
    const auto cancel = [&] {
        scope.cancelAll();
        othersAlive = token.use_count() - 2;  // the one here and that of the caller
    };
    scope.spawn(callAfter(1ms, cancel, token, wentOn, 1ns));

    calendar.runUntil(SimTime{1ms});
    QCOMPARE(othersAlive, 0);
    QCOMPARE(token.use_count(), 1);
    QCOMPARE(scope.size(), 0U);
    calendar.runUntil(SimTime{1s});

    QVERIFY(!wentOn);
}

void ScopeTest::aProcessMayCancelItsOwnScopeBeforeItsFirstWait()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    bool wentOn = false;

    scope.spawn(callAfter(0ms, [&] { scope.cancelAll(); }, token, wentOn));
    QCOMPARE(scope.size(), 0U);
    calendar.runUntil(calendar.now());

    QCOMPARE(token.use_count(), 1);
    QVERIFY(!wentOn);
}

void ScopeTest::aProcessMayDestroyItsOwnScope()
{
    Calendar calendar;
    std::optional<Scope> scope(std::in_place, calendar);
    const auto token = std::make_shared<int>(0);
    bool wentOn = false;
    scope->spawn(callAfter(1ms, [&] { scope.reset(); }, token, wentOn));

    calendar.runUntil(SimTime{1ms});

    QCOMPARE(token.use_count(), 1);
    QVERIFY(!wentOn);
}

void ScopeTest::aProcessThatEndsAfterCancellingItselfIsDestroyedOnce()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    bool wentOn = false;
    scope.spawn(callAfter(1ms, [&] { scope.cancelAll(); }, token, wentOn, 0ms));

    calendar.runUntil(kNever);

    QVERIFY(wentOn);
    QCOMPARE(token.use_count(), 1);
    QCOMPARE(scope.size(), 0U);
}

void ScopeTest::aDoomedProcessDiesWithTheCalendar()
{
    const auto token = std::make_shared<int>(0);
    {
        Calendar calendar;
        Scope scope(calendar);
        bool wentOn = false;
        const auto stop = [&] {
            scope.cancelAll();
            calendar.requestStop();
        };
        scope.spawn(callAfter(1ms, stop, token, wentOn));
        calendar.runUntil(SimTime{1s});
        QVERIFY(token.use_count() > 1);
    }
    QCOMPARE(token.use_count(), 1);
}

void ScopeTest::aChildTaskMayCancelTheScopeOfItsProcess()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    bool wentOn = false;
    scope.spawn(awaitChild(callAfter(1ms, [&] { scope.cancelAll(); }, token, wentOn, 0ms)));

    calendar.runUntil(SimTime{1ms});
    QVERIFY(wentOn);
    QCOMPARE(token.use_count(), 1);
    QCOMPARE(calendar.pending(), 0U);
}

void ScopeTest::aDestructorMaySpawnElsewhere()
{
    Calendar calendar;
    Scope scope(calendar);
    Scope other(calendar);
    const auto token = std::make_shared<int>(0);
    scope.spawn(callWhenDestroyed([&] { other.spawn(hold(token, 1ms)); }));
    scope.spawn(hold(token));

    scope.cancelAll();

    QCOMPARE(other.size(), 1U);
    QCOMPARE(token.use_count(), 2);
    calendar.runUntil(kNever);
    QCOMPARE(token.use_count(), 1);
}

void ScopeTest::aDestructorMaySpawnInTheScopeThatIsCancelled()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    scope.spawn(callWhenDestroyed([&] { scope.spawn(hold(token)); }));

    scope.cancelAll();
    QCOMPARE(scope.size(), 1U);

    scope.cancelAll();
    QCOMPARE(scope.size(), 0U);
    QCOMPARE(token.use_count(), 1);
}

void ScopeTest::aDestructorMayCancelTheScopeAgain()
{
    Calendar calendar;
    Scope scope(calendar);
    const auto token = std::make_shared<int>(0);
    scope.spawn(hold(token));
    scope.spawn(callWhenDestroyed([&] { scope.cancelAll(); }));
    scope.spawn(hold(token));

    scope.cancelAll();

    QCOMPARE(token.use_count(), 1);
    QCOMPARE(scope.size(), 0U);
}

void ScopeTest::aNestedSpawnMayCancelTheScopeOfItsSpawner()
{
    Calendar calendar;
    Scope outer(calendar);
    Scope inner(calendar);
    const auto token = std::make_shared<int>(0);
    bool outerWentOn = false;
    bool innerWentOn = false;
    const auto spawnInner = [&] {
        inner.spawn(callAfter(0ms, [&] { outer.cancelAll(); }, token, innerWentOn, 1ms));
    };
    outer.spawn(callAfter(1ms, spawnInner, token, outerWentOn, 1ms));

    calendar.runUntil(SimTime{1s});

    QVERIFY(innerWentOn);
    QVERIFY(!outerWentOn);
    QCOMPARE(token.use_count(), 1);
}

void ScopeTest::anIdleScopeIsSmall()
{
    QVERIFY(sizeof(Scope) <= 40);
}

QTEST_APPLESS_MAIN(ScopeTest)
#include "tst_scope.moc"
