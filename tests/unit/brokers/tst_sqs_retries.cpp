// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calls to SQS that the SDK makes again. Host 0 is the endpoint, 1 the consumer, 2 the producer.
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/cut.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SqsRetriesTest : public QObject {
    Q_OBJECT

private slots:
    void anOutageIsBridged_data();
    void anOutageIsBridged();
    void aCallThatIsDeniedIsNotMadeAgain();
    void whatMayHaveArrivedIsADuplicate_data();
    void whatMayHaveArrivedIsADuplicate();
    void whatWasJammedArrivesBesideItsRepetition();
    void whatADeadProducerHadUnderWayIsCountedOnce();
    void aDeleteIsMadeAgain_data();
    void aDeleteIsMadeAgain();
};

namespace {

struct RetryingSqs {
    explicit RetryingSqs(const spec::SqsSettings& settings = {}, const spec::SqsQueue& queue = {}) : world(settings)
    {
        channel = world.addChannel("orders", queue);
        consumer = &world.addConsumer(world.subscribe(channel, "billing"));
        producer = world.addProducer();
        consumer->attach();
        world.runUntil(1s);
    }

    Confirm& publish() { return world.publish(producer, channel, 1); }
    [[nodiscard]] ChannelProbe& probe() { return world.probe(channel); }

    BrokerWorld world;
    ChannelId channel;
    ProducerId producer;
    TestConsumer* consumer;
};

constexpr HostId kRetryEndpoint{0};
constexpr HostId kRetryProducer{2};

}  // namespace

void SqsRetriesTest::anOutageIsBridged_data()
{
    QTest::addColumn<std::int64_t>("attempts");
    QTest::addColumn<Outcome>("expected");

    // Waits of up to 1 s and 2 s do not last 5 s, those of 100 attempts do.
    QTest::newRow("one attempt") << std::int64_t{1} << Outcome::Unavailable;
    QTest::newRow("three attempts") << std::int64_t{3} << Outcome::Unavailable;
    QTest::newRow("many attempts") << std::int64_t{100} << Outcome::Ok;
}

void SqsRetriesTest::anOutageIsBridged()
{
    QFETCH(std::int64_t, attempts);
    QFETCH(Outcome, expected);
    RetryingSqs setting({.maxAttempts = attempts});

    setting.world.broker->crashNode(0, false);
    const Confirm& confirm = setting.publish();
    setting.world.runUntil(6s);
    const bool isBalanced = setting.world.isBalanced();
    setting.world.broker->restartNode(0);
    setting.world.runUntil(60s);

    QVERIFY(isBalanced && setting.world.isBalanced());
    QCOMPARE(confirm.outcome, expected);
    QCOMPARE(setting.probe().losses(LossCause::Refused), std::uint64_t{expected == Outcome::Ok ? 0U : 1U});
    QCOMPARE(setting.consumer->deliveries.size(), std::size_t{expected == Outcome::Ok ? 1U : 0U});
    QCOMPARE(setting.probe().extras(ExtraCause::Retry), std::uint64_t{0});
}

void SqsRetriesTest::aCallThatIsDeniedIsNotMadeAgain()
{
    RetryingSqs setting;

    setting.world.broker->faults().deny(setting.channel, true);
    const Confirm& confirm = setting.publish();
    setting.world.runUntil(2s);

    QCOMPARE(confirm.outcome, Outcome::Refused);
    QCOMPARE(confirm.at, SimTime{1007ms});
    QCOMPARE(setting.probe().losses(LossCause::Denied), std::uint64_t{1});
}

void SqsRetriesTest::whatMayHaveArrivedIsADuplicate_data()
{
    QTest::addColumn<bool>("isFifo");
    QTest::addColumn<bool>("isByContent");

    QTest::newRow("standard") << false << true;
    QTest::newRow("FIFO, by content") << true << true;
    QTest::newRow("FIFO, by an id of its own: all attempts have it") << true << false;
}

/// The message gets there, its answer does not; the second attempt waits for the way.
void SqsRetriesTest::whatMayHaveArrivedIsADuplicate()
{
    QFETCH(bool, isFifo);
    QFETCH(bool, isByContent);
    RetryingSqs setting({}, {.isFifo = isFifo, .isDeduplicatedByContent = isByContent});

    const Confirm& confirm = setting.publish();
    setting.world.runFor(3ms);
    Cut cut(setting.world, {kRetryProducer}, {kRetryEndpoint});
    setting.world.runUntil(33s);
    const bool wasOpen = confirm.isOpen;
    cut.mend();
    setting.world.runUntil(60s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(setting.consumer->deliveries.size(), std::size_t{isFifo ? 1U : 2U});
    QCOMPARE(setting.probe().extras(ExtraCause::Retry), std::uint64_t{1});
    QCOMPARE(setting.probe().deduplications(), std::uint64_t{isFifo ? 1U : 0U});
    QVERIFY(setting.world.isBalanced());
}

void SqsRetriesTest::whatWasJammedArrivesBesideItsRepetition()
{
    RetryingSqs setting;
    Cut cut(setting.world, {kRetryProducer}, {kRetryEndpoint});

    const Confirm& confirm = setting.publish();
    setting.world.runUntil(35s);  // the second attempt is under way, too
    const bool isBalanced = setting.world.isBalanced();
    cut.mend();
    setting.world.runUntil(200s);

    QVERIFY(isBalanced && setting.world.isBalanced());
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(setting.probe().extras(ExtraCause::Retry), std::uint64_t{1});
    QCOMPARE(setting.consumer->text(), std::string("1 1"));
}

/// What is under way arrives when the way is mended, and nobody makes it again.
void SqsRetriesTest::whatADeadProducerHadUnderWayIsCountedOnce()
{
    RetryingSqs setting;
    Cut cut(setting.world, {kRetryProducer}, {kRetryEndpoint});

    setting.publish();
    setting.world.runUntil(10s);
    setting.world.broker->crashProducer(setting.producer);
    setting.world.runUntil(100s);
    const bool isBalanced = setting.world.isBalanced();
    cut.mend();
    setting.world.runUntil(200s);

    QVERIFY(isBalanced && setting.world.isBalanced());
    QCOMPARE(setting.consumer->text(), std::string("1"));
    QCOMPARE(setting.probe().extras(ExtraCause::Retry), std::uint64_t{0});
}

void SqsRetriesTest::aDeleteIsMadeAgain_data()
{
    QTest::addColumn<std::int64_t>("attempts");
    QTest::addColumn<std::uint64_t>("deleted");

    QTest::newRow("not") << std::int64_t{1} << std::uint64_t{0};
    QTest::newRow("until the service is back") << std::int64_t{100} << std::uint64_t{1};
}

void SqsRetriesTest::aDeleteIsMadeAgain()
{
    QFETCH(std::int64_t, attempts);
    QFETCH(std::uint64_t, deleted);
    RetryingSqs setting({.maxAttempts = attempts}, {.visibilityTimeout = 60s});
    setting.consumer->isHolding = true;
    setting.publish();
    setting.world.runUntil(2s);

    setting.world.broker->crashNode(0, false);
    setting.consumer->settleOldest(Settlement::Acknowledge);
    setting.world.runUntil(5s);
    setting.world.broker->restartNode(0);
    setting.world.runUntil(50s);

    QCOMPARE(setting.probe().delivered(), deleted);
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(SqsRetriesTest)
#include "tst_sqs_retries.moc"
