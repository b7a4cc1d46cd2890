// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/kafka_processing.h"

#include <QtTest>

#include <set>

using namespace stormglass;
using namespace stormglass::tests;

/// Consume, process and produce in one transaction.
class KafkaTransactionsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsProcessedArrivesOnce();
    void aCrashBeforeTheCommitRepeats_data();
    void aCrashBeforeTheCommitRepeats();
    void readersWaitForTheMarker();
    void uncommittedReadersDoNotWait();
    void anOpenTransactionHoldsReadersBackUntilItTimesOut();
    void aProducerThatReturnsAbortsWhatItLeftOpen();
    void aZombieIsFenced_data();
    void aZombieIsFenced();
    void aFailedHandlerRollsBack();
    void theEndSurvivesTheCoordinator();
    void whoLeavesCommitsFirst();
    void whoTakesOverWaitsForTheOffsets();
};

namespace {

std::size_t countDifferent(const TestConsumer& consumer)
{
    std::set<std::uint64_t> keys;
    for (const TestConsumer::Handled& handled : consumer.deliveries)
        keys.insert(handled.key);
    return keys.size();
}

}  // namespace

void KafkaTransactionsTest::whatIsProcessedArrivesOnce()
{
    KafkaProcessing world;
    world.start();

    world.publish(20);
    world.world.runFor(5s);

    QCOMPARE(world.biller->deliveries.size(), std::size_t{20});
    QCOMPARE(world.reader->deliveries.size(), std::size_t{20});
    QCOMPARE(world.world.probe(world.bills).abortions(), std::uint64_t{0});
    QVERIFY(world.world.isBalanced());
}

void KafkaTransactionsTest::aCrashBeforeTheCommitRepeats_data()
{
    QTest::addColumn<spec::KafkaGuarantee>("guarantee");
    QTest::addColumn<std::size_t>("read");

    QTest::newRow("at_least_once: the readers get ten twice") << spec::KafkaGuarantee::AtLeastOnce << std::size_t{30};
    QTest::newRow("exactly_once_v2: they get each once") << spec::KafkaGuarantee::ExactlyOnceV2 << std::size_t{20};
}

/// It dies when it has published ten, and none of their offsets has been committed.
void KafkaTransactionsTest::aCrashBeforeTheCommitRepeats()
{
    QFETCH(spec::KafkaGuarantee, guarantee);
    QFETCH(std::size_t, read);
    spec::KafkaSettings settings = KafkaProcessing::exactlyOnce();
    settings.streams = {.guarantee = guarantee, .commitInterval = 10s};
    settings.consumer.autoCommitInterval = 10s;
    KafkaProcessing world(settings);
    world.biller->handlingTime = 10ms;
    world.start();
    world.world.runUntil(11s);

    world.publish(20);
    while (world.biller->deliveries.size() < 11)
        world.world.runFor(1ms);
    world.world.runFor(5ms);
    world.biller->detach(Departure::Reset);
    world.world.runFor(50ms);
    world.biller->attach();
    world.world.runFor(120s);

    QCOMPARE(countDifferent(*world.reader), std::size_t{20});
    QCOMPARE(world.reader->deliveries.size(), read);
    QVERIFY(world.world.isBalanced());
}

/// Produced at once, committed 100 ms later at most, and nobody sees it before.
void KafkaTransactionsTest::readersWaitForTheMarker()
{
    KafkaProcessing world;
    world.start();

    const SimTime published = world.world.calendar.now();
    world.publish(1);
    world.world.runFor(1s);

    QCOMPARE(world.reader->deliveries.size(), std::size_t{1});
    const Duration handled = world.biller->deliveries[0].at - published;
    const Duration read = world.reader->deliveries[0].at - published;
    QVERIFY2(handled < 10ms, qPrintable(QString::number(handled.count())));
    QVERIFY2(read > handled && read < handled + 100ms + 30ms, qPrintable(QString::number(read.count())));
    QVERIFY2(read > 20ms, qPrintable(QString::number(read.count())));
}

void KafkaTransactionsTest::uncommittedReadersDoNotWait()
{
    spec::KafkaSettings settings = KafkaProcessing::exactlyOnce();
    settings.consumer.isolation = spec::KafkaIsolation::ReadUncommitted;
    settings.streams.commitInterval = 30s;
    settings.producer.transactionTimeout = 40s;
    KafkaProcessing world(settings);
    world.start();

    world.publish(5);
    world.world.runFor(100ms);
    const std::size_t before = world.reader->deliveries.size();
    world.biller->detach(Departure::Vanished);
    world.world.runFor(60s);

    // They have got what is aborted then, and that is booked as delivered.
    QCOMPARE(before, std::size_t{5});
    QCOMPARE(world.world.probe(world.bills).abortions(), std::uint64_t{0});
    QVERIFY(world.world.isBalanced());
}

/// Its successor has the partitions after the session timeout, but what it publishes is behind what was left open.
void KafkaTransactionsTest::anOpenTransactionHoldsReadersBackUntilItTimesOut()
{
    spec::KafkaSettings settings = KafkaProcessing::exactlyOnce();
    settings.streams.commitInterval = 10s;
    KafkaProcessing world(settings);
    world.start();
    world.world.runUntil(11s);

    world.publish(5);
    world.world.runFor(100ms);
    world.biller->detach(Departure::Vanished);
    world.addBiller().attach();
    world.world.runUntil(71s);
    const std::size_t before = world.reader->deliveries.size();
    world.world.runUntil(82s);

    // It has begun at 11 s, is overdue at 71 s, and the coordinator looks every 10 s.
    QCOMPARE(before, std::size_t{0});
    QCOMPARE(world.reader->deliveries.size(), std::size_t{5});
    QVERIFY(world.reader->deliveries[0].at > SimTime{80s});
    QCOMPARE(world.world.probe(world.bills).abortions(), std::uint64_t{5});
    QVERIFY(world.world.isBalanced());
}

