// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/kafka_stream.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class KafkaFailoverTest : public QObject {
    Q_OBJECT

private slots:
    void withAcksAllNothingIsLostAndNothingDoubled_data();
    void withAcksAllNothingIsLostAndNothingDoubled();
    void withAcksOneWhatOnlyTheLeaderHadIsLost();
    void tooFewInSyncReplicasRefuseWrites();
    void aLeaderThatReturnsInTimeGoesOn();
};

void KafkaFailoverTest::withAcksAllNothingIsLostAndNothingDoubled_data()
{
    QTest::addColumn<bool>("isSilent");

    QTest::newRow("the process dies: connections are closed") << false;
    QTest::newRow("the host vanishes: requests time out") << true;
}

void KafkaFailoverTest::withAcksAllNothingIsLostAndNothingDoubled()
{
    QFETCH(bool, isSilent);
    KafkaStream stream;

    std::vector<const Confirm*> confirms;
    std::vector<std::int32_t> sizes;
    for (std::int32_t i = 1; i <= 300; ++i) {
        confirms.push_back(&stream.world.publish(stream.producer, stream.topic, stream.key, i));
        sizes.push_back(i);
        stream.world.runFor(700us);
        if (i == 150)
            stream.world.broker->crashNode(0, isSilent);
    }
    stream.world.runFor(60s);

    QCOMPARE(stream.consumer->sizesOf(stream.key), sizes);
    QCOMPARE(stream.world.probe(stream.topic).redeliveries(), std::uint64_t{0});
    for (const Confirm* confirm : confirms)
        QVERIFY(!confirm->isOpen && confirm->outcome == Outcome::Ok);
    QVERIFY(confirms.back()->at > SimTime{19s});  // the controller waits 9 s for the dead node
    QVERIFY(stream.world.isBalanced());
}

void KafkaFailoverTest::withAcksOneWhatOnlyTheLeaderHadIsLost()
{
    KafkaStream stream({.producer = {.acks = spec::KafkaAcks::Leader, .linger = 0s}});

    const Confirm& confirm = stream.world.publish(stream.producer, stream.topic, stream.key);
    stream.world.runFor(1100us);  // appended, but on its way to the followers
    stream.world.broker->crashNode(0, false);
    stream.world.runFor(30s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(stream.world.probe(stream.topic).losses(LossCause::BrokerCrashed), std::uint64_t{1});
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{0});
    QVERIFY(stream.world.isBalanced());
}

void KafkaFailoverTest::tooFewInSyncReplicasRefuseWrites()
{
    KafkaStream stream;
    stream.world.broker->crashNode(1, false);
    stream.world.broker->crashNode(2, false);
    stream.world.runFor(10s);

    const Confirm& confirm = stream.world.publish(stream.producer, stream.topic, stream.key);
    stream.world.runFor(119s);
    const bool wasOpen = confirm.isOpen;
    stream.world.runFor(3s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.outcome, Outcome::TimedOut);
    QCOMPARE(stream.world.probe(stream.topic).losses(LossCause::DeliveryTimeout), std::uint64_t{1});
    QVERIFY(stream.world.isBalanced());
}

void KafkaFailoverTest::aLeaderThatReturnsInTimeGoesOn()
{
    KafkaStream stream;
    stream.world.broker->crashNode(0, false);
    stream.world.runFor(1s);

    const Confirm& confirm = stream.world.publish(stream.producer, stream.topic, stream.key);
    stream.world.runFor(2s);
    const bool wasOpen = confirm.isOpen;
    stream.world.broker->restartNode(0);
    stream.world.runFor(2s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(KafkaFailoverTest)
#include "tst_kafka_failover.moc"
