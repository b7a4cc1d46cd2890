// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is built of a scenario, seen by what it does.
#include "tests/unit/run/built_world.h"

#include <QTest>

namespace stormglass {

using namespace tests;

namespace {

using Names = std::vector<std::string>;

template <class Map>
Names keysOf(const Map& map)
{
    Names names;
    for (const auto& [name, value] : map)
        names.push_back(name);
    return names;
}

}  // namespace

class BuilderTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfComponentFindsItsPlace();
    void theSettingsOfAComponentReachItsStation();
    void aHostKnowsItsResidents();
    void aChannelIsAtItsBrokerAndHasBooksOfItsOwn();
    void aWorkloadWithoutAFlowIsMeasuredByItself();
    void theClientsOfAWorkloadTakeTurns();
    void aFlowEntersThroughItsGateway();
    void everySubscriberGetsItsOwnCopy();
    void everyReactionToAMessageRuns();
    void oneReactionThatFailsBringsTheMessageToAll();
    void anExternalSystemAnswersInItsOwnTime();
    void anExternalSystemHasNoQueue();
    void anExternalSystemFailsAsOftenAsItDoes();
    void operationsOfAnExternalSystemDrawTheirTimesApart();
    void onlyADurableLogOutlivesTheOrchestrator_data();
    void onlyADurableLogOutlivesTheOrchestrator();
};

void BuilderTest::everyKindOfComponentFindsItsPlace()
{
    const BuiltWorld world({.components = R"({"name": "api", "kind": "gateway"}, {"name": "orders", "kind": "service"},
        {"name": "mailer", "kind": "external"}, {"name": "director", "kind": "orchestrator"},
        {"name": "store", "kind": "database"}, {"name": "kafka", "kind": "kafka"}, {"name": "queues", "kind": "sqs"})"});

    const Model& model = *world.model;
    QCOMPARE(keysOf(model.stations), (Names{"api", "director", "mailer", "orders"}));
    QCOMPARE(keysOf(model.orchestrators), (Names{"director"}));
    QCOMPARE(keysOf(model.databases), (Names{"store"}));
    QCOMPARE(keysOf(model.brokers), (Names{"broker", "kafka", "queues"}));
    QCOMPARE(model.instanceCount("client"), 1U);
    QCOMPARE(model.instanceCount("nobody"), 0U);
}

void BuilderTest::theSettingsOfAComponentReachItsStation()
{
    const BuiltWorld world({.components = R"(
        {"name": "api", "kind": "gateway", "concurrency": 7, "rate_limit": "50/s", "burst": 3},
        {"name": "orders", "kind": "service", "queue_capacity": 9, "consumers": 4, "startup_time": "2s"},
        {"name": "director", "kind": "orchestrator", "concurrency": 8, "consumers": 5, "startup_time": "3s"})"});

    const StationSettings& api = world.model->stations.at("api")->settings();
    QCOMPARE(api.workers.concurrency, 7);
    QCOMPARE(api.rateLimit, 50.0);
    QCOMPARE(api.burst, 3);
    const StationSettings& orders = world.model->stations.at("orders")->settings();
    QCOMPARE(orders.workers.queueCapacity, 9);
    QCOMPARE(orders.consumers, 4);
    QCOMPARE(orders.startupTime, Duration{2s});
    const StationSettings& director = world.model->stations.at("director")->settings();
    QCOMPARE(director.workers.concurrency, 8);
    QCOMPARE(director.consumers, 5);
    QCOMPARE(director.startupTime, Duration{3s});
}

void BuilderTest::aHostKnowsItsResidents()
{
    const BuiltWorld world({.components = R"(
                                {"name": "orders", "kind": "service", "instances": 3, "hosts": ["left", "right"]},
                                {"name": "store", "kind": "database", "hosts": ["left"]})",
                            .hosts = R"({"name": "left"}, {"name": "right"})"});

    Names onTheLeft;
    for (const Resident& resident : world.model->residents.at("left"))
        onTheLeft.push_back(resident.component + " " + std::to_string(resident.instance));
    QCOMPARE(onTheLeft, (Names{"orders 0", "orders 2", "store 0"}));
    QCOMPARE(world.model->residents.at("right").size(), 1U);
    QCOMPARE(world.model->residents.at("client/1").size(), 1U);
}

void BuilderTest::aChannelIsAtItsBrokerAndHasBooksOfItsOwn()
{
    BuiltWorld world(orderFlow(R"({"name": "events", "style": "choreography", "broker": "broker"})"));

    world.runUntil(2s);

    const Model& model = *world.model;
    QCOMPARE(keysOf(model.channelByName), (Names{"orders-events", "payment-events", "reports"}));
    for (const ChannelRuntime& channel : model.channels) {
        QCOMPARE(channel.broker, model.brokers.at("broker").get());
        QCOMPARE(model.channelByName.at(channel.name), &channel);
        const std::uint64_t messages = channel.name == "reports" ? 0 : 1;
        QCOMPARE(channel.probe.delivered(), messages);
        QCOMPARE(channel.probe.delay().count(), messages);
    }
}

void BuilderTest::aWorkloadWithoutAFlowIsMeasuredByItself()
{
    BuiltWorld world({.components = R"({"name": "orders", "kind": "service", "operations": [
                          {"name": "find", "program": [{"do": "work", "time": "10ms"}]},
                          {"name": "list", "program": [{"do": "work", "time": "20ms"}]}]})",
                      .workload = oneRequest("orders", "find") + ", " + oneRequest("orders", "list")});

    world.runUntil(2s);

    QCOMPARE(keysOf(world.model->trackers), (Names{"orders-find", "orders-list"}));
    QCOMPARE(world.statistics("orders-find").acknowledgement.max(), Duration{10ms}.count());
    QCOMPARE(world.statistics("orders-list").acknowledgement.max(), Duration{20ms}.count());
    QCOMPARE(world.statistics("orders-list").completed, 1U);
    QCOMPARE(world.spans().c_str(), "orders find 500-510\norders list 500-520");
}

