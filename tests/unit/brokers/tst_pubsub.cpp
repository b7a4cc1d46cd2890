// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

#include <numeric>

using namespace stormglass;
using namespace stormglass::tests;

class PubsubTest : public QObject {
    Q_OBJECT

private slots:
    void aBatchWaitsForItsThresholds_data();
    void aBatchWaitsForItsThresholds();
    void whoIsAliveKeepsWhatItHas();
    void whatADeadClientHadComesAgainAfterTheDeadline();
    void whatIsRefusedComesAgain_data();
    void whatIsRefusedComesAgain();
    void tooManyAttemptsLeadToTheDeadLetters();
    void oneMessageOfAKeyAtATime();
    void aKeyTakesAMegabyteASecond_data();
    void aKeyTakesAMegabyteASecond();
    void theOrderOfAKeyOutlastsAnOutage();
    void whatWaitsBehindAFailedCallFailsWithIt();
    void theCallOfAFormerLifeIsInNobodysWay();
    void aClientHasNoMoreInHandThanItWants();
    void anOutageIsSatOut_data();
    void anOutageIsSatOut();
    void oldMessagesExpire();
};

namespace {

struct PubsubSetting : QueueSetting {
    explicit PubsubSetting(const spec::PubsubTopic& topic = {}, const spec::PubsubSettings& settings = {}) : QueueSetting(settings, topic)
    {
        addGraveyard(spec::PubsubTopic{});
    }
};

}  // namespace

void PubsubTest::aBatchWaitsForItsThresholds_data()
{
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("milliseconds");

    QTest::newRow("one: 10 ms, a way, the call, a way") << 1 << 22;
    QTest::newRow("a hundred are sent at once") << 100 << 12;
}

void PubsubTest::aBatchWaitsForItsThresholds()
{
    QFETCH(int, messages);
    QFETCH(int, milliseconds);
    PubsubSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    for (int i = 1; i < messages; ++i)
        setting.publish(2);
    setting.world.runFor(1s);

    QCOMPARE(confirm.at, SimTime{1s + std::chrono::milliseconds{milliseconds}});
    QCOMPARE(consumer.deliveries.at(0).at, confirm.at);
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void PubsubTest::whoIsAliveKeepsWhatItHas()
{
    PubsubSetting setting;
    TestConsumer& slow = setting.attach();
    slow.handlingTime = 10min;
    setting.publish(1);
    setting.world.runFor(1s);
    const TestConsumer& other = setting.attach();

    setting.world.runFor(30min);

    QCOMPARE(slow.text(), std::string("1"));
    QCOMPARE(other.text(), std::string());
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{1});
}

void PubsubTest::whatADeadClientHadComesAgainAfterTheDeadline()
{
    PubsubSetting setting({.ackDeadline = 20s});
    TestConsumer& one = setting.attach(true);
    setting.publish(1);
    setting.world.runUntil(1s);

    one.detach(Departure::Vanished);
    TestConsumer& other = setting.attach();
    setting.world.runFor(1min);

    QCOMPARE(other.text(), std::string("1*"));
    QCOMPARE(other.deliveries[0].at, SimTime{1s + 20s + 1ms});
    QVERIFY(setting.world.isBalanced());
}

void PubsubTest::whatIsRefusedComesAgain_data()
{
    QTest::addColumn<int>("backoff");
    QTest::addColumn<int>("within");

    QTest::newRow("at once: a way there and a way back") << 0 << 2000;
    QTest::newRow("after 10 s, 20 s, 40 s") << 10 << 4;
}

void PubsubTest::whatIsRefusedComesAgain()
{
    QFETCH(int, backoff);
    QFETCH(int, within);
    PubsubSetting setting({.minimumBackoff = std::chrono::seconds{backoff}});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;
    setting.publish(1);

    setting.world.runFor(backoff == 0 ? 4022ms : 71s);

    QCOMPARE(int(consumer.deliveries.size()), within == 4 ? 4 : 2001);
}

void PubsubTest::tooManyAttemptsLeadToTheDeadLetters()
{
    PubsubSetting setting({.maxDeliveryAttempts = 5, .deadLetterTopic = "dead"});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runFor(10s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{5});
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QVERIFY(setting.world.isBalanced());
}

void PubsubTest::oneMessageOfAKeyAtATime()
{
    PubsubSetting setting({.isOrdered = true});
    TestConsumer& one = setting.attach(true);
    TestConsumer& other = setting.attach(true);
    for (const std::uint64_t key : {1, 1, 2})
        setting.publish(key);
    setting.world.runFor(1s);
    QCOMPARE(one.text() + "," + other.text(), std::string("1,2"));

    one.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);

    QCOMPARE(one.deliveries.size() + other.deliveries.size(), std::size_t{3});
    QVERIFY(setting.world.isBalanced());
}

void PubsubTest::aKeyTakesAMegabyteASecond_data()
{
    QTest::addColumn<bool>("isOrdered");
    QTest::addColumn<int>("keys");
    QTest::addColumn<int>("leastMegabytes");
    QTest::addColumn<int>("mostMegabytes");

    QTest::newRow("with ordering: 30 s and the second ahead") << true << 1 << 30 << 32;
    QTest::newRow("two keys take twice as much") << true << 2 << 60 << 60;
    QTest::newRow("without: as much as there is") << false << 1 << 60 << 60;
}

