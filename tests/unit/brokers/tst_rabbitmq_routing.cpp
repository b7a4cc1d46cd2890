// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which queues get what, by the type of an exchange, its bindings, and those of the exchanges that it leads to.
#include "tests/unit/brokers/broker_world.h"

#include <QtTest>

#include <map>

using namespace stormglass;
using namespace stormglass::tests;

class RabbitmqRoutingTest : public QObject {
    Q_OBJECT

private slots:
    void aTopicExchangeMatchesNamesOfEvents();
    void aHeadersExchangeAsksForAllOrAny();
    void aBindingLeadsToAnotherExchange();
    void aMessageComesOnceByWhateverWays();
    void anExchangeInTheMiddleHasAnAlternate();
    void copiesStandInTheBooksOfTheirChannels();
    void deadLettersGoByTheirOwnRoutingKey();
};

namespace {

using spec::RabbitmqExchangeType;
using Bindings = std::vector<spec::RabbitmqBinding>;

/// Exchanges with a queue for each component that is named, and what their consumers get.
struct RoutingSetting {
    explicit RoutingSetting(std::vector<std::string> events) : world(spec::RabbitmqSettings{}), producer(world.addProducer())
    {
        world.eventNames = std::move(events);
    }

    void exchange(const std::string& name, const spec::RabbitmqQueue& settings, const std::vector<std::string>& components)
    {
        channels[name] = world.addChannel(name, settings);
        for (const std::string& component : components) {
            TestConsumer& consumer = world.addConsumer(world.subscribe(channels[name], component));
            consumer.attach();
            consumers[component] = &consumer;
        }
        world.runFor(10ms);
    }

    /// The event of that number tells of the flow of that number plus one.
    Confirm& publish(const std::string& channel, std::uint32_t event)
    {
        Confirm& confirm = world.publish(*world.broker, producer, channels[channel],
                                         {.transaction = world.tracker.start(), .key = event + 1, .event = EventTypeId{event}});
        world.runFor(100ms);
        return confirm;
    }

    [[nodiscard]] std::string got(const std::string& component) { return consumers[component]->text(); }

    BrokerWorld world;
    ProducerId producer;
    std::map<std::string, ChannelId> channels;
    std::map<std::string, TestConsumer*> consumers;
};

}  // namespace

