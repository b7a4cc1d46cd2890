// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Kafka cluster whose ways are cut. Its hosts are nodes 0 to 2, the consumer 3, the producer 4.
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/kafka_stream.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class KafkaPartitionTest : public QObject {
    Q_OBJECT

private slots:
    void aFollowerThatIsCutOffHoldsConfirmsUpUntilItLagsTooFar();
    void aFollowerThatIsCutOffAndStalledFetchesWhenBothAreOver();
    void aLeaderThatIsCutOffIsReplacedAfterItsSession();
    void whatAStaleLeaderConfirmedIsTruncated();
    void aStaleLeaderConfirmsNothingThatAllMustHave();
    void withoutAMajorityNothingIsDecided();
    void aMemberThatIsCutOffLosesItsPartitionsAndComesBack();
    void aMemberThatComesBackInTimeKeepsItsPartitions();
    void aConsumerFetchesOnWhenItsWayIsMended();
    void aRequestThatIsRefusedIsRepeated();
    void withoutAcksWhatIsRefusedIsLost();
    void fetchesThatGetLostAreRepeated();
};

namespace {

constexpr HostId kConsumer = KafkaLine::kConsumer;
constexpr HostId kProducer = KafkaLine::kProducer;
const std::vector<HostId> kNodes{HostId{0}, HostId{1}, HostId{2}};

/// The key's partition is led by node 1 to begin with. The controller is node 0.
struct DividedStream : KafkaStream {
    explicit DividedStream(const spec::KafkaSettings& settings = {}) : KafkaStream(settings, {}, 1) { }
};

spec::KafkaSettings acksOne() { return {.producer = {.acks = spec::KafkaAcks::Leader, .linger = 0s}}; }

}  // namespace

