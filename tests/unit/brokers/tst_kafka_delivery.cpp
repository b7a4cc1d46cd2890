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
};

void KafkaDeliveryTest::aRecordTakesLingerAppendReplicationAndFetch()
{
    BrokerWorld world(spec::KafkaSettings{}, 3);
    const ChannelId topic = world.addChannel("orders", spec::KafkaTopic{});
    TestConsumer& consumer = world.addConsumer(world.subscribe(topic, "billing"));
    const ProducerId producer = world.addProducer();
    consumer.attach();
    world.runUntil(10s);

    const Confirm& confirm = world.publish(producer, topic, 1);
    world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(consumer.deliveries[0].at, SimTime{10s + 5ms + 1ms + 20us + 2ms + 1ms});
    QVERIFY(!confirm.isOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(confirm.at, SimTime{10s + 5ms + 1ms + 20us + 2ms + 1ms});
    QVERIFY(world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaDeliveryTest)
#include "tst_kafka_delivery.moc"
