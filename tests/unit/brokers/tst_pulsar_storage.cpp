// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/pulsar_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Bookies: quorums, journals, and what is lost with them.
class PulsarStorageTest : public QObject {
    Q_OBJECT

private slots:
    void aQuorumHasItOnItsDisksBeforeItIsConfirmed_data();
    void aQuorumHasItOnItsDisksBeforeItIsConfirmed();
    void whatComesDuringASyncIsSyncedTogether();
    void ledgersOfDifferentJournalsAreSyncedApart_data();
    void ledgersOfDifferentJournalsAreSyncedApart();
    void aPausedBookieGoesOnWithAllItsJournals();
    void aLostBookieIsReplacedWhileThereIsAnother_data();
    void aLostBookieIsReplacedWhileThereIsAnother();
    void aSilentBookieIsMissedAfterItsTimeout();
    void aFullDiskMakesABookieReadOnly();
    void aSlowDiskDelaysWhatWaitsForItsSync();
    void anotherBrokerServesTheTopicWhenTheSessionHasEnded();
    void whatABookieHasBelongsToTheLogThoughNobodyWasTold_data();
    void whatABookieHasBelongsToTheLogThoughNobodyWasTold();
    void aPowerFailureTakesWhatWasNotSynced_data();
    void aPowerFailureTakesWhatWasNotSynced();
};

namespace {

spec::PulsarSettings withLedger(std::int64_t ensemble, std::int64_t writeQuorum, std::int64_t ackQuorum)
{
    return {.ensembleSize = ensemble, .writeQuorum = writeQuorum, .ackQuorum = ackQuorum};
}

}  // namespace

void PulsarStorageTest::aQuorumHasItOnItsDisksBeforeItIsConfirmed_data()
{
    QTest::addColumn<bool>("isSyncing");
    QTest::addColumn<bool>("isBatching");
    QTest::addColumn<int>("microseconds");

    QTest::newRow("delay of the batch, four ways, 20 us, group wait, sync") << true << true << 7020;
    QTest::newRow("without batches") << true << false << 6020;
    QTest::newRow("nor syncs") << false << false << 5020;
}

