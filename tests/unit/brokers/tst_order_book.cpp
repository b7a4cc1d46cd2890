// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/order_book.h"

#include <QtTest>

using namespace stormglass;

class OrderBookTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsOvertakenIsCounted();
    void eachKeyAndEachSubscriberHasAnOrderOfItsOwn();
    void keysOfSingleFlowsAreNotFollowed();
};

namespace {

constexpr SimTime at(int milliseconds) { return SimTime{std::chrono::milliseconds{milliseconds}}; }

}  // namespace

void OrderBookTest::whatIsOvertakenIsCounted()
{
    OrderBook book;

    for (const int published : {1, 4, 2, 3, 4, 5})
        book.tookEffect(0, sharedKeyAt(7), at(published));

    QCOMPARE(book.overtaken(), 2U);
}

void OrderBookTest::eachKeyAndEachSubscriberHasAnOrderOfItsOwn()
{
    OrderBook book;

    book.tookEffect(0, sharedKeyAt(0), at(9));
    book.tookEffect(0, sharedKeyAt(999'999), at(1));
    book.tookEffect(1, sharedKeyAt(0), at(1));

    QCOMPARE(book.overtaken(), 0U);
}

void OrderBookTest::keysOfSingleFlowsAreNotFollowed()
{
    OrderBook book;

    for (const std::uint32_t key : {1U, kFirstSharedKey - 1, kFirstSharedKey + kMostSharedKeys}) {
        book.tookEffect(0, key, at(9));
        book.tookEffect(0, key, at(1));
    }

    QCOMPARE(book.overtaken(), 0U);
}

QTEST_GUILESS_MAIN(OrderBookTest)
#include "tst_order_book.moc"
