// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/kafka/murmur2.h"

#include <QtTest>

using namespace stormglass::kafka;

class Murmur2Test : public QObject {
    Q_OBJECT

private slots:
    void hashesAsKafkaDoes_data();
    void hashesAsKafkaDoes();
    void aKeyIsItsDecimalText();
};

void Murmur2Test::hashesAsKafkaDoes_data()
{
    // The values of Kafka's own test: clients/.../common/utils/UtilsTest.java, testMurmur2.
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("hash");

    QTest::newRow("two bytes") << QByteArray("21") << -973932308;
    QTest::newRow("three bytes") << QByteArray("abc") << 479470107;
    QTest::newRow("six bytes") << QByteArray("foobar") << -790332482;
    QTest::newRow("24 bytes") << QByteArray("a-little-bit-long-string") << -985981536;
    QTest::newRow("26 bytes") << QByteArray("a-little-bit-longer-string") << -1486304829;
    QTest::newRow("48 bytes") << QByteArray("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8") << -58897971;
}

void Murmur2Test::hashesAsKafkaDoes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, hash);

    QCOMPARE(static_cast<int>(murmur2(bytes.toStdString())), hash);
}

void Murmur2Test::aKeyIsItsDecimalText()
{
    QCOMPARE(partitionFor(21, 6), (murmur2("21") & 0x7fffffffU) % 6);
}

QTEST_APPLESS_MAIN(Murmur2Test)
#include "tst_murmur2.moc"
