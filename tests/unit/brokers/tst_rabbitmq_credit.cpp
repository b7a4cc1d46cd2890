// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/broker_faults.h"
#include "tests/unit/brokers/cut.h"
#include "tests/unit/brokers/queue_setting.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::tests;

/// How far publishers may be ahead of RabbitMQ's queues.
class RabbitmqCreditTest : public QObject {
    Q_OBJECT

    using Type = spec::RabbitmqQueueType;

private slots:
    void aConnectionIsAheadOfItsChannelByItsCredit_data();
    void aConnectionIsAheadOfItsChannelByItsCredit();
    void whatHasNotBeenSentMakesNoQueueSlow();
    void aQueueThatStandsStillGetsNoMoreThanTheCredit_data();
    void aQueueThatStandsStillGetsNoMoreThanTheCredit();
    void publishersKeepToTheRateOfTheLog_data();
    void publishersKeepToTheRateOfTheLog();
    void aFarClassicQueueGrantsCreditFromAfar();
    void aClassicQueueGrantsInLots();
    void oneSlowQueueHoldsUpTheWholeConnection();
    void whatAQueueDoesNotKeepIsAnswered_data();
    void whatAQueueDoesNotKeepIsAnswered();
    void whatALostQueueSwallowsIsAnswered();
    void aNewConnectionHasNewCredit();
    void whatADeadLetterCostsNobodyPays();
};

namespace {

/// A tenth of what is usual.
constexpr spec::RabbitmqLimits kTenthOfCredit{
    .initialCredit = 40, .moreCredit = 20, .quorumSoftLimit = 8, .streamSoftLimit = 16};

spec::RabbitmqSettings brokerWith(const spec::RabbitmqLimits& limits, Duration routing = Duration{},
                                  Duration sync = 1ms)
{
    return {.routingTime = Distribution{distribution::Constant{routing}},
            .syncTime = Distribution{distribution::Constant{sync}},
            .limits = limits};
}

struct CreditSetting : ConfirmedSetting {
    CreditSetting(spec::RabbitmqQueueType type, const spec::RabbitmqSettings& settings, std::size_t nodes = 1)
        : ConfirmedSetting(settings, spec::RabbitmqQueue{.type = type}, nodes)
    {
        world.runUntil(1s);
    }

    [[nodiscard]] double flow() const
    {
        double share = -1;
        world.broker->addFigures(
            [&](std::string_view metric, double value, std::uint64_t) { share = metric == "flow" ? value : share; });
        return share;
    }
    /// Messages that the node had read when it died: what it had not was never confirmed.
    std::uint64_t readBeforeTheEndOf(std::uint32_t node)
    {
        world.broker->crashNode(node, false);
        world.runFor(1s);
        return confirms.size() - losses(LossCause::BrokerCrashed);
    }
};

}  // namespace

void RabbitmqCreditTest::aConnectionIsAheadOfItsChannelByItsCredit_data()
{
    QTest::addColumn<qint64>("credit");
    QTest::addColumn<qint64>("milliseconds");

    QTest::newRow("{400, 200}") << qint64{400} << qint64{401};
    QTest::newRow("{300, 200}") << qint64{300} << qint64{301};
    QTest::newRow("without credit flow") << qint64{0} << qint64{1001};
}

void RabbitmqCreditTest::aConnectionIsAheadOfItsChannelByItsCredit()
{
    QFETCH(qint64, credit);
    QFETCH(qint64, milliseconds);
    CreditSetting setting(Type::Classic, brokerWith({.initialCredit = credit}, 1ms));
    const ProducerId other = setting.world.addProducer();

    setting.publish(1000);
    const Confirm& confirm = setting.world.publish(other, setting.channel, 1);
    setting.world.runFor(10s);

    // The node routes one message in 1 ms. Whoever comes second has so many before it.
    QCOMPARE(confirm.at, SimTime{1s + 2ms} + std::chrono::milliseconds{milliseconds});
    QCOMPARE(setting.confirmed(), std::ptrdiff_t{1000});
    QCOMPARE(setting.flow() > 0, credit > 0);
}

void RabbitmqCreditTest::whatHasNotBeenSentMakesNoQueueSlow()
{
    CreditSetting setting(Type::Quorum, brokerWith({}, 1ms));
    const ProducerId other = setting.world.addProducer();

    setting.publish(1000);
    setting.world.runFor(250ms);
    const Confirm& confirm = setting.world.publish(other, setting.channel, 1);
    setting.world.runFor(10s);

    // 400 read at first, and 200 more after 200 ms, when 200 were still with the channel.
    QVERIFY(confirm.at > SimTime{1600ms} && confirm.at < SimTime{1610ms});
}

