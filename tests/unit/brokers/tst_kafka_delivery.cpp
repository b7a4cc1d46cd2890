// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class KafkaDeliveryTest : public QObject {
    Q_OBJECT

private slots:
    void aRecordTakesLingerAppendReplicationAndFetch();
    void aRecordWaitsForTheFetchThatIsOnItsWay();
    void aFollowerFetchesAsFastAsItsWayIsWide_data();
    void aFollowerFetchesAsFastAsItsWayIsWide();
    void recordsThatLingerTogetherTravelTogether();
    void aFullBatchDoesNotLinger();
    void recordsOfOneKeyKeepTheirOrder();
    void everyGroupGetsEveryRecord();
    void aRecordThatIsGivenBackComesAgainBeforeTheNext();
    void whatAProducerHadNotSentDiesWithIt();
    void nobodyWaitsForRecordsThatHaveBeenHandled();
    void committedRecordsAreLetGo();
};

namespace {

struct Pipe {
    explicit Pipe(spec::KafkaSettings settings = {}, std::int64_t partitions = 6) : world(settings, 3)
    {
        topic = world.addChannel("orders", spec::KafkaTopic{.partitions = partitions});
        consumer = &world.addConsumer(world.subscribe(topic, "billing"));
        producer = world.addProducer();
        consumer->attach();
        world.runUntil(10s);
    }

    BrokerWorld world;
    ChannelId topic;
    ProducerId producer;
    TestConsumer* consumer;
};

}  // namespace

