// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SQS behind ways that are cut. Host 0 is its endpoint, 1 the consumer, 2 the producer.
#include "models/network/lost_names.h"
#include "tests/unit/brokers/cut.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SqsPartitionTest : public QObject {
    Q_OBJECT

private slots:
    void aCallThatIsRefusedIsMadeThreeTimes();
    void aCallThatIsJammedTimesOutAndIsAcceptedAfterwards();
    void anAnswerThatIsJammedTimesOutToo();
    void aReceiverGoesOnWhenItsWayIsMended_data();
    void aReceiverGoesOnWhenItsWayIsMended();
    void anAnswerThatComesTooLateIsForNothing();
    void aNameThatIsLostRefusesCalls();
};

namespace {

constexpr HostId kEndpoint{0};
constexpr HostId kSqsConsumer{1};
constexpr HostId kSqsProducer{2};

struct UnreachableSqs {
    explicit UnreachableSqs(const spec::SqsSettings& settings = {}) : world(settings)
    {
        channel = world.addChannel("orders", spec::SqsQueue{});
        consumer = &world.addConsumer(world.subscribe(channel, "billing"));
        producer = world.addProducer();
        consumer->attach();
        world.runUntil(1s);
    }

    Confirm& publish() { return world.publish(producer, channel, 1); }

    BrokerWorld world;
    ChannelId channel;
    ProducerId producer;
    TestConsumer* consumer;
};

}  // namespace

/// With waits of up to 1 s and 2 s between; each time it hears after 2 ms.
void SqsPartitionTest::aCallThatIsRefusedIsMadeThreeTimes()
{
    UnreachableSqs setting;
    const Cut cut(setting.world, {kSqsProducer}, {kEndpoint}, Reach::Refused);

    const Confirm& confirm = setting.publish();
    setting.world.runUntil(10s);

    QCOMPARE(confirm.outcome, Outcome::Unavailable);
    QVERIFY(confirm.at > SimTime{1006ms} && confirm.at < SimTime{4006ms});
    QCOMPARE(setting.world.probe(setting.channel).losses(LossCause::Unreachable), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsPartitionTest::aCallThatIsJammedTimesOutAndIsAcceptedAfterwards()
{
    UnreachableSqs setting({.maxAttempts = 1});
    Cut cut(setting.world, {kSqsProducer}, {kEndpoint});

    const Confirm& confirm = setting.publish();
    setting.world.runUntil(60s);
    const std::size_t during = setting.consumer->deliveries.size();
    cut.mend();
    setting.world.runUntil(200s);

    QCOMPARE(confirm.outcome, Outcome::TimedOut);
    QCOMPARE(confirm.at, SimTime{31s});
    QCOMPARE(during, std::size_t{0});
    QCOMPARE(setting.consumer->deliveries.size(), std::size_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsPartitionTest::anAnswerThatIsJammedTimesOutToo()
{
    UnreachableSqs setting;
    const Confirm& confirm = setting.publish();
    setting.world.runFor(3ms);
    const Cut cut(setting.world, {kSqsProducer}, {kEndpoint});

    setting.world.runUntil(100s);

    // Three times 30 s, and the waits between.
    QCOMPARE(confirm.outcome, Outcome::TimedOut);
    QVERIFY(confirm.at > SimTime{91s} && confirm.at < SimTime{94s});
    QCOMPARE(setting.consumer->deliveries.size(), std::size_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsPartitionTest::aReceiverGoesOnWhenItsWayIsMended_data()
{
    QTest::addColumn<bool>("isRefused");

    QTest::newRow("jammed") << false;
    QTest::newRow("refused") << true;
}

void SqsPartitionTest::aReceiverGoesOnWhenItsWayIsMended()
{
    QFETCH(bool, isRefused);
    UnreachableSqs setting;
    Cut cut(setting.world, {kSqsConsumer}, {kEndpoint}, isRefused ? Reach::Refused : Reach::Silent);
    setting.publish();
    setting.world.runUntil(10s);
    const std::size_t during = setting.consumer->deliveries.size();

    cut.mend();
    setting.world.runUntil(60s);
    setting.publish();
    setting.world.runUntil(120s);

    QCOMPARE(during, std::size_t{0});
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{2});
    QVERIFY(setting.world.isBalanced());
}

void SqsPartitionTest::anAnswerThatComesTooLateIsForNothing()
{
    UnreachableSqs setting;
    setting.publish();
    setting.world.runFor(6500us);  // the message has come, and its answer to the receiver is about to leave
    Cut cut(setting.world, {kSqsConsumer}, {kEndpoint});
    setting.world.runUntil(100s);

    cut.mend();
    setting.world.runUntil(300s);

    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void SqsPartitionTest::aNameThatIsLostRefusesCalls()
{
    UnreachableSqs setting;
    LostName name{"broker", 1, RandomStream(1)};
    setting.world.network.lostNames().add(name);

    const Confirm& first = setting.publish();
    setting.world.runUntil(10s);
    setting.world.network.lostNames().remove(name);
    const Confirm& second = setting.publish();
    setting.world.runUntil(11s);

    QCOMPARE(first.outcome, Outcome::Unavailable);
    QVERIFY(!second.isOpen && second.outcome == Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(SqsPartitionTest)
#include "tst_sqs_partition.moc"
