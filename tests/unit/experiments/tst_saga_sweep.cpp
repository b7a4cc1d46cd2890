// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/made_settings.h"
#include "models/experiments/saga_sweep.h"
#include "tests/unit/experiments/small_system.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::experiments;

class SagaSweepTest : public QObject {
    Q_OBJECT

private slots:
    void settingsAreMadeByTheWordsOfTheFormat();
    void unknownKindsFieldsAndWordsMakeNothing();
    void safeguardsAreTakenOffOneByOne();
    void designWithoutASafeguardHasNoneToLose();
    void brokerIsLostWhereThereIsOne();
    void kindsThatAreMissingAreNamedOnce();
    void outcomeIsTheWorstThatBecameOfMoreFlows_data();
    void outcomeIsTheWorstThatBecameOfMoreFlows();
    void cellThatIsNotRunIsNone();
};

namespace {

const FaultWindow kSweepWindow{.at = 20s, .lasting = 5s};

/// The small system with a saga over orders and payment, in three designs.
spec::Scenario sagas()
{
    spec::Scenario scenario = test::smallSystem();
    scenario.topology.components.push_back({.name = "log", .settings = spec::KafkaSettings{}});
    scenario.topology.components.push_back({.name = "director", .settings = spec::OrchestratorSettings{}});
    scenario.flows = {{.name = "order",
                       .client = "web",
                       .via = {},
                       .steps = {}}};
    spec::Step place{};
    place.name = "place";
    place.component = "orders";
    place.compensation = "cancel";
    spec::Step pay{};
    pay.name = "pay";
    pay.component = "payment";
    pay.after = {"place"};
    scenario.flows.front().steps = {place, pay};
    scenario.designs = {{.name = "sync", .style = spec::RequestResponse{}},
                        {.name = "events", .style = spec::Choreography{.broker = "log", .outbox = {}}},
                        {.name = "directed", .style = spec::Orchestration{.broker = "log", .orchestrator = "director", .outbox = {}}}};
    return scenario;
}

std::string columnsOf(const SagaPlan& plan)
{
    std::string text;
    for (const SweptDesign& column : plan.columns)
        text += column.design + "-" + std::string(wordOf(column.without)) + " ";
    return text;
}

analysis::DesignRuns runOf(std::vector<std::pair<std::string, double>> figures)
{
    analysis::DesignRuns runs{.design = "sync", .results = {}, .failures = {}};
    results::RunResult& result = runs.results.emplace_back();
    result.design = "sync";
    for (const auto& [name, value] : figures)
        result.metrics.push_back({results::SubjectKind::Flow, "order", name, value, 1});
    return runs;
}

/// A plan of one design and one disturbance.
SagaPlan onePlan()
{
    SagaPlan plan;
    plan.columns.push_back({"sync", Safeguard::None, sagas()});
    plan.rows.push_back({"order", "pay", "crash before", {FaultSet{test::crash("payment", 20s, 5s)}}});
    return plan;
}

}  // namespace

void SagaSweepTest::settingsAreMadeByTheWordsOfTheFormat()
{
    const auto settings = makeSettings("crash", {{"target", "payment"}, {"mode", "fixed"}, {"count", std::int64_t{2}}});

    const spec::Victims& victims = std::get<spec::Crash>(settings.value()).victims;
    QCOMPARE(victims.target, std::string("payment"));
    QVERIFY(victims.mode == spec::VictimMode::Fixed);
    QCOMPARE(victims.count, std::int64_t{2});
}

void SagaSweepTest::unknownKindsFieldsAndWordsMakeNothing()
{
    QVERIFY(!makeSettings("crush", {}));
    QVERIFY(!makeSettings("crash", {{"victim", "payment"}}));
    QVERIFY(!makeSettings("crash", {{"mode", "some"}}));
    QVERIFY(!makeSettings("crash", {{"target", std::int64_t{1}}}));
}

void SagaSweepTest::safeguardsAreTakenOffOneByOne()
{
    const SagaPlan plan = planSagas(sagas(), {"sync", "events", "directed"}, kSweepWindow);

    QCOMPARE(columnsOf(plan), std::string("sync- events- events-outbox events-idempotence directed- directed-outbox "
                                          "directed-idempotence directed-durable log "));
    const auto& style = std::get<spec::Choreography>(plan.columns[2].scenario.designs[1].style);
    QVERIFY(!style.outbox.isEnabled && style.areConsumersIdempotent);
    QVERIFY(std::get<spec::Orchestration>(plan.columns[2].scenario.designs[2].style).outbox.isEnabled);
}

