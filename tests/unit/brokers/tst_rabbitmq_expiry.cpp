// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue that nobody uses is deleted (x-expires).
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class RabbitmqExpiryTest : public QObject {
    Q_OBJECT

private slots:
    void itsMessagesGoWithIt_data();
    void itsMessagesGoWithIt();
    void aConsumerKeepsIt();
    void aConsumerDeclaresItAgain();
    void whatComesMeanwhileIsConfirmedAndLost();
    void whatIsMandatoryComesBack();
    void anAlternateExchangeTakesOver();
    void theTimeBeginsAnewWithItsNode();
};

namespace {

struct ExpirySetting : QueueSetting {
    explicit ExpirySetting(spec::RabbitmqQueue queue, std::size_t nodes = 1) : QueueSetting(spec::RabbitmqSettings{}, withExpiry(queue), nodes)
    {
        addGraveyard(spec::RabbitmqQueue{});
        world.runUntil(1s);
    }
    static spec::RabbitmqQueue withExpiry(spec::RabbitmqQueue queue)
    {
        queue.expires = 10s;
        return queue;
    }
    [[nodiscard]] std::uint64_t expired() { return losses(LossCause::QueueExpired); }
};

}  // namespace

void RabbitmqExpiryTest::itsMessagesGoWithIt_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("classic") << static_cast<int>(spec::RabbitmqQueueType::Classic);
    QTest::newRow("quorum") << static_cast<int>(spec::RabbitmqQueueType::Quorum);
}

void RabbitmqExpiryTest::itsMessagesGoWithIt()
{
    QFETCH(int, type);
    ExpirySetting setting({.type = static_cast<spec::RabbitmqQueueType>(type), .deadLetterChannel = "dead"});
    setting.publish(1);
    setting.publish(2);

    setting.world.runUntil(9s);
    const std::uint64_t before = setting.expired();
    setting.world.runUntil(11s);

    QCOMPARE(before, std::uint64_t{0});
    QCOMPARE(setting.expired(), std::uint64_t{2});
    QCOMPARE(setting.graveyard->text(), std::string());  // they are not dead-lettered
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqExpiryTest::aConsumerKeepsIt()
{
    ExpirySetting setting({});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(60s);
    consumer.detach(Departure::Closed);
    setting.publish(1);

    setting.world.runFor(9s);
    const std::uint64_t before = setting.expired();
    setting.world.runFor(2s);

    QCOMPARE(before, std::uint64_t{0});
    QCOMPARE(setting.expired(), std::uint64_t{1});
}

void RabbitmqExpiryTest::aConsumerDeclaresItAgain()
{
    ExpirySetting setting({});
    setting.publish(1);
    setting.world.runUntil(20s);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    setting.publish(2);
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("2"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqExpiryTest::whatComesMeanwhileIsConfirmedAndLost()
{
    ExpirySetting setting({});
    setting.world.runUntil(20s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1s);

    QVERIFY(!confirm.isOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);  // unroutable
    QCOMPARE(setting.expired(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqExpiryTest::whatIsMandatoryComesBack()
{
    ExpirySetting setting({.isMandatory = true});
    setting.world.runUntil(20s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.outcome, Outcome::Refused);
    QCOMPARE(setting.expired(), std::uint64_t{0});
}

void RabbitmqExpiryTest::anAlternateExchangeTakesOver()
{
    ExpirySetting setting({.alternateExchange = "dead"});
    setting.publish(1);
    setting.world.runUntil(20s);

    setting.publish(2);
    setting.world.runFor(1s);

    QCOMPARE(setting.graveyard->text(), std::string("2"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqExpiryTest::theTimeBeginsAnewWithItsNode()
{
    ExpirySetting setting({.type = spec::RabbitmqQueueType::Classic});
    setting.publish(1);
    setting.world.runUntil(5s);
    setting.world.broker->crashNode(0, false);
    setting.world.runUntil(20s);
    setting.world.broker->restartNode(0);

    setting.world.runUntil(29s);
    const std::uint64_t before = setting.expired();
    setting.world.runUntil(31s);

    QCOMPARE(before, std::uint64_t{0});
    QCOMPARE(setting.expired(), std::uint64_t{1});
}

QTEST_APPLESS_MAIN(RabbitmqExpiryTest)

#include "tst_rabbitmq_expiry.moc"
