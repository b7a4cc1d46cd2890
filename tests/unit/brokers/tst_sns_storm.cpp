// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/sns_setting.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

/// Whatever crashes at SNS, at SQS and at their clients: the books agree, and in the end nothing is left behind.
class SnsStormTest : public QObject {
    Q_OBJECT

private slots:
    void theBooksBalanceInAnyStorm_data();
    void theBooksBalanceInAnyStorm();
};

namespace {

spec::SnsTopic stormyTopic(const QByteArray& name)
{
    spec::SnsTopic topic{.deadLetterChannel = "dead"};
    topic.isFifo = topic.queue.isFifo = name.contains("FIFO");
    topic.queue.maxReceiveCount = 6;
    topic.queue.deadLetterChannel = "dead";
    topic.queue.maximumMessageSize = 4000;
    if (name == "requests")
        topic.protocol = spec::SnsProtocol::Https;
    return topic;
}

class SnsStorm {
public:
    SnsStorm(const QByteArray& name, std::uint64_t seed)
        : setting(stormyTopic(name), {.isFifo = name.contains("FIFO")}, Distribution{distribution::Exponential{50ms}}), m_dice(seed)
    {
        for (const char* component : {"billing", "shipping"}) {
            const SubscriptionId subscription = setting.sns->addSubscription(setting.topic, component);
            for (int i = 0; i < 2; ++i) {
                TestConsumer& consumer = setting.attach(subscription, 3ms);
                consumer.isForgetting = true;
                m_consumers.push_back({&consumer, true});
            }
        }
    }

    void blow()
    {
        setting.world.runFor(Duration{static_cast<std::int64_t>(m_dice.below(std::uint64_t{1} << (10 + m_dice.below(24))))});
        switch (m_dice.below(10)) {
        case 0: strike(*setting.sns, m_isSnsUp); break;
        case 1: strike(*setting.world.broker, m_isSqsUp); break;
        case 2: strikeProducer(); break;
        case 3:
        case 4: strikeConsumer(); break;
        case 5: changeMood(); break;
        case 6: strikeReads(); break;
        default: publishSome(); break;
        }
    }

    void calm()
    {
        if (!m_isSnsUp)
            strike(*setting.sns, m_isSnsUp);
        if (!m_isSqsUp)
            strike(*setting.world.broker, m_isSqsUp);
        if (m_isDenied)
            strikeReads();
        for (auto& [consumer, isAttached] : m_consumers) {
            consumer->answer = Settlement::Acknowledge;
            if (!isAttached)
                consumer->attach();
        }
        setting.world.runFor(2000s);
    }

    SnsSetting setting;

private:
    void strike(Broker& service, bool& isUp)
    {
        isUp ? service.crashNode(0, m_dice.below(2) == 0) : service.restartNode(0);
        isUp = !isUp;
    }

    void strikeProducer()
    {
        setting.sns->crashProducer(setting.producer);
        setting.sns->reviveProducer(setting.producer);
    }

    void strikeConsumer()
    {
        auto& [consumer, isAttached] = m_consumers[m_dice.below(m_consumers.size())];
        isAttached ? consumer->detach(static_cast<Departure>(m_dice.below(3))) : consumer->attach();
        isAttached = !isAttached;
    }

    void changeMood()
    {
        m_consumers[m_dice.below(m_consumers.size())].first->answer = static_cast<Settlement>(m_dice.below(3));
    }

    void strikeReads()
    {
        BrokerFaults& faults = setting.sns->faults();
        m_isDenied ? faults.allow(setting.topic, false) : faults.deny(setting.topic, false);
        m_isDenied = !m_isDenied;
    }

    void publishSome()
    {
        for (std::uint64_t left = m_dice.below(50); left > 0; --left)
            setting.publish(static_cast<std::uint32_t>(m_dice.below(20)), static_cast<std::int32_t>(m_dice.below(4000)));
    }

    RandomStream m_dice;
    bool m_isSnsUp = true;
    bool m_isSqsUp = true;
    bool m_isDenied = false;
    std::vector<std::pair<TestConsumer*, bool>> m_consumers;
};

}  // namespace

void SnsStormTest::theBooksBalanceInAnyStorm_data()
{
    QTest::addColumn<QByteArray>("kind");

    for (const char* kind : {"queues", "requests", "FIFO"})
        QTest::newRow(kind) << QByteArray(kind);
}

void SnsStormTest::theBooksBalanceInAnyStorm()
{
    QFETCH(QByteArray, kind);

    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SnsStorm storm(kind, seed);
        for (int i = 0; i < 300; ++i) {
            storm.blow();
            QVERIFY2(storm.setting.isBalanced(), qPrintable(QStringLiteral("seed %1, gust %2").arg(seed).arg(i)));
        }
        storm.calm();

        QVERIFY(storm.setting.isBalanced());
        QVERIFY(storm.setting.probe.delivered() > 50);
        QCOMPARE(storm.setting.probe.held(), std::uint64_t{0});
        QCOMPARE(storm.setting.world.tracker.unfinished(), std::uint64_t{0});
    }
}

QTEST_APPLESS_MAIN(SnsStormTest)
#include "tst_sns_storm.moc"
