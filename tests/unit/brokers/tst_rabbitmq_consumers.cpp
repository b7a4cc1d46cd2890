// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which consumer of a queue gets the next message.
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class RabbitmqConsumersTest : public QObject {
    Q_OBJECT

private slots:
    void thoseOfTheHighestPriorityComeFirst_data();
    void thoseOfTheHighestPriorityComeFirst();
    void aPriorityStaysWithItsConsumer();
    void anExclusiveConsumerKeepsOthersAway();
    void aSingleActiveConsumerGivesWay_data();
    void aSingleActiveConsumerGivesWay();
    void theNextActiveOneIsChosenByPriority();
};

namespace {

struct TurnSetting : QueueSetting {
    explicit TurnSetting(const spec::RabbitmqQueue& queue, const spec::RabbitmqSettings& settings) : QueueSetting(settings, queue)
    {
        world.runUntil(1s);
    }
    TestConsumer& attach()
    {
        TestConsumer& consumer = QueueSetting::attach(true);
        world.runFor(10ms);
        return consumer;
    }
    void publish(std::uint64_t from, std::uint64_t to)
    {
        for (std::uint64_t key = from; key <= to; ++key)
            QueueSetting::publish(key);
        world.runFor(100ms);
    }
};

using Priorities = std::vector<spec::RabbitmqConsumerPriority>;

}  // namespace

void RabbitmqConsumersTest::thoseOfTheHighestPriorityComeFirst_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("classic") << static_cast<int>(spec::RabbitmqQueueType::Classic);
    QTest::newRow("quorum") << static_cast<int>(spec::RabbitmqQueueType::Quorum);
}

void RabbitmqConsumersTest::thoseOfTheHighestPriorityComeFirst()
{
    QFETCH(int, type);
    TurnSetting setting({.type = static_cast<spec::RabbitmqQueueType>(type), .consumerPriorities = Priorities{{.component = "other", .priority = 99},
                                                                    {.component = "billing", .consumers = 1, .priority = -1},
                                                                    {.component = "billing", .consumers = 2, .priority = 10}}},
                    {.prefetch = 2});
    const TestConsumer& last = setting.attach();
    const TestConsumer& first = setting.attach();
    const TestConsumer& alsoFirst = setting.attach();
    const TestConsumer& between = setting.attach();

    setting.publish(1, 8);

    QCOMPARE(first.text(), std::string("1 3"));
    QCOMPARE(alsoFirst.text(), std::string("2 4"));
    QCOMPARE(between.text(), std::string("5 6"));
    QCOMPARE(last.text(), std::string("7 8"));
}

void RabbitmqConsumersTest::aPriorityStaysWithItsConsumer()
{
    TurnSetting setting({.consumerPriorities = Priorities{{.component = "billing", .priority = 5}}}, {.prefetch = 2});
    TestConsumer& first = setting.attach();
    const TestConsumer& second = setting.attach();
    first.detach(Departure::Closed);
    setting.world.runFor(1s);
    first.attach();
    setting.world.runFor(1s);

    setting.publish(1, 3);

    QCOMPARE(first.text(), std::string("1 2"));
    QCOMPARE(second.text(), std::string("3"));
}

void RabbitmqConsumersTest::anExclusiveConsumerKeepsOthersAway()
{
    TurnSetting setting({.isExclusive = true}, {.prefetch = 1, .networkRecoveryInterval = 5s});
    TestConsumer& first = setting.attach();
    const TestConsumer& second = setting.attach();
    setting.publish(1, 2);

    first.detach(Departure::Reset);
    setting.world.runFor(1s);
    const std::string atOnce = second.text();
    setting.world.runFor(10s);

    QCOMPARE(first.text(), std::string("1"));
    QCOMPARE(atOnce, std::string());  // it has been refused, and tries again later
    QCOMPARE(second.text(), std::string("1*"));
}

void RabbitmqConsumersTest::aSingleActiveConsumerGivesWay_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("givesWay");

    QTest::newRow("quorum, 4.x") << static_cast<int>(spec::RabbitmqVersion::V4) << static_cast<int>(spec::RabbitmqQueueType::Quorum) << true;
    QTest::newRow("quorum, 3.13") << static_cast<int>(spec::RabbitmqVersion::V3_13) << static_cast<int>(spec::RabbitmqQueueType::Quorum) << false;
    QTest::newRow("classic") << static_cast<int>(spec::RabbitmqVersion::V4) << static_cast<int>(spec::RabbitmqQueueType::Classic) << false;
}

void RabbitmqConsumersTest::aSingleActiveConsumerGivesWay()
{
    QFETCH(int, version);
    QFETCH(int, type);
    QFETCH(bool, givesWay);
    TurnSetting setting({.type = static_cast<spec::RabbitmqQueueType>(type), .isSingleActiveConsumer = true,
                     .consumerPriorities = Priorities{{.component = "billing", .priority = 0}, {.component = "billing", .priority = 5}}},
                    {.version = static_cast<spec::RabbitmqVersion>(version), .prefetch = 3});
    TestConsumer& first = setting.attach();
    setting.publish(1, 1);
    const TestConsumer& second = setting.attach();

    setting.publish(2, 2);
    const std::string before = second.text();
    first.settleOldest(Settlement::Acknowledge);
    setting.world.runFor(1s);

    QCOMPARE(before, std::string());
    QCOMPARE(first.text(), std::string(givesWay ? "1" : "1 2"));
    QCOMPARE(second.text(), std::string(givesWay ? "2" : ""));
}

void RabbitmqConsumersTest::theNextActiveOneIsChosenByPriority()
{
    TurnSetting setting({.type = spec::RabbitmqQueueType::Classic, .isSingleActiveConsumer = true,
                     .consumerPriorities = Priorities{{.component = "billing", .consumers = 2, .priority = 0}, {.component = "billing", .priority = 5}}},
                    {.prefetch = 3});
    TestConsumer& first = setting.attach();
    const TestConsumer& second = setting.attach();
    const TestConsumer& third = setting.attach();

    first.detach(Departure::Closed);
    setting.world.runFor(1s);
    setting.publish(1, 1);

    QCOMPARE(second.text(), std::string());
    QCOMPARE(third.text(), std::string("1"));
}

QTEST_APPLESS_MAIN(RabbitmqConsumersTest)

#include "tst_rabbitmq_consumers.moc"
