// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/message_faults.h"

#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class MessageFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void aCopyFollowsAfterItsGapAndIsExtra();
    void whatIsHeldBackIsOvertaken();
    void holdsAddUpAndEndOneByOne();
    void aCrashTakesWhatItsProducerHolds();
    void otherProducersKeepWhatTheyHold();
    void foreignMessagesAreExtra();
};

namespace {

/// Holds back, or publishes once more, the messages of one key.
struct Meddler final : MessageFault {
    Meddler(std::uint32_t meant, Duration holding, Duration copying) : key(meant), hold(holding), copy(copying) { }

    void meddle(Publishing& publishing) override
    {
        if (publishing.message.key != key)
            return;
        publishing.heldBack += hold;
        if (copy > Duration::zero())
            publishing.copies.push_back(copy);
    }

    std::uint32_t key;
    Duration hold;
    Duration copy;
};

/// A classic queue, whose consumer gets a message 2.02 ms after it was published.
struct Line {
    Line() : world(spec::RabbitmqSettings{})
    {
        channel = world.addChannel("orders", spec::RabbitmqQueue{.type = spec::RabbitmqQueueType::Classic});
        consumer = &world.addConsumer(world.subscribe(channel, "billing"));
        producer = world.addProducer();
        consumer->attach();
        world.runUntil(10ms);
    }

    void add(MessageFault& fault) { faults().add(channel, world.probe(channel), fault); }
    [[nodiscard]] MessageFaults& faults() { return world.broker->messageFaults(world.network); }
    [[nodiscard]] SimTime deliveredAt(std::size_t index) const { return consumer->deliveries.at(index).at; }

    BrokerWorld world;
    ChannelId channel;
    ProducerId producer;
    TestConsumer* consumer;
};

}  // namespace

void MessageFaultsTest::aCopyFollowsAfterItsGapAndIsExtra()
{
    Line line;
    Meddler twice(1, 0s, 50ms);
    line.add(twice);

    line.world.publish(line.producer, line.channel, 1);
    line.world.publish(line.producer, line.channel, 2);
    line.world.runUntil(1s);

    QCOMPARE(line.consumer->text(), std::string("1 2 1"));
    QCOMPARE(line.deliveredAt(0), SimTime{12020us});
    QCOMPARE(line.deliveredAt(2), SimTime{62020us});
    QCOMPARE(line.world.probe(line.channel).in(), std::uint64_t{3});
    QCOMPARE(line.world.probe(line.channel).extras(ExtraCause::Duplicate), std::uint64_t{1});
    QVERIFY(line.world.isBalanced());
}

void MessageFaultsTest::whatIsHeldBackIsOvertaken()
{
    Line line;
    Meddler holding(1, 50ms, 0s);
    line.add(holding);

    const Confirm& confirm = line.world.publish(line.producer, line.channel, 1);
    line.world.publish(line.producer, line.channel, 2);
    line.world.runUntil(59ms);
    const std::uint64_t before = line.world.probe(line.channel).in();
    line.world.runUntil(1s);

    QCOMPARE(line.consumer->text(), std::string("2 1"));
    QCOMPARE(line.deliveredAt(1), SimTime{62020us});
    QCOMPARE(confirm.at, SimTime{62020us});  // a way, the routing, a way: the queue does not wait for its disk
    QCOMPARE(before, std::uint64_t{1});
    QCOMPARE(line.world.probe(line.channel).extras(ExtraCause::Duplicate), std::uint64_t{0});
}

void MessageFaultsTest::holdsAddUpAndEndOneByOne()
{
    Line line;
    Meddler shorter(1, 20ms, 0s);
    Meddler longer(1, 30ms, 0s);
    line.add(shorter);
    line.add(longer);

    line.world.publish(line.producer, line.channel, 1);
    line.faults().remove(line.channel, shorter);
    line.world.publish(line.producer, line.channel, 1);
    line.faults().remove(line.channel, longer);
    line.world.publish(line.producer, line.channel, 1);
    line.world.runUntil(1s);

    QCOMPARE(line.deliveredAt(0), SimTime{12020us});
    QCOMPARE(line.deliveredAt(1), SimTime{42020us});
    QCOMPARE(line.deliveredAt(2), SimTime{62020us});
}

void MessageFaultsTest::aCrashTakesWhatItsProducerHolds()
{
    Line line;
    Meddler both(1, 50ms, 80ms);
    line.add(both);

    const Confirm& confirm = line.world.publish(line.producer, line.channel, 1);
    line.world.runUntil(20ms);
    line.world.broker->crashProducer(line.producer);
    line.world.broker->reviveProducer(line.producer);
    line.world.runUntil(1s);

    QVERIFY(confirm.isOpen);
    QCOMPARE(line.consumer->text(), std::string());
    QCOMPARE(line.world.probe(line.channel).in(), std::uint64_t{0});
}

void MessageFaultsTest::otherProducersKeepWhatTheyHold()
{
    Line line;
    const ProducerId other = line.world.addProducer();
    Meddler holding(1, 50ms, 0s);
    line.add(holding);

    line.world.publish(line.producer, line.channel, 1, 100);
    line.world.publish(other, line.channel, 1, 200);
    line.world.broker->crashProducer(line.producer);
    line.world.runUntil(1s);

    QCOMPARE(line.consumer->sizesOf(1), std::vector<std::int32_t>{200});
}

void MessageFaultsTest::foreignMessagesAreExtra()
{
    Line line;
    Meddler holding(7, 50ms, 0s);
    line.add(holding);

    Message foreign;
    foreign.key = 7;
    foreign.event = line.faults().addForeign(3ms);
    line.faults().publishForeign(line.producer, line.channel, line.world.probe(line.channel), foreign);
    line.world.runUntil(1s);

    QCOMPARE(line.deliveredAt(0), SimTime{12020us});  // no other fault meddles with it
    QCOMPARE(line.world.probe(line.channel).extras(ExtraCause::Foreign), std::uint64_t{1});
    QCOMPARE(line.world.broker->passOverTime(foreign), Duration{3ms});
    QVERIFY(line.world.isBalanced());
}

QTEST_APPLESS_MAIN(MessageFaultsTest)
#include "tst_message_faults.moc"
