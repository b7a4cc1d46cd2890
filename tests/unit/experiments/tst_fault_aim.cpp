// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/fault_aim.h"

#include "models/experiments/matrix.h"
#include "tests/unit/experiments/small_system.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::experiments;

class FaultAimTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsKnownByName();
    void faultHitsThePlaceInTheWindow();
    void whatHasNoInstancesIsNotHit();
    void kindThatKnowsNoSuchPlaceIsNotAimedAtIt();
    void kindThatIsAimedAtNoPlaceSaysSo();
    void settingsComeFromTheScenarioWhereTheyFit();
    void faultsOfTheNetworkHitWhatLeadsToAPlace();
    void defaultWindowIsTheMiddleThird_data();
    void defaultWindowIsTheMiddleThird();
    void matrixHasARowForEveryHitAndAReasonForTheRest();
    void faultHasTheNameThatExpectationsKnow();
};

namespace {

const FaultWindow kAimWindow{.at = 20s, .lasting = 10s};

Aim aimCrash(const spec::Scenario& scenario, PlaceKind kind, const char* name)
{
    return aimFault(scenario, "crash", {kind, name}, kAimWindow);
}

}  // namespace

void FaultAimTest::everyKindIsKnownByName()
{
    const auto kinds = faultKinds();

    QCOMPARE(kinds.size(), std::variant_size_v<spec::FaultSettings>);
    QVERIFY(std::ranges::find(kinds, "crash") != kinds.end());
}

void FaultAimTest::faultHitsThePlaceInTheWindow()
{
    const Aim aim = aimCrash(test::smallSystem(), PlaceKind::Zone, "a");

    QCOMPARE(aim.fault.value(), test::crash("a", 20s, 10s));
}

void FaultAimTest::whatHasNoInstancesIsNotHit()
{
    const Aim aim = aimCrash(test::smallSystem(), PlaceKind::Component, "bus");

    QVERIFY(!aim.fault);
    QVERIFY2(aim.obstacle.find("managed service") != std::string::npos, aim.obstacle.c_str());
}

void FaultAimTest::kindThatKnowsNoSuchPlaceIsNotAimedAtIt()
{
    const Aim aim = aimCrash(test::smallSystem(), PlaceKind::Link, "a-b");

    QVERIFY(!aim.fault);
    QVERIFY(!aim.needsMore);
    QCOMPARE(aim.obstacle, std::string("it hits nothing of this sort: \"target\" names something else"));
}

void FaultAimTest::kindThatIsAimedAtNoPlaceSaysSo()
{
    const Aim aim = aimFault(test::smallSystem(), "hot-key", {PlaceKind::Component, "orders"}, kAimWindow);

    QVERIFY(!aim.fault);
    QCOMPARE(aim.obstacle, std::string("it is not aimed at a component, host, zone, link or channel, but by \"flow\": it can only "
                                       "stand in the scenario's \"chaos\""));
}

void FaultAimTest::settingsComeFromTheScenarioWhereTheyFit()
{
    spec::Scenario scenario = test::smallSystem();
    scenario.chaos = {test::crash("payment", 1s, 2s)};
    std::get<spec::Crash>(scenario.chaos.front().settings).victims.mode = spec::VictimMode::Fixed;
    std::get<spec::Crash>(scenario.chaos.front().settings).victims.count = 2;

    const auto settingsAt = [&](const char* name) {
        return std::get<spec::Crash>(aimCrash(scenario, PlaceKind::Component, name).fault->settings).victims;
    };

    QCOMPARE(settingsAt("orders").count, std::int64_t{2});
    QVERIFY(settingsAt("orders").mode == spec::VictimMode::Fixed);
    QVERIFY(settingsAt("stock").mode == spec::VictimMode::All);  // it has one instance
}

void FaultAimTest::faultsOfTheNetworkHitWhatLeadsToAPlace()
{
    const spec::Scenario scenario = test::smallSystem();

    const auto waysOfCutAt = [&](PlaceKind kind, const char* name) {
        const Aim aim = aimFault(scenario, "partition", {kind, name}, kAimWindow);
        return aim.fault ? std::get<spec::Partition>(aim.fault->settings).ways : spec::FaultyWays{};
    };

    QCOMPARE(waysOfCutAt(PlaceKind::Link, "a-b"), (spec::FaultyWays{.between = {}, .link = "a-b"}));
    for (const auto& [kind, name] : {std::pair{PlaceKind::Zone, "a"}, {PlaceKind::Host, "b1"}, {PlaceKind::Component, "bus"}})
        QCOMPARE(waysOfCutAt(kind, name), (spec::FaultyWays{.between = {name}}));
}

void FaultAimTest::defaultWindowIsTheMiddleThird_data()
{
    QTest::addColumn<qint64>("duration");
    QTest::addColumn<qint64>("warmUp");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("lasting");
    QTest::newRow("whole seconds") << qint64{120'000} << qint64{20'000} << qint64{53'000} << qint64{33'000};
    QTest::newRow("tenths") << qint64{10'000} << qint64{1'000} << qint64{4'000} << qint64{3'000};
    QTest::newRow("milliseconds") << qint64{1'000} << qint64{0} << qint64{333} << qint64{333};
}

void FaultAimTest::defaultWindowIsTheMiddleThird()
{
    QFETCH(qint64, duration);
    QFETCH(qint64, warmUp);
    QFETCH(qint64, at);
    QFETCH(qint64, lasting);
    const spec::RunSettings run{.duration = std::chrono::milliseconds{duration}, .warmUp = std::chrono::milliseconds{warmUp}};

    const FaultWindow window = defaultWindow(run);

    QCOMPARE(window.at.count(), at * 1'000'000);
    QCOMPARE(window.lasting.count(), lasting * 1'000'000);
}

void FaultAimTest::matrixHasARowForEveryHitAndAReasonForTheRest()
{
    const spec::Scenario scenario = test::smallSystem();

    const MatrixPlan plan = planMatrix(scenario, {.kinds = {"crash"}, .victims = {}, .window = kAimWindow});
    std::string victims;
    for (const PlannedRow& row : plan.rows)
        victims += row.victim.name + " ";
    const MatrixPlan none = planMatrix(scenario, {.kinds = {"crash"}, .victims = {"a-b"}, .window = kAimWindow});

    QCOMPARE(victims, std::string("orders payment stock a1 a2 b1 a b "));
    QVERIFY(plan.leftOut.empty());
    QVERIFY(none.rows.empty());
    QCOMPARE(none.leftOut.at(0).fault, std::string("crash"));
    // A client cannot be slow; why a service cannot is what has to be mended.
    const MatrixPlan slow = planMatrix(scenario, {.kinds = {"slow"}, .victims = {}, .window = kAimWindow});
    QCOMPARE(slow.leftOut.at(0).reason, std::string("the fault hits nothing: expected a factor other than 1, or \"extra\""));
}

void FaultAimTest::faultHasTheNameThatExpectationsKnow()
{
    spec::Scenario scenario = test::smallSystem();
    scenario.expect = {{.that = "recovery(after: kill-payment) < 5s", .designs = {}, .during = {}}};

    const MatrixPlan plan = planMatrix(scenario, {.kinds = {"crash"}, .victims = {"stock"}, .window = kAimWindow});

    QCOMPARE(plan.rows.at(0).fault.name, std::string("kill-payment"));
}

QTEST_APPLESS_MAIN(FaultAimTest)
#include "tst_fault_aim.moc"
