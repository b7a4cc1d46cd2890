// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/places.h"

#include "tests/unit/experiments/small_system.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::experiments;

class PlacesTest : public QObject {
    Q_OBJECT

private slots:
    void everythingWithANameIsAPlace();
    void channelsArePlacesOnlyWhenAskedFor();
    void referencesNameWhatFitsThem();
    void hostLiesInItsZone();
    void hostsWithTheSameResidentsAreAlike();
    void linkTellsHostsApart();
    void zonesWithLikeHostsAreAlike();
};

void PlacesTest::everythingWithANameIsAPlace()
{
    std::string names;
    for (const Place& place : placesOf(test::smallSystem().topology))
        names += std::string(wordOf(place.kind)) + ":" + place.name + " ";

    QCOMPARE(names, std::string("component:web component:orders component:payment component:stock component:bus host:a1 host:a2 "
                                "host:b1 zone:a zone:b link:a-b "));
}

void PlacesTest::channelsArePlacesOnlyWhenAskedFor()
{
    spec::Topology topology = test::smallSystem().topology;
    topology.channels = {{.name = "events", .broker = "bus", .settings = spec::SqsQueue{}}};

    QCOMPARE(findPlace(topology, "events")->kind, PlaceKind::Channel);
    QVERIFY(!findPlace(topology, "evnets"));
    QCOMPARE(placesOf(topology).size(), placesOf(test::smallSystem().topology).size());
}

void PlacesTest::referencesNameWhatFitsThem()
{
    const spec::Topology topology = test::smallSystem().topology;
    const Place service{PlaceKind::Component, "stock"};
    const Place bus{PlaceKind::Component, "bus"};
    const Place link{PlaceKind::Link, "a-b"};

    QVERIFY(canName(spec::RefersTo::Place, service, topology));
    QVERIFY(canName(spec::RefersTo::Component, service, topology));
    QVERIFY(!canName(spec::RefersTo::Broker, service, topology));
    QVERIFY(canName(spec::RefersTo::Broker, bus, topology));
    QVERIFY(!canName(spec::RefersTo::Place, link, topology));
    QVERIFY(canName(spec::RefersTo::Link, link, topology));
    QVERIFY(!canName(spec::RefersTo::Flow, service, topology));
}

void PlacesTest::hostLiesInItsZone()
{
    const spec::Topology topology = test::smallSystem().topology;

    QVERIFY(isWithin(topology, {PlaceKind::Host, "a1"}, {PlaceKind::Zone, "a"}));
    QVERIFY(!isWithin(topology, {PlaceKind::Host, "b1"}, {PlaceKind::Zone, "a"}));
    QVERIFY(!isWithin(topology, {PlaceKind::Zone, "a"}, {PlaceKind::Host, "a1"}));
}

void PlacesTest::hostsWithTheSameResidentsAreAlike()
{
    const spec::Topology topology = test::smallSystem().topology;
    const std::vector<Place> hosts{{PlaceKind::Host, "a1"}, {PlaceKind::Host, "a2"}, {PlaceKind::Host, "b1"}};

    QCOMPARE(likenesses(topology, hosts), (std::vector<std::size_t>{0, 0, 2}));
}

void PlacesTest::linkTellsHostsApart()
{
    spec::Topology topology = test::smallSystem().topology;
    topology.links.push_back({.name = "a1-b1", .between = {"a1", "b1"}});
    const std::vector<Place> hosts{{PlaceKind::Host, "a1"}, {PlaceKind::Host, "a2"}};

    QCOMPARE(likenesses(topology, hosts), (std::vector<std::size_t>{0, 1}));
}

void PlacesTest::zonesWithLikeHostsAreAlike()
{
    spec::Topology topology;
    topology.zones = {{.name = "x"}, {.name = "y"}, {.name = "z"}};
    topology.hosts = {{.name = "x1", .zone = "x"}, {.name = "y1", .zone = "y"}, {.name = "z1", .zone = "z", .cores = 2}};
    const std::vector<Place> zones{{PlaceKind::Zone, "x"}, {PlaceKind::Zone, "y"}, {PlaceKind::Zone, "z"}};

    QCOMPARE(likenesses(topology, zones), (std::vector<std::size_t>{0, 0, 2}));
}

QTEST_APPLESS_MAIN(PlacesTest)
#include "tst_places.moc"
