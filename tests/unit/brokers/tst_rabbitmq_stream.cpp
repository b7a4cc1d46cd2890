// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

using Begin = spec::RabbitmqStreamOffset;
Q_DECLARE_METATYPE(Begin)

class RabbitmqStreamTest : public QObject {
    Q_OBJECT

private slots:
    void everyConsumerReadsEverything();
    void aConsumerHoldsNoMoreThanItsPrefetch();
    void aRejectedMessageDoesNotComeAgain();
    void aConsumerBeginsWhereItSays_data();
    void aConsumerBeginsWhereItSays();
    void whoeverComesBackBeginsAsBefore_data();
    void whoeverComesBackBeginsAsBefore();
    void theBrokerRemembersWhatWasStored();
    void onlyOneConsumerOfANameIsActive();
    void retentionDeletesWholeSegments();
    void aConfirmWaitsForAMajorityAndForNoDisk_data();
    void aConfirmWaitsForAMajorityAndForNoDisk();
    void aConsumerReadsFromItsOwnNode();
    void aStreamSurvivesItsLeader();
    void withoutAMajorityNothingIsConfirmed();
    void aPowerCutTakesWhatIsOnNoDisk_data();
    void aPowerCutTakesWhatIsOnNoDisk();
};

namespace {

spec::RabbitmqQueue streamOf(const spec::RabbitmqStream& settings)
{
    spec::RabbitmqQueue queue;
    queue.type = spec::RabbitmqQueueType::Stream;
    queue.stream = settings;
    return queue;
}

spec::RabbitmqStream beginAt(Begin begin) { return {.offset = begin}; }

struct StreamSetting : QueueSetting {
    explicit StreamSetting(const spec::RabbitmqStream& stream = beginAt(Begin::First), const spec::RabbitmqSettings& settings = {}, std::size_t nodes = 1)
        : StreamSetting(streamOf(stream), settings, nodes)
    {
    }
    StreamSetting(const spec::RabbitmqQueue& queue, const spec::RabbitmqSettings& settings = {}, std::size_t nodes = 1)
        : QueueSetting(settings, queue, nodes)
    {
        world.runUntil(1s);
    }

    TestConsumer& attach(bool isHolding = false)
    {
        TestConsumer& consumer = QueueSetting::attach(isHolding);
        world.runFor(10ms);
        return consumer;
    }

    /// Keys go on from the last one.
    void publish(std::uint64_t count)
    {
        for (std::uint64_t i = 0; i < count; ++i)
            QueueSetting::publish(++lastKey);
        world.runFor(100ms);
    }
    [[nodiscard]] std::uint64_t delivered() { return world.probe(channel).delivered(); }
    [[nodiscard]] std::uint64_t extras() { return world.probe(channel).extras(ExtraCause::EveryInstance); }

    std::uint64_t lastKey = 0;
};

}  // namespace

