// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/ledger.h"

#include <QtTest>

using namespace stormglass;

class LedgerTest : public QObject {
    Q_OBJECT

private slots:
    void booksBalanceWhenEveryFateIsCounted();
    void whatVanishedAndWhatWasCountedTwiceShows();
    void aCauseIsCountedThroughItsReference();
    void mergeAddsCauseByCause();
    void littlesLawHoldsForCompleteStays();
    void littlesLawToleratesTheEdgesOnly();
};

void LedgerTest::booksBalanceWhenEveryFateIsCounted()
{
    Ledger ledger{.produced = 21, .delivered = 10, .deadLettered = 1, .expired = 2, .inFlight = 3};
    ledger.droppedBy("queue full") += 2;
    ledger.droppedBy("rate limit") += 1;
    ledger.lostBy("crash") += 2;

    QCOMPARE(qint64{ledger.imbalance()}, qint64{0});
    QVERIFY(ledger.isBalanced());
    QCOMPARE(ledger.droppedTotal(), std::uint64_t{3});
    QCOMPARE(ledger.lostTotal(), std::uint64_t{2});
}

void LedgerTest::whatVanishedAndWhatWasCountedTwiceShows()
{
    const Ledger vanished{.produced = 10, .delivered = 7};
    const Ledger twice{.produced = 10, .delivered = 12};

    QCOMPARE(qint64{vanished.imbalance()}, qint64{3});
    QCOMPARE(qint64{twice.imbalance()}, qint64{-2});
    QVERIFY(!vanished.isBalanced());
}

void LedgerTest::aCauseIsCountedThroughItsReference()
{
    Ledger ledger;
    std::uint64_t& full = ledger.droppedBy("queue full");
    for (const char* cause : {"a", "m", "z", "rate limit", "circuit open"})
        ++ledger.droppedBy(cause);
    ++full;

    QCOMPARE(ledger.dropped.at("queue full"), std::uint64_t{1});
    QCOMPARE(ledger.droppedTotal(), std::uint64_t{6});
}

void LedgerTest::mergeAddsCauseByCause()
{
    Ledger first{.produced = 5, .delivered = 2, .inFlight = 1};
    first.lostBy("crash") = 2;
    Ledger second{.produced = 7, .expired = 3, .inFlight = 1};
    second.lostBy("crash") = 1;
    second.lostBy("partition") = 2;

    first.merge(second);

    QCOMPARE(first.produced, std::uint64_t{12});
    QCOMPARE(first.lost.at("crash"), std::uint64_t{3});
    QCOMPARE(first.lost.at("partition"), std::uint64_t{2});
    QVERIFY(first.isBalanced());
}

void LedgerTest::littlesLawHoldsForCompleteStays()
{
    // Two customers in 10 s: one from 1 to 4, one from 2 to 7.
    const LittlesLaw station{
        .meanInside = 0.8, .departuresPerSecond = 0.2, .meanStaySeconds = 4, .windowSeconds = 10, .longestStaySeconds = 5};

    QVERIFY(littlesLawGap(station) <= littlesLawTolerance(station));
}

void LedgerTest::littlesLawToleratesTheEdgesOnly()
{
    // As above, and a third from 8 on, still inside at the end.
    LittlesLaw station{.meanInside = 1, .departuresPerSecond = 0.2, .meanStaySeconds = 4, .windowSeconds = 10,
                       .insideAtEdges = 1, .longestStaySeconds = 5};
    QVERIFY(littlesLawGap(station) <= littlesLawTolerance(station));

    station.insideAtEdges = 0;  // the books forget the third
    QVERIFY(littlesLawGap(station) > littlesLawTolerance(station));
}

QTEST_APPLESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
