// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/event_log.h"

#include <QTest>

namespace stormglass {

using namespace std::chrono_literals;

namespace {

SimTime hour(int number) { return SimTime{number * 1h}; }

/// An account is created, gets 1000, loses 200, gets 500.
EventLog account(std::int64_t snapshotEvery)
{
    EventLog log(snapshotEvery);
    int number = 0;
    for (const double amount : {0.0, 1000.0, -200.0, 500.0}) {
        ++number;
        log.append(log.version(), amount, hour(number));
    }
    return log;
}

}  // namespace

class AccountLogTest : public QObject {
    Q_OBJECT

private slots:
    void theBalanceIsWhatTheEventsAddUpTo_data();
    void theBalanceIsWhatTheEventsAddUpTo();
    void itCanBeRebuiltAtAnyPastTime_data() { theBalanceIsWhatTheEventsAddUpTo_data(); }
    void itCanBeRebuiltAtAnyPastTime();
    void whoHasReadAnOldVersionCannotAppend();
    void aSnapshotSavesTheReplay();
};

void AccountLogTest::theBalanceIsWhatTheEventsAddUpTo_data()
{
    QTest::addColumn<int>("snapshotEvery");
    for (const int every : {0, 1, 2, 3, 4, 5})
        QTest::addRow("snapshots every %d", every) << every;
}

void AccountLogTest::theBalanceIsWhatTheEventsAddUpTo()
{
    QFETCH(int, snapshotEvery);

    QCOMPARE(account(snapshotEvery).balance(), 1300.0);
}

void AccountLogTest::itCanBeRebuiltAtAnyPastTime()
{
    QFETCH(int, snapshotEvery);
    const EventLog log = account(snapshotEvery);

    QCOMPARE(log.balanceAt(hour(0)), 0.0);
    QCOMPARE(log.balanceAt(hour(1)), 0.0);
    QCOMPARE(log.balanceAt(hour(2) - 1ns), 0.0);
    QCOMPARE(log.balanceAt(hour(2)), 1000.0);
    QCOMPARE(log.balanceAt(hour(3)), 800.0);
    QCOMPARE(log.balanceAt(hour(4) - 1ns), 800.0);
    QCOMPARE(log.balanceAt(hour(4)), 1300.0);
    QCOMPARE(log.balanceAt(hour(5)), 1300.0);
}

void AccountLogTest::whoHasReadAnOldVersionCannotAppend()
{
    EventLog log = account(0);

    QVERIFY(log.append(4, 1, hour(5)));
    QVERIFY(!log.append(4, 1, hour(5)));

    QCOMPARE(log.version(), 5U);
    QCOMPARE(log.balance(), 1301.0);
}

void AccountLogTest::aSnapshotSavesTheReplay()
{
    QCOMPARE(account(0).eventsToReplay(), 4U);
    QCOMPARE(account(3).eventsToReplay(), 1U);
    QCOMPARE(account(4).eventsToReplay(), 0U);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::AccountLogTest)
#include "tst_account_log.moc"
