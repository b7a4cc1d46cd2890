// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/pulsar_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// When a subscription looks for new entries.
class PulsarReadsTest : public QObject {
    Q_OBJECT

private slots:
    void newEntriesWaitForTheNextLook_data();
    void newEntriesWaitForTheNextLook();
    void whoFindsNothingTwiceIsToldAtOnce_data();
    void whoFindsNothingTwiceIsToldAtOnce();
    void whatComesAgainDoesNotWaitForTheNextLook();
    void theWaitForTheNextLookEndsWithTheConsumer_data();
    void theWaitForTheNextLookEndsWithTheConsumer();
    void theWaitForTheNextLookEndsWithTheBroker();
    void whoGoesBackLooksForNewEntriesToo();
    void whoHasNoRoomDoesNotLook_data();
    void whoHasNoRoomDoesNotLook();
};

void PulsarReadsTest::newEntriesWaitForTheNextLook_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");
    QTest::addColumn<Duration>("delay");
    QTest::addColumn<Duration>("second");
    QTest::addColumn<Duration>("third");

    QTest::newRow("Shared") << spec::PulsarSubscriptionType::Shared << Duration{50ms} << Duration{50ms}
                            << Duration{50ms};
    QTest::newRow("Key_Shared") << spec::PulsarSubscriptionType::KeyShared << Duration{50ms} << Duration{50ms}
                                << Duration{50ms};
    QTest::newRow("Exclusive") << spec::PulsarSubscriptionType::Exclusive << Duration{50ms} << Duration{50ms}
                               << Duration{50ms};
    QTest::newRow("Failover") << spec::PulsarSubscriptionType::Failover << Duration{50ms} << Duration{50ms}
                              << Duration{50ms};
    QTest::newRow("the look is in between")
        << spec::PulsarSubscriptionType::Shared << Duration{15ms} << Duration{15ms} << Duration{30ms};
    QTest::newRow("none: told of each at once")
        << spec::PulsarSubscriptionType::Shared << Duration{} << Duration{10ms} << Duration{20ms};
}

/// Three entries 10 ms apart; times are those since the first.
void PulsarReadsTest::newEntriesWaitForTheNextLook()
{
    QFETCH(spec::PulsarSubscriptionType, type);
    QFETCH(Duration, delay);
    QFETCH(Duration, second);
    QFETCH(Duration, third);
    PulsarSetting setting({.subscriptionType = type},
                          {.producer = {.isBatching = false}, .newEntriesCheckDelay = delay});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(5s);

    const Confirm& confirm = setting.publish(1);
    for (std::uint64_t key = 2; key <= 3; ++key) {
        setting.world.runFor(10ms);
        setting.publish(key);
    }
    setting.world.runFor(1s);

    QCOMPARE(consumer.deliveries.at(0).at, confirm.at);
    QCOMPARE(consumer.deliveries.at(1).at - confirm.at, second);
    QCOMPARE(consumer.deliveries.at(2).at - confirm.at, third);
    QVERIFY(setting.world.isBalanced());
}

void PulsarReadsTest::whoFindsNothingTwiceIsToldAtOnce_data()
{
    QTest::addColumn<Duration>("later");
    QTest::addColumn<Duration>("delivered");

    QTest::newRow("it has not looked again yet") << Duration{40ms} << Duration{50ms};
    QTest::newRow("it has, and found nothing") << Duration{60ms} << Duration{60ms};
    QTest::newRow("much later") << Duration{5s} << Duration{5s};
}

void PulsarReadsTest::whoFindsNothingTwiceIsToldAtOnce()
{
    QFETCH(Duration, later);
    QFETCH(Duration, delivered);
    PulsarSetting setting({}, {.producer = {.isBatching = false}, .newEntriesCheckDelay = 50ms});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(later);
    setting.publish(2);
    setting.world.runFor(1s);

    QCOMPARE(consumer.deliveries.at(1).at - confirm.at, delivered);
}

