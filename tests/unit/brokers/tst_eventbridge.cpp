// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/sns_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class EventBridgeTest : public QObject {
    Q_OBJECT

private slots:
    void everyRuleDeliversWhatItsPatternLetsThrough();
    void eventsComeAfterTheTimeThatWasMeasured();
    void aTargetThatFailsIsTriedAgainAtGrowingIntervals();
    void retriesEndByNumberOrByAge_data();
    void retriesEndByNumberOrByAge();
    void whatIsGivenUpGoesToTheDeadLetters();
    void invocationsBeyondTheQuotaAreDelayed();
    void anApiDestinationGetsSoManyRequestsASecond();
    void putEventsBeyondTheQuotaAreThrottled();
    void aTargetThatIsTooSlowGetsItTwice();
    void anOutageRefusesEventsAndLosesNothing();
    void eventsAndInvocationsAreBilled();
};

namespace {

spec::EventBridgeSettings bridge(Duration deliveryTime = {})
{
    return {.queues = "broker", .deliveryTime = Distribution{distribution::Constant{deliveryTime}}};
}

spec::EventBridgeBus apiDestination() { return {.target = spec::EventBridgeTarget::ApiDestination}; }

}  // namespace

void EventBridgeTest::everyRuleDeliversWhatItsPatternLetsThrough()
{
    spec::EventBridgeBus bus;
    bus.eventPattern = {{.subscriber = "shipping", .event = "order.ship"}};
    SnsSetting setting(bridge(), bus);
    TestConsumer& billing = setting.subscribe("billing");
    TestConsumer& shipping = setting.subscribe("shipping");

    setting.publish(1, 1000, 0);
    setting.publish(2, 1000, 1);
    setting.world.runUntil(1s);

    QCOMPARE(billing.deliveries.size(), std::size_t{2});
    QCOMPARE(shipping.text(), std::string("2"));
    QVERIFY(setting.isBalanced());
}

/// Of the distribution, the two quantiles that were published.
void EventBridgeTest::eventsComeAfterTheTimeThatWasMeasured()
{
    constexpr std::uint32_t kEvents = 2000;
    SnsSetting setting(spec::EventBridgeSettings{.queues = "broker"}, apiDestination());
    TestConsumer& billing = setting.subscribe("billing");

    std::vector<SimTime> sent;
    for (std::uint32_t i = 0; i < kEvents; ++i) {
        sent.push_back(setting.world.calendar.now());
        setting.publish(i);
        setting.world.runUntil(Duration{std::chrono::milliseconds{(i + 1) * 10}});
    }
    setting.world.runUntil(60s);

    std::vector<double> delays;
    for (const auto& delivery : billing.deliveries)
        delays.push_back(std::chrono::duration<double>(delivery.at - sent.at(delivery.key)).count());
    std::ranges::sort(delays);
    QCOMPARE(delays.size(), std::size_t{kEvents});
    QVERIFY2(std::abs(delays[kEvents / 2] - 0.148) < 0.015, std::to_string(delays[kEvents / 2]).c_str());
    QVERIFY2(std::abs(delays[kEvents * 99 / 100] - 0.387) < 0.04, std::to_string(delays[kEvents * 99 / 100]).c_str());
}

void EventBridgeTest::aTargetThatFailsIsTriedAgainAtGrowingIntervals()
{
    SnsSetting setting(bridge(), apiDestination());
    TestConsumer& billing = setting.subscribe("billing");
    billing.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runUntil(12h);

    std::vector<Duration> waits;
    for (std::size_t i = 1; i < billing.deliveries.size(); ++i)
        waits.push_back(billing.deliveries[i].at - billing.deliveries[i - 1].at);
    QVERIFY(waits.size() > 60);
    for (std::size_t i = 0; i < waits.size(); ++i)
        QVERIFY(waits[i] <= std::min<Duration>(15min, 1s * (1 << std::min<std::size_t>(i, 10))) + 10ms);
    QVERIFY(std::ranges::max(waits) > 10min);
}

void EventBridgeTest::retriesEndByNumberOrByAge_data()
{
    QTest::addColumn<int>("retries");
    QTest::addColumn<int>("hours");
    QTest::addColumn<int>("fewest");
    QTest::addColumn<int>("most");

    QTest::newRow("none") << 0 << 24 << 1 << 1;
    QTest::newRow("number") << 5 << 24 << 6 << 6;
    QTest::newRow("age") << 185 << 2 << 15 << 50;
    QTest::newRow("as documented: 185 in a day") << 185 << 24 << 150 << 186;
}