void RabbitmqCreditTest::aQueueThatStandsStillGetsNoMoreThanTheCredit_data()
{
    QTest::addColumn<spec::RabbitmqQueueType>("type");
    QTest::addColumn<bool>("hasConfirms");
    QTest::addColumn<qint64>("softLimit");
    QTest::addColumn<qulonglong>("messages");

    QTest::newRow("quorum") << Type::Quorum << true << qint64{8} << 40ULL;
    QTest::newRow("quorum, without confirms") << Type::Quorum << false << qint64{8} << 40ULL;
    QTest::newRow("quorum, a limit that comes after the first grant") << Type::Quorum << true << qint64{32} << 60ULL;
    QTest::newRow("quorum, without a limit") << Type::Quorum << true << qint64{0} << 100ULL;
    QTest::newRow("stream") << Type::Stream << true << qint64{16} << 40ULL;
    QTest::newRow("stream, without confirms nobody counts") << Type::Stream << false << qint64{16} << 100ULL;
}

void RabbitmqCreditTest::aQueueThatStandsStillGetsNoMoreThanTheCredit()
{
    QFETCH(spec::RabbitmqQueueType, type);
    QFETCH(bool, hasConfirms);
    QFETCH(qint64, softLimit);
    QFETCH(qulonglong, messages);
    spec::RabbitmqLimits limits = kTenthOfCredit;
    limits.quorumSoftLimit = limits.streamSoftLimit = softLimit;
    spec::RabbitmqSettings settings = brokerWith(limits);
    settings.hasPublisherConfirms = hasConfirms;
    CreditSetting setting(type, settings, 3);
    setting.world.broker->crashNode(1, false);
    setting.world.broker->crashNode(2, false);
    setting.world.runUntil(10s);

    setting.publish(100);
    setting.world.runUntil(20s);

    QCOMPARE(qulonglong{setting.readBeforeTheEndOf(0)}, messages);
}

void RabbitmqCreditTest::publishersKeepToTheRateOfTheLog_data()
{
    QTest::addColumn<qint64>("credit");
    QTest::addColumn<qint64>("most");
    QTest::addColumn<qint64>("least");

    // 10 fsyncs, each of which can take no more than what may be ahead of the queue.
    QTest::newRow("with credit flow") << qint64{40} << qint64{600} << qint64{100};
    QTest::newRow("without") << qint64{0} << qint64{1000} << qint64{1000};
}

