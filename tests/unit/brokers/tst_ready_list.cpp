// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/ready_list.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::rabbitmq;

class ReadyListTest : public QObject {
    Q_OBJECT

private slots:
    void whatComesBackGoesBeforeWhatWaits_data();
    void whatComesBackGoesBeforeWhatWaits();
    void twoHighOnesComeForEachNormalOne();
    void whatHasComeBackIsNoTurn();
};

void ReadyListTest::whatComesBackGoesBeforeWhatWaits_data()
{
    QTest::addColumn<bool>("isClassic");
    QTest::addColumn<QByteArray>("order");

    QTest::newRow("classic: at its original place (recording 02-03)") << true << QByteArray("1356");
    QTest::newRow("quorum: in the order of return (recording 08-14)") << false << QByteArray("3156");
}

void ReadyListTest::whatComesBackGoesBeforeWhatWaits()
{
    QFETCH(bool, isClassic);
    QFETCH(QByteArray, order);
    ReadyList list(isClassic);
    for (std::uint64_t sequence = 1; sequence <= 6; ++sequence)
        list.pushBack({.message = {}, .sequence = sequence});
    for (int i = 0; i < 5; ++i)
        static_cast<void>(list.takeFront());

    for (const std::uint64_t sequence : {3, 1, 5})
        list.giveBack({.message = {}, .sequence = sequence});

    QByteArray actual;
    while (!list.empty())
        actual += QByteArray::number(static_cast<qulonglong>(list.takeFront().sequence));
    QCOMPARE(actual, order);
}

namespace {

Entry message(std::uint64_t sequence, std::uint8_t priority) { return {.message = {}, .sequence = sequence, .priority = priority}; }

}  // namespace

void ReadyListTest::twoHighOnesComeForEachNormalOne()
{
    ReadyList list{ReadyList::TwoToOne{}};
    for (std::uint64_t sequence = 1; sequence <= 4; ++sequence)
        list.pushBack(message(sequence, 4));
    for (std::uint64_t sequence = 5; sequence <= 8; ++sequence)
        list.pushBack(message(sequence, 5));

    QByteArray actual;
    while (!list.empty()) {
        const std::uint64_t front = list.front().sequence;
        const std::uint64_t taken = list.takeFront().sequence;
        QCOMPARE(taken, front);
        actual += QByteArray::number(static_cast<qulonglong>(taken));
    }

    QCOMPARE(actual, QByteArray("56178234"));
}

void ReadyListTest::whatHasComeBackIsNoTurn()
{
    ReadyList list{ReadyList::TwoToOne{}};
    list.pushBack(message(1, 0));
    for (std::uint64_t sequence = 2; sequence <= 4; ++sequence)
        list.pushBack(message(sequence, 9));
    Entry first = list.takeFront();
    list.giveBack(std::move(first));

    QByteArray actual;
    while (!list.empty())
        actual += QByteArray::number(static_cast<qulonglong>(list.takeFront().sequence));

    QCOMPARE(actual, QByteArray("2314"));  // 2 came back; then the second high one, the normal one, and the rest
}

QTEST_APPLESS_MAIN(ReadyListTest)
#include "tst_ready_list.moc"