void EventBridgeTest::retriesEndByNumberOrByAge()
{
    QFETCH(int, retries);
    QFETCH(int, hours);
    QFETCH(int, fewest);
    QFETCH(int, most);
    spec::EventBridgeBus bus = apiDestination();
    bus.retryPolicy = {.maximumRetryAttempts = retries, .maximumEventAge = hours * 1h};
    SnsSetting setting(bridge(), bus);
    TestConsumer& billing = setting.subscribe("billing");
    billing.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runUntil(48h);

    const auto attempts = static_cast<int>(billing.deliveries.size());
    QVERIFY2(attempts >= fewest && attempts <= most, std::to_string(attempts).c_str());
    QCOMPARE(setting.probe.losses(LossCause::Undeliverable), std::uint64_t{1});
    QVERIFY(setting.isBalanced());
}

void EventBridgeTest::whatIsGivenUpGoesToTheDeadLetters()
{
    spec::EventBridgeBus bus = apiDestination();
    bus.retryPolicy.maximumRetryAttempts = 2;
    bus.deadLetterChannel = "dead";
    SnsSetting setting(bridge(), bus);
    TestConsumer& billing = setting.subscribe("billing");
    billing.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runUntil(1min);

    QCOMPARE(billing.deliveries.size(), std::size_t{3});
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QVERIFY(setting.isBalanced());
}

void EventBridgeTest::invocationsBeyondTheQuotaAreDelayed()
{
    spec::EventBridgeSettings service = bridge();
    service.invocations = 10;
    SnsSetting setting(service, spec::EventBridgeBus{});
    TestConsumer& billing = setting.subscribe("billing");

    for (std::uint32_t i = 0; i < 50; ++i)
        setting.publish(i);
    setting.world.runUntil(1s);
    QVERIFY(billing.deliveries.size() >= 10 && billing.deliveries.size() <= 20);
    setting.world.runUntil(10s);

    QCOMPARE(billing.deliveries.size(), std::size_t{50});
    QVERIFY(billing.deliveries.back().at >= SimTime{4s});
    QVERIFY(setting.isBalanced());
}

void EventBridgeTest::anApiDestinationGetsSoManyRequestsASecond()
{
    spec::EventBridgeBus bus = apiDestination();
    bus.invocationRateLimit = 5;
    SnsSetting setting(bridge(), bus);
    TestConsumer& billing = setting.subscribe("billing");

    for (std::uint32_t i = 0; i < 20; ++i)
        setting.publish(i);
    setting.world.runUntil(10s);

    QCOMPARE(billing.deliveries.size(), std::size_t{20});
    QVERIFY(billing.deliveries.back().at >= SimTime{3s});
}

void EventBridgeTest::putEventsBeyondTheQuotaAreThrottled()
{
    spec::EventBridgeSettings service = bridge();
    service.putEvents = 5;
    SnsSetting setting(service, spec::EventBridgeBus{});
    TestConsumer& billing = setting.subscribe("billing");

    for (std::uint32_t i = 0; i < 50; ++i)
        setting.publish(i);
    setting.world.runUntil(1min);

    // The SDK tries three times within a second or two, and then gives up.
    QVERIFY(setting.probe.losses(LossCause::Throttled) > 20);
    QCOMPARE(setting.probe.losses(LossCause::Throttled) + billing.deliveries.size(), std::uint64_t{50});
    QVERIFY(setting.isBalanced());
}

void EventBridgeTest::aTargetThatIsTooSlowGetsItTwice()
{
    SnsSetting setting(bridge(), apiDestination());
    TestConsumer& billing = setting.subscribe("billing", 6s);

    setting.publish(1);
    setting.world.runUntil(7s);

    QCOMPARE(billing.text(), std::string("1 1*"));
}

void EventBridgeTest::anOutageRefusesEventsAndLosesNothing()
{
    SnsSetting setting(bridge(100ms), spec::EventBridgeBus{});
    TestConsumer& billing = setting.subscribe("billing");

    setting.publish(1);
    setting.world.runUntil(50ms);
    setting.sns->crashNode(0, false);
    const Confirm& refused = setting.publish(2);
    setting.world.runUntil(10s);
    QCOMPARE(billing.deliveries.size(), std::size_t{0});
    setting.sns->restartNode(0);
    setting.world.runUntil(20s);

    QCOMPARE(refused.outcome, Outcome::Unavailable);
    QCOMPARE(billing.text(), std::string("1"));
    QVERIFY(setting.isBalanced());
}

void EventBridgeTest::eventsAndInvocationsAreBilled()
{
    SnsSetting setting(bridge(), apiDestination());
    setting.subscribe("billing");
    setting.subscribe("shipping");

    setting.publish(1, 100'000);
    setting.world.runUntil(1s);

    // Two chunks of 64 KiB, two requests.
    const Bill bill = setting.sns->billOf(setting.topic).value();
    QCOMPARE(bill.requests, std::uint64_t{4});
    QVERIFY(std::abs(bill.cost - (2 * 1.00e-6 + 2 * 0.20e-6)) < 1e-15);
}

QTEST_GUILESS_MAIN(EventBridgeTest)
#include "tst_eventbridge.moc"