void KafkaTransactionsTest::aProducerThatReturnsAbortsWhatItLeftOpen()
{
    spec::KafkaSettings settings = KafkaProcessing::exactlyOnce();
    settings.streams.commitInterval = 1s;
    settings.consumer.isStaticMember = true;
    KafkaProcessing world(settings);
    world.start();

    world.publish(5);
    world.world.runFor(100ms);
    world.biller->detach(Departure::Reset);
    world.biller->attach();
    world.world.runFor(500ms);
    const std::uint64_t aborted = world.world.probe(world.bills).abortions();
    world.world.runFor(3s);

    QCOMPARE(aborted, std::uint64_t{5});
    QCOMPARE(world.reader->deliveries.size(), std::size_t{5});
    QVERIFY(world.world.isBalanced());
}

void KafkaTransactionsTest::aZombieIsFenced_data()
{
    QTest::addColumn<Duration>("pause");
    QTest::addColumn<Duration>("transactionTimeout");

    QTest::newRow("it has lost its partitions") << Duration{60s} << Duration{300s};
    QTest::newRow("its transaction has timed out") << Duration{40s} << Duration{10s};
}

/// It stands still with a transaction open, and goes on when others have done its work.
void KafkaTransactionsTest::aZombieIsFenced()
{
    QFETCH(Duration, pause);
    QFETCH(Duration, transactionTimeout);
    spec::KafkaSettings settings = KafkaProcessing::exactlyOnce();
    settings.producer.transactionTimeout = transactionTimeout;
    settings.streams.commitInterval = 1s;
    KafkaProcessing world(settings);
    world.biller->handlingTime = 10ms;
    world.start();
    TestConsumer& other = world.addBiller();
    other.attach();
    world.world.runUntil(30s);

    world.publish(30);
    world.world.runFor(50ms);
    world.biller->pause();
    world.world.runFor(pause);
    world.biller->resume();
    world.world.runFor(400s);

    QCOMPARE(countDifferent(*world.reader), std::size_t{30});
    QCOMPARE(world.reader->deliveries.size(), std::size_t{30});
    QVERIFY(world.world.probe(world.bills).abortions() > 0);
    QVERIFY(world.world.isBalanced());
}

/// The third record fails once: what was published with it comes to nothing, and all three are processed again.
void KafkaTransactionsTest::aFailedHandlerRollsBack()
{
    KafkaProcessing world;
    world.biller->handlingTime = 2ms;
    world.start();

    for (int i = 0; i < 3; ++i)
        world.world.publish(world.client, world.orders, 1, 1000 + i);
    while (world.biller->deliveries.size() < 3)
        world.world.runFor(1ms);
    world.biller->answer = Settlement::Requeue;
    while (world.biller->deliveries.size() < 4)
        world.world.runFor(1ms);
    world.biller->answer = Settlement::Acknowledge;
    world.world.runFor(2s);

    QCOMPARE(world.biller->deliveries.size(), std::size_t{6});
    QCOMPARE(causesOf(world.world.probe(world.orders)), std::string("rejected 3"));
    QCOMPARE(world.reader->sizesOf(1), (std::vector<std::int32_t>{1000, 1001, 1002}));
    QCOMPARE(world.world.probe(world.bills).abortions(), std::uint64_t{2});
    QVERIFY(world.world.isBalanced());
}

/// Any node may be the coordinator: they die one after the other, in the midst of commits.
void KafkaTransactionsTest::theEndSurvivesTheCoordinator()
{
    KafkaProcessing world;
    world.biller->handlingTime = 5ms;
    world.start();

    for (std::size_t node = 0; node < 3; ++node) {
        world.publish(20);
        world.world.runFor(70ms);
        world.world.broker->crashNode(node, false);
        world.world.runFor(20s);
        world.world.broker->restartNode(node);
        world.world.runFor(20s);
    }
    world.world.runFor(200s);

    QCOMPARE(countDifferent(*world.reader), std::size_t{60});
    QVERIFY(world.world.isBalanced());
}

void KafkaTransactionsTest::whoLeavesCommitsFirst()
{
    spec::KafkaSettings settings = KafkaProcessing::exactlyOnce();
    settings.streams.commitInterval = 10s;
    KafkaProcessing world(settings);
    world.start();
    world.world.runUntil(11s);

    world.publish(5);
    world.world.runFor(100ms);
    world.biller->detach(Departure::Closed);
    const bool hasLeftAtOnce = world.biller->hasLeft;
    world.world.runFor(1s);

    QVERIFY(!hasLeftAtOnce);
    QVERIFY(world.biller->hasLeft);
    QCOMPARE(world.reader->deliveries.size(), std::size_t{5});
    QVERIFY(world.world.isBalanced());
}

/// The offsets have been sent and the coordinator has died before the end: nobody knows yet where to go on. (KIP-447)
void KafkaTransactionsTest::whoTakesOverWaitsForTheOffsets()
{
    KafkaProcessing world;
    world.start();
    TestConsumer& other = world.addBiller();

    world.publish(10);
    while (world.world.broker->countWaiting(world.billing) == 0)
        world.world.runFor(1ms);
    world.world.runFor(95ms);
    world.biller->detach(Departure::Vanished);
    other.attach();
    world.world.runFor(300s);

    QCOMPARE(countDifferent(*world.reader), std::size_t{10});
    QCOMPARE(world.reader->deliveries.size(), std::size_t{10});
    QVERIFY(world.world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaTransactionsTest)
#include "tst_kafka_transactions.moc"