void KafkaPartitionTest::aFollowerThatIsCutOffHoldsConfirmsUpUntilItLagsTooFar()
{
    DividedStream stream;
    const Cut cut(stream.world, {HostId{1}}, {HostId{2}});

    stream.world.runUntil(11s);
    const Confirm& confirm = stream.publish();
    stream.world.runUntil(60s);
    const Confirm& later = stream.publish();
    stream.world.runUntil(61s);

    // Cut at 10 s, it lags for more than 30 s at 40 s, and the leader looks every 15 s.
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QVERIFY(confirm.at >= SimTime{45s} && confirm.at < SimTime{45100ms});
    QVERIFY(!later.isOpen && later.at < SimTime{60100ms});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::aFollowerThatIsCutOffAndStalledFetchesWhenBothAreOver()
{
    DividedStream stream;
    BrokerFaults& faults = stream.world.broker->faults();
    Cut cut(stream.world, {HostId{1}}, {HostId{2}});
    faults.stallReplicas(2, stream.topic, BrokerFaults::kEvery);

    const Confirm& first = stream.publish();
    stream.world.runUntil(12s);
    cut.mend();
    stream.world.runUntil(13s);
    const bool wasOpen = first.isOpen;
    faults.resumeReplicas(2, stream.topic, BrokerFaults::kEvery);
    stream.world.runUntil(14s);

    QVERIFY(wasOpen);
    QVERIFY(!first.isOpen && first.at >= SimTime{13s} && first.at < SimTime{13100ms});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::aLeaderThatIsCutOffIsReplacedAfterItsSession()
{
    DividedStream stream;
    Cut cut(stream.world, {HostId{1}}, {HostId{0}, HostId{2}});

    stream.world.runUntil(11s);
    const Confirm& first = stream.publish();
    stream.world.runUntil(12s);
    cut.mend();
    stream.world.runUntil(20s);
    const Cut again(stream.world, {HostId{1}}, {HostId{0}, HostId{2}});
    stream.world.runUntil(21s);
    const Confirm& second = stream.publish();
    stream.world.runUntil(200s);

    // Mended in time, it goes on. Cut off for good, it is fenced after 9 s; its producer notices after 30 s.
    QVERIFY(first.outcome == Outcome::Ok && first.at < SimTime{12100ms});
    QVERIFY(second.outcome == Outcome::Ok && second.at >= SimTime{51s} && second.at < SimTime{51500ms});
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{2});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::whatAStaleLeaderConfirmedIsTruncated()
{
    DividedStream stream(acksOne());
    Cut cut(stream.world, {HostId{1}, kProducer}, {HostId{0}, HostId{2}, kConsumer});

    stream.world.runUntil(12s);
    const Confirm& before = stream.publish();
    stream.world.runUntil(25s);
    const Confirm& stale = stream.publish();
    stream.world.runUntil(40s);
    QVERIFY(stream.world.isBalanced());
    const std::uint64_t truncatedAtOnce = stream.losses(LossCause::Truncated);
    cut.mend();
    stream.world.runUntil(50s);
    const Confirm& after = stream.publish();
    stream.world.runUntil(100s);

    QVERIFY(before.outcome == Outcome::Ok && before.at < SimTime{12100ms});
    QVERIFY(stale.outcome == Outcome::Ok && stale.at < SimTime{25100ms});
    QCOMPARE(truncatedAtOnce, std::uint64_t{1});
    QCOMPARE(stream.losses(LossCause::Truncated), std::uint64_t{2});
    QCOMPARE(after.outcome, Outcome::Ok);
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{1});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::aStaleLeaderConfirmsNothingThatAllMustHave()
{
    DividedStream stream;
    Cut cut(stream.world, {HostId{1}, kProducer}, {HostId{0}, HostId{2}, kConsumer});

    stream.world.runUntil(12s);
    const Confirm& before = stream.publish();
    stream.world.runUntil(25s);
    const Confirm& stale = stream.publish();
    stream.world.runUntil(60s);
    const bool areOpen = before.isOpen && stale.isOpen;
    cut.mend();
    stream.world.runUntil(200s);

    QVERIFY(areOpen);
    QVERIFY(before.outcome == Outcome::Ok && !before.isOpen);
    QVERIFY(stale.outcome == Outcome::Ok && !stale.isOpen);
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{2});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::withoutAMajorityNothingIsDecided()
{
    DividedStream stream;
    Cut first(stream.world, {HostId{0}}, {HostId{1}, HostId{2}});
    Cut second(stream.world, {HostId{1}}, {HostId{2}});

    stream.world.runUntil(12s);
    const Confirm& confirm = stream.publish();
    stream.world.runUntil(131s);
    const bool wasOpen = confirm.isOpen;
    stream.world.runUntil(140s);
    first.mend();
    second.mend();
    stream.world.runUntil(150s);
    const Confirm& after = stream.publish();
    stream.world.runUntil(300s);

    // Nobody takes the followers out of sync, so the record waits until its producer gives it up; it is in the log.
    QVERIFY(wasOpen);
    QCOMPARE(confirm.outcome, Outcome::TimedOut);
    QCOMPARE(after.outcome, Outcome::Ok);
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{2});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::aMemberThatIsCutOffLosesItsPartitionsAndComesBack()
{
    DividedStream stream;
    TestConsumer& other = stream.world.addConsumer(stream.billing);
    other.attach();
    stream.world.runUntil(30s);
    Cut cut(stream.world, {kConsumer, HostId{5}}, {HostId{0}, HostId{1}, HostId{2}});
    Cut none(stream.world, {}, {});
    for (int i = 0; i < 60; ++i)
        stream.world.publish(stream.producer, stream.topic, static_cast<std::uint64_t>(i));
    stream.world.runUntil(70s);
    const std::size_t early = stream.consumer->deliveries.size() + other.deliveries.size();
    cut.mend();
    stream.world.runUntil(71s);
    const Cut one(stream.world, {kConsumer}, kNodes);
    stream.world.runUntil(80s);
    for (int i = 0; i < 60; ++i)
        stream.world.publish(stream.producer, stream.topic, static_cast<std::uint64_t>(i));
    stream.world.runUntil(113s);
    const std::size_t beforeExpiry = other.deliveries.size();
    stream.world.runUntil(130s);

    // Both are cut off for 40 s, which no session minds. Then one is for good, and the other has everything after 45 s.
    QCOMPARE(early, std::size_t{0});
    QVERIFY(beforeExpiry < 100);
    QCOMPARE(stream.world.probe(stream.topic).delivered(), std::uint64_t{120});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::aMemberThatComesBackInTimeKeepsItsPartitions()
{
    DividedStream stream;
    Cut cut(stream.world, {kConsumer}, kNodes);
    stream.world.runUntil(11s);
    stream.publish();
    stream.world.runUntil(50s);
    const std::size_t during = stream.consumer->deliveries.size();

    cut.mend();
    stream.world.runUntil(51s);

    QCOMPARE(during, std::size_t{0});
    QCOMPARE(stream.consumer->text(), std::to_string(stream.key));
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::aConsumerFetchesOnWhenItsWayIsMended()
{
    DividedStream stream;
    Cut cut(stream.world, {kConsumer}, {HostId{1}});
    stream.world.runUntil(11s);
    stream.publish();
    stream.world.runUntil(15s);

    cut.mend();
    stream.world.runUntil(20s);

    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{1});
    QVERIFY(stream.consumer->deliveries[0].at >= SimTime{15s} && stream.consumer->deliveries[0].at < SimTime{15100ms});
}

void KafkaPartitionTest::aRequestThatIsRefusedIsRepeated()
{
    DividedStream stream;
    Cut cut(stream.world, {kProducer}, {HostId{1}}, Reach::Refused);

    const Confirm& confirm = stream.publish();
    stream.world.runUntil(20s);
    const bool wasOpen = confirm.isOpen;
    cut.mend();
    stream.world.runUntil(30s);

    // The longest back-off is a second, give or take a fifth.
    QVERIFY(wasOpen);
    QVERIFY(confirm.outcome == Outcome::Ok && confirm.at < SimTime{21300ms});
    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{1});
    QVERIFY(stream.world.isBalanced());
}

void KafkaPartitionTest::withoutAcksWhatIsRefusedIsLost()
{
    DividedStream stream({.producer = {.acks = spec::KafkaAcks::None, .linger = 0s}});
    const Cut cut(stream.world, {kProducer}, {HostId{1}}, Reach::Refused);

    const Confirm& confirm = stream.publish();
    stream.world.runUntil(20s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(stream.losses(LossCause::Unreachable), std::uint64_t{1});
    QVERIFY(stream.world.isBalanced());
    QCOMPARE(stream.world.tracker.unfinished(), std::uint64_t{0});
}

void KafkaPartitionTest::fetchesThatGetLostAreRepeated()
{
    DividedStream stream;
    stream.publish();
    stream.world.runFor(12ms);  // the answer to the fetch is under way or will be soon
    Cut jam(stream.world, {kConsumer}, {HostId{1}});
    stream.world.runUntil(12s);
    Cut stop(stream.world, {kConsumer}, {HostId{1}}, Reach::Refused);
    stream.world.runUntil(13s);
    stop.mend();
    jam.mend();
    stream.world.runUntil(20s);

    QCOMPARE(stream.consumer->deliveries.size(), std::size_t{1});
    QVERIFY(stream.world.isBalanced());
}

QTEST_APPLESS_MAIN(KafkaPartitionTest)
#include "tst_kafka_partition.moc"