void RabbitmqCreditTest::publishersKeepToTheRateOfTheLog()
{
    QFETCH(qint64, credit);
    QFETCH(qint64, most);
    QFETCH(qint64, least);
    spec::RabbitmqLimits limits = kTenthOfCredit;
    limits.initialCredit = credit;
    CreditSetting setting(Type::Quorum, brokerWith(limits, Duration{}, 10ms));

    setting.publish(1000);
    setting.world.runFor(105ms);
    const std::ptrdiff_t soon = setting.confirmed();
    setting.world.runFor(10s);

    QVERIFY2(soon <= most && soon >= least, std::to_string(soon).c_str());
    QCOMPARE(setting.confirmed(), std::ptrdiff_t{1000});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqCreditTest::aFarClassicQueueGrantsCreditFromAfar()
{
    CreditSetting setting(Type::Classic, brokerWith(kTenthOfCredit), 2);
    setting.producer = setting.world.addProducer();  // at the second node, 1 ms from the queue

    setting.publish(200);
    setting.world.runFor(3900us);
    const std::ptrdiff_t first = setting.confirmed();
    setting.world.runFor(10s);

    // A way to the node, one to the queue, and both back; the next ones leave when the credit has come back one way.
    const auto confirmedAt = [&](Duration wait) {
        return std::ranges::count_if(setting.confirms,
                                     [wait](const Confirm* confirm) { return confirm->at == SimTime{1s + wait}; });
    };
    QCOMPARE(first, std::ptrdiff_t{0});
    QCOMPARE(confirmedAt(4ms), std::ptrdiff_t{60});
    QCOMPARE(confirmedAt(5ms), std::ptrdiff_t{0});
    QCOMPARE(confirmedAt(6ms), std::ptrdiff_t{60});
    QCOMPARE(setting.confirmed(), std::ptrdiff_t{200});
}

void RabbitmqCreditTest::aClassicQueueGrantsInLots()
{
    CreditSetting setting(Type::Classic, brokerWith({.initialCredit = 4, .moreCredit = 4}, 100us), 2);
    setting.producer = setting.world.addProducer();  // at the second node, 1 ms from the queue

    setting.publish(5);
    setting.world.runFor(1s);

    // The queue takes the fourth after 2.4 ms, the node hears of it a way later; routing, to the queue, two ways back.
    QCOMPARE(setting.confirms[4]->at, SimTime{1s + 6500us});
}

void RabbitmqCreditTest::oneSlowQueueHoldsUpTheWholeConnection()
{
    CreditSetting setting(Type::Quorum, brokerWith(kTenthOfCredit), 3);
    const ChannelId classic = setting.world.addChannel("classic", spec::RabbitmqQueue{.type = Type::Classic});
    static_cast<void>(setting.world.subscribe(classic, "billing"));
    const ProducerId other = setting.world.addProducer();
    static_cast<void>(setting.world.broker->faults().loseLeader(setting.channel, 0, 60s));

    setting.publish(50);
    const Confirm& behind = setting.world.publish(setting.producer, classic, 51);
    const Confirm& elsewhere = setting.world.publish(other, classic, 52);
    setting.world.runFor(10s);
    const bool wasOpen = behind.isOpen;
    const double flow = setting.flow();
    setting.world.runFor(100s);

    QVERIFY(wasOpen);
    QVERIFY(!elsewhere.isOpen);
    QVERIFY(flow > 0.4);  // one of two connections, from 1 to 11 s
    QVERIFY(!behind.isOpen && behind.outcome == Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqCreditTest::whatAQueueDoesNotKeepIsAnswered_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<bool>("isDown");
    QTest::addColumn<Outcome>("last");

    QTest::newRow("a full classic queue refuses") << Type::Classic << false << Outcome::Refused;
    QTest::newRow("a full quorum queue refuses") << Type::Quorum << false << Outcome::Refused;
    QTest::newRow("the node of a classic queue is down") << Type::Classic << true << Outcome::Ok;
}

void RabbitmqCreditTest::whatAQueueDoesNotKeepIsAnswered()
{
    QFETCH(Type, type);
    QFETCH(bool, isDown);
    QFETCH(Outcome, last);
    QueueSetting setting(
        brokerWith(kTenthOfCredit),
        spec::RabbitmqQueue{.type = type, .maxLength = 10, .overflow = spec::RabbitmqOverflow::RejectPublish}, 2);
    setting.producer = setting.world.addProducer();  // not at the queue's node
    setting.world.runUntil(1s);
    if (isDown)
        setting.world.broker->crashNode(0, false);

    const Confirm* confirm = nullptr;
    for (std::uint64_t key = 1; key <= 500; ++key)
        confirm = &setting.publish(key);
    setting.world.runFor(10s);

    QVERIFY(!confirm->isOpen);
    QCOMPARE(confirm->outcome, last);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqCreditTest::whatALostQueueSwallowsIsAnswered()
{
    CreditSetting setting(Type::Classic, brokerWith(kTenthOfCredit), 2);
    setting.producer = setting.world.addProducer();  // at the other node
    const Cut cut(setting.world, {HostId{0}}, {HostId{1}});

    setting.publish(500);
    setting.world.runFor(200s);

    // The nodes lose sight of each other after 60 s; what comes later is confirmed and lost (recording 11-10).
    QCOMPARE(setting.confirmed(), std::ptrdiff_t{500});
    QCOMPARE(setting.confirms.back()->outcome, Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqCreditTest::aNewConnectionHasNewCredit()
{
    CreditSetting setting(Type::Quorum, brokerWith(kTenthOfCredit), 3);
    setting.world.broker->crashNode(1, false);
    setting.world.broker->crashNode(2, false);
    setting.world.runUntil(10s);
    setting.publish(100);
    setting.world.runUntil(20s);
    setting.world.broker->crashNode(0, false);
    setting.world.runUntil(30s);
    for (const std::size_t node : {0, 1, 2})
        setting.world.broker->restartNode(node);
    setting.world.runUntil(40s);

    setting.publish(100);
    setting.world.runUntil(50s);

    for (std::size_t i = 100; i < 200; ++i)
        QVERIFY(!setting.confirms[i]->isOpen && setting.confirms[i]->outcome == Outcome::Ok);
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqCreditTest::whatADeadLetterCostsNobodyPays()
{
    QueueSetting setting(brokerWith(kTenthOfCredit),
                         spec::RabbitmqQueue{.type = Type::Classic, .deadLetterChannel = "dead"});
    setting.addGraveyard(spec::RabbitmqQueue{.type = Type::Quorum});
    setting.attach().answer = Settlement::Discard;
    setting.world.runUntil(1s);

    for (std::uint64_t key = 1; key <= 200; ++key)
        setting.publish(key);
    setting.world.runFor(10s);

    QCOMPARE(setting.graveyard->deliveries.size(), std::size_t{200});
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(RabbitmqCreditTest)
#include "tst_rabbitmq_credit.moc"