void BuilderTest::theClientsOfAWorkloadTakeTurns()
{
    BuiltWorld world({.components = R"({"name": "app", "kind": "client", "instances": 2, "hosts": ["near", "far"]},
                          {"name": "orders", "kind": "service", "hosts": ["near"], "operations": [{"name": "find"}]})",
                      .workload = R"({"name": "finds", "client": "app", "component": "orders", "operation": "find",
                                      "arrivals": "constant", "rate": "5/s"})",
                      .hosts = R"({"name": "near"}, {"name": "far"})",
                      .network = R"("same_host": "10ms", "same_zone": "70ms", "bandwidth": "100000000Gbps")"});

    world.runUntil(2s);

    const Histogram& acknowledged = world.statistics("finds").acknowledgement;
    QCOMPARE(acknowledged.count(), 4U);
    QCOMPARE(acknowledged.min(), Duration{20ms}.count());
    QCOMPARE(acknowledged.max(), Duration{140ms}.count());
    QCOMPARE(acknowledged.mean(), static_cast<double>(Duration{80ms}.count()));
}

void BuilderTest::aFlowEntersThroughItsGateway()
{
    BuiltWorld world(orderFlow(R"({"name": "sync", "style": "request-response"})"));

    world.runUntil(2s);

    QCOMPARE(world.spans().c_str(), "payment order.pay 511-611\nshipping order.ship 611-621\n"
                                     "orders order 501-621\napi order 500-621");
    QCOMPARE(world.statistics("order").completed, 1U);
    QCOMPARE(world.statistics("order").acknowledgement.max(), Duration{121ms}.count());
}

void BuilderTest::everySubscriberGetsItsOwnCopy()
{
    ScenarioParts parts = twoReactions(R"({"do": "work", "time": "10ms"})", R"({"do": "work", "time": "5ms"})");
    parts.components += R"(, {"name": "counter", "kind": "service", "operations": [
        {"name": "count", "consumes": ["reports"], "program": [{"do": "work", "time": "20ms"}]}]},
        {"name": "bystander", "kind": "service", "operations": [{"name": "idle"}]})";
    BuiltWorld world(parts);

    world.runUntil(2s);

    QCOMPARE(world.spans().c_str(), "writer report 500-500\nauditor reports 500-515\ncounter reports 500-520");
    QCOMPARE(world.model->channelByName.at("reports")->probe.delivered(), 2U);
}

void BuilderTest::everyReactionToAMessageRuns()
{
    BuiltWorld world(twoReactions(R"({"do": "work", "time": "10ms"})", R"({"do": "work", "time": "5ms"})"));

    world.runUntil(2s);

    QCOMPARE(world.spans().c_str(), "writer report 500-500\nauditor reports 500-515");
    QCOMPARE(world.model->channelByName.at("reports")->probe.delivered(), 1U);
}

