// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/sns_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SnsTest : public QObject {
    Q_OBJECT

private slots:
    void everySubscriptionGetsACopy();
    void whatIsNotRawIsWrapped();
    void aFilterLetsOnlyItsEventsThrough();
    void policiesHaveTheirDocumentedPhases_data();
    void policiesHaveTheirDocumentedPhases();
    void aQueueThatIsDownIsTriedAgain();
    void anEndpointThatFailsIsTriedAgainAndGivenUp();
    void whatIsGivenUpGoesToTheDeadLetters();
    void deadLettersWaitForTheirQueue();
    void whatItsQueueDoesNotTakeIsNotTriedAgain();
    void anEndpointThatIsTooSlowGetsItTwice();
    void instancesTakeTurnsAndWhoDiesFails();
    void anAnswerOutlivesItsSender();
    void nobodyThereIsAFailure();
    void anOutageRefusesPublishesAndLosesNothing();
    void whoeverIsDeniedReadingGetsItLater();
    void aFifoTopicKeepsTheOrderThroughAnOutage();
    void aFifoTopicDropsWhatIsPublishedAgain();
    void aFifoTopicPassesItsIdsToItsQueues();
    void whoHasDiedPublishesNothingAgain();
    void publishesAndDeliveriesAreBilled();
};

namespace {

spec::SnsTopic https() { return {.protocol = spec::SnsProtocol::Https, .isRaw = true}; }

Duration totalOf(const spec::SnsDeliveryPolicy& policy)
{
    Duration total{};
    for (std::int64_t retry = 1; retry <= policy.numRetries; ++retry)
        total += policy.delayBefore(retry);
    return total;
}

std::vector<std::int64_t> secondsOf(const TestConsumer& consumer)
{
    std::vector<std::int64_t> at;
    for (const auto& delivery : consumer.deliveries)
        at.push_back(delivery.at.time_since_epoch() / 1s);
    return at;
}

}  // namespace

void SnsTest::everySubscriptionGetsACopy()
{
    SnsSetting setting({.isRaw = true});
    TestConsumer& billing = setting.subscribe("billing");
    TestConsumer& shipping = setting.subscribe("shipping");
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runUntil(2s);

    // To SNS 1 ms and 5 ms there, then to SQS 1 ms, and the waiting receive 1 ms back.
    QCOMPARE(confirm.at, SimTime{1s + 7ms});
    QCOMPARE(billing.deliveries.at(0).at, SimTime{1s + 8ms});
    QCOMPARE(shipping.text(), std::string("1"));
    QCOMPARE(setting.probe.in(), std::uint64_t{2});
    QCOMPARE(setting.probe.delivered(), std::uint64_t{2});
    QVERIFY(setting.isBalanced());
}

void SnsTest::whatIsNotRawIsWrapped()
{
    SnsSetting setting({});
    TestConsumer& billing = setting.subscribe("billing");

    setting.publish(1, 1000);
    setting.world.runUntil(1s);

    QCOMPARE(billing.deliveries.at(0).size, 1900);
}

void SnsTest::aFilterLetsOnlyItsEventsThrough()
{
    SnsSetting setting({.filterPolicy = {{"billing", "order.pay"}}});
    TestConsumer& billing = setting.subscribe("billing");
    TestConsumer& shipping = setting.subscribe("shipping");

    setting.publish(1, 1000, 0);
    setting.publish(2, 1000, 1);
    setting.world.runUntil(1s);

    QCOMPARE(billing.text(), std::string("1"));
    QCOMPARE(shipping.text(), std::string("1 2"));
    QCOMPARE(setting.probe.in(), std::uint64_t{3});
    QVERIFY(setting.isBalanced());
}

