// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/kafka_group.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// When consumers fetch and commit.
class KafkaCommitsTest : public QObject {
    Q_OBJECT

private slots:
    void aCrashRepeatsOrLosesByTheCommit_data();
    void aCrashRepeatsOrLosesByTheCommit();
    void aFetchWaitsForItsLeastBytes();
};

void KafkaCommitsTest::aCrashRepeatsOrLosesByTheCommit_data()
{
    QTest::addColumn<bool>("isAuto");
    QTest::addColumn<spec::KafkaManualCommit>("commit");
    QTest::addColumn<std::size_t>("repeated");
    QTest::addColumn<std::uint64_t>("lost");

    QTest::newRow("auto commit: up to auto.commit.interval.ms comes again") << true << spec::KafkaManualCommit::Batch << std::size_t{11} << std::uint64_t{0};
    QTest::newRow("after a batch: the batch comes again") << false << spec::KafkaManualCommit::Batch << std::size_t{11} << std::uint64_t{0};
    QTest::newRow("after each record: the one in hand comes again") << false << spec::KafkaManualCommit::Record << std::size_t{1} << std::uint64_t{0};
    QTest::newRow("before: what was not processed is lost") << false << spec::KafkaManualCommit::Before << std::size_t{0} << std::uint64_t{20};
}

/// It dies with the eleventh record of a batch of thirty in its hands.
void KafkaCommitsTest::aCrashRepeatsOrLosesByTheCommit()
{
    QFETCH(bool, isAuto);
    QFETCH(spec::KafkaManualCommit, commit);
    QFETCH(std::size_t, repeated);
    QFETCH(std::uint64_t, lost);
    KafkaGroup group({.producer = {.batchSize = 100'000}, .consumer = {.commitsByItself = isAuto, .manualCommit = commit}});
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    TestConsumer& successor = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(10s);

    consumer.handlingTime = 100ms;
    for (int i = 0; i < 30; ++i)
        group.world.publish(group.producer, group.topic, 1);
    while (consumer.deliveries.size() < 11)
        group.world.runFor(10ms);
    group.world.runFor(50ms);
    consumer.detach(Departure::Reset);
    successor.attach();
    group.world.runFor(100s);

    const auto isAgain = [](const TestConsumer::Handled& handled) { return handled.isRedelivered; };
    QCOMPARE(static_cast<std::size_t>(std::ranges::count_if(successor.deliveries, isAgain)), repeated);
    QCOMPARE(successor.deliveries.size(), 19 + repeated - (lost > 0 ? 19 : 0));
    QCOMPARE(group.world.probe(group.topic).losses(LossCause::CommittedFirst), lost);
    QVERIFY(group.world.isBalanced());
}

void KafkaCommitsTest::aFetchWaitsForItsLeastBytes()
{
    KafkaGroup group({.producer = {.linger = 0s}, .consumer = {.fetchMinBytes = 3000, .fetchMaxWait = 2s}});
    TestConsumer& consumer = group.world.addConsumer(group.billing);
    consumer.attach();
    group.world.runUntil(10s);

    // 1000 B each, 100 ms apart: the third one takes the others with it. A single one waits for fetch.max.wait.ms.
    for (int i = 0; i < 3; ++i) {
        group.world.publish(group.producer, group.topic, 1);
        group.world.runFor(100ms);
    }
    const std::size_t together = consumer.deliveries.size();
    const Duration first = consumer.deliveries.empty() ? Duration{} : consumer.deliveries[0].at - SimTime{10s};
    const SimTime published = group.world.calendar.now();
    group.world.publish(group.producer, group.topic, 1);
    group.world.runFor(5s);

    QCOMPARE(together, std::size_t{3});
    QVERIFY(first > 200ms && first < 210ms);
    QCOMPARE(consumer.deliveries.size(), std::size_t{4});
    const Duration waited = consumer.deliveries[3].at - published;
    QVERIFY2(waited > 1800ms && waited < 2010ms, qPrintable(QString::number(waited.count())));
}

QTEST_APPLESS_MAIN(KafkaCommitsTest)
#include "tst_kafka_commits.moc"
