// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The faults of messages in whole runs: duplicate, reorder, corrupt, poison, flood.
#include "tests/unit/faults/shop_run.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

const std::string kLimited = R"({"name": "orders", "broker": "broker", "kind": "rabbitmq-queue", "x-delivery-limit": 3,
                                 "x-dead-letter-exchange": "dead"},
                                {"name": "dead", "broker": "broker", "kind": "rabbitmq-queue"})";
const std::string kKafka = R"({"name": "broker", "kind": "kafka", "group.initial.rebalance.delay.ms": "0s",
                              "producer": {"linger.ms": "0s"}})";
const std::string kTopic = R"({"name": "orders", "broker": "broker", "kind": "kafka-topic", "partitions": 2})";

std::string messageFault(const std::string& rest) { return R"({"name": "f", "at": "0s", )" + rest + "}"; }

Shop kafkaShop(const std::string& chaos) { return {.broker = kKafka, .channels = kTopic, .chaos = chaos, .drain = "3s"}; }

}  // namespace

class MessageKindsTest : public QObject {
    Q_OBJECT

private slots:
    void duplicatesComeAfterTheGap();
    void aRampLetsDuplicatesGrow();
    void duplicatesOfAnIdempotentStepChangeNothing_data();
    void duplicatesOfAnIdempotentStepChangeNothing();
    void whatIsReorderedIsOvertakenAndNothingIsLost();
    void whatCannotBeReadIsDeadLetteredAfterItsAttempts();
    void deadLettersStayCorrupt();
    void poisonBlocksAPartition();
    void poisonIsDeadLetteredAfterItsReceives();
    void everyNthIsPoison();
    void poisonHasNoEffectAndCostsItsWork();
    void onlyTheMessagesOfOneEventAreHit();
    void aDesignWithoutTheChannelIsNotHitAndSaysSo();
    void aFloodCostsItsConsumersTime();
    void aFloodMayHitOnePartition();
};

void MessageKindsTest::duplicatesComeAfterTheGap()
{
    const ShopRun run(Shop{.chaos = messageFault(R"("fault": "duplicate", "channel": "orders", "share": "100%", "gap": "250ms")"),
                            .duration = "400ms"}
                           .text());

    // Published at 101 ms: two ways, the routing, and 10 ms of work; the second copies 250 ms later.
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.handled("worker"), "1:103-113 2:203-213 3:303-313 1:353-363 2:453-463 3:553-563");
    QCOMPARE(run.account("orders", "duplicate"), 3U);
    QCOMPARE(run.account("orders", "delivered"), 6U);
    QCOMPARE(run.figure("orders", "extra"), 3.0);
}

void MessageKindsTest::aRampLetsDuplicatesGrow()
{
    const std::string whole = R"("fault": "duplicate", "channel": "orders", "share": "100%", "for": "20s")";
    Shop shop{.chaos = messageFault(whole + R"(, "ramp": "20s")"), .rate = "100/s", .duration = "20s"};

    const ShopRun run(shop.text());

    // Ten steps from 10 % to 100 %: 55 % of 2,000 in the mean, give or take three standard deviations of 21.
    QCOMPARE(run.failures(), "");
    QVERIFY2(std::abs(run.figure("orders", "extra") - 1100) < 63, std::to_string(run.figure("orders", "extra")).c_str());
}

void MessageKindsTest::duplicatesOfAnIdempotentStepChangeNothing_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("broker");

    for (const char* design : {"events", "saga"})
        for (const char* broker : {"kafka", "rabbitmq", "sqs"})
            QTest::addRow("%s over %s", design, broker) << design << broker;
}

void MessageKindsTest::duplicatesOfAnIdempotentStepChangeNothing()
{
    QFETCH(QString, design);
    QFETCH(QString, broker);
    const std::string chaos = messageFault(R"("fault": "duplicate", "broker": "broker", "share": "100%", "gap": "10ms")");

    const ShopRun run(orderFlow(broker.toStdString(), chaos), design.toStdString());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("order", "completed"), static_cast<std::uint64_t>(run.figure("order", "offered")));
    QVERIFY(run.figure("order", "duplicates") >= run.figure("order", "offered"));
    QCOMPARE(run.account("order", "inconsistent"), 0U);
}

