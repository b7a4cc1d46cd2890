// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "models/brokers/pulsar/key_hash.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class PulsarTest : public QObject {
    Q_OBJECT

private slots:
    void keysHaveTheHashesOfTheClient();
    void aQuorumHasItOnItsDisksBeforeItIsConfirmed_data();
    void aQuorumHasItOnItsDisksBeforeItIsConfirmed();
    void whatComesDuringASyncIsSyncedTogether();
    void ledgersOfDifferentJournalsAreSyncedApart_data();
    void ledgersOfDifferentJournalsAreSyncedApart();
    void aPausedBookieGoesOnWithAllItsJournals();
    void aBatchIsFullOrOld_data();
    void aBatchIsFullOrOld();
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
    void aFullQueueRefusesOrBlocks_data();
    void aFullQueueRefusesOrBlocks();
    void permitsBoundWhatAConsumerTakesAhead();
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
    void aSubscriptionSharesItsMessagesByItsType_data();
    void aSubscriptionSharesItsMessagesByItsType();
    void aKeyStaysWithItsConsumerUntilThatHasAcknowledged();
    void acknowledgementsAreLostWithTheirConsumer_data();
    void acknowledgementsAreLostWithTheirConsumer();
    void whatWasAcknowledgedLastComesAgainFromANewBroker_data();
    void whatWasAcknowledgedLastComesAgainFromANewBroker();
    void whatIsRefusedComesAgainAfterItsDelayUntilItIsDeadLettered();
    void aBatchComesAgainAsAWhole_data();
    void aBatchComesAgainAsAWhole();
    void aSlowHandlerIsTimedOut();
    void aBacklogIsBounded_data();
    void aBacklogIsBounded();
    void oldMessagesExpire();
    void anUnloadedTopicIsServedByAnother();
    void aPausedConsumerLosesItsMessagesToOthers();
};

namespace {

/// Three brokers (0 to 2), of which the first serves the topic, and three bookies (3 to 5), of which its ledger has the
/// first two.
struct PulsarSetting : QueueSetting {
    explicit PulsarSetting(const spec::PulsarTopic& topic = {}, const spec::PulsarSettings& settings = {})
        : QueueSetting(settings, topic, 6)
    {
    }

    /// One message a batch, so that each is an entry of its own.
    std::vector<const Confirm*> publishAll(std::uint64_t first, std::uint64_t last)
    {
        std::vector<const Confirm*> confirms;
        for (std::uint64_t key = first; key <= last; ++key) {
            confirms.push_back(&publish(key));
            world.runFor(2ms);
        }
        return confirms;
    }
    void crash(std::size_t node, bool isSilent = false) { world.broker->crashNode(node, isSilent); }
};

spec::PulsarSettings withLedger(std::int64_t ensemble, std::int64_t writeQuorum, std::int64_t ackQuorum)
{
    return {.ensembleSize = ensemble, .writeQuorum = writeQuorum, .ackQuorum = ackQuorum};
}

}  // namespace

