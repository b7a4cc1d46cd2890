// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/catalogue.h"
#include "scenarios/fault_list.h"
#include "scenarios/scenario_validation.h"
#include "ui/chaos/fault_form.h"
#include "ui/chaos/fault_menu.h"
#include "ui/chaos/fault_offers.h"
#include "ui/chaos/fault_popup.h"
#include "ui/document/element_edits.h"
#include "ui/document/scenario_document.h"

#include <QDir>
#include <QtTest>

#include <set>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

void open(ScenarioDocument& document, const char* name)
{
    QCOMPARE(document.open(QStringLiteral(STORMGLASS_LIBRARY "/%1.json").arg(QLatin1String(name))), QString());
}

const FaultOffer& offerOf(const std::vector<FaultOffer>& offers, std::string_view kind)
{
    const auto found = std::ranges::find(offers, kind, &FaultOffer::kind);
    Q_ASSERT(found != offers.end());
    return *found;
}

}  // namespace

class FaultOffersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsOfferedSomewhere()
    {
        std::set<std::string_view> missing;
        for (const spec::CatalogueEntry& entry : spec::catalogue()) {
            if (entry.category == "faults")
                missing.insert(entry.name);
        }
        QVERIFY(missing.size() >= 33);
        for (const QString& file : QDir(QStringLiteral(STORMGLASS_LIBRARY)).entryList({QStringLiteral("*.json")})) {
            ScenarioDocument document;
            QCOMPARE(document.open(QStringLiteral(STORMGLASS_LIBRARY "/") + file), QString());
            for (const FaultOffer& offer : faultOffersAnywhere(document.scenario(), std::nullopt)) {
                if (offer.fault)
                    missing.erase(offer.kind);
                else
                    QVERIFY2(!offer.reason.empty(), std::string(offer.kind).c_str());
            }
        }
        // Some want what no shipped scenario has, such as a replica or deadlines that are read; the reason was looked at above.
        for (const std::string_view kind : missing)
            qInfo("no shipped scenario can have %s", std::string(kind).c_str());
        QVERIFY(missing.size() <= 4);
    }

    void whatIsOfferedCanBeRun()
    {
        ScenarioDocument document;
        open(document, "ecommerce-order-flow");
        int offered = 0;
        for (const ElementId& target : faultTargets(document.scenario())) {
            for (const FaultOffer& offer : faultOffersFor(document.scenario(), target)) {
                if (!offer.fault)
                    continue;
                ++offered;
                spec::Scenario scenario = document.scenario();
                scenario.chaos.push_back(*offer.fault);
                const Issues issues = validateScenario(scenario);
                QVERIFY2(!issues.hasErrors(), (std::string(offer.kind) + " at " + target.name + ": "
                                               + (issues.isEmpty() ? "" : issues.list().front().message)).c_str());
                Issues reading;
                const auto read = readFaults('[' + faultText(*offer.fault) + ']', reading);
                QVERIFY(!reading.hasErrors());
                QCOMPARE(read.size(), 1U);
                QVERIFY(read.front() == *offer.fault);
            }
        }
        QVERIFY(offered > 100);
    }

    void whatFitsTheLastPartAloneIsOffered()
    {
        spec::Scenario scenario;
        for (int i = 0; i < 40; ++i)
            QVERIFY(addElement(scenario, "database"));
        spec::Component& last = scenario.topology.components.back();
        std::get<spec::DatabaseSettings>(last.settings).placement.instances = 2;

        const auto anywhere = faultOffersAnywhere(scenario, std::nullopt);

        const FaultOffer& failover = offerOf(anywhere, "failover");
        QVERIFY2(failover.fault.has_value(), failover.reason.c_str());
        QCOMPARE(*spec::targetOf(*failover.fault), last.name);
    }

    void whatElseMustBeNamedMayBeTheLastOfItsSort()
    {
        spec::Scenario scenario;
        for (const char* kind : {"sqs", "kafka", "service"})
            QVERIFY(addElement(scenario, kind));
        for (int i = 0; i < 40; ++i)
            QVERIFY(addElement(scenario, "sqs-queue"));
        const auto topic = addElement(scenario, "kafka-topic");
        QVERIFY(topic.has_value());
        const std::string service = scenario.topology.components.back().name;

        const auto forService = faultOffersFor(scenario, {ElementKind::Component, service});

        const FaultOffer& rebalance = offerOf(forService, "rebalance");
        QVERIFY2(rebalance.fault.has_value(), rebalance.reason.c_str());
        QCOMPARE(std::get<spec::Rebalance>(rebalance.fault->settings).where.channel, topic->name);
    }

    void aLinkIsNoPlace()
    {
        ScenarioDocument document;
        open(document, "ecommerce-order-flow");
        spec::Scenario scenario = document.scenario();
        const auto link = addElement(scenario, "link");
        QVERIFY(link.has_value());
        scenario.topology.links.back().between = {"zone-a", "zone-b"};

        const auto forLink = faultOffersFor(scenario, *link);

        QVERIFY(!offerOf(forLink, "crash").fault.has_value());
        const FaultOffer& latency = offerOf(forLink, "latency");
        QVERIFY2(latency.fault.has_value(), latency.reason.c_str());
        QCOMPARE(std::get<spec::Latency>(latency.fault->settings).ways.link, link->name);
    }

    void whatDoesNotApplySaysWhy()
    {
        ScenarioDocument document;
        open(document, "ecommerce-order-flow");
        const auto forService = faultOffersFor(document.scenario(), {ElementKind::Component, "payment-service"});
        QVERIFY(offerOf(forService, "crash").fault.has_value());
        QVERIFY(!offerOf(forService, "failover").fault.has_value());
        QVERIFY(!offerOf(forService, "failover").reason.empty());
        const auto forTopic = faultOffersFor(document.scenario(), {ElementKind::Channel, "order-replies"});
        QVERIFY(offerOf(forTopic, "rebalance").fault.has_value());
        QVERIFY(!offerOf(forTopic, "crash").fault.has_value());
        const auto forZone = faultOffersFor(document.scenario(), {ElementKind::Zone, "zone-a"});
        QVERIFY(offerOf(forZone, "partition").fault.has_value());
        QVERIFY(offerOf(forZone, "crash").fault.has_value());
        const auto forWorkload = faultOffersFor(document.scenario(), {ElementKind::Workload, "shoppers"});
        QVERIFY(offerOf(forWorkload, "surge").fault.has_value());
    }

    void theMenuPlansWhatIsChosen()
    {
        ScenarioDocument document;
        open(document, "ecommerce-order-flow");
        QWidget window;
        FaultMenu menu(document, nullptr, {ElementKind::Component, "order-service"}, 42, &window);
        QVERIFY(!menu.isLive());
        auto* crash = menu.findChild<QAction*>(QStringLiteral("crash"));
        QVERIFY(crash != nullptr && crash->isEnabled());
        auto* others = menu.findChild<QMenu*>(QStringLiteral("others"));
        QVERIFY(others != nullptr && !others->actions().isEmpty());
        QVERIFY(!others->actions().front()->isEnabled());
        crash->trigger();
        auto* popup = window.findChild<FaultPopup*>();
        QVERIFY(popup != nullptr);
        auto* length = popup->findChild<QLineEdit*>(QStringLiteral("for"));
        QVERIFY(length != nullptr);
        QCOMPARE(length->text(), QStringLiteral("10s"));
        length->setText(QStringLiteral("seven"));
        popup->findChild<QPushButton*>(QStringLiteral("choose"))->click();
        QVERIFY(popup->isVisible());
        QVERIFY(!popup->findChild<QLabel*>(QStringLiteral("complaint"))->text().isEmpty());
        length->setText(QStringLiteral("7s"));
        popup->findChild<QPushButton*>(QStringLiteral("choose"))->click();
        QCOMPARE(document.scenario().chaos.size(), 2U);
        const spec::Fault& fault = document.scenario().chaos.back();
        QCOMPARE(QString::fromStdString(fault.name), QStringLiteral("crash"));
        QCOMPARE(toSeconds(fault.timing.at), 42.0);
        QCOMPARE(toSeconds(fault.timing.lasting), 7.0);
        QCOMPARE(*spec::targetOf(fault), std::string("order-service"));
        document.undoStack().undo();
        QCOMPARE(document.scenario().chaos.size(), 1U);
    }

    void theFormGivesBackWhatItGot()
    {
        ScenarioDocument document;
        open(document, "ecommerce-order-flow");
        for (const FaultOffer& offer : faultOffersAnywhere(document.scenario(), std::nullopt)) {
            if (!offer.fault)
                continue;
            FaultForm form(document.scenario(), *offer.fault, FaultTimes::All);
            const std::optional<spec::Fault> fault = form.fault();
            QVERIFY2(fault.has_value(), std::string(offer.kind).c_str());
            QVERIFY2(*fault == *offer.fault, std::string(offer.kind).c_str());
        }
    }
};

QTEST_MAIN(FaultOffersTest)
#include "tst_fault_offers.moc"