void SnsTest::policiesHaveTheirDocumentedPhases_data()
{
    QTest::addColumn<int>("protocol");
    QTest::addColumn<qint64>("retries");
    QTest::addColumn<Duration>("atLeast");
    QTest::addColumn<Duration>("atMost");

    QTest::newRow("AWS managed: over 23 days") << static_cast<int>(spec::SnsProtocol::Sqs) << qint64{100'015} << Duration{23 * 24h} << Duration{24 * 24h};
    QTest::newRow("customer managed: over 6 hours") << static_cast<int>(spec::SnsProtocol::Application) << qint64{50} << Duration{6h} << Duration{7h};
    QTest::newRow("HTTP/S: 3 retries 20 s apart") << static_cast<int>(spec::SnsProtocol::Https) << qint64{3} << Duration{60s} << Duration{60s};
}

void SnsTest::policiesHaveTheirDocumentedPhases()
{
    QFETCH(int, protocol);
    QFETCH(qint64, retries);
    QFETCH(Duration, atLeast);
    QFETCH(Duration, atMost);

    const spec::SnsDeliveryPolicy policy = spec::deliveryPolicyOf({.protocol = static_cast<spec::SnsProtocol>(protocol)});

    QCOMPARE(policy.numRetries, retries);
    QVERIFY(totalOf(policy) >= atLeast && totalOf(policy) <= atMost);
    for (std::int64_t retry = 2; retry <= retries; ++retry)
        QVERIFY(policy.delayBefore(retry) >= policy.delayBefore(retry - 1));
    if (protocol == static_cast<int>(spec::SnsProtocol::Sqs)) {
        QCOMPARE(policy.delayBefore(3), Duration{0s});
        QCOMPARE(policy.delayBefore(5), Duration{1s});
        QCOMPARE(policy.delayBefore(6), Duration{1s});
        QCOMPARE(policy.delayBefore(15), Duration{20s});
    }
}

void SnsTest::aQueueThatIsDownIsTriedAgain()
{
    SnsSetting setting({});
    TestConsumer& billing = setting.subscribe("billing");
    setting.world.broker->crashNode(0, false);

    setting.publish(1);
    setting.world.runUntil(60s);
    const std::size_t during = billing.deliveries.size();
    const bool isBalanced = setting.isBalanced();
    setting.world.broker->restartNode(0);
    setting.world.runUntil(90s);

    QCOMPARE(during, std::size_t{0});
    QVERIFY(isBalanced);
    QCOMPARE(billing.text(), std::string("1"));
    QCOMPARE(setting.probe.delivered(), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::anEndpointThatFailsIsTriedAgainAndGivenUp()
{
    SnsSetting setting(https());
    TestConsumer& billing = setting.subscribe("billing");
    billing.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runUntil(1h);

    QCOMPARE(secondsOf(billing), (std::vector<std::int64_t>{0, 20, 40, 60}));
    QCOMPARE(billing.text(), std::string("1 1* 1* 1*"));
    QCOMPARE(setting.probe.losses(LossCause::Undeliverable), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::whatIsGivenUpGoesToTheDeadLetters()
{
    spec::SnsTopic topic = https();
    topic.deadLetterChannel = "dead";
    topic.healthyRetryPolicy = {.numRetries = 1, .numNoDelayRetries = 1};
    SnsSetting setting(topic);
    TestConsumer& billing = setting.subscribe("billing");
    billing.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runUntil(1s);

    QCOMPARE(billing.deliveries.size(), std::size_t{2});
    QCOMPARE(setting.probe.deadLetters(), std::uint64_t{1});
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QVERIFY(setting.isBalanced());
}

void SnsTest::deadLettersWaitForTheirQueue()
{
    spec::SnsTopic topic = https();
    topic.deadLetterChannel = "dead";
    topic.healthyRetryPolicy.numRetries = 0;
    SnsSetting setting(topic);
    setting.subscribe("billing").answer = Settlement::Discard;
    setting.world.broker->crashNode(0, false);

    setting.publish(1);
    setting.world.runUntil(30s);
    const std::uint64_t during = setting.world.probe(setting.dead).in();
    const bool isBalanced = setting.isBalanced();
    setting.world.broker->restartNode(0);
    setting.world.runUntil(60s);

    QCOMPARE(during, std::uint64_t{0});
    QVERIFY(isBalanced);
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QCOMPARE(setting.probe.deadLetters(), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::whatItsQueueDoesNotTakeIsNotTriedAgain()
{
    SnsSetting setting({.deadLetterChannel = "dead", .queue = {.maximumMessageSize = 2048}});
    const TestConsumer& billing = setting.subscribe("billing");

    setting.publish(1, 1149);  // 900 bytes come on top
    setting.publish(2, 1148);
    setting.world.runUntil(1s);

    QCOMPARE(billing.text(), std::string("2"));
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QVERIFY(setting.isBalanced());
}

void SnsTest::anEndpointThatIsTooSlowGetsItTwice()
{
    SnsSetting setting(https());
    TestConsumer& billing = setting.subscribe("billing", 16s);

    setting.publish(1);
    setting.world.runUntil(34s);
    billing.handlingTime = 1s;
    setting.world.runUntil(1h);

    // The first attempt is given up after 15 s, and made again 20 s later.
    QCOMPARE(secondsOf(billing), (std::vector<std::int64_t>{0, 35}));
    QCOMPARE(setting.probe.redeliveries(), std::uint64_t{1});
    QCOMPARE(setting.probe.delivered(), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::instancesTakeTurnsAndWhoDiesFails()
{
    SnsSetting setting(https());
    const SubscriptionId billing = setting.sns->addSubscription(setting.topic, "billing");
    TestConsumer& first = setting.attach(billing, 5s);
    TestConsumer& second = setting.attach(billing, 5s);

    setting.publish(1);
    setting.publish(2);
    setting.world.runUntil(1s);
    first.detach(Departure::Reset);
    setting.world.runUntil(60s);

    QCOMPARE(first.text(), std::string("1"));
    QCOMPARE(second.text(), std::string("2 1*"));
    QCOMPARE(secondsOf(second), (std::vector<std::int64_t>{0, 21}));
    QVERIFY(setting.isBalanced());
}

void SnsTest::anAnswerOutlivesItsSender()
{
    SnsSetting setting(https());
    const SubscriptionId billing = setting.sns->addSubscription(setting.topic, "billing");
    TestConsumer& first = setting.attach(billing, 5s);
    const TestConsumer& second = setting.attach(billing);

    setting.publish(1);
    setting.world.runUntil(5s + 7500us);  // handled after 5 s and 7 ms; the answer takes 1 ms
    first.detach(Departure::Reset);
    setting.world.runUntil(60s);

    QCOMPARE(first.text(), std::string("1"));
    QCOMPARE(second.text(), std::string());
    QCOMPARE(setting.probe.delivered(), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::nobodyThereIsAFailure()
{
    SnsSetting setting(https());
    static_cast<void>(setting.sns->addSubscription(setting.topic, "billing"));

    setting.publish(1);
    setting.world.runUntil(61s);

    QCOMPARE(setting.probe.losses(LossCause::Undeliverable), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::anOutageRefusesPublishesAndLosesNothing()
{
    SnsSetting setting({}, {}, Distribution{distribution::Constant{10s}});
    TestConsumer& billing = setting.subscribe("billing");
    setting.publish(1);
    setting.world.runUntil(5s);

    setting.sns->crashNode(0, false);
    const Confirm& refused = setting.publish(2);
    setting.world.runUntil(60s);
    const std::size_t during = billing.deliveries.size();
    setting.sns->restartNode(0);
    setting.world.runUntil(61s);

    QCOMPARE(refused.outcome, Outcome::Unavailable);
    QCOMPARE(during, std::size_t{0});
    QCOMPARE(billing.text(), std::string("1"));
    QVERIFY(setting.isBalanced());
}

void SnsTest::whoeverIsDeniedReadingGetsItLater()
{
    SnsSetting setting(https());
    TestConsumer& billing = setting.subscribe("billing");
    setting.sns->faults().deny(setting.topic, false);

    setting.publish(1);
    setting.world.runUntil(100s);
    const std::size_t during = billing.deliveries.size();
    setting.sns->faults().allow(setting.topic, false);
    setting.world.runUntil(101s);

    QCOMPARE(during, std::size_t{0});
    QCOMPARE(billing.text(), std::string("1"));
    QVERIFY(setting.isBalanced());
}

void SnsTest::aFifoTopicKeepsTheOrderThroughAnOutage()
{
    SnsSetting setting({.isFifo = true, .queue = {.isFifo = true}}, {.isFifo = true}, Distribution{distribution::Exponential{50ms}});
    TestConsumer& billing = setting.subscribe("billing");

    for (std::int32_t size = 1; size <= 200; ++size) {
        setting.publish(static_cast<std::uint32_t>(size % 2), size);
        setting.world.runFor(10ms);
        if (size == 50)
            setting.world.broker->crashNode(0, false);
        if (size == 100)
            setting.world.broker->restartNode(0);
    }
    setting.world.runFor(100s);

    // A delete that met the outage did nothing, but was made again.
    QCOMPARE(setting.probe.delivered(), std::uint64_t{200});
    for (const std::uint64_t key : {0U, 1U}) {
        const std::vector<std::int32_t> sizes = billing.sizesOf(key);
        QCOMPARE(sizes.size(), std::size_t{100});
        QVERIFY(std::ranges::is_sorted(sizes));
    }
    QVERIFY(setting.isBalanced());
}

void SnsTest::aFifoTopicDropsWhatIsPublishedAgain()
{
    SnsSetting setting({.isFifo = true, .queue = {}});
    TestConsumer& billing = setting.subscribe("billing");
    TestConsumer& shipping = setting.subscribe("shipping");
    const TransactionRef flow = setting.world.tracker.start();

    for (int i = 0; i < 2; ++i)
        setting.world.publish(*setting.sns, setting.producer, setting.topic, {.transaction = flow, .key = 7, .event = {}});
    setting.world.runUntil(1s);

    QCOMPARE(billing.text(), std::string("7"));
    QCOMPARE(shipping.text(), std::string("7"));
    QCOMPARE(setting.probe.deduplications(), std::uint64_t{2});
    QVERIFY(setting.isBalanced());
}

void SnsTest::aFifoTopicPassesItsIdsToItsQueues()
{
    SnsSetting setting({.isFifo = true, .isDeduplicatedByContent = false, .queue = {.isFifo = true}});
    const TestConsumer& billing = setting.subscribe("billing");
    const TransactionRef flow = setting.world.tracker.start();

    for (int i = 0; i < 2; ++i)
        setting.world.publish(*setting.sns, setting.producer, setting.topic, {.transaction = flow, .key = 7, .event = {}});
    setting.world.runUntil(1s);

    QCOMPARE(billing.text(), std::string("7 7"));
    QVERIFY(setting.isBalanced());
}

void SnsTest::whoHasDiedPublishesNothingAgain()
{
    SnsSetting setting({.isFifo = true});
    setting.subscribe("billing");
    for (int i = 0; i < 301; ++i)  // of one group: one too many
        setting.publish(1);
    setting.world.runUntil(8ms);

    setting.sns->crashProducer(setting.producer);
    setting.world.runUntil(10s);

    QCOMPARE(setting.probe.losses(LossCause::ProducerCrashed), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void SnsTest::publishesAndDeliveriesAreBilled()
{
    SnsSetting setting(https());
    TestConsumer& billing = setting.subscribe("billing");
    setting.subscribe("shipping");

    setting.publish(1, 100'000);
    setting.world.runUntil(1s);

    // Two chunks of 64 KiB published, two deliveries.
    QCOMPARE(billing.deliveries.size(), std::size_t{1});
    const Bill bill = setting.sns->billOf(setting.topic).value();
    QCOMPARE(bill.requests, std::uint64_t{4});
    QVERIFY(std::abs(bill.cost - (2 * 0.50e-6 + 2 * 0.60e-6)) < 1e-15);
}

QTEST_APPLESS_MAIN(SnsTest)
#include "tst_sns.moc"