void PubsubTest::aKeyTakesAMegabyteASecond()
{
    QFETCH(bool, isOrdered);
    QFETCH(int, keys);
    QFETCH(int, leastMegabytes);
    QFETCH(int, mostMegabytes);
    PubsubSetting setting({.isOrdered = isOrdered});
    TestConsumer& consumer = setting.attach();
    for (int i = 0; i < 600; ++i) {
        setting.world.publish(setting.producer, setting.channel, static_cast<std::uint64_t>(i % keys), 100'000);
        setting.world.runFor(50ms);
    }
    setting.world.runFor(100ms);
    const int megabytes = static_cast<int>(consumer.deliveries.size() / 10);
    QVERIFY2(megabytes >= leastMegabytes && megabytes <= mostMegabytes, qPrintable(QString::number(megabytes)));

    setting.world.runFor(1min);

    QCOMPARE(consumer.deliveries.size(), std::size_t{600});  // the rest waits in the publisher
    QVERIFY(setting.world.isBalanced());
}

void PubsubTest::theOrderOfAKeyOutlastsAnOutage()
{
    PubsubSetting setting({.isOrdered = true});
    TestConsumer& consumer = setting.attach();
    setting.world.broker->crashNode(0, false);
    for (std::int32_t size = 1; size <= 20; ++size) {
        setting.world.publish(setting.producer, setting.channel, 7, size);
        setting.world.runFor(100ms);
    }
    setting.world.broker->restartNode(0);
    setting.world.runFor(1min);

    std::vector<std::int32_t> published(20);
    std::iota(published.begin(), published.end(), 1);
    QCOMPARE(consumer.sizesOf(7), published);
}

void PubsubTest::whatWaitsBehindAFailedCallFailsWithIt()
{
    PubsubSetting setting({.isOrdered = true});
    TestConsumer& consumer = setting.attach();
    setting.world.broker->crashNode(0, false);
    setting.publish(7);
    setting.world.runFor(30s);
    const Confirm& behind = setting.publish(7);
    const Confirm& another = setting.publish(8);
    setting.world.runFor(35s);
    QCOMPARE(behind.outcome, Outcome::Unavailable);
    QVERIFY(!behind.isOpen);
    QVERIFY(another.isOpen);

    setting.world.broker->restartNode(0);
    setting.publish(7);
    setting.world.runFor(1min);

    QCOMPARE(consumer.text(), std::string("7 8"));
    QVERIFY(setting.world.isBalanced());
}

void PubsubTest::theCallOfAFormerLifeIsInNobodysWay()
{
    PubsubSetting setting({.isOrdered = true}, {.countThreshold = 1});
    setting.publish(7);
    setting.world.runFor(6ms);

    setting.world.broker->crashProducer(setting.producer);
    setting.world.broker->reviveProducer(setting.producer);
    const Confirm& first = setting.publish(7);
    const Confirm& second = setting.publish(7);
    setting.world.runFor(1s);

    QCOMPARE(first.at, SimTime{18ms});   // a way, the call, a way
    QCOMPARE(second.at, SimTime{30ms});  // after the first one, whatever is answered at 12 ms
}

void PubsubTest::aClientHasNoMoreInHandThanItWants()
{
    PubsubSetting setting({}, {.maxOutstandingMessages = 3});
    TestConsumer& consumer = setting.attach(true);
    for (std::uint64_t key = 1; key <= 10; ++key)
        setting.publish(key);

    setting.world.runFor(1min);
    QCOMPARE(consumer.text(), std::string("1 2 3"));
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("1 2 3 4"));
}

void PubsubTest::anOutageIsSatOut_data()
{
    QTest::addColumn<bool>("isSilent");
    QTest::addColumn<Outcome>("ofPatient");
    QTest::addColumn<std::string>("delivered");
    QTest::addColumn<Outcome>("ofGiven");

    QTest::newRow("it refuses: calls are made again, for a minute") << false << Outcome::Ok << std::string("1") << Outcome::Unavailable;
    QTest::newRow("it does not answer: a call lasts a minute") << true << Outcome::TimedOut << std::string() << Outcome::TimedOut;
}

void PubsubTest::anOutageIsSatOut()
{
    QFETCH(bool, isSilent);
    QFETCH(Outcome, ofPatient);
    QFETCH(std::string, delivered);
    QFETCH(Outcome, ofGiven);
    PubsubSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.broker->crashNode(0, isSilent);

    const Confirm& patient = setting.publish(1);
    setting.world.runFor(20s);
    QVERIFY(patient.isOpen);
    setting.world.broker->restartNode(0);
    setting.world.runFor(50s);
    QVERIFY(!patient.isOpen);
    QCOMPARE(patient.outcome, ofPatient);
    QCOMPARE(consumer.text(), delivered);

    setting.world.broker->crashNode(0, isSilent);
    const Confirm& given = setting.publish(2);
    setting.world.runFor(2min);
    QVERIFY(!given.isOpen);
    QCOMPARE(given.outcome, ofGiven);
    QVERIFY(setting.world.isBalanced());
}

void PubsubTest::oldMessagesExpire()
{
    PubsubSetting setting({.retention = 10min});
    setting.publish(1);
    setting.world.runFor(11min);

    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string());
    QCOMPARE(setting.world.probe(setting.channel).expiries(), std::uint64_t{1});
}

QTEST_APPLESS_MAIN(PubsubTest)
#include "tst_pubsub.moc"
