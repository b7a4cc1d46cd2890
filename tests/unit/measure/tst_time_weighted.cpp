// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/time_weighted.h"

#include <QtTest>

using namespace stormglass;

class TimeWeightedTest : public QObject {
    Q_OBJECT

private slots:
    void averageWeighsEachValueByItsTime();
    void valueOfNoDurationCountsForTheMaximumOnly();
    void averageOverNoTimeIsThePresentValue();
    void resetKeepsTheValueAndForgetsThePast();
    void addIsAnUpdateByADifference();
};

void TimeWeightedTest::averageWeighsEachValueByItsTime()
{
    TimeWeighted queue;
    queue.update(kStartOfRun + 1s, 4);
    queue.update(kStartOfRun + 3s, 1);

    QCOMPARE(queue.average(kStartOfRun + 5s), (0.0 * 1 + 4 * 2 + 1 * 2) / 5);
    QCOMPARE(queue.average(kStartOfRun + 10s), (4.0 * 2 + 1 * 7) / 10);  // asking changes nothing
    QCOMPARE(queue.integral(kStartOfRun + 5s), 10e9);
}

void TimeWeightedTest::valueOfNoDurationCountsForTheMaximumOnly()
{
    TimeWeighted queue;
    queue.update(kStartOfRun + 1s, 100);
    queue.update(kStartOfRun + 1s, 2);

    QCOMPARE(queue.max(), 100.0);
    QCOMPARE(queue.min(), 0.0);
    QCOMPARE(queue.average(kStartOfRun + 2s), 1.0);
}

void TimeWeightedTest::averageOverNoTimeIsThePresentValue()
{
    const TimeWeighted queue(kStartOfRun + 5s, 3);

    QCOMPARE(queue.average(kStartOfRun + 5s), 3.0);
}

void TimeWeightedTest::resetKeepsTheValueAndForgetsThePast()
{
    TimeWeighted queue;
    queue.update(kStartOfRun + 1s, 50);
    queue.update(kStartOfRun + 2s, 6);
    queue.reset(kStartOfRun + 10s);

    QCOMPARE(queue.value(), 6.0);
    QCOMPARE(queue.max(), 6.0);
    QCOMPARE(queue.min(), 6.0);
    queue.update(kStartOfRun + 11s, 2);
    QCOMPARE(queue.average(kStartOfRun + 12s), 4.0);
}

void TimeWeightedTest::addIsAnUpdateByADifference()
{
    TimeWeighted busy;
    busy.add(kStartOfRun, 1);
    busy.add(kStartOfRun + 1s, 1);
    busy.add(kStartOfRun + 2s, -2);

    QCOMPARE(busy.value(), 0.0);
    QCOMPARE(busy.max(), 2.0);
    QCOMPARE(busy.average(kStartOfRun + 3s), 1.0);
}

QTEST_APPLESS_MAIN(TimeWeightedTest)
#include "tst_time_weighted.moc"