void PulsarReadsTest::whatComesAgainDoesNotWaitForTheNextLook()
{
    PulsarSetting setting({}, {.consumer = {.negativeAckRedeliveryDelay = 100ms}, .newEntriesCheckDelay = 500ms});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(10ms);
    consumer.settleOldest(Settlement::Requeue);

    setting.publish(2);
    setting.world.runFor(5s);

    QCOMPARE(consumer.text(), std::string("1 1* 2"));
    QVERIFY(consumer.deliveries[1].at - confirm.at < Duration{150ms});
    QCOMPARE(consumer.deliveries[2].at - confirm.at, Duration{500ms});
}

void PulsarReadsTest::theWaitForTheNextLookEndsWithTheConsumer_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");
    QTest::addColumn<bool>("isThereAnother");

    QTest::newRow("Shared: the last one") << spec::PulsarSubscriptionType::Shared << false;
    QTest::newRow("Exclusive") << spec::PulsarSubscriptionType::Exclusive << false;
    QTest::newRow("Failover: the active one") << spec::PulsarSubscriptionType::Failover << true;
}

void PulsarReadsTest::theWaitForTheNextLookEndsWithTheConsumer()
{
    QFETCH(spec::PulsarSubscriptionType, type);
    QFETCH(bool, isThereAnother);
    PulsarSetting setting({.subscriptionType = type}, {.newEntriesCheckDelay = 10min});
    TestConsumer& one = setting.attach();
    setting.world.runFor(100ms);
    TestConsumer* other = isThereAnother ? &setting.attach() : nullptr;
    setting.world.runUntil(2s);
    setting.publish(1);
    setting.world.runFor(1s);
    QCOMPARE(one.text(), std::string());  // it has been waiting for its next look since it came

    one.detach(Departure::Closed);
    if (other == nullptr)
        other = &setting.attach();
    setting.world.runFor(2s);

    QCOMPARE(other->text(), std::string("1"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarReadsTest::theWaitForTheNextLookEndsWithTheBroker()
{
    PulsarSetting setting({}, {.metadataSessionTimeout = 3s, .newEntriesCheckDelay = 10min});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    setting.publish(1);
    setting.world.runFor(1s);

    setting.crash(0);
    setting.world.runFor(30s);

    QCOMPARE(consumer.text(), std::string("1"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarReadsTest::whoGoesBackLooksForNewEntriesToo()
{
    PulsarSetting setting({.subscriptionType = spec::PulsarSubscriptionType::Exclusive},
                          {.consumer = {.negativeAckRedeliveryDelay = 100ms}, .newEntriesCheckDelay = 5s});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(6s);
    setting.publish(1);
    setting.world.runFor(1s);
    setting.publish(2);
    setting.world.runFor(1s);
    QCOMPARE(consumer.text(), std::string("1"));

    consumer.settleOldest(Settlement::Requeue);
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("1 1* 2"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarReadsTest::whoHasNoRoomDoesNotLook_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");

    QTest::newRow("Shared") << spec::PulsarSubscriptionType::Shared;
    QTest::newRow("Exclusive") << spec::PulsarSubscriptionType::Exclusive;
}

/// It reads the second entry as soon as it has room for it, for by then it is there.
void PulsarReadsTest::whoHasNoRoomDoesNotLook()
{
    QFETCH(spec::PulsarSubscriptionType, type);
    PulsarSetting setting({.subscriptionType = type},
                          {.consumer = {.receiverQueueSize = 1}, .newEntriesCheckDelay = 5s});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(6s);
    setting.publish(1);
    setting.world.runFor(100ms);
    setting.publish(2);
    setting.world.runFor(100ms);
    QCOMPARE(consumer.text(), std::string("1"));

    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(100ms);

    QCOMPARE(consumer.text(), std::string("1 2"));
}

QTEST_APPLESS_MAIN(PulsarReadsTest)
#include "tst_pulsar_reads.moc"