void MessageKindsTest::whatIsReorderedIsOvertakenAndNothingIsLost()
{
    const ShopRun run(Shop{.chaos = messageFault(R"("fault": "reorder", "channel": "orders", "share": "30%", "gap": "250ms")")}.text());

    const std::string handled = run.handled("worker");
    const std::size_t count = static_cast<std::size_t>(std::ranges::count(handled, ':'));
    QCOMPARE(run.failures(), "");
    QCOMPARE(static_cast<double>(count), run.figure("orders", "published"));
    QCOMPARE(run.figure("orders", "extra"), 0.0);
    // Some flow comes 250 ms late, behind the two after it.
    const auto placeOf = [&](int number) { return (" " + handled).find(" " + std::to_string(number) + ":"); };
    int overtaken = 0;
    for (int number = 1; number < 17; ++number)
        overtaken += placeOf(number) > placeOf(number + 1) ? 1 : 0;
    QVERIFY2(overtaken >= 2 && overtaken <= 9, handled.c_str());
}

void MessageKindsTest::whatCannotBeReadIsDeadLetteredAfterItsAttempts()
{
    const ShopRun run(Shop{.channels = kLimited,
                            .chaos = messageFault(R"("fault": "corrupt", "channel": "orders", "share": "100%", "for": "250ms")"),
                            .duration = "400ms"}
                           .text());

    // The first two come four times each, and fail at once; the third is read.
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "dead-lettered"), 2U);
    QCOMPARE(run.account("orders", "delivered"), 1U);
    QCOMPARE(run.figure("orders", "redelivered"), 6.0);
    QCOMPARE(run.handled("worker"), "1:104-104 1:106-106 1:108-108 1:110-110 2:204-204 2:206-206 2:208-208 2:210-210 3:304-314");
}

void MessageKindsTest::deadLettersStayCorrupt()
{
    const std::string clinic = R"({"name": "clinic", "kind": "service", "operations": [
        {"name": "look", "program": [{"do": "work", "time": "1ms"}], "consumes": ["dead"]}]},)";

    const ShopRun run(Shop{.channels = kLimited,
                            .chaos = messageFault(R"("fault": "corrupt", "channel": "orders", "share": "100%", "for": "250ms")"),
                            .more = clinic,
                            .duration = "400ms"}
                           .text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("dead", "lost: discarded"), 2U);  // after the 20 redeliveries of RabbitMQ 4
    QCOMPARE(run.figure("dead", "redelivered"), 40.0);
}

void MessageKindsTest::poisonBlocksAPartition()
{
    const ShopRun run(kafkaShop(messageFault(R"("fault": "poison", "channel": "orders", "nth": 3, "for": "350ms")")).text());

    // The third message: what comes behind it in its partition waits to the end, the other partition goes on.
    QCOMPARE(run.failures(), "");
    QVERIFY(run.account("orders", "in flight") > 3);
    QVERIFY(run.account("orders", "delivered") > 3);
    QCOMPARE(run.account("orders", "in flight") + run.account("orders", "delivered"), 19U);
    // It is tried again every 12 ms: work, and a fetch.
    QVERIFY2(run.figure("orders", "redelivered") > 350, std::to_string(run.figure("orders", "redelivered")).c_str());
}

void MessageKindsTest::poisonIsDeadLetteredAfterItsReceives()
{
    const std::string queues = R"({"name": "orders", "broker": "broker", "kind": "sqs-queue", "VisibilityTimeout": "1s", "maxReceiveCount": 3,
                                   "deadLetterTargetArn": "dead"},
                                  {"name": "dead", "broker": "broker", "kind": "sqs-queue"})";
    const ShopRun run(Shop{.broker = R"({"name": "broker", "kind": "sqs"})",
                            .channels = queues,
                            .chaos = messageFault(R"("fault": "poison", "channel": "orders", "share": "100%", "for": "250ms")")}
                           .text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "dead-lettered"), 2U);
    QCOMPARE(run.account("orders", "delivered"), 17U);
    QCOMPARE(run.figure("orders", "redelivered"), 4.0);
    QCOMPARE(run.account("dead", "in flight"), 0U);  // nobody subscribes to it
}

