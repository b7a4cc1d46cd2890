// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/kafka_stream.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Who has a record in memory, who on disk, and what a loss of memory or of replicas makes of it.
class KafkaDurabilityTest : public QObject {
    Q_OBJECT

private slots:
    void whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower_data();
    void whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower();
    void aSilentOrDeadProcessLeavesThePageCache_data();
    void aSilentOrDeadProcessLeavesThePageCache();
    void whoWasDeadAlreadyLosesItsMemoryToo();
    void anUncleanLeaderServesAtOnceAndLosesWhatItLacks_data();
    void anUncleanLeaderServesAtOnceAndLosesWhatItLacks();
    void aShrunkInSyncSetIsNotEnoughAfterTheAppend();
};

namespace {

struct DurableLine : KafkaLine {
    explicit DurableLine(const spec::KafkaSettings& settings = {}, const spec::KafkaTopic& topicSettings = {})
        : KafkaLine(settings, topicSettings)
    {
        world.runUntil(10s);
    }

    std::string read()
    {
        consumer->attach();
        world.runFor(100s);
        return consumer->text();
    }

    void crashAll(bool isSilent, bool losesPower)
    {
        for (std::size_t node = 0; node < 3; ++node) {
            world.broker->crashNode(node, isSilent);
            if (losesPower)
                world.broker->losePower(node);
        }
        world.runFor(20s);
        for (std::size_t node = 0; node < 3; ++node)
            world.broker->restartNode(node);
    }
};

}  // namespace

void KafkaDurabilityTest::whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower_data()
{
    QTest::addColumn<Duration>("age");
    QTest::addColumn<std::int64_t>("flushMessages");
    QTest::addColumn<bool>("isLost");

    QTest::newRow("confirmed a second ago: it is in three page caches") << Duration{1s} << std::int64_t{0} << true;
    QTest::newRow("older than the write-back: it is on the disks") << Duration{40s} << std::int64_t{0} << false;
    QTest::newRow("log.flush.interval.messages 1: it is on the disks") << Duration{1s} << std::int64_t{1} << false;
}

void KafkaDurabilityTest::whatAllReplicasHaveInMemoryOnlyDiesWithTheirPower()
{
    QFETCH(Duration, age);
    QFETCH(std::int64_t, flushMessages);
    QFETCH(bool, isLost);
    DurableLine line({.flushMessages = flushMessages});

    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(age);
    line.crashAll(true, true);
    const std::string handled = line.read();

    QVERIFY(!confirm.isOpen && confirm.outcome == Outcome::Ok);
    QCOMPARE(handled, std::string(isLost ? "" : "1"));
    QCOMPARE(line.world.probe(line.topic).losses(LossCause::PowerLoss), std::uint64_t{isLost ? 1U : 0U});
    QVERIFY(line.world.isBalanced());
}

void KafkaDurabilityTest::aSilentOrDeadProcessLeavesThePageCache_data()
{
    QTest::addColumn<bool>("isSilent");

    QTest::newRow("killed") << false;
    QTest::newRow("not heard of, as when it stands still") << true;
}

void KafkaDurabilityTest::aSilentOrDeadProcessLeavesThePageCache()
{
    QFETCH(bool, isSilent);
    DurableLine line;

    line.publish();
    line.world.runFor(1s);
    line.crashAll(isSilent, false);

    QCOMPARE(line.read(), std::string("1"));
}

void KafkaDurabilityTest::whoWasDeadAlreadyLosesItsMemoryToo()
{
    DurableLine line;
    line.publish();
    line.world.runFor(1s);

    for (std::size_t node = 0; node < 3; ++node)
        line.world.broker->crashNode(node, false);
    line.world.runFor(2s);
    line.crashAll(true, true);

    QCOMPARE(line.read(), std::string());
    QCOMPARE(line.losses(LossCause::PowerLoss), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void KafkaDurabilityTest::anUncleanLeaderServesAtOnceAndLosesWhatItLacks_data()
{
    QTest::addColumn<bool>("electsUncleanLeaders");

    QTest::newRow("clean: nobody leads, nothing is lost") << false;
    QTest::newRow("unclean: what it lacks is gone, although it was confirmed") << true;
}

void KafkaDurabilityTest::anUncleanLeaderServesAtOnceAndLosesWhatItLacks()
{
    QFETCH(bool, electsUncleanLeaders);
    DurableLine line({.electsUncleanLeaders = electsUncleanLeaders}, {.minInsyncReplicas = 1});
    ChannelProbe& probe = line.world.probe(line.topic);

    // Nodes 1 and 2 are fenced; the leader alone takes the second record; then it dies, and they come back.
    line.world.publish(line.producer, line.topic, line.key, 1);
    line.world.runFor(1s);
    line.world.broker->crashNode(1, false);
    line.world.broker->crashNode(2, false);
    line.world.runFor(10s);
    const Confirm& second = line.world.publish(line.producer, line.topic, line.key, 2);
    line.world.runFor(1s);
    line.world.broker->crashNode(0, false);
    line.world.runFor(10s);
    line.world.broker->restartNode(1);
    line.world.broker->restartNode(2);
    line.world.runFor(10s);
    const Confirm& third = line.world.publish(line.producer, line.topic, line.key, 3);
    line.world.runFor(10s);

    QCOMPARE(second.outcome, Outcome::Ok);
    QCOMPARE(third.isOpen, !electsUncleanLeaders);
    QCOMPARE(probe.losses(LossCause::UncleanElection), std::uint64_t{electsUncleanLeaders ? 1U : 0U});
    line.world.broker->restartNode(0);
    QCOMPARE(line.read(), std::string(electsUncleanLeaders ? "1 1" : "1 1 1"));
    QVERIFY(line.world.isBalanced());
}

void KafkaDurabilityTest::aShrunkInSyncSetIsNotEnoughAfterTheAppend()
{
    DurableLine line({.producer = {.idempotence = spec::KafkaIdempotence::Off, .linger = 0s}}, {.minInsyncReplicas = 3});

    // Appended with three in sync, one of which is dead without anybody knowing: it is told after 9 s, and repeats.
    line.world.broker->crashNode(2, false);
    const Confirm& confirm = line.world.publish(line.producer, line.topic, line.key);
    line.world.runFor(15s);
    const bool wasOpen = confirm.isOpen;
    line.world.broker->restartNode(2);

    QCOMPARE(line.read(), std::string("1 1"));  // the repetition is a duplicate
    QVERIFY(wasOpen && !confirm.isOpen);
    QCOMPARE(line.world.probe(line.topic).extras(ExtraCause::Retry), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaDurabilityTest)
#include "tst_kafka_durability.moc"
