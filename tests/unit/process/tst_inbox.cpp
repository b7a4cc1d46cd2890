// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/process/inbox.h"

#include "simcore/process/delay.h"
#include "simcore/process/scope.h"

#include <QtTest>

#include <memory>
#include <vector>

using namespace stormglass;

class InboxTest : public QObject {
    Q_OBJECT

private slots:
    void messagesComeOutInOrder();
    void aFullInboxRefusesAndLeavesTheMessage();
    void anInboxWithoutCapacityAcceptsWhatIsTakenAtOnce();
    void takersAreServedInTheOrderInWhichTheyCame();
    void tryingToTakeNeverWaits();
    void aClosedInboxRefuses();
    void whatWasAcceptedBeforeClosingCanStillBeTaken();
    void closingWakesThoseWhoWait();
    void aMessageForACrashedTakerGoesBackToTheFront();
    void aMessageForACrashedTakerGoesToTheNextTaker();
    void growsAndKeepsTheOrder();
};

namespace {

Task<> takeAll(Inbox<int>& inbox, std::vector<int>& record, Duration pause = 0ms)
{
    while (const std::optional<int> message = co_await inbox.take()) {
        record.push_back(*message);
        if (pause > 0ms)
            co_await delay(pause);
    }
    record.push_back(-1);
}

Task<> takeOne(Inbox<int>& inbox, std::vector<int>& record, int factor)
{
    if (const std::optional<int> message = co_await inbox.take())
        record.push_back(factor * *message);
}

}  // namespace

void InboxTest::messagesComeOutInOrder()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<int> record;
    Scope scope(calendar);

    for (const int message : {1, 2, 3})
        QVERIFY(inbox.offer(message));
    scope.spawn(takeAll(inbox, record, 1ms));
    QVERIFY(inbox.offer(4));
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, (std::vector{1, 2, 3, 4}));
}

void InboxTest::aFullInboxRefusesAndLeavesTheMessage()
{
    Inbox<std::unique_ptr<int>> inbox(1);
    auto message = std::make_unique<int>(2);

    QVERIFY(inbox.offer(std::make_unique<int>(1)));
    QVERIFY(!inbox.offer(std::move(message)));

    QVERIFY(message != nullptr);
    QCOMPARE(inbox.size(), 1U);
    QCOMPARE(inbox.capacity(), 1U);
}

void InboxTest::anInboxWithoutCapacityAcceptsWhatIsTakenAtOnce()
{
    Calendar calendar;
    Inbox<int> inbox(0);
    std::vector<int> record;
    Scope scope(calendar);

    QVERIFY(!inbox.offer(1));
    scope.spawn(takeAll(inbox, record));
    QVERIFY(inbox.offer(2));
    QVERIFY(!inbox.offer(3));
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, std::vector{2});
}

void InboxTest::takersAreServedInTheOrderInWhichTheyCame()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<int> record;
    Scope scope(calendar);
    for (const int factor : {1, 10, 100})
        scope.spawn(takeOne(inbox, record, factor));

    for (const int message : {1, 2, 3})
        QVERIFY(inbox.offer(message));
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, (std::vector{1, 20, 300}));
}

void InboxTest::tryingToTakeNeverWaits()
{
    Inbox<int> inbox;
    QVERIFY(inbox.offer(1));

    QCOMPARE(inbox.tryTake(), std::optional(1));
    QCOMPARE(inbox.tryTake(), std::nullopt);
}

void InboxTest::aClosedInboxRefuses()
{
    Inbox<int> inbox;

    inbox.close();

    QVERIFY(inbox.isClosed());
    QVERIFY(!inbox.offer(1));
}

void InboxTest::whatWasAcceptedBeforeClosingCanStillBeTaken()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<int> record;
    Scope scope(calendar);
    QVERIFY(inbox.offer(1));

    inbox.close();
    scope.spawn(takeAll(inbox, record));

    QCOMPARE(record, (std::vector{1, -1}));
}

void InboxTest::closingWakesThoseWhoWait()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<int> record;
    Scope scope(calendar);
    scope.spawn(takeAll(inbox, record));
    scope.spawn(takeAll(inbox, record));

    inbox.close();
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, (std::vector{-1, -1}));
    QVERIFY(scope.empty());
}

void InboxTest::aMessageForACrashedTakerGoesBackToTheFront()
{
    Calendar calendar;
    Inbox<int> inbox(1);
    std::vector<int> record;
    Scope crashed(calendar);
    crashed.spawn(takeAll(inbox, record));
    QVERIFY(inbox.offer(1));
    QVERIFY(inbox.offer(2));

    crashed.cancelAll();

    QCOMPARE(inbox.size(), 2U);
    QCOMPARE(inbox.tryTake(), std::optional(1));
    QCOMPARE(inbox.tryTake(), std::optional(2));
    QVERIFY(record.empty());
}

void InboxTest::aMessageForACrashedTakerGoesToTheNextTaker()
{
    Calendar calendar;
    Inbox<int> inbox;
    std::vector<int> record;
    Scope scope(calendar);
    Scope crashed(calendar);
    crashed.spawn(takeOne(inbox, record, 1));
    scope.spawn(takeOne(inbox, record, 10));
    QVERIFY(inbox.offer(7));

    crashed.cancelAll();
    calendar.runUntil(SimTime{1s});

    QCOMPARE(record, std::vector{70});
}

void InboxTest::growsAndKeepsTheOrder()
{
    Inbox<int> inbox;
    int offered = 0;
    int taken = 0;
    bool inOrder = true;
    for (int round = 0; round < 1'000; ++round) {
        for (int i = 0; i < 3; ++i)
            inOrder = inbox.offer(offered++) && inOrder;
        for (int i = 0; i < 2; ++i)
            inOrder = inbox.tryTake() == taken++ && inOrder;
    }

    QVERIFY(inOrder);
    QCOMPARE(inbox.size(), 1'000U);
}

QTEST_APPLESS_MAIN(InboxTest)
#include "tst_inbox.moc"