void BuilderTest::oneReactionThatFailsBringsTheMessageToAll()
{
    BuiltWorld world(twoReactions(R"({"do": "fail"})", R"({"do": "work", "time": "5ms"})"));

    world.runUntil(2s);

    QCOMPARE(world.spans().c_str(), "writer report 500-500\nauditor reports 500-505\nauditor reports 505-510\n"
                            "auditor reports 510-515");
    const ChannelProbe& books = world.model->channelByName.at("reports")->probe;
    QCOMPARE(books.redeliveries(), 2U);
    QCOMPARE(books.losses(LossCause::Discarded), 1U);
}

void BuilderTest::anExternalSystemAnswersInItsOwnTime()
{
    BuiltWorld world({.components = R"({"name": "mailer", "kind": "external", "response_time": "80ms", "operations": [
                          {"name": "mail"}, {"name": "fax", "program": [{"do": "work", "time": "10ms"}]}]})",
                      .workload = oneRequest("mailer", "mail") + ", " + oneRequest("mailer", "fax")});

    world.runUntil(2s);

    QCOMPARE(world.spans().c_str(), "mailer mail 500-580\nmailer fax 500-590");
}

void BuilderTest::anExternalSystemHasNoQueue()
{
    BuiltWorld world({.components = R"({"name": "mailer", "kind": "external", "response_time": "500ms",
                                        "operations": [{"name": "mail"}]})",
                      .workload = R"({"name": "mails", "client": "client", "component": "mailer", "operation": "mail",
                                      "arrivals": "constant", "rate": "10k/s"})"});

    world.runUntil(2s);

    QCOMPARE(world.statistics("mails").accepted, 9999U);
    QCOMPARE(world.statistics("mails").acknowledgement.max(), Duration{500ms}.count());
}

void BuilderTest::anExternalSystemFailsAsOftenAsItDoes()
{
    BuiltWorld world({.components = R"({"name": "mailer", "kind": "external", "error_rate": "20%",
                                        "operations": [{"name": "mail"}]})",
                      .workload = R"({"name": "mails", "client": "client", "component": "mailer", "operation": "mail",
                                      "arrivals": "constant", "rate": "10k/s"})"});

    world.runUntil(2s);

    // 20 % of 9999, give or take 2.58 standard deviations of 40.
    const double failed = 9999 - static_cast<double>(world.statistics("mails").accepted);
    QVERIFY2(std::abs(failed - 1999.8) < 103, std::to_string(failed).c_str());
}

void BuilderTest::operationsOfAnExternalSystemDrawTheirTimesApart()
{
    BuiltWorld world({.components = R"x({"name": "mailer", "kind": "external", "response_time": "exponential(80ms)",
                                          "operations": [{"name": "mail"}, {"name": "fax"}]})x",
                      .workload = oneRequest("mailer", "mail") + ", " + oneRequest("mailer", "fax")});

    world.runUntil(10s);

    QCOMPARE(world.statistics("mailer-mail").acknowledgement.count(), 1U);
    QCOMPARE(world.statistics("mailer-fax").acknowledgement.count(), 1U);
    QVERIFY(world.statistics("mailer-mail").acknowledgement.max() != world.statistics("mailer-fax").acknowledgement.max());
}

void BuilderTest::onlyADurableLogOutlivesTheOrchestrator_data()
{
    QTest::addColumn<QString>("orchestrator");
    QTest::addColumn<int>("completed");

    QTest::newRow("with a durable log the flow goes on") << "archive" << 1;
    QTest::newRow("without one it is forgotten") << "director" << 0;
}

void BuilderTest::onlyADurableLogOutlivesTheOrchestrator()
{
    QFETCH(QString, orchestrator);
    QFETCH(int, completed);
    const std::string name = orchestrator.toStdString();
    BuiltWorld world(orderFlow(R"({"name": "saga", "style": "orchestration", "broker": "broker", "outbox": {"enabled": false},
                                   "orchestrator": ")" + name + "\"}"));

    world.runUntil(550ms);  // while the payment works
    world.model->crash(name, 0, false);
    world.model->restart(name, 0);
    world.runUntil(10s);

    QCOMPARE(world.statistics("order").completed, static_cast<std::uint64_t>(completed));
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::BuilderTest)
#include "tst_builder.moc"
