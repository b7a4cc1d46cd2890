// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages that are moved from one channel to another, in whole runs.
#include "tests/unit/faults/shop_run.h"

#include <QTest>

using namespace stormglass;
using namespace stormglass::tests;

class RedriveTest : public QObject {
    Q_OBJECT

private slots:
    void aMessageIsMovedWhateverIsWrongWithIt_data();
    void aMessageIsMovedWhateverIsWrongWithIt();
    void onceMovesWhatWasThereWhenItBegan_data();
    void onceMovesWhatWasThereWhenItBegan();
    void whatACrashInterruptsIsMovedAfterwards();
    void poisonThatIsMovedBackDiesASecondTime();
};

namespace {

const std::string kPoison = R"({"name": "f", "at": "0s", "fault": "poison", "channel": "orders", )";

std::string brokerOf(const std::string& kind)
{
    return kind == "kafka" ? R"({"name": "broker", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s",
                                "producer": {"linger.ms": "0s"}, "consumer": {"auto.commit.interval.ms": "10ms"}})"
                           : R"({"name": "broker", "kind": ")" + kind + "\"}";
}

std::string channelOf(const std::string& name, const std::string& kind)
{
    const std::string rest = kind == "kafka" ? R"("kafka-topic")" : kind == "sqs" ? R"("sqs-queue")" : R"("rabbitmq-queue", "x-delivery-limit": 0)";
    return R"({"name": ")" + name + R"(", "broker": "broker", "kind": )" + rest + "}";
}

/// A shop whose orders are also moved to "copies" by "mover", where "keeper" takes them, and gives up at once.
Shop movingShop(const std::string& kind, const std::string& redrive)
{
    Shop shop;
    shop.broker = brokerOf(kind);
    shop.channels = channelOf("orders", kind) + "," + channelOf("copies", kind);
    shop.more = R"({"name": "mover", "kind": "service", "failed_messages": {"max_attempts": 1},
                    "redrives": [{"from": "orders", "to": "copies", )"
        + redrive + R"(}]},
                   {"name": "keeper", "kind": "service", "failed_messages": {"max_attempts": 1},
                    "operations": [{"name": "keep", "consumes": ["copies"], "program": [{"do": "work", "time": "1ms"}]}]},)";
    return shop;
}

void addBrokers()
{
    for (const char* broker : {"kafka", "rabbitmq", "sqs"})
        QTest::addRow("%s", broker) << QString::fromLatin1(broker);
}

}  // namespace

void RedriveTest::aMessageIsMovedWhateverIsWrongWithIt_data()
{
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("flaw");
    for (const char* broker : {"kafka", "rabbitmq", "sqs"})
        for (const char* flaw : {"poison", "corrupt"})
            QTest::addRow("%s, %s", broker, flaw) << QString::fromLatin1(broker) << QString::fromLatin1(flaw);
}

void RedriveTest::aMessageIsMovedWhateverIsWrongWithIt()
{
    QFETCH(const QString, broker);
    QFETCH(const QString, flaw);
    Shop shop = movingShop(broker.toStdString(), R"("rate": "100/s")");
    shop.chaos = R"({"name": "f", "at": "0s", "channel": "orders", "share": "100%", "fault": ")" + flaw.toStdString() + "\"}";

    const ShopRun run(shop.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.figure("mover", "given_up"), 0.0);
    QCOMPARE(run.figure("orders", "lost"), 0.0);
    // It is as flawed as before where it arrives.
    QCOMPARE(run.figure("copies", "published"), 19.0);
    QCOMPARE(run.figure("keeper", "given_up"), 19.0);
}

void RedriveTest::onceMovesWhatWasThereWhenItBegan_data()
{
    QTest::addColumn<QString>("broker");
    addBrokers();
}

void RedriveTest::onceMovesWhatWasThereWhenItBegan()
{
    QFETCH(const QString, broker);

    const ShopRun run(movingShop(broker.toStdString(), R"("rate": "5/s", "start": "1050ms", "once": true)").text());

    // Ten orders by then; at five a second the last of them is moved when all have been published.
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.figure("copies", "published"), 10.0);
    QCOMPARE(run.figure("mover", "served"), 10.0);
    QCOMPARE(run.account("orders", "delivered"), 29U);
}

void RedriveTest::whatACrashInterruptsIsMovedAfterwards()
{
    Shop shop = movingShop("rabbitmq", R"("rate": "10/s", "start": "1050ms", "once": true)");
    shop.chaos = R"({"name": "crash", "fault": "crash", "target": "mover", "at": "1500ms", "for": "500ms"})";

    const ShopRun run(shop.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "delivered"), 29U);
    QVERIFY(run.figure("copies", "published") >= 10);
    QVERIFY(run.figure("copies", "published") <= 11);  // the one in its hands
}

void RedriveTest::poisonThatIsMovedBackDiesASecondTime()
{
    Shop shop;
    shop.channels = R"({"name": "orders", "broker": "broker", "kind": "rabbitmq-queue", "x-delivery-limit": 3,
                        "x-dead-letter-exchange": "dead"},
                       {"name": "dead", "broker": "broker", "kind": "rabbitmq-queue"})";
    shop.more = R"({"name": "mover", "kind": "service",
                    "redrives": [{"from": "dead", "to": "orders", "rate": "100/s", "start": "3s", "once": true}]},)";
    shop.chaos = kPoison + R"("nth": 5})";

    const ShopRun run(shop.text());

    // Three of nineteen orders. Were it not once, they would go round until the end.
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.figure("mover", "served"), 3.0);
    QCOMPARE(run.account("orders", "dead-lettered"), 6U);
    QCOMPARE(run.account("orders", "delivered"), 16U);
}

QTEST_APPLESS_MAIN(RedriveTest)
#include "tst_redrive.moc"
