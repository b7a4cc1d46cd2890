// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How designs connect the parts of a scenario, as it is drawn.
#include "models/designs/compiler.h"
#include "models/designs/wiring_view.h"
#include "scenarios/scenario_reader.h"

#include <QTest>

#include <algorithm>
#include <filesystem>

namespace stormglass {

using results::WiringEdge;
using results::WiringView;
using Kind = WiringEdge::Kind;

namespace {

spec::Scenario readLibrary(const std::string& name)
{
    return readScenario(STORMGLASS_SOURCE_DIR "/scenarios/library/" + name + ".json").scenario;
}

WiringView viewIn(const spec::Scenario& scenario, const std::string& name)
{
    const auto design = std::ranges::find(scenario.designs, name, &spec::Design::name);
    return viewOf(compileDesign(scenario, design == scenario.designs.end() ? nullptr : &*design), scenario);
}

/// "none" if there is no such edge.
std::string labelOf(const WiringView& view, Kind kind, const std::string& from, const std::string& to)
{
    const auto found = std::ranges::find_if(view.edges, [&](const WiringEdge& edge) {
        return edge.kind == kind && edge.from == from && edge.to == to;
    });
    return found == view.edges.end() ? "none" : found->label;
}

}  // namespace

class WiringViewTest : public QObject {
    Q_OBJECT

private slots:
    void inEveryDesignTheClientComesThroughTheGateway_data();
    void inEveryDesignTheClientComesThroughTheGateway();
    void callsStandWhereComponentsWait();
    void eventsGoFromPublisherToSubscriber();
    void theOrchestratorCommandsAndHears();
    void everyLibraryScenarioNamesOnlyWhatThereIs();
};

void WiringViewTest::inEveryDesignTheClientComesThroughTheGateway_data()
{
    QTest::addColumn<QString>("design");
    for (const char* design : {"sync", "choreography", "orchestration"})
        QTest::newRow(design) << QString::fromLatin1(design);
}

void WiringViewTest::inEveryDesignTheClientComesThroughTheGateway()
{
    QFETCH(QString, design);
    const WiringView view = viewIn(readLibrary("ecommerce-order-flow"), design.toStdString());

    QCOMPARE(view.design, design.toStdString());
    QCOMPARE(labelOf(view, Kind::Call, "web-app", "api-gateway"), std::string("order"));
    QCOMPARE(labelOf(view, Kind::Call, "api-gateway", "order-service"), std::string("order"));
    QCOMPARE(labelOf(view, Kind::Store, "payment-service", "payments-db").substr(0, 7), std::string("payment"));
    QCOMPARE(labelOf(view, Kind::Call, "web-app", "order-service"), std::string("none"));
}

void WiringViewTest::callsStandWhereComponentsWait()
{
    const WiringView view = viewIn(readLibrary("ecommerce-order-flow"), "sync");

    QVERIFY(labelOf(view, Kind::Call, "order-service", "payment-service") != "none");
    QVERIFY(std::ranges::none_of(view.edges, [](const WiringEdge& edge) { return edge.kind == Kind::Publish; }));
}

void WiringViewTest::eventsGoFromPublisherToSubscriber()
{
    const WiringView view = viewIn(readLibrary("ecommerce-order-flow"), "choreography");

    QVERIFY(labelOf(view, Kind::Publish, "order-service", "order-service-events") != "none");
    QVERIFY(labelOf(view, Kind::Deliver, "order-service-events", "payment-service") != "none");
    QVERIFY(labelOf(view, Kind::Deliver, "payment-service-events", "shipping-service") != "none");
    QCOMPARE(labelOf(view, Kind::Call, "order-service", "payment-service"), std::string("none"));
}

void WiringViewTest::theOrchestratorCommandsAndHears()
{
    const WiringView view = viewIn(readLibrary("ecommerce-order-flow"), "orchestration");

    QCOMPARE(labelOf(view, Kind::Publish, "order-orchestrator", "order-commands-payment-service"),
             std::string("order.payment.do, order.payment.undo"));
    QVERIFY(labelOf(view, Kind::Deliver, "order-replies", "order-orchestrator").find("order.payment.succeeded") != std::string::npos);
    QCOMPARE(labelOf(view, Kind::Store, "order-orchestrator", "orders-db"), std::string("saga log"));
    const bool isMade = std::ranges::any_of(view.channels, [](const auto& channel) {
        return channel == std::pair<std::string, std::string>("order-commands-inventory-service", "kafka");
    });
    QVERIFY(isMade);  // by the design: the topology has no such channel
}

void WiringViewTest::everyLibraryScenarioNamesOnlyWhatThereIs()
{
    for (const auto& entry : std::filesystem::directory_iterator(STORMGLASS_SOURCE_DIR "/scenarios/library")) {
        const spec::Scenario scenario = readLibrary(entry.path().stem().string());
        std::vector<std::string> designs{""};
        for (const spec::Design& design : scenario.designs)
            designs.push_back(design.name);
        for (const std::string& design : designs) {
            const WiringView view = viewIn(scenario, design);
            std::vector<std::string> names;
            for (const spec::Component& component : scenario.topology.components)
                names.push_back(component.name);
            for (const auto& [name, broker] : view.channels)
                names.push_back(name);
            for (const WiringEdge& edge : view.edges) {
                const bool isKnown = std::ranges::find(names, edge.from) != names.end() && std::ranges::find(names, edge.to) != names.end();
                QVERIFY2(isKnown, (entry.path().string() + ' ' + edge.from + ' ' + edge.to).c_str());
            }
        }
    }
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::WiringViewTest)
#include "tst_wiring_view.moc"
