// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class RedisTest : public QObject {
    Q_OBJECT

private slots:
    void aBlockedReadIsAnsweredAtOnce();
    void oneReaderGetsEachMessage();
    void nothingComesAgainByItself_data();
    void nothingComesAgainByItself();
    void whatFailsTooOftenGoesToTheDeadLetters();
    void aSlowReaderIsRobbedOfWhatItHasInHand();
    void whoIsSilentIsNotHeard_data();
    void whoIsSilentIsNotHeard();
    void aReplicaLacksWhatWasOnItsWay_data();
    void aReplicaLacksWhatWasOnItsWay();
    void aMasterComesBackWithWhatItHasSaved_data();
    void aMasterComesBackWithWhatItHasSaved();
    void aReplicaThatComesBackFirstHasWhatItHasSaved();
    void whoIsPausedLosesNothing_data();
    void whoIsPausedLosesNothing();
    void wholeNodesOfOldMessagesGo();
};

namespace {

struct RedisSetting : QueueSetting {
    explicit RedisSetting(const spec::RedisStream& stream = {}, const spec::RedisSettings& settings = {}, std::size_t nodes = 1)
        : QueueSetting(settings, stream, nodes)
    {
        addGraveyard(spec::RedisStream{});
    }
};

}  // namespace

void RedisTest::aBlockedReadIsAnsweredAtOnce()
{
    RedisSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.at, SimTime{1s + 2010us});  // a way, the command, a way
    QCOMPARE(consumer.deliveries.at(0).at, SimTime{1s + 2010us});
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void RedisTest::oneReaderGetsEachMessage()
{
    RedisSetting setting({}, {.readCount = 3});
    for (std::uint64_t key = 1; key <= 6; ++key)
        setting.publish(key);
    setting.world.runFor(100ms);

    const TestConsumer& one = setting.attach(true);
    const TestConsumer& other = setting.attach(true);
    setting.world.runFor(1s);

    QCOMPARE(one.text(), std::string("1 2 3"));
    QCOMPARE(other.text(), std::string("4 5 6"));
}

void RedisTest::nothingComesAgainByItself_data()
{
    QTest::addColumn<bool>("areClaiming");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("nobody claims") << false << std::string();
    QTest::newRow("the other one claims") << true << std::string("1*");
}