void MessageKindsTest::everyNthIsPoison()
{
    const ShopRun run(Shop{.channels = kLimited, .chaos = messageFault(R"("fault": "poison", "channel": "orders", "nth": 5)")}.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "dead-lettered"), 3U);
    QCOMPARE(run.account("orders", "delivered"), 16U);
}

void MessageKindsTest::poisonHasNoEffectAndCostsItsWork()
{
    const std::string chaos = messageFault(R"("fault": "poison", "broker": "broker", "event": "order.place", "share": "100%")");

    const ShopRun run(orderFlow("rabbitmq", chaos), "events");

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("order", "completed"), 0U);
    QVERIFY(run.account("order", "inconsistent") > 50);
    // 21 attempts of 10 ms at each message: the first attempt and 20 redeliveries.
    const auto offered = static_cast<std::uint64_t>(run.figure("order", "offered"));
    QCOMPARE(run.account("orders-events", "lost: discarded"), offered);
    QCOMPARE(run.figure("payment", "served"), 21.0 * static_cast<double>(offered));
    QVERIFY(run.figure("payment", "sojourn.mean") > 0.0099 && run.figure("payment", "sojourn.mean") < 0.0101);
}

void MessageKindsTest::onlyTheMessagesOfOneEventAreHit()
{
    const std::string chaos = messageFault(R"("fault": "duplicate", "broker": "broker", "event": "order.started", "share": "100%", "gap": "10ms")");

    const ShopRun run(orderFlow("rabbitmq", chaos), "saga");

    // Of the replies only those about the start, which the orchestrator knows already; no command is given twice.
    const double offered = run.figure("order", "offered");
    QCOMPARE(run.failures(), "");
    QCOMPARE(run.figure("order-replies", "extra"), offered);
    // The run ends when the last order is done, perhaps before its last reply has left the outbox.
    QVERIFY(run.figure("order-replies", "published") >= 3 * offered - 1 && run.figure("order-replies", "published") <= 3 * offered);
    QCOMPARE(run.figure("order-commands-payment", "published"), offered);
}

void MessageKindsTest::aDesignWithoutTheChannelIsNotHitAndSaysSo()
{
    const std::string chaos = messageFault(R"("fault": "duplicate", "channel": "orders-events", "share": "100%")");

    const ShopRun sync(orderFlow("kafka", chaos), "sync");
    const ShopRun events(orderFlow("kafka", chaos), "events");

    QCOMPARE(sync.failures(), "");
    QCOMPARE(sync.result().notes.size(), std::size_t{1});
    QCOMPARE(sync.result().notes[0], std::string("this design has no channel orders-events: the fault at it hits nothing"));
    QVERIFY(events.result().notes.empty());
    QVERIFY(events.figure("orders-events", "extra") > 0);
}

void MessageKindsTest::aFloodCostsItsConsumersTime()
{
    const std::string flood = R"("fault": "flood", "channel": "orders", "rate": "100/s", "handling_time": "2ms", "for": "1s")";
    const ShopRun run(Shop{.chaos = messageFault(flood)}.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "foreign"), 100U);
    QCOMPARE(run.account("orders", "delivered"), 119U);
    QCOMPARE(run.figure("worker", "served"), 119.0);
    // 19 x 10 ms and 100 x 2 ms of one consumer in 2 s.
    QVERIFY2(std::abs(run.figure("worker", "sojourn.mean") - (19 * 0.010 + 100 * 0.002) / 119) < 1e-5,
             std::to_string(run.figure("worker", "sojourn.mean")).c_str());
}

void MessageKindsTest::aFloodMayHitOnePartition()
{
    // The other partition of the flood would be that of flow 1.
    Shop shop = kafkaShop(messageFault(R"("fault": "flood", "channel": "orders", "rate": "1k/s", "partition": 1, "for": "1s")"));
    shop.rate = "1/s";
    shop.duration = "3s";

    const ShopRun run(shop.text());

    QCOMPARE(run.failures(), "");
    QCOMPARE(run.account("orders", "foreign"), 1000U);
    QCOMPARE(run.account("orders", "delivered") + run.account("orders", "in flight"), 1002U);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::MessageKindsTest)
#include "tst_message_kinds.moc"
