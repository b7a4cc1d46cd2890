// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/connection_list.h"
#include "ui/document/connections.h"
#include "ui/document/element_edits.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

/// One of each kind, without a line between them.
spec::Scenario oneOfEach()
{
    spec::Scenario scenario;
    for (const char* kind : {"client", "gateway", "service", "orchestrator", "external", "database", "cache", "event-store", "stream-processor", "read-model",
                             "dashboard", "pager", "kafka", "kafka-topic", "zone", "host"})
        static_cast<void>(addElement(scenario, kind));
    static_cast<void>(addElement(scenario, "service"));
    static_cast<void>(addElement(scenario, "host"));
    return scenario;
}

ElementId idOf(const QString& text)
{
    const std::string name = text.toStdString();
    for (const ElementKind kind : {ElementKind::Component, ElementKind::Channel, ElementKind::Host, ElementKind::Zone}) {
        if (exists(oneOfEach(), {kind, name}))
            return {kind, name};
    }
    return {ElementKind::Flow, name};
}

}  // namespace

class ConnectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsOfferedConnects_data();
    void whatIsOfferedConnects();
    void whatIsImpossibleHasAReason_data();
    void whatIsImpossibleHasAReason();
    void everyPairHasEitherAnOfferOrAReason();
    void gatewayTakesItsPlaceInTheWayOfAFlow();
    void removingAConnectionLeavesTheOthers();
};

void ConnectionsTest::whatIsOfferedConnects_data()
{
    using Kind = Connection::Kind;
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("offer");
    QTest::addColumn<int>("kind");

    const auto row = [](const char* words, const char* from, const char* to, int offer, Kind kind) {
        QTest::newRow(words) << QString::fromLatin1(from) << QString::fromLatin1(to) << offer << static_cast<int>(kind);
    };
    row("a service calls a service", "service", "service-2", 0, Kind::Call);
    row("a service sends to a service", "service", "service-2", 1, Kind::Send);
    row("a service calls an external system", "service", "external", 0, Kind::Call);
    row("a service publishes to a topic", "service", "topic", 0, Kind::Publish);
    row("a service subscribes to a topic", "topic", "service", 0, Kind::Deliver);
    row("a service writes to a database", "service", "database", 0, Kind::Store);
    row("a service reads from a database", "service", "database", 1, Kind::Store);
    row("a client asks a service", "client", "service", 0, Kind::Workload);
    row("a client begins a flow at a service", "client", "service", 1, Kind::Call);
    row("an orchestrator keeps its saga log in a database", "orchestrator", "database", 0, Kind::Store);
    row("a stream processor reads a topic", "topic", "stream-processor", 0, Kind::Deliver);
    row("a stream processor publishes its results", "stream-processor", "topic", 0, Kind::Publish);
    row("a stream processor writes its results", "stream-processor", "event-store", 0, Kind::Store);
    row("a read model applies the events of a topic", "topic", "read-model", 0, Kind::Deliver);
    row("a read model fills a store", "read-model", "database", 0, Kind::Store);
    row("a pager tells of a topic", "topic", "pager", 0, Kind::Deliver);
    row("a dashboard queries a store", "dashboard", "event-store", 0, Kind::Store);
    row("a cache stands in front of a store", "cache", "database", 0, Kind::Store);
    row("a service reads through a cache", "service", "cache", 1, Kind::Store);
    row("a link joins two hosts", "host", "host-2", 0, Kind::Link);
    row("a link joins a host and a zone", "host", "zone", 0, Kind::Link);
}

void ConnectionsTest::whatIsOfferedConnects()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(int, offer);
    QFETCH(int, kind);
    spec::Scenario scenario = oneOfEach();
    const ElementId source = idOf(from);
    const ElementId target = idOf(to);

    const std::vector<Offer> offers = offersFor(scenario, source, target);
    QVERIFY(static_cast<std::size_t>(offer) < offers.size());
    offers[static_cast<std::size_t>(offer)].make(scenario);

    const std::vector<Connection> all = connectionsOf(scenario);
    const auto found = std::ranges::find_if(all, [&](const Connection& line) { return line.from == source && line.to == target; });
    QVERIFY(found != all.end());
    QCOMPARE(static_cast<int>(found->kind), kind);
    if (found->isRemovable) {
        removeConnection(scenario, *found);
        const std::vector<Connection> left = connectionsOf(scenario);
        QVERIFY(std::ranges::find(left, *found) == left.end());
    }
}

void ConnectionsTest::whatIsImpossibleHasAReason_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("word");

    QTest::newRow("nothing calls a client") << "service" << "client" << "client";
    QTest::newRow("a database only answers") << "database" << "service" << "database";
    QTest::newRow("a broker delivers by channels") << "kafka" << "service" << "channels";
    QTest::newRow("a database subscribes to nothing") << "topic" << "database" << "subscribe";
    QTest::newRow("a component is no end of a link") << "service" << "host" << "link";
    QTest::newRow("a gateway needs a flow") << "client" << "gateway" << "flow";
    QTest::newRow("a line has two ends") << "service" << "service" << "two ends";
}

void ConnectionsTest::whatIsImpossibleHasAReason()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, word);

    const QString reason = whyNot(oneOfEach(), idOf(from), idOf(to));

    QVERIFY2(reason.contains(word), qPrintable(reason));
}

void ConnectionsTest::everyPairHasEitherAnOfferOrAReason()
{
    const spec::Scenario scenario = oneOfEach();
    std::vector<ElementId> ids;
    for (const spec::Component& component : scenario.topology.components)
        ids.push_back({ElementKind::Component, component.name});
    ids.push_back({ElementKind::Channel, "topic"});
    ids.push_back({ElementKind::Zone, "zone"});
    ids.push_back({ElementKind::Host, "host"});

    for (const ElementId& from : ids) {
        for (const ElementId& to : ids)
            QCOMPARE(offersFor(scenario, from, to).empty(), !whyNot(scenario, from, to).isEmpty());
    }
}

void ConnectionsTest::gatewayTakesItsPlaceInTheWayOfAFlow()
{
    spec::Scenario scenario = oneOfEach();
    offersFor(scenario, idOf(QStringLiteral("client")), idOf(QStringLiteral("service"))).at(1).make(scenario);

    const auto offers = offersFor(scenario, idOf(QStringLiteral("client")), idOf(QStringLiteral("gateway")));
    QCOMPARE(offers.size(), std::size_t{1});
    offers.front().make(scenario);

    QCOMPARE(scenario.flows.front().via, std::vector<std::string>{"gateway"});
    QCOMPARE(scenario.workload.front().flow, scenario.flows.front().name);
}

void ConnectionsTest::removingAConnectionLeavesTheOthers()
{
    spec::Scenario scenario = oneOfEach();
    const ElementId service = idOf(QStringLiteral("service"));
    offersFor(scenario, service, idOf(QStringLiteral("database"))).front().make(scenario);
    offersFor(scenario, service, idOf(QStringLiteral("topic"))).front().make(scenario);
    const std::vector<Connection> before = connectionsOf(scenario);
    QCOMPARE(before.size(), std::size_t{2});

    removeConnection(scenario, before.front());

    QCOMPARE(connectionsOf(scenario), std::vector<Connection>{before.back()});
}

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "tst_connections.moc"
