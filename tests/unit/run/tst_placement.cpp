// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/placement.h"

#include "simcore/platform/platform.h"

#include <QTest>

#include <string>
#include <vector>

namespace stormglass {
namespace {

spec::Component service(const std::string& name, std::int64_t instances, std::vector<std::string> hosts)
{
    spec::ServiceSettings settings;
    settings.placement = {instances, std::move(hosts)};
    return {name, settings};
}

/// Zone a with hosts a1 and a2, zone b with host b1, and a host of the default zone.
spec::Topology fourHosts()
{
    spec::Topology topology;
    topology.zones = {{"a"}, {"b"}, {"empty"}};
    topology.hosts = {{"a1", "a", 16}, {"a2", "a", 8}, {"b1", "b", 4}, {"outside", "", 2}};
    return topology;
}

std::vector<std::string> namesOfHosts(const PlacedTopology& placed, const std::string& component)
{
    std::vector<std::string> names;
    for (const HostId host : placed.hostsOf.at(component))
        names.push_back(placed.platform.hosts.at(host.value).name);
    return names;
}

using PlacementNames = std::vector<std::string>;

}  // namespace

class PlacementTest : public QObject {
    Q_OBJECT

private slots:
    void instancesGoRoundTheirHostsInOrder_data();
    void instancesGoRoundTheirHostsInOrder();
    void withoutHostsEachInstanceHasItsOwn();
    void bookiesComeAfterBrokers();
    void aManagedServiceHasOneEndpoint();
    void componentsMayShareAHost();
    void theHostsOfTheScenarioComeFirst();
    void linksKeepTheirPlacesNumbersAndModes();
    void theNetworkIsThatOfTheScenario();
    void hostsThatNobodyNamedAreInTheDefaultZone();
};

void PlacementTest::instancesGoRoundTheirHostsInOrder_data()
{
    QTest::addColumn<int>("instances");
    QTest::addColumn<PlacementNames>("hosts");
    QTest::addColumn<PlacementNames>("expected");

    QTest::newRow("one of two") << 1 << PlacementNames{"b1", "a1"} << PlacementNames{"b1"};
    QTest::newRow("as many as hosts") << 2 << PlacementNames{"b1", "a1"} << PlacementNames{"b1", "a1"};
    QTest::newRow("round and round") << 5 << PlacementNames{"b1", "a1"} << PlacementNames{"b1", "a1", "b1", "a1", "b1"};
    QTest::newRow("all on one host") << 3 << PlacementNames{"a2"} << PlacementNames{"a2", "a2", "a2"};
}

void PlacementTest::instancesGoRoundTheirHostsInOrder()
{
    QFETCH(int, instances);
    QFETCH(PlacementNames, hosts);
    QFETCH(PlacementNames, expected);
    spec::Topology topology = fourHosts();
    topology.components = {service("orders", instances, hosts)};

    const PlacedTopology placed = placeTopology(topology);

    QCOMPARE(namesOfHosts(placed, "orders"), expected);
    QCOMPARE(placed.platform.hosts.size(), 4U);
}

void PlacementTest::withoutHostsEachInstanceHasItsOwn()
{
    spec::Topology topology = fourHosts();
    topology.components = {service("orders", 2, {}), service("payment", 1, {"a1"}), service("mailer", 2, {})};

    const PlacedTopology placed = placeTopology(topology);

    QCOMPARE(namesOfHosts(placed, "orders"), (PlacementNames{"orders/1", "orders/2"}));
    QCOMPARE(namesOfHosts(placed, "payment"), (PlacementNames{"a1"}));
    QCOMPARE(namesOfHosts(placed, "mailer"), (PlacementNames{"mailer/1", "mailer/2"}));
    QCOMPARE(placed.platform.hosts.size(), 8U);
}

void PlacementTest::bookiesComeAfterBrokers()
{
    spec::Topology topology = fourHosts();
    spec::PulsarSettings pulsar{.placement = {.instances = 2, .hosts = {"a1"}}};
    pulsar.bookies.placement = {.instances = 3, .hosts = {"b1", "a2"}};
    topology.components = {{"pulsar", pulsar}, {"other", spec::PulsarSettings{.placement = {.instances = 1}}}};

    const PlacedTopology placed = placeTopology(topology);

    QCOMPARE(namesOfHosts(placed, "pulsar"), (PlacementNames{"a1", "a1", "b1", "a2", "b1"}));
    QCOMPARE(namesOfHosts(placed, "other"), (PlacementNames{"other/1", "other/2", "other/3", "other/4"}));
}

void PlacementTest::aManagedServiceHasOneEndpoint()
{
    spec::Topology topology;
    topology.components = {{"queues", spec::SqsSettings{}}};

    const PlacedTopology placed = placeTopology(topology);

    QCOMPARE(namesOfHosts(placed, "queues"), (PlacementNames{"queues/1"}));
}

void PlacementTest::componentsMayShareAHost()
{
    spec::Topology topology = fourHosts();
    topology.components = {service("orders", 2, {"a1", "b1"}), service("payment", 1, {"b1"})};

    const PlacedTopology placed = placeTopology(topology);

    QCOMPARE(placed.hostsOf.at("payment")[0], placed.hostsOf.at("orders")[1]);
}

void PlacementTest::theHostsOfTheScenarioComeFirst()
{
    spec::Topology topology = fourHosts();
    topology.components = {service("orders", 1, {})};

    const PlacedTopology placed = placeTopology(topology);

    const std::vector<HostSettings> expected{{.name = "a1", .zone = "a", .cores = 16},
                                             {.name = "a2", .zone = "a", .cores = 8},
                                             {.name = "b1", .zone = "b", .cores = 4},
                                             {.name = "outside", .zone = "", .cores = 2},
                                             {.name = "orders/1", .zone = ""}};
    QCOMPARE(placed.platform.hosts, expected);
    QCOMPARE(placed.platform.zones, (PlacementNames{"a", "b", "empty"}));
}

void PlacementTest::linksKeepTheirPlacesNumbersAndModes()
{
    spec::Topology topology = fourHosts();
    topology.links = {{"backbone", {"a", "b"}, 3ms, 1e6, spec::LinkMode::Flow},
                      {"cable", {"a1", "b1"}, 1ms, 2e6, spec::LinkMode::Latency}};

    const PlacedTopology placed = placeTopology(topology);

    const std::vector<LinkSettings> expected{
        {.name = "backbone", .between = {"a", "b"}, .latency = 3ms, .bandwidth = 1e6, .mode = TransferMode::Flow},
        {.name = "cable", .between = {"a1", "b1"}, .latency = 1ms, .bandwidth = 2e6, .mode = TransferMode::Latency}};
    QCOMPARE(placed.platform.links, expected);
    const Platform platform(placed.platform);
    const HostId a1{0}, a2{1}, b1{2};
    QCOMPARE(platform.transferTime(a1, b1, 2000), Duration{2ms});  // 1 ms and 2000 bytes at 2 MB/s
    QVERIFY(platform.isFlow(a2, b1) && !platform.isFlow(a1, b1));
}

void PlacementTest::theNetworkIsThatOfTheScenario()
{
    spec::Topology topology = fourHosts();
    topology.network = {.sameHost = 1us, .sameZone = 2us, .betweenZones = 3us, .bandwidth = 4e9};

    const PlacedTopology placed = placeTopology(topology);

    const DefaultPaths expected{.sameHost = 1us, .sameZone = 2us, .betweenZones = 3us, .bandwidth = 4e9};
    QCOMPARE(placed.platform.defaults, expected);
}

void PlacementTest::hostsThatNobodyNamedAreInTheDefaultZone()
{
    spec::Topology topology = fourHosts();
    topology.components = {service("orders", 2, {})};

    const PlacedTopology placed = placeTopology(topology);

    QVERIFY(!findIssues(placed.platform).hasErrors());
    const Platform platform(placed.platform);
    const HostId a1{0}, outside{3}, first = placed.hostsOf.at("orders")[0], second = placed.hostsOf.at("orders")[1];
    QCOMPARE(platform.latency(first, second), topology.network.sameZone);
    QCOMPARE(platform.latency(first, outside), topology.network.sameZone);
    QCOMPARE(platform.latency(first, a1), topology.network.betweenZones);
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::PlacementTest)
#include "tst_placement.moc"