void SagaSweepTest::designWithoutASafeguardHasNoneToLose()
{
    spec::Scenario scenario = sagas();
    std::get<spec::Choreography>(scenario.designs[1].style).outbox.isEnabled = false;

    QVERIFY(!withoutSafeguard(scenario, "events", Safeguard::Outbox));
    QVERIFY(!withoutSafeguard(scenario, "events", Safeguard::DurableLog));
    QVERIFY(!withoutSafeguard(scenario, "sync", Safeguard::IdempotentConsumers));
    QVERIFY(withoutSafeguard(scenario, "sync", Safeguard::None) == scenario);
}

void SagaSweepTest::brokerIsLostWhereThereIsOne()
{
    const SagaPlan plan = planSagas(sagas(), {"sync", "events"}, kSweepWindow);

    const auto lost = std::ranges::find(plan.rows, "broker lost", &Disturbance::name);
    QVERIFY(lost != plan.rows.end());
    QVERIFY(!lost->faults[0]);
    QCOMPARE(*targetOf(lost->faults[1]->front()), std::string("log"));
    QCOMPARE(lost->faults[1]->front().timing.at, Duration{20s});
    QCOMPARE(std::ranges::count(plan.rows, "orchestrator lost", &Disturbance::name), std::ptrdiff_t{0});
}

void SagaSweepTest::kindsThatAreMissingAreNamedOnce()
{
    const SagaPlan plan = planSagas(sagas(), {"directed"}, kSweepWindow);

    for (const char* kind : {"crash-at-step", "duplicate", "reorder"}) {
        const auto left = std::ranges::count(plan.leftOut, kind, &results::LeftOutFault::fault);
        const bool isThere = findDefaultSettings(kind).has_value();
        QCOMPARE(left, std::ptrdiff_t{isThere ? 0 : 1});
    }
}

void SagaSweepTest::outcomeIsTheWorstThatBecameOfMoreFlows_data()
{
    QTest::addColumn<double>("inconsistent");
    QTest::addColumn<double>("rejected");
    QTest::addColumn<double>("compensated");
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("exactly as before") << 0.0 << 3.0 << 5.0 << QByteArray("not met");
    QTest::newRow("fewer are undone") << 0.0 << 3.0 << 4.0 << QByteArray("completed");
    QTest::newRow("undone") << 0.0 << 3.0 << 6.0 << QByteArray("compensated");
    QTest::newRow("undone and lost") << 0.0 << 4.0 << 6.0 << QByteArray("lost");
    QTest::newRow("all of it") << 1.0 << 4.0 << 6.0 << QByteArray("inconsistent");
}

void SagaSweepTest::outcomeIsTheWorstThatBecameOfMoreFlows()
{
    QFETCH(double, inconsistent);
    QFETCH(double, rejected);
    QFETCH(double, compensated);
    QFETCH(QByteArray, outcome);

    const results::SagaSweep sweep
        = buildSagaSweep(sagas(), {}, onePlan(), {runOf({{"rejected", 3}, {"compensated", 5}, {"inconsistent", 0}})},
                         {{runOf({{"rejected", rejected}, {"compensated", compensated}, {"inconsistent", inconsistent}})}});

    QCOMPARE(sweep.rows.at(0).cells.at(0).outcome, outcome.toStdString());
    QCOMPARE(sweep.rows.at(0).cells.at(0).compensated, compensated - 5);
}

void SagaSweepTest::cellThatIsNotRunIsNone()
{
    SagaPlan plan = onePlan();
    plan.rows.push_back({"order", "", "broker lost", {std::nullopt}});

    const results::SagaSweep sweep
        = buildSagaSweep(sagas(), {}, plan, {runOf({{"rejected", 3}})}, {{analysis::DesignRuns{}}, {analysis::DesignRuns{}}});

    QCOMPARE(sweep.rows.at(0).cells.at(0).outcome, std::string("unknown"));
    QCOMPARE(sweep.rows.at(1).cells.at(0).outcome, std::string("none"));
}

QTEST_APPLESS_MAIN(SagaSweepTest)
#include "tst_saga_sweep.moc"