void PulsarStorageTest::aQuorumHasItOnItsDisksBeforeItIsConfirmed()
{
    QFETCH(bool, isSyncing);
    QFETCH(bool, isBatching);
    QFETCH(int, microseconds);
    PulsarSetting setting({}, {.bookies = {.syncsJournal = isSyncing}, .producer = {.isBatching = isBatching}});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(2s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(confirm.at, SimTime{1s} + std::chrono::microseconds{microseconds});
    QCOMPARE(consumer.deliveries.at(0).at, confirm.at);
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void PulsarStorageTest::whatComesDuringASyncIsSyncedTogether()
{
    PulsarSetting setting({}, {.bookies = {.syncTime = {distribution::Constant{100ms}}}, .producer = {.isBatching = false}});
    setting.world.runUntil(1s);
    std::vector<const Confirm*> confirms;

    for (std::uint64_t key = 1; key <= 3; ++key) {
        confirms.push_back(&setting.publish(key));
        setting.world.runFor(10ms);
    }
    setting.world.runFor(1s);

    QCOMPARE(confirms[0]->at, SimTime{1s} + 105ms + 20us);
    QCOMPARE(confirms[1]->at, SimTime{1s} + 205ms + 20us);
    QCOMPARE(confirms[2]->at, confirms[1]->at);
}

void PulsarStorageTest::ledgersOfDifferentJournalsAreSyncedApart_data()
{
    QTest::addColumn<int>("journals");
    QTest::addColumn<Duration>("second");
    QTest::addColumn<Duration>("third");

    QTest::newRow("one journal: all wait for the sync of the first") << 1 << Duration{205ms} << Duration{205ms};
    QTest::newRow("two: one for every other ledger") << 2 << Duration{115ms} << Duration{205ms};
    QTest::newRow("three: one for each") << 3 << Duration{115ms} << Duration{125ms};
}

/// A partition of three each, 10 ms apart. Ledgers have the ids 0, 1 and 2; times are those since the first publish.
void PulsarStorageTest::ledgersOfDifferentJournalsAreSyncedApart()
{
    QFETCH(int, journals);
    QFETCH(Duration, second);
    QFETCH(Duration, third);
    spec::PulsarSettings settings = withLedger(3, 3, 3);
    settings.bookies.journalDirectories = journals;
    settings.bookies.syncTime = {distribution::Constant{100ms}};
    settings.producer.isBatching = false;
    PulsarSetting setting({.partitions = 3}, settings);
    setting.world.runUntil(1s);
    std::vector<const Confirm*> confirms;

    for (const std::uint64_t key : {3U, 1U, 2U}) {  // partitions 0, 1 and 2: '3' is 51 of JavaStringHash
        confirms.push_back(&setting.publish(key));
        setting.world.runFor(10ms);
    }
    setting.world.runFor(1s);

    QCOMPARE(confirms[0]->at, SimTime{1s} + 105ms + 20us);
    QCOMPARE(confirms[1]->at, SimTime{1s} + second + 20us);
    QCOMPARE(confirms[2]->at, SimTime{1s} + third + 20us);
}

void PulsarStorageTest::aPausedBookieGoesOnWithAllItsJournals()
{
    spec::PulsarSettings settings = withLedger(3, 3, 3);
    settings.bookies.journalDirectories = 3;
    settings.producer.isBatching = false;
    PulsarSetting setting({.partitions = 3}, settings);
    setting.world.runUntil(1s);
    std::vector<const Confirm*> confirms;
    for (const std::uint64_t key : {3U, 1U, 2U})
        confirms.push_back(&setting.publish(key));
    setting.world.runFor(2500us);  // they are in the group of each

    setting.world.broker->pauseNode(4);
    setting.world.runFor(5s);
    QVERIFY(std::ranges::all_of(confirms, &Confirm::isOpen));
    setting.world.broker->restartNode(4);
    setting.world.runFor(1s);

    QVERIFY(std::ranges::all_of(confirms, [](const Confirm* confirm) { return confirm->outcome == Outcome::Ok; }));
}

void PulsarStorageTest::aLostBookieIsReplacedWhileThereIsAnother_data()
{
    QTest::addColumn<int>("ensemble");
    QTest::addColumn<Outcome>("outcome");

    QTest::newRow("two of three bookies") << 2 << Outcome::Ok;
    QTest::newRow("all of three: nothing is written any more") << 3 << Outcome::TimedOut;
}

void PulsarStorageTest::aLostBookieIsReplacedWhileThereIsAnother()
{
    QFETCH(int, ensemble);
    QFETCH(Outcome, outcome);
    PulsarSetting setting({}, withLedger(ensemble, 2, 2));
    TestConsumer& consumer = setting.attach();
    setting.publishAll(1, 5);
    setting.world.runUntil(1s);

    setting.crash(3);
    setting.world.runFor(10ms);
    const Confirm& confirm = setting.publish(6);
    setting.world.runFor(29s);
    QCOMPARE(confirm.isOpen, outcome != Outcome::Ok);
    setting.world.runFor(2s);
    QCOMPARE(confirm.outcome, outcome);

    setting.world.broker->restartNode(3);
    setting.world.runFor(100s);
    const Confirm& later = setting.publish(7);
    setting.world.runFor(1s);
    QCOMPARE(later.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), std::string(outcome == Outcome::Ok ? "1 2 3 4 5 6 7" : "1 2 3 4 5 7"));
    QCOMPARE(setting.losses(LossCause::DeliveryTimeout), std::uint64_t(outcome == Outcome::Ok ? 0 : 1));
    QVERIFY(setting.world.isBalanced());
}

void PulsarStorageTest::aSilentBookieIsMissedAfterItsTimeout()
{
    spec::PulsarSettings settings = withLedger(2, 2, 2);
    settings.addEntryTimeout = 5s;
    PulsarSetting setting({}, settings);
    setting.world.runUntil(1s);
    setting.crash(3, true);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(10s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    // It is missed 5 s after it was asked; the change is stored, and the other one is asked.
    QCOMPARE(confirm.at, SimTime{1s} + 2020us + 5s + 5ms + 4ms + 1ms);
}

void PulsarStorageTest::aFullDiskMakesABookieReadOnly()
{
    PulsarSetting setting;
    setting.world.runUntil(1s);
    setting.world.broker->faults().diskOf(3)->fill();

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.outcome, Outcome::Ok);  // another has taken its place
    QVERIFY(setting.world.broker->faults().diskOf(0) == nullptr);
    setting.world.broker->faults().diskOf(4)->fill();
    const Confirm& refused = setting.publish(2);
    setting.world.runFor(40s);
    QCOMPARE(refused.outcome, Outcome::TimedOut);
    QVERIFY(setting.world.isBalanced());
}

void PulsarStorageTest::aSlowDiskDelaysWhatWaitsForItsSync()
{
    PulsarSetting setting;
    setting.world.runUntil(1s);
    DiskSlowness slowness{.factor = 11, .draws = RandomStream(7)};
    setting.world.broker->faults().diskOf(4)->slowDown(slowness);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.at, SimTime{1s} + 7020us + 10ms);  // ack quorum is both of them
    setting.world.broker->faults().diskOf(4)->mend(slowness);
}