void RabbitmqStreamTest::everyConsumerReadsEverything()
{
    StreamSetting setting;
    const TestConsumer& first = setting.attach();
    const TestConsumer& second = setting.attach();

    setting.publish(3);

    QCOMPARE(first.text(), std::string("1 2 3"));
    QCOMPARE(second.text(), std::string("1 2 3"));
    QCOMPARE(setting.delivered(), std::uint64_t{6});
    QCOMPARE(setting.extras(), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::aConsumerHoldsNoMoreThanItsPrefetch()
{
    StreamSetting setting(beginAt(Begin::First), {.prefetch = 2});
    TestConsumer& consumer = setting.attach(true);

    setting.publish(5);
    const std::string before = consumer.text();
    consumer.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(100ms);

    QCOMPARE(before, std::string("1 2"));
    QCOMPARE(consumer.text(), std::string("1 2 3"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::aRejectedMessageDoesNotComeAgain()
{
    StreamSetting setting(beginAt(Begin::First), {.prefetch = 1});
    TestConsumer& consumer = setting.attach();
    consumer.answer = Settlement::Requeue;

    setting.publish(3);

    QCOMPARE(consumer.text(), std::string("1 2 3"));
    QCOMPARE(setting.losses(LossCause::Discarded), std::uint64_t{3});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::aConsumerBeginsWhereItSays_data()
{
    QTest::addColumn<Begin>("begin");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<Duration>("time");
    QTest::addColumn<QString>("expected");

    QTest::newRow("at the first message") << Begin::First << qint64{0} << Duration{} << "1 2 3 4 5";
    QTest::newRow("at the last one") << Begin::Last << qint64{0} << Duration{} << "4 5";
    QTest::newRow("with the next one") << Begin::Next << qint64{0} << Duration{} << "5";
    QTest::newRow("at an offset") << Begin::Offset << qint64{2} << Duration{} << "3 4 5";
    QTest::newRow("at an offset that is not there yet") << Begin::Offset << qint64{4} << Duration{} << "5";
    QTest::newRow("at a time of the run") << Begin::Timestamp << qint64{0} << Duration{1050ms} << "3 4 5";
    QTest::newRow("at a time to come: with the next one") << Begin::Timestamp << qint64{0} << Duration{1h} << "5";
    QTest::newRow("at a time before") << Begin::Interval << qint64{0} << Duration{150ms} << "3 4 5";
}

void RabbitmqStreamTest::aConsumerBeginsWhereItSays()
{
    QFETCH(Begin, begin);
    QFETCH(qint64, offset);
    QFETCH(Duration, time);
    QFETCH(QString, expected);
    StreamSetting setting({.offset = begin, .startOffset = offset, .startTime = time});
    setting.publish(2);  // at 1 s
    setting.publish(2);  // at 1.1 s

    const TestConsumer& consumer = setting.attach();
    setting.publish(1);

    QCOMPARE(QString::fromStdString(consumer.text()), expected);
    QCOMPARE(setting.losses(LossCause::OffsetReset), 5 - setting.delivered());
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::whoeverComesBackBeginsAsBefore_data()
{
    QTest::addColumn<Begin>("begin");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<quint64>("lost");

    QTest::newRow("first: everything comes again") << Begin::First << "1 2 1* 2* 3 4 5 6" << quint64{0};
    QTest::newRow("next: what was published meanwhile is never read") << Begin::Next << "1 2 6" << quint64{3};
}

void RabbitmqStreamTest::whoeverComesBackBeginsAsBefore()
{
    QFETCH(Begin, begin);
    QFETCH(QString, expected);
    QFETCH(quint64, lost);
    StreamSetting setting(beginAt(begin));
    TestConsumer& consumer = setting.attach();
    setting.publish(2);
    consumer.detach(Departure::Reset);
    setting.publish(3);

    consumer.attach();
    setting.world.runFor(10ms);
    setting.publish(1);

    QCOMPARE(QString::fromStdString(consumer.text()), expected);
    QCOMPARE(setting.losses(LossCause::OffsetReset), lost);
    QCOMPARE(setting.extras(), std::uint64_t{0});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::theBrokerRemembersWhatWasStored()
{
    StreamSetting setting({.offset = Begin::Next, .tracking = spec::RabbitmqOffsetTracking::Automatic, .messageCountBeforeStorage = 2});
    TestConsumer& consumer = setting.attach();
    setting.publish(3);
    consumer.detach(Departure::Reset);
    setting.publish(2);

    consumer.attach();
    setting.world.runFor(6s);  // the rest is stored by the clock
    consumer.detach(Departure::Reset);
    consumer.attach();
    setting.publish(1);

    QCOMPARE(consumer.text(), std::string("1 2 3 3* 4 5 6"));
    QCOMPARE(setting.delivered(), std::uint64_t{6});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::onlyOneConsumerOfANameIsActive()
{
    StreamSetting setting({.isSingleActiveConsumer = true, .tracking = spec::RabbitmqOffsetTracking::Automatic, .messageCountBeforeStorage = 1});
    TestConsumer& first = setting.attach();
    TestConsumer& second = setting.attach();

    setting.publish(2);
    first.detach(Departure::Closed);
    setting.publish(2);

    QCOMPARE(first.text(), std::string("1 2"));
    QCOMPARE(second.text(), std::string("3 4"));
    QCOMPARE(setting.extras(), std::uint64_t{0});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::retentionDeletesWholeSegments()
{
    spec::RabbitmqQueue queue = streamOf({.maxSegmentBytes = 2000, .offset = Begin::First});
    queue.maxLengthBytes = 3000;
    StreamSetting setting(queue);

    setting.publish(7);  // of 1000 bytes: two in each segment, one in the fourth
    const TestConsumer& consumer = setting.attach();

    QCOMPARE(consumer.text(), std::string("5 6 7"));
    QCOMPARE(setting.losses(LossCause::Overflow), std::uint64_t{4});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::aConfirmWaitsForAMajorityAndForNoDisk_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<Duration>("expected");

    QTest::newRow("one node: the way there and back, and the routing") << 1 << Duration{2ms + 20us};
    QTest::newRow("three: the way to a replica and back on top") << 3 << Duration{4ms + 20us};
}

void RabbitmqStreamTest::aConfirmWaitsForAMajorityAndForNoDisk()
{
    QFETCH(int, nodes);
    QFETCH(Duration, expected);
    StreamSetting setting(beginAt(Begin::First), {.syncTime = distribution::Constant{50ms}}, static_cast<std::size_t>(nodes));
    const SimTime published = setting.world.calendar.now();

    const Confirm& confirm = setting.QueueSetting::publish(1);
    setting.world.runFor(1s);

    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(confirm.at - published, expected);
}

void RabbitmqStreamTest::aConsumerReadsFromItsOwnNode()
{
    StreamSetting setting(beginAt(Begin::First), {}, 3);  // consumers go round the nodes
    std::vector<TestConsumer*> consumers;
    for (int i = 0; i < 3; ++i)
        consumers.push_back(&setting.attach());
    const SimTime published = setting.world.calendar.now();

    setting.publish(1);

    QCOMPARE(consumers[0]->deliveries.front().at - published, Duration{1ms + 20us + 2ms + 1ms});
    QCOMPARE(consumers[1]->deliveries.front().at - published, Duration{1ms + 20us + 2ms + 1ms + 1ms});
    QCOMPARE(consumers[2]->deliveries.front().at - published, Duration{1ms + 20us + 2ms + 1ms + 1ms});
}

void RabbitmqStreamTest::aStreamSurvivesItsLeader()
{
    StreamSetting setting(beginAt(Begin::First), {.leaderElection = 500ms}, 3);
    const ProducerId producer = setting.world.addProducer();  // on the second node
    static_cast<void>(setting.attach());
    const TestConsumer& onSecond = setting.attach();
    setting.publish(2);

    setting.world.broker->crashNode(0, false);
    Confirm& meanwhile = setting.world.publish(producer, setting.channel, 3);
    setting.world.runFor(400ms);
    const bool wasOpen = meanwhile.isOpen;
    setting.world.runFor(10s);

    QVERIFY(wasOpen);
    QCOMPARE(meanwhile.outcome, Outcome::Ok);
    QCOMPARE(onSecond.text(), std::string("1 2 3"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::withoutAMajorityNothingIsConfirmed()
{
    StreamSetting setting(beginAt(Begin::First), {}, 3);
    const TestConsumer& consumer = setting.attach();
    setting.world.broker->crashNode(1, false);
    setting.world.broker->crashNode(2, false);
    setting.world.runFor(1s);

    Confirm& confirm = setting.QueueSetting::publish(1);
    setting.world.runFor(10s);
    const bool wasOpen = confirm.isOpen;
    setting.world.broker->restartNode(2);
    setting.world.runFor(20s);

    QVERIFY(wasOpen);
    QCOMPARE(confirm.outcome, Outcome::Ok);
    QCOMPARE(consumer.text(), std::string("1"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqStreamTest::aPowerCutTakesWhatIsOnNoDisk_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("without");
    QTest::addColumn<quint64>("lost");

    QTest::newRow("a single node: what is younger than the write-back") << 1 << 1 << quint64{3};
    QTest::newRow("one of three: the others have it") << 3 << 1 << quint64{0};
    QTest::newRow("two of three: the third has it") << 3 << 2 << quint64{0};
    QTest::newRow("all three") << 3 << 3 << quint64{3};
}

void RabbitmqStreamTest::aPowerCutTakesWhatIsOnNoDisk()
{
    QFETCH(int, nodes);
    QFETCH(int, without);
    QFETCH(quint64, lost);
    StreamSetting setting(beginAt(Begin::First), {}, static_cast<std::size_t>(nodes));
    setting.publish(2);
    setting.world.runFor(40s);
    setting.publish(3);

    for (int node = 0; node < without; ++node) {
        setting.world.broker->crashNode(static_cast<std::size_t>(node), true);
        setting.world.broker->losePower(static_cast<std::size_t>(node));
    }
    setting.world.runFor(1s);
    for (int node = 0; node < without; ++node)
        setting.world.broker->restartNode(static_cast<std::size_t>(node));
    setting.world.runFor(100s);
    const TestConsumer& consumer = setting.attach();

    QCOMPARE(setting.losses(LossCause::PowerLoss), lost);
    QCOMPARE(consumer.deliveries.size(), static_cast<std::size_t>(5 - lost));
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(RabbitmqStreamTest)
#include "tst_rabbitmq_stream.moc"