void RabbitmqRoutingTest::aTopicExchangeMatchesNamesOfEvents()
{
    RoutingSetting setting({"order.placed", "order.paid", "stock.low"});
    setting.exchange("events",
                     {.exchangeType = RabbitmqExchangeType::Topic,
                      .bindings = Bindings{{.component = "billing", .routingKey = "order.*"}, {.component = "audit", .routingKey = "#"}}},
                     {"billing", "audit", "unbound"});

    for (const std::uint32_t event : {0U, 1U, 2U})
        setting.publish("events", event);

    QCOMPARE(setting.got("billing"), std::string("1 2"));
    QCOMPARE(setting.got("audit"), std::string("1 2 3"));
    QCOMPARE(setting.got("unbound"), std::string());
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqRoutingTest::aHeadersExchangeAsksForAllOrAny()
{
    RoutingSetting setting({"eu.gold", "eu.new", "us.gold", "plain"});
    const std::vector<spec::RabbitmqHeader> euGold{{"region", "eu"}, {"tier", "gold"}};
    setting.exchange(
        "events",
        {.exchangeType = RabbitmqExchangeType::Headers,
         .bindings = Bindings{{.component = "both", .arguments = euGold},
                              {.component = "either", .match = spec::RabbitmqHeaderMatch::Any, .arguments = euGold},
                              {.component = "tiered", .arguments = {{"tier", ""}}}},
         .properties = {{.event = "eu.gold", .headers = euGold},
                        {.event = "eu.new", .headers = {{"region", "eu"}}},
                        {.event = "us.gold", .headers = {{"region", "us"}, {"tier", "gold"}}}}},
        {"both", "either", "tiered"});

    for (const std::uint32_t event : {0U, 1U, 2U, 3U})
        setting.publish("events", event);

    QCOMPARE(setting.got("both"), std::string("1"));
    QCOMPARE(setting.got("either"), std::string("1 2 3"));
    QCOMPARE(setting.got("tiered"), std::string("1 3"));  // whatever its value is
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqRoutingTest::aBindingLeadsToAnotherExchange()
{
    RoutingSetting setting({"order.placed", "order.paid"});
    setting.exchange("events",
                     {.exchangeType = RabbitmqExchangeType::Direct,
                      .bindings = Bindings{{.component = "billing", .routingKey = "order.placed"},
                                           {.exchange = "archive", .routingKey = "order.paid"}}},
                     {"billing"});
    setting.exchange("archive", {}, {"store", "search"});

    setting.publish("events", 0);
    setting.publish("events", 1);

    QCOMPARE(setting.got("billing"), std::string("1"));
    QCOMPARE(setting.got("store"), std::string("2"));
    QCOMPARE(setting.got("search"), std::string("2"));
}

void RabbitmqRoutingTest::aMessageComesOnceByWhateverWays()
{
    RoutingSetting setting({"order.placed"});
    const auto to = [](const std::string& exchange) { return spec::RabbitmqBinding{.exchange = exchange}; };
    setting.exchange("events", {.bindings = Bindings{to("left"), to("right")}}, {"billing"});
    setting.exchange("left", {.bindings = Bindings{to("end")}}, {});
    setting.exchange("right", {.bindings = Bindings{to("end"), to("events")}}, {});
    setting.exchange("end", {}, {"store"});

    setting.publish("events", 0);

    QCOMPARE(setting.got("billing"), std::string("1"));
    QCOMPARE(setting.got("store"), std::string("1"));
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqRoutingTest::anExchangeInTheMiddleHasAnAlternate()
{
    RoutingSetting setting({"order.placed"});
    setting.exchange("events", {.bindings = Bindings{{.exchange = "strict"}}}, {});
    setting.exchange("strict",
                     {.exchangeType = RabbitmqExchangeType::Direct,
                      .bindings = Bindings{{.component = "billing", .routingKey = "order.paid"}},
                      .alternateExchange = "rest"},
                     {"billing"});
    setting.exchange("rest", {}, {"audit"});

    setting.publish("events", 0);

    QCOMPARE(setting.got("billing"), std::string());
    QCOMPARE(setting.got("audit"), std::string("1"));
}

void RabbitmqRoutingTest::copiesStandInTheBooksOfTheirChannels()
{
    RoutingSetting setting({"order.placed"});
    setting.exchange("events", {.bindings = Bindings{{.exchange = "archive"}}}, {"billing"});
    setting.exchange("archive", {}, {"store", "search"});

    setting.publish("events", 0);
    setting.world.broker->crashNode(0, false);
    const Confirm& refused = setting.publish("events", 0);

    QCOMPARE(refused.outcome, Outcome::Unavailable);
    QCOMPARE(setting.world.probe(setting.channels["events"]).in(), std::uint64_t{2});
    QCOMPARE(setting.world.probe(setting.channels["archive"]).in(), std::uint64_t{4});
    QVERIFY(setting.world.isBalanced());
}

void RabbitmqRoutingTest::deadLettersGoByTheirOwnRoutingKey()
{
    RoutingSetting setting({"order.placed"});
    setting.exchange("events", {.deadLetterChannel = "letters", .deadLetterRoutingKey = "failed"}, {"billing"});
    setting.exchange("letters",
                     {.exchangeType = RabbitmqExchangeType::Direct,
                      .bindings = Bindings{{.component = "placed", .routingKey = "order.placed"}, {.component = "failed", .routingKey = "failed"}}},
                     {"placed", "failed"});
    setting.consumers["billing"]->answer = Settlement::Discard;

    setting.publish("events", 0);

    QCOMPARE(setting.got("placed"), std::string());
    QCOMPARE(setting.got("failed"), std::string("1"));  // recording 02-14
    QVERIFY(setting.world.isBalanced());
}

QTEST_APPLESS_MAIN(RabbitmqRoutingTest)

#include "tst_rabbitmq_routing.moc"