void RedisTest::nothingComesAgainByItself()
{
    QFETCH(bool, areClaiming);
    QFETCH(std::string, handled);
    RedisSetting setting({.claimInterval = areClaiming ? 10s : 0s, .minIdleTime = 1min});
    TestConsumer& one = setting.attach(true);
    setting.publish(1);
    setting.world.runFor(1s);
    QCOMPARE(one.text(), std::string("1"));

    one.detach(Departure::Reset);
    const TestConsumer& other = setting.attach();
    setting.world.runFor(50s);
    QCOMPARE(other.text(), std::string());
    setting.world.runFor(1h);

    QCOMPARE(other.text(), handled);
    QCOMPARE(setting.world.probe(setting.channel).held(), std::uint64_t(areClaiming ? 0 : 1));
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::whatFailsTooOftenGoesToTheDeadLetters()
{
    RedisSetting setting({.claimInterval = 1s, .minIdleTime = 5s, .maxDeliveries = 3, .deadLetterChannel = "dead"});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;

    setting.publish(1);
    setting.world.runFor(1min);

    QCOMPARE(consumer.text(), std::string("1 1* 1*"));
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QCOMPARE(setting.world.probe(setting.channel).deadLetters(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::aSlowReaderIsRobbedOfWhatItHasInHand()
{
    RedisSetting setting({.claimInterval = 1s, .minIdleTime = 5s});
    TestConsumer& slow = setting.attach();
    slow.handlingTime = 8s;
    setting.publish(1);
    setting.world.runFor(1s);
    const TestConsumer& quick = setting.attach();  // claims what the other has not acknowledged, as that one does itself

    setting.world.runFor(1min);

    QVERIFY(slow.deliveries.size() + quick.deliveries.size() > 1);  // handled more than once
    QVERIFY(setting.world.probe(setting.channel).redeliveries() > 0);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::whoIsSilentIsNotHeard_data()
{
    QTest::addColumn<bool>("isSilent");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<Duration>("after");

    QTest::newRow("a process is gone: its port is closed") << false << Outcome::Unavailable << Duration{2ms};
    QTest::newRow("its host is gone: the timeout of the client") << true << Outcome::TimedOut << Duration{2s};
}

void RedisTest::whoIsSilentIsNotHeard()
{
    QFETCH(bool, isSilent);
    QFETCH(Outcome, outcome);
    QFETCH(Duration, after);
    RedisSetting setting;
    setting.world.runUntil(1s);

    setting.world.broker->crashNode(0, isSilent);
    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1min);

    QCOMPARE(confirm.outcome, outcome);
    QCOMPARE(confirm.at, SimTime{1s} + after);
    QCOMPARE(setting.losses(LossCause::BrokerCrashed), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::aReplicaLacksWhatWasOnItsWay_data()
{
    QTest::addColumn<int>("waitReplicas");
    QTest::addColumn<bool>("isConfirmed");

    QTest::newRow("confirmed before it has got there, and lost") << 0 << true;
    QTest::newRow("with WAIT the publisher knows") << 1 << false;
}

void RedisTest::aReplicaLacksWhatWasOnItsWay()
{
    QFETCH(int, waitReplicas);
    QFETCH(bool, isConfirmed);
    RedisSetting setting({}, {.waitReplicas = waitReplicas}, 2);
    setting.world.runUntil(1s);
    const Confirm& early = setting.publish(1);
    setting.world.runFor(100ms);
    const Confirm& last = setting.publish(2);
    setting.world.runFor(1500us);  // it has been executed 490 us ago, and is on its way to the replica and to its publisher

    setting.world.broker->crashNode(0, false);
    setting.world.runFor(1min);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(early.outcome, Outcome::Ok);
    QVERIFY(!last.isOpen);
    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(setting.losses(LossCause::UncleanElection), std::uint64_t{1});
    QCOMPARE(last.outcome == Outcome::Ok, isConfirmed);
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::aMasterComesBackWithWhatItHasSaved_data()
{
    using spec::RedisAppendFsync;
    QTest::addColumn<bool>("isAppendOnly");
    QTest::addColumn<RedisAppendFsync>("fsync");
    QTest::addColumn<bool>("losesPower");
    QTest::addColumn<std::string>("left");

    QTest::newRow("snapshots only: the last was too long ago") << false << RedisAppendFsync::EverySecond << false << std::string();
    QTest::newRow("a file, its process dies") << true << RedisAppendFsync::EverySecond << false << std::string("1 2 3");
    QTest::newRow("a file, its power fails: the last second") << true << RedisAppendFsync::EverySecond << true << std::string("1 2");
    QTest::newRow("a file that nobody syncs: the last 30 s") << true << RedisAppendFsync::No << true << std::string("1");
    QTest::newRow("a file that is synced always") << true << RedisAppendFsync::Always << true << std::string("1 2 3");
}

void RedisTest::aMasterComesBackWithWhatItHasSaved()
{
    QFETCH(bool, isAppendOnly);
    QFETCH(spec::RedisAppendFsync, fsync);
    QFETCH(bool, losesPower);
    QFETCH(std::string, left);
    RedisSetting setting({}, {.isAppendOnly = isAppendOnly, .appendFsync = fsync});
    setting.publish(1);
    setting.world.runFor(60s);
    setting.publish(2);
    setting.world.runFor(20s);
    const Confirm& last = setting.publish(3);
    setting.world.runFor(100ms);
    QCOMPARE(last.outcome, Outcome::Ok);

    setting.world.broker->crashNode(0, losesPower);
    if (losesPower)
        setting.world.broker->losePower(0);
    setting.world.runFor(5s);
    setting.world.broker->restartNode(0);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(5s);

    QCOMPARE(consumer.text(), left);
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::aReplicaThatComesBackFirstHasWhatItHasSaved()
{
    RedisSetting setting({}, {.isAppendOnly = true}, 2);
    setting.publish(1);
    setting.world.runFor(60s);
    setting.publish(2);
    setting.world.runFor(500ms);

    setting.world.broker->crashNode(1, true);  // its host fails, and the last second of its file with it
    setting.world.broker->losePower(1);
    setting.world.runFor(100ms);
    setting.world.broker->crashNode(0, true);
    setting.world.runFor(100ms);
    setting.world.broker->restartNode(1);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(2min);

    QCOMPARE(consumer.text(), std::string("1"));
    QCOMPARE(setting.losses(LossCause::UncleanElection), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::whoIsPausedLosesNothing_data()
{
    QTest::addColumn<bool>("isKilled");
    QTest::addColumn<std::string>("left");

    QTest::newRow("it goes on") << false << std::string("1");
    QTest::newRow("it is killed and started again") << true << std::string();
}

void RedisTest::whoIsPausedLosesNothing()
{
    QFETCH(bool, isKilled);
    QFETCH(std::string, left);
    RedisSetting setting;  // with snapshots only
    setting.publish(1);
    setting.world.runFor(1s);

    setting.world.broker->pauseNode(0);
    setting.world.runFor(5s);
    if (isKilled)
        setting.world.broker->crashNode(0, false);
    setting.world.broker->restartNode(0);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(5s);

    QCOMPARE(consumer.text(), left);
    QVERIFY(setting.world.isBalanced());
}

void RedisTest::wholeNodesOfOldMessagesGo()
{
    RedisSetting setting({.maxLength = 150});
    for (std::uint64_t key = 1; key <= 260; ++key)
        setting.publish(key);
    setting.world.runFor(1s);

    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(consumer.deliveries.size(), std::size_t{160});  // 100 went when there were 250
    QCOMPARE(consumer.deliveries.front().key, std::uint64_t{101});
    QCOMPARE(setting.losses(LossCause::Overflow), std::uint64_t{100});
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(RedisTest)
#include "tst_redis.moc"
