// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/quantity_text.h"

#include <QtTest>

using namespace stormglass;

class QuantityTextTest : public QObject {
    Q_OBJECT

private slots:
    void durationHasAUnit_data();
    void durationHasAUnit();
    void whatIsNoDurationIsRefused_data();
    void whatIsNoDurationIsRefused();
    void durationSurvivesTheWayToTextAndBack_data();
    void durationSurvivesTheWayToTextAndBack();
};

void QuantityTextTest::durationHasAUnit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nanoseconds");

    QTest::newRow("nanoseconds") << QByteArray("10ns") << qint64{10};
    QTest::newRow("microseconds") << QByteArray("3us") << qint64{3'000};
    QTest::newRow("milliseconds") << QByteArray("250ms") << qint64{250'000'000};
    QTest::newRow("a fraction of seconds") << QByteArray("1.5s") << qint64{1'500'000'000};
    QTest::newRow("zero with its unit") << QByteArray("0s") << qint64{0};
    QTest::newRow("several parts") << QByteArray("1m30s") << qint64{90'000'000'000};
    QTest::newRow("days") << QByteArray("7d") << qint64{604'800'000'000'000};
}

void QuantityTextTest::durationHasAUnit()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, nanoseconds);

    const std::optional<Duration> actual = readDuration(text.toStdString());

    QVERIFY(actual.has_value());
    QCOMPARE(qint64{actual->count()}, nanoseconds);
}

void QuantityTextTest::whatIsNoDurationIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a bare number") << QByteArray("250");
    QTest::newRow("a bare zero") << QByteArray("0");
    QTest::newRow("a word") << QByteArray("fast");
    QTest::newRow("an unknown unit") << QByteArray("5parsec");
    QTest::newRow("text behind it") << QByteArray("5ms later");
    QTest::newRow("parts from small to large") << QByteArray("30s1m");
    QTest::newRow("more than 292 years") << QByteArray("200000d");
}

void QuantityTextTest::whatIsNoDurationIsRefused()
{
    QFETCH(QByteArray, text);

    QVERIFY(!readDuration(text.toStdString()).has_value());
}

void QuantityTextTest::durationSurvivesTheWayToTextAndBack_data()
{
    QTest::addColumn<qint64>("nanoseconds");

    QTest::newRow("zero") << qint64{0};
    QTest::newRow("one nanosecond") << qint64{1};
    QTest::newRow("no round number") << qint64{1'234'567'891'011};
    QTest::newRow("one and a half seconds") << qint64{1'500'000'000};
    QTest::newRow("a year") << qint64{31'536'000'000'000'000};
}

void QuantityTextTest::durationSurvivesTheWayToTextAndBack()
{
    QFETCH(qint64, nanoseconds);

    const std::optional<Duration> back = readDuration(toText(Duration{nanoseconds}));

    QVERIFY(back.has_value());
    QCOMPARE(qint64{back->count()}, nanoseconds);
}

QTEST_APPLESS_MAIN(QuantityTextTest)
#include "tst_quantity_text.moc"