void PulsarStorageTest::anotherBrokerServesTheTopicWhenTheSessionHasEnded()
{
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.publishAll(1, 5);
    setting.world.runUntil(39s);

    setting.crash(0);
    const Confirm& early = setting.publish(6);
    setting.world.runFor(15s);
    const Confirm& late = setting.publish(7);
    setting.world.runFor(6s - 1ms);
    QVERIFY(early.isOpen && late.isOpen);  // its last heartbeat was 9 s before its death: 21 s are left
    setting.world.runFor(60s);

    QCOMPARE(early.outcome, Outcome::Ok);
    QCOMPARE(late.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), std::string("1 2 3 4 5 6 7"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarStorageTest::whatABookieHasBelongsToTheLogThoughNobodyWasTold_data()
{
    QTest::addColumn<bool>("isDeduplicating");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("it is sent again, and stored twice") << false << std::string("1 1");
    QTest::newRow("it is known by its sequence id") << true << std::string("1");
}

void PulsarStorageTest::whatABookieHasBelongsToTheLogThoughNobodyWasTold()
{
    QFETCH(bool, isDeduplicating);
    QFETCH(std::string, handled);
    PulsarSetting setting({.isDeduplicating = isDeduplicating}, {.metadataSessionTimeout = 3s});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);

    const Confirm& confirm = setting.publish(1);
    setting.world.runFor(5500us);  // it is in the journals, and the broker does not know yet
    setting.crash(0);
    setting.world.runFor(30s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), handled);
    QCOMPARE(setting.world.probe(setting.channel).extras(ExtraCause::Retry), std::uint64_t(isDeduplicating ? 0 : 1));
    QVERIFY(setting.world.isBalanced());
}

void PulsarStorageTest::aPowerFailureTakesWhatWasNotSynced_data()
{
    QTest::addColumn<bool>("isSyncing");
    QTest::addColumn<int>("lost");

    QTest::newRow("journalSyncData") << true << 0;
    QTest::newRow("without: what is younger than the last flush of both bookies") << false << 1;
}

void PulsarStorageTest::aPowerFailureTakesWhatWasNotSynced()
{
    QFETCH(bool, isSyncing);
    QFETCH(int, lost);
    PulsarSetting setting({}, {.bookies = {.syncsJournal = isSyncing}});
    const auto confirms = setting.publishAll(1, 10);
    setting.world.runUntil(5s);
    std::vector<const Confirm*> young = setting.publishAll(11, 15);
    setting.world.runFor(10ms);

    for (const std::size_t bookie : {3U, 4U}) {
        setting.crash(bookie, true);
        setting.world.broker->losePower(bookie);
    }
    for (const std::size_t bookie : {3U, 4U})
        setting.world.broker->restartNode(bookie);
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(100s);

    QVERIFY(std::ranges::all_of(young, [](const Confirm* confirm) { return confirm->outcome == Outcome::Ok; }));
    const std::uint64_t losses = setting.losses(LossCause::PowerLoss);
    QVERIFY2(lost == 0 ? losses == 0 : losses > 0 && losses <= 5, qPrintable(QString::number(losses)));
    QCOMPARE(consumer.deliveries.size() + losses, std::size_t{15});
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(PulsarStorageTest)
#include "tst_pulsar_storage.moc"
