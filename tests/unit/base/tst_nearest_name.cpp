// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/nearest_name.h"

#include <QtTest>

#include <array>

using namespace stormglass;

class NearestNameTest : public QObject {
    Q_OBJECT

private slots:
    void slipFindsItsName_data();
    void slipFindsItsName();
    void strangerFindsNothing_data();
    void strangerFindsNothing();
    void tieGoesToTheEarlierName();
};

namespace {

const std::array<std::string, 4> kNames{"max_delay", "first_delay", "payment", "qos"};

}  // namespace

void NearestNameTest::slipFindsItsName_data()
{
    QTest::addColumn<QByteArray>("slip");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("letters swapped") << QByteArray("max_dealy") << QByteArray("max_delay");
    QTest::newRow("a letter lost") << QByteArray("paymnt") << QByteArray("payment");
    QTest::newRow("a letter added") << QByteArray("first_ddelay") << QByteArray("first_delay");
    QTest::newRow("a letter exchanged") << QByteArray("poyment") << QByteArray("payment");
    QTest::newRow("one slip in a short name") << QByteArray("qs") << QByteArray("qos");
}

void NearestNameTest::slipFindsItsName()
{
    QFETCH(QByteArray, slip);
    QFETCH(QByteArray, expected);

    const std::optional<std::string> found = findNearestName(slip.toStdString(), kNames);

    QVERIFY(found.has_value());
    QCOMPARE(QByteArray::fromStdString(*found), expected);
}

void NearestNameTest::strangerFindsNothing_data()
{
    QTest::addColumn<QByteArray>("stranger");

    QTest::newRow("another word") << QByteArray("inventory");
    QTest::newRow("a short word with two slips") << QByteArray("qq");
    QTest::newRow("nothing at all") << QByteArray("");
    QTest::newRow("a very long word") << QByteArray(10'000, 'x');
}

void NearestNameTest::strangerFindsNothing()
{
    QFETCH(QByteArray, stranger);

    QVERIFY(!findNearestName(stranger.toStdString(), kNames).has_value());
}

void NearestNameTest::tieGoesToTheEarlierName()
{
    const std::array<std::string, 2> names{"order", "border"};

    const std::optional<std::string> found = findNearestName("orders", std::array<std::string, 2>{"orderz", "orderx"});

    QCOMPARE(QByteArray::fromStdString(found.value_or("")), QByteArray("orderz"));
    QCOMPARE(QByteArray::fromStdString(findNearestName("order", names).value_or("")), QByteArray("order"));
}

QTEST_APPLESS_MAIN(NearestNameTest)
#include "tst_nearest_name.moc"