void PulsarTest::keysHaveTheHashesOfTheClient()
{
    QCOMPARE(pulsar::javaStringHash("abc"), 96354U);
    QCOMPARE(pulsar::murmur3("hello"), 0x248b'fa47U);
    QCOMPARE(pulsar::murmur3("hello, world"), 0x149b'bb7fU);
    QCOMPARE(pulsar::partitionFor(123, 10, spec::PulsarHashing::JavaStringHash), 48690U % 10);  // "123".hashCode()
}

void PulsarTest::aQuorumHasItOnItsDisksBeforeItIsConfirmed_data()
{
    QTest::addColumn<bool>("isSyncing");
    QTest::addColumn<bool>("isBatching");
    QTest::addColumn<int>("microseconds");

    QTest::newRow("delay of the batch, four ways, 20 us, group wait, sync") << true << true << 7020;
    QTest::newRow("without batches") << true << false << 6020;
    QTest::newRow("nor syncs") << false << false << 5020;
}

void PulsarTest::aQuorumHasItOnItsDisksBeforeItIsConfirmed()
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

void PulsarTest::whatComesDuringASyncIsSyncedTogether()
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

void PulsarTest::ledgersOfDifferentJournalsAreSyncedApart_data()
{
    QTest::addColumn<int>("journals");
    QTest::addColumn<Duration>("second");
    QTest::addColumn<Duration>("third");

    QTest::newRow("one journal: all wait for the sync of the first") << 1 << Duration{205ms} << Duration{205ms};
    QTest::newRow("two: one for every other ledger") << 2 << Duration{115ms} << Duration{205ms};
    QTest::newRow("three: one for each") << 3 << Duration{115ms} << Duration{125ms};
}

/// A partition of three each, 10 ms apart. Ledgers have the ids 0, 1 and 2; times are those since the first publish.
void PulsarTest::ledgersOfDifferentJournalsAreSyncedApart()
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

void PulsarTest::aPausedBookieGoesOnWithAllItsJournals()
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

void PulsarTest::aBatchIsFullOrOld_data()
{
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("microseconds");

    QTest::newRow("it waits for its delay") << 3 << 1000 << 7020;
    QTest::newRow("it is full") << 3 << 3 << 6020;
}

void PulsarTest::aBatchIsFullOrOld()
{
    QFETCH(int, messages);
    QFETCH(int, most);
    QFETCH(int, microseconds);
    PulsarSetting setting({}, {.producer = {.maxMessages = most}});
    setting.world.runUntil(1s);
    const Confirm* last = nullptr;

    for (int key = 1; key <= messages; ++key)
        last = &setting.publish(static_cast<std::uint64_t>(key));
    setting.world.runFor(1s);

    QCOMPARE(last->at, SimTime{1s} + std::chrono::microseconds{microseconds});
}

void PulsarTest::aLostBookieIsReplacedWhileThereIsAnother_data()
{
    QTest::addColumn<int>("ensemble");
    QTest::addColumn<Outcome>("outcome");

    QTest::newRow("two of three bookies") << 2 << Outcome::Ok;
    QTest::newRow("all of three: nothing is written any more") << 3 << Outcome::TimedOut;
}

void PulsarTest::aLostBookieIsReplacedWhileThereIsAnother()
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

void PulsarTest::aSilentBookieIsMissedAfterItsTimeout()
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

void PulsarTest::aFullDiskMakesABookieReadOnly()
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

void PulsarTest::aSlowDiskDelaysWhatWaitsForItsSync()
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

void PulsarTest::anotherBrokerServesTheTopicWhenTheSessionHasEnded()
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

void PulsarTest::whatABookieHasBelongsToTheLogThoughNobodyWasTold_data()
{
    QTest::addColumn<bool>("isDeduplicating");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("it is sent again, and stored twice") << false << std::string("1 1");
    QTest::newRow("it is known by its sequence id") << true << std::string("1");
}

void PulsarTest::whatABookieHasBelongsToTheLogThoughNobodyWasTold()
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

void PulsarTest::aPowerFailureTakesWhatWasNotSynced_data()
{
    QTest::addColumn<bool>("isSyncing");
    QTest::addColumn<int>("lost");

    QTest::newRow("journalSyncData") << true << 0;
    QTest::newRow("without: what is younger than the last flush of both bookies") << false << 1;
}

void PulsarTest::aPowerFailureTakesWhatWasNotSynced()
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

void PulsarTest::aFullQueueRefusesOrBlocks_data()
{
    QTest::addColumn<bool>("isBlocking");
    QTest::addColumn<int>("refused");

    QTest::newRow("refuses") << false << 7;
    QTest::newRow("blocks") << true << 0;
}

void PulsarTest::aFullQueueRefusesOrBlocks()
{
    QFETCH(bool, isBlocking);
    QFETCH(int, refused);
    PulsarSetting setting({}, {.producer = {.maxPendingMessages = 3, .blocksIfQueueFull = isBlocking}});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    std::vector<const Confirm*> confirms;

    for (std::uint64_t key = 1; key <= 10; ++key)
        confirms.push_back(&setting.publish(key));
    QVERIFY(setting.world.isBalanced());
    setting.world.runFor(2s);

    QCOMPARE(std::ranges::count(confirms, Outcome::Refused, &Confirm::outcome), refused);
    QCOMPARE(setting.losses(LossCause::BufferFull), static_cast<std::uint64_t>(refused));
    QCOMPARE(consumer.deliveries.size(), static_cast<std::size_t>(10 - refused));
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::permitsBoundWhatAConsumerTakesAhead()
{
    PulsarSetting setting({}, {.producer = {.isBatching = false}, .consumer = {.receiverQueueSize = 10}});
    TestConsumer& consumer = setting.attach(true);
    for (std::uint64_t key = 1; key <= 30; ++key)
        setting.publish(key);
    setting.world.runFor(1s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{10});

    for (int i = 0; i < 4; ++i)
        consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{10});  // it asks for more when half have been taken
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(consumer.deliveries.size(), std::size_t{15});
}

void PulsarTest::newEntriesWaitForTheNextLook_data()
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
void PulsarTest::newEntriesWaitForTheNextLook()
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

void PulsarTest::whoFindsNothingTwiceIsToldAtOnce_data()
{
    QTest::addColumn<Duration>("later");
    QTest::addColumn<Duration>("delivered");

    QTest::newRow("it has not looked again yet") << Duration{40ms} << Duration{50ms};
    QTest::newRow("it has, and found nothing") << Duration{60ms} << Duration{60ms};
    QTest::newRow("much later") << Duration{5s} << Duration{5s};
}

void PulsarTest::whoFindsNothingTwiceIsToldAtOnce()
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

void PulsarTest::whatComesAgainDoesNotWaitForTheNextLook()
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

void PulsarTest::theWaitForTheNextLookEndsWithTheConsumer_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");
    QTest::addColumn<bool>("isThereAnother");

    QTest::newRow("Shared: the last one") << spec::PulsarSubscriptionType::Shared << false;
    QTest::newRow("Exclusive") << spec::PulsarSubscriptionType::Exclusive << false;
    QTest::newRow("Failover: the active one") << spec::PulsarSubscriptionType::Failover << true;
}

void PulsarTest::theWaitForTheNextLookEndsWithTheConsumer()
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

void PulsarTest::theWaitForTheNextLookEndsWithTheBroker()
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

void PulsarTest::whoGoesBackLooksForNewEntriesToo()
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

void PulsarTest::whoHasNoRoomDoesNotLook_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");

    QTest::newRow("Shared") << spec::PulsarSubscriptionType::Shared;
    QTest::newRow("Exclusive") << spec::PulsarSubscriptionType::Exclusive;
}