void KafkaDeliveryTest::aRecordTakesLingerAppendReplicationAndFetch()
{
    Pipe pipe;

    const Confirm& confirm = pipe.world.publish(pipe.producer, pipe.topic, 1);
    pipe.world.runFor(1s);

    const SimTime expected{10s + 5ms + 1ms + 20us + 2ms + 1ms};  // linger, request, append, follower and back, answer
    QCOMPARE(pipe.consumer->text(), std::string("1"));
    QCOMPARE(pipe.consumer->deliveries[0].at, expected);
    QVERIFY(!confirm.isOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(confirm.at, expected);
    QVERIFY(pipe.world.isBalanced());
}

void KafkaDeliveryTest::aRecordWaitsForTheFetchThatIsOnItsWay()
{
    Pipe pipe;
    std::vector<const Confirm*> confirms;

    for (const Duration since : {0us, 500us, 1900us, 4100us, 9000us}) {
        pipe.world.runUntil(10s + since);
        confirms.push_back(&pipe.world.publish(pipe.world.addProducer(), pipe.topic, 1));
    }
    pipe.world.runFor(1s);

    // The followers' fetch waits for the first record and is back 2 ms later; then it carries the second and the third.
    // The others find it waiting again.
    const SimTime first{10s + 5ms + 1ms + 20us + 2ms + 1ms};
    QCOMPARE(confirms[0]->at, first);
    QCOMPARE(confirms[1]->at, first + 2ms);
    QCOMPARE(confirms[2]->at, first + 2ms);
    QCOMPARE(confirms[3]->at, first + 4100us);
    QCOMPARE(confirms[4]->at, first + 9ms);
}

void KafkaDeliveryTest::aFollowerFetchesAsFastAsItsWayIsWide_data()
{
    QTest::addColumn<qint64>("replicas");
    QTest::addColumn<double>("atLeast");
    QTest::addColumn<double>("atMost");

    QTest::newRow("alone: five requests at a time") << qint64{1} << 0.4 << 0.6;
    QTest::newRow("a follower: 20 MB at 10 MB/s") << qint64{2} << 2.0 << 2.3;  // and the ways between its fetches
    QTest::newRow("each follower has its own way") << qint64{3} << 2.0 << 2.3;
}

void KafkaDeliveryTest::aFollowerFetchesAsFastAsItsWayIsWide()
{
    QFETCH(qint64, replicas);
    QFETCH(double, atLeast);
    QFETCH(double, atMost);
    BrokerWorld world(spec::KafkaSettings{.producer = {.linger = 0s}}, 3);
    const ChannelId topic = world.addChannel("orders", spec::KafkaTopic{.partitions = 1, .replicationFactor = replicas, .minInsyncReplicas = 1});
    static_cast<void>(world.subscribe(topic, "billing"));
    const ProducerId producer = world.addProducer();
    world.ways.bytesPerSecond = 10'000'000;
    world.runUntil(10s);

    const Confirm* last = nullptr;
    for (int i = 0; i < 200; ++i)
        last = &world.publish(producer, topic, 1, 100'000);
    world.runFor(10s);

    QVERIFY(!last->isOpen);
    QCOMPARE(last->outcome, Outcome::Ok);
    const double seconds = static_cast<double>((last->at - SimTime{10s}).count()) / 1e9;
    QVERIFY2(seconds >= atLeast && seconds <= atMost, qPrintable(QString::number(seconds)));
}

void KafkaDeliveryTest::recordsThatLingerTogetherTravelTogether()
{
    Pipe pipe;

    pipe.world.publish(pipe.producer, pipe.topic, 1);
    pipe.world.runFor(3ms);
    const Confirm& late = pipe.world.publish(pipe.producer, pipe.topic, 1);
    pipe.world.runFor(1s);

    QCOMPARE(late.at, SimTime{10s + 5ms + 1ms + 20us + 2ms + 1ms});
}

void KafkaDeliveryTest::aFullBatchDoesNotLinger()
{
    Pipe pipe;

    const Confirm& confirm = pipe.world.publish(pipe.producer, pipe.topic, 1, 16384);
    pipe.world.runFor(1s);

    QCOMPARE(confirm.at, SimTime{10s + 1ms + 20us + 2ms + 1ms});
}

void KafkaDeliveryTest::recordsOfOneKeyKeepTheirOrder()
{
    Pipe pipe;

    std::vector<std::int32_t> sizes;
    for (std::int32_t i = 1; i <= 500; ++i) {
        for (std::uint64_t key = 1; key <= 5; ++key)
            pipe.world.publish(pipe.producer, pipe.topic, key, i);
        sizes.push_back(i);
        pipe.world.runFor(1ms);
    }
    pipe.world.runFor(1s);

    for (std::uint64_t key = 1; key <= 5; ++key)
        QCOMPARE(pipe.consumer->sizesOf(key), sizes);
}

void KafkaDeliveryTest::everyGroupGetsEveryRecord()
{
    BrokerWorld world(spec::KafkaSettings{}, 3);
    const ChannelId topic = world.addChannel("orders", spec::KafkaTopic{});
    TestConsumer& billing = world.addConsumer(world.subscribe(topic, "billing"));
    TestConsumer& shipping = world.addConsumer(world.subscribe(topic, "shipping"));
    billing.attach();
    shipping.attach();

    world.publish(world.addProducer(), topic, 1);
    world.runFor(20s);

    QCOMPARE(billing.text(), std::string("1"));
    QCOMPARE(shipping.text(), std::string("1"));
    QCOMPARE(world.probe(topic).in(), std::uint64_t{2});
    QCOMPARE(world.probe(topic).delivered(), std::uint64_t{2});
}

void KafkaDeliveryTest::aRecordThatIsGivenBackComesAgainBeforeTheNext()
{
    Pipe pipe({}, 1);
    pipe.consumer->isHolding = true;

    for (std::int32_t i = 1; i <= 3; ++i)
        pipe.world.publish(pipe.producer, pipe.topic, static_cast<std::uint64_t>(i));
    pipe.world.runFor(1s);
    pipe.consumer->settleOldest(Settlement::Acknowledge);
    pipe.world.runFor(1s);
    pipe.consumer->settleOldest(Settlement::Requeue);
    pipe.world.runFor(1s);
    pipe.consumer->settleOldest(Settlement::Acknowledge);
    pipe.world.runFor(1s);

    QCOMPARE(pipe.consumer->text(), std::string("1 2 2* 3"));
    QVERIFY(pipe.world.isBalanced());
}

void KafkaDeliveryTest::whatAProducerHadNotSentDiesWithIt()
{
    Pipe pipe;

    pipe.world.publish(pipe.producer, pipe.topic, 1);
    pipe.world.runFor(4ms);
    pipe.world.broker->crashProducer(pipe.producer);
    pipe.world.runFor(1s);

    QCOMPARE(pipe.world.probe(pipe.topic).losses(LossCause::ProducerCrashed), std::uint64_t{1});
    QCOMPARE(pipe.consumer->text(), std::string());
    QCOMPARE(pipe.world.tracker.unfinished(), std::uint64_t{0});
}

void KafkaDeliveryTest::nobodyWaitsForRecordsThatHaveBeenHandled()
{
    Pipe pipe;
    pipe.consumer->isHolding = true;

    pipe.world.publish(pipe.producer, pipe.topic, 1);
    pipe.world.runFor(1s);
    const std::uint64_t unhandled = pipe.world.tracker.unfinished();
    pipe.consumer->settleOldest(Settlement::Acknowledge);

    // Its offset is committed four seconds later.
    QCOMPARE(unhandled, std::uint64_t{1});
    QCOMPARE(pipe.world.tracker.unfinished(), std::uint64_t{0});
}

void KafkaDeliveryTest::committedRecordsAreLetGo()
{
    Pipe pipe;
    TransactionRef started = pipe.world.tracker.start();
    const Transaction& transaction = *started;

    pipe.world.publish(*pipe.world.broker, pipe.producer, pipe.topic, {.transaction = std::move(started), .event = {}});
    pipe.world.runFor(1s);
    const std::uint32_t uncommitted = transaction.references;
    pipe.world.runFor(6s);

    QCOMPARE(uncommitted, 1U);
    QCOMPARE(transaction.references, 0U);
}

QTEST_APPLESS_MAIN(KafkaDeliveryTest)
#include "tst_kafka_delivery.moc"
