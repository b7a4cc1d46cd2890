// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The shipped order flow under more crashes than anyone would survive: whatever happens, the books balance.
#include "models/run/runner.h"
#include "scenarios/scenario_reader.h"
#include "simcore/random/random_streams.h"

#include <QTest>

#include <string>
#include <vector>

namespace stormglass {
namespace {

constexpr int kFaults = 30;

spec::Scenario orderFlow()
{
    spec::Scenario scenario
        = readScenario(std::string(STORMGLASS_SCENARIO_LIBRARY) + "/ecommerce-order-flow.json").scenario;
    scenario.chaos.clear();
    scenario.expect.clear();
    scenario.run.duration = 8s;
    scenario.run.warmUp = 1s;
    scenario.run.drain = 20s;
    return scenario;
}

/// Everything that can crash: components that run somewhere, hosts, zones.
std::vector<std::string> victimsOf(const spec::Scenario& scenario)
{
    std::vector<std::string> victims;
    for (const spec::Component& component : scenario.topology.components) {
        if (spec::placementOf(component) != nullptr && component.name != "web-app")
            victims.push_back(component.name);
    }
    for (const spec::Host& host : scenario.topology.hosts)
        victims.push_back(host.name);
    for (const spec::Zone& zone : scenario.topology.zones)
        victims.push_back(zone.name);
    return victims;
}

void addStorm(spec::Scenario& scenario, std::uint64_t seed)
{
    RandomStream draws = RandomStreams(seed, 0).stream("storm", "faults");
    const std::vector<std::string> victims = victimsOf(scenario);
    for (int i = 0; i < kFaults; ++i) {
        spec::Fault fault;
        fault.name = "crash-" + std::to_string(i);
        fault.timing.at = Duration{static_cast<std::int64_t>(draws.below(9'000'000'000))};
        fault.timing.lasting = Duration{static_cast<std::int64_t>(1 + draws.below(3'000'000'000))};
        spec::Crash crash;
        crash.victims.target = victims[draws.below(victims.size())];
        crash.victims.mode = static_cast<spec::VictimMode>(draws.below(5));
        fault.settings = crash;
        scenario.chaos.push_back(fault);
    }
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    return text;
}

}  // namespace

class CrashStormTest : public QObject {
    Q_OBJECT

private slots:
    void theBooksBalanceWhateverCrashes_data();
    void theBooksBalanceWhateverCrashes();
    void theSameSeedGivesTheSameRun();
    void anotherReplicationIsAnotherRun();
};

void CrashStormTest::theBooksBalanceWhateverCrashes_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<int>("seed");

    for (const std::string design : {"sync", "choreography", "orchestration"}) {
        for (int seed = 1; seed <= 4; ++seed)
            QTest::newRow((design + ", storm " + std::to_string(seed)).c_str()) << QString::fromStdString(design) << seed;
    }
}

void CrashStormTest::theBooksBalanceWhateverCrashes()
{
    QFETCH(QString, design);
    QFETCH(int, seed);
    spec::Scenario scenario = orderFlow();
    addStorm(scenario, static_cast<std::uint64_t>(seed));

    const results::RunResult result = runScenario(scenario, {.design = design.toStdString(), .seed = seed});

    QVERIFY2(result.failures.empty(), joined(result.failures).c_str());
    for (const results::Ledger& ledger : result.ledgers)
        QVERIFY2(ledger.imbalance() == 0, ledger.subject.c_str());
}

void CrashStormTest::theSameSeedGivesTheSameRun()
{
    spec::Scenario scenario = orderFlow();
    addStorm(scenario, 7);

    const results::RunResult first = runScenario(scenario, {.design = "choreography", .seed = 7});
    const results::RunResult second = runScenario(scenario, {.design = "choreography", .seed = 7});

    QCOMPARE(second.fingerprint, first.fingerprint);
    QCOMPARE(second.events, first.events);
}

void CrashStormTest::anotherReplicationIsAnotherRun()
{
    const spec::Scenario scenario = orderFlow();

    const results::RunResult first = runScenario(scenario, {.design = "sync", .seed = 7, .replication = 0});
    const results::RunResult second = runScenario(scenario, {.design = "sync", .seed = 7, .replication = 1});

    QVERIFY(second.fingerprint != first.fingerprint);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::CrashStormTest)
#include "tst_crash_storm.moc"