/// It reads the second entry as soon as it has room for it, for by then it is there.
void PulsarTest::whoHasNoRoomDoesNotLook()
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

void PulsarTest::aSubscriptionSharesItsMessagesByItsType_data()
{
    QTest::addColumn<spec::PulsarSubscriptionType>("type");
    QTest::addColumn<std::string>("first");
    QTest::addColumn<std::string>("second");

    QTest::newRow("Exclusive: the first that came has all") << spec::PulsarSubscriptionType::Exclusive << std::string("1 2 3 4 5 6") << std::string();
    QTest::newRow("Failover: so has the one of the partition") << spec::PulsarSubscriptionType::Failover << std::string("1 2 3 4 5 6") << std::string();
    QTest::newRow("Shared: in turn") << spec::PulsarSubscriptionType::Shared << std::string("2 4 6") << std::string("1 3 5");
    QTest::newRow("Key_Shared: by the hashes of the keys") << spec::PulsarSubscriptionType::KeyShared << std::string("1 2 3 4") << std::string("5 6");
}

void PulsarTest::aSubscriptionSharesItsMessagesByItsType()
{
    QFETCH(spec::PulsarSubscriptionType, type);
    QFETCH(std::string, first);
    QFETCH(std::string, second);
    PulsarSetting setting({.subscriptionType = type},
                          {.newEntriesCheckDelay = 0s});  // else what is read together has one consumer's turn
    TestConsumer& one = setting.attach();
    setting.world.runUntil(2s);
    TestConsumer& other = setting.attach();
    setting.world.runUntil(4s);

    setting.publishAll(1, 6);
    setting.world.runFor(2s);

    QCOMPARE(one.text(), first);
    QCOMPARE(other.text(), second);
    one.detach(Departure::Closed);
    setting.world.runFor(2s);
    setting.publishAll(7, 8);
    setting.world.runFor(2s);
    QCOMPARE(other.text(), second + (second.empty() ? "7 8" : " 7 8"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::aKeyStaysWithItsConsumerUntilThatHasAcknowledged()
{
    PulsarSetting setting({.subscriptionType = spec::PulsarSubscriptionType::KeyShared}, {.producer = {.isBatching = false}});
    TestConsumer& one = setting.attach(true);
    setting.world.runUntil(1s);
    for (std::uint64_t key = 1; key <= 6; ++key)
        setting.publish(key);
    setting.world.runFor(1s);
    TestConsumer& other = setting.attach();
    setting.world.runFor(1s);

    for (std::uint64_t key = 1; key <= 6; ++key)
        setting.publish(key);
    setting.world.runFor(1s);
    QCOMPARE(one.text(), std::string("1 2 3 4 5 6 1 2 3 4"));
    QCOMPARE(other.text(), std::string());  // its keys are still with the first

    for (int i = 0; i < 5; ++i)
        one.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);
    QCOMPARE(other.text(), std::string("5"));
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::acknowledgementsAreLostWithTheirConsumer_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<Departure>("how");
    QTest::addColumn<std::string>("again");

    QTest::newRow("it dies before it has sent them") << 30 << Departure::Reset << std::string("1* 2* 3*");
    QTest::newRow("it dies later") << 200 << Departure::Reset << std::string();
    QTest::newRow("it says goodbye") << 30 << Departure::Closed << std::string();
}

void PulsarTest::acknowledgementsAreLostWithTheirConsumer()
{
    QFETCH(int, milliseconds);
    QFETCH(Departure, how);
    QFETCH(std::string, again);
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    setting.publishAll(1, 3);
    setting.world.runFor(std::chrono::milliseconds{milliseconds});
    QCOMPARE(consumer.text(), std::string("1 2 3"));

    consumer.detach(how);
    TestConsumer& other = setting.attach();
    setting.world.runFor(10s);

    QCOMPARE(other.text(), again);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::whatWasAcknowledgedLastComesAgainFromANewBroker_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("the position has not been stored") << 300 << std::string("1 2 3 2* 3*");
    QTest::newRow("it has") << 2000 << std::string("1 2 3");
}

void PulsarTest::whatWasAcknowledgedLastComesAgainFromANewBroker()
{
    QFETCH(int, milliseconds);
    QFETCH(std::string, handled);
    PulsarSetting setting({}, {.consumer = {.acknowledgmentGroupTime = 0ms}});
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(5s);
    setting.publishAll(1, 3);
    setting.world.runFor(std::chrono::milliseconds{milliseconds});

    setting.crash(0);
    setting.world.runFor(200s);

    QCOMPARE(consumer.text(), handled);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void PulsarTest::whatIsRefusedComesAgainAfterItsDelayUntilItIsDeadLettered()
{
    PulsarSetting setting({.maxRedeliverCount = 2, .deadLetterTopic = "dead"}, {.consumer = {.negativeAckRedeliveryDelay = 10s}});
    setting.addGraveyard(spec::PulsarTopic{});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;
    setting.world.runUntil(1s);

    setting.publish(1);
    setting.world.runFor(60s);

    QCOMPARE(consumer.text(), std::string("1 1* 1*"));
    // There, the broker reads it from a bookie, and back.
    QCOMPARE(consumer.deliveries[1].at - consumer.deliveries[0].at, Duration{10s + 4ms});
    QCOMPARE(setting.graveyard->text(), std::string("1"));
    QCOMPARE(setting.world.probe(setting.channel).deadLetters(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
    QCOMPARE(setting.world.tracker.unfinished(), std::uint64_t{0});
}

void PulsarTest::aBatchComesAgainAsAWhole_data()
{
    QTest::addColumn<bool>("hasIndexes");
    QTest::addColumn<std::string>("handled");

    QTest::newRow("with what had been acknowledged of it") << false << std::string("1 2 3 1* 2* 3*");
    QTest::newRow("acknowledgmentAtBatchIndexLevelEnabled: only the rest") << true << std::string("1 2 3 2*");
}

void PulsarTest::aBatchComesAgainAsAWhole()
{
    QFETCH(bool, hasIndexes);
    QFETCH(std::string, handled);
    PulsarSetting setting({}, {.acknowledgesBatchIndexes = hasIndexes});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    for (std::uint64_t key = 1; key <= 3; ++key)
        setting.publish(key);
    setting.world.runFor(1s);

    consumer.settleOldest(Settlement::Acknowledge);
    consumer.settleOldest(Settlement::Requeue);
    consumer.isHolding = false;
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(100s);

    QCOMPARE(consumer.text(), handled);
    QCOMPARE(setting.world.probe(setting.channel).delivered(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::aSlowHandlerIsTimedOut()
{
    PulsarSetting setting({}, {.consumer = {.ackTimeout = 5s}});
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    setting.publish(1);

    setting.world.runFor(20s);

    QCOMPARE(consumer.text(), std::string("1 1*"));  // the second waits until the first has been handled
    QCOMPARE(consumer.deliveries[1].at - consumer.deliveries[0].at, Duration{5s + 4ms});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::aBacklogIsBounded_data()
{
    QTest::addColumn<spec::PulsarBacklogPolicy>("policy");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("evicted");

    QTest::newRow("producers wait, and time out") << spec::PulsarBacklogPolicy::ProducerRequestHold << Outcome::TimedOut << 0;
    QTest::newRow("producers are told") << spec::PulsarBacklogPolicy::ProducerException << Outcome::TimedOut << 0;
    QTest::newRow("the oldest go") << spec::PulsarBacklogPolicy::ConsumerBacklogEviction << Outcome::Ok << 6;
}

void PulsarTest::aBacklogIsBounded()
{
    QFETCH(spec::PulsarBacklogPolicy, policy);
    QFETCH(Outcome, outcome);
    QFETCH(int, evicted);
    PulsarSetting setting({.backlogQuota = 5000, .backlogPolicy = policy});
    setting.publishAll(1, 10);
    setting.world.runUntil(61s);

    const Confirm& confirm = setting.publish(11);
    setting.world.runFor(40s);

    QCOMPARE(confirm.outcome, outcome);
    QCOMPARE(setting.losses(LossCause::Overflow), static_cast<std::uint64_t>(evicted));
    QVERIFY(setting.world.isBalanced());
    setting.attach();
    setting.world.runFor(200s);
    const Confirm& later = setting.publish(12);
    setting.world.runFor(100s);
    QCOMPARE(later.outcome, Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::oldMessagesExpire()
{
    PulsarSetting setting({.messageTtl = 60s});
    setting.publish(1);
    setting.world.runUntil(290s);
    setting.publish(2);

    setting.world.runUntil(301s);  // looked at every five minutes
    TestConsumer& consumer = setting.attach();
    setting.world.runFor(1s);

    QCOMPARE(consumer.text(), std::string("2"));
    QCOMPARE(setting.world.probe(setting.channel).expiries(), std::uint64_t{1});
    QVERIFY(setting.world.isBalanced());
}

void PulsarTest::anUnloadedTopicIsServedByAnother()
{
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach();
    setting.world.runUntil(1s);
    const std::uint32_t former = setting.world.broker->faults().loseLeader(setting.channel, 0, 2s);
    const Confirm& confirm = setting.publish(1);

    setting.world.runFor(1s);
    QVERIFY(confirm.isOpen);
    setting.world.runFor(5s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(former, 0U);
    QCOMPARE(consumer.text(), std::string("1"));
    setting.crash(0);  // it does not matter any more
    const Confirm& later = setting.publish(2);
    setting.world.runFor(1s);
    QCOMPARE(later.outcome, Outcome::Ok);
    setting.world.broker->faults().restoreLeader(setting.channel, 0, former);
}

void PulsarTest::aPausedConsumerLosesItsMessagesToOthers()
{
    PulsarSetting setting;
    TestConsumer& consumer = setting.attach(true);
    setting.world.runUntil(1s);
    setting.publishAll(1, 2);
    setting.world.runFor(1s);

    consumer.pause();
    TestConsumer& other = setting.attach();
    setting.world.runUntil(50s);
    QCOMPARE(other.text(), std::string());
    setting.world.runUntil(61s);  // a keep-alive of the broker at 30 s has not been answered

    QCOMPARE(other.text(), std::string("1* 2*"));
    consumer.resume();
    setting.world.runFor(10s);
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(PulsarTest)
#include "tst_pulsar.moc"
