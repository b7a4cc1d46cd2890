// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/block_queue.h"
#include "simcore/random/random_stream.h"

#include <QtTest>

#include <deque>
#include <memory>

using namespace stormglass;

class BlockQueueTest : public QObject {
    Q_OBJECT

private slots:
    void itIsADequeWhateverIsDoneToIt_data();
    void itIsADequeWhateverIsDoneToIt();
};

void BlockQueueTest::itIsADequeWhateverIsDoneToIt_data()
{
    QTest::addColumn<int>("growth");

    QTest::newRow("mostly empty") << 40;
    QTest::newRow("it grows and shrinks") << 50;
    QTest::newRow("it grows") << 60;
}

void BlockQueueTest::itIsADequeWhateverIsDoneToIt()
{
    QFETCH(int, growth);
    RandomStream random(7);
    BlockQueue<std::unique_ptr<int>, 4> queue;
    std::deque<int> model;

    for (int i = 0; i < 20'000; ++i) {
        const bool atFront = random.below(3) == 0;
        if (random.below(100) < static_cast<std::uint64_t>(growth)) {
            atFront ? queue.pushFront(std::make_unique<int>(i)) : queue.pushBack(std::make_unique<int>(i));
            atFront ? model.push_front(i) : model.push_back(i);
        } else if (!model.empty()) {
            atFront ? queue.popBack() : queue.popFront();
            atFront ? model.pop_back() : model.pop_front();
        }
        QCOMPARE(queue.size(), model.size());
        if (!model.empty()) {
            const std::size_t index = random.below(model.size());
            QCOMPARE(*queue[index], model[index]);
            QCOMPARE(*queue.front(), model.front());
            QCOMPARE(*queue.back(), model.back());
        }
    }
}

QTEST_APPLESS_MAIN(BlockQueueTest)
#include "tst_block_queue.moc"
