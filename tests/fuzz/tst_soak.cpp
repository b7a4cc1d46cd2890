// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A hundred random scenarios with random faults, from fixed seeds: none crashes or hangs, the books balance, and the same
// seed gives the same run. The program "soak" runs as many as one has time for.
#include "scenarios/scenario_writer.h"
#include "tests/fuzz/random_scenario.h"
#include "tests/fuzz/soak_run.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <set>
#include <variant>

using namespace stormglass;

namespace {

constexpr std::uint64_t kSeeds = 100;

}  // namespace

class SoakTest : public QObject {
    Q_OBJECT

private slots:
    void sameSeedMakesTheSameScenario();
    void everyPartOccurs();
    void randomScenariosRun_data();
    void randomScenariosRun();
};

void SoakTest::sameSeedMakesTheSameScenario()
{
    QCOMPARE(toJson(fuzz::randomScenario(3)).dump(), toJson(fuzz::randomScenario(3)).dump());
    QVERIFY(fuzz::randomScenario(3) != fuzz::randomScenario(4));
}

/// What the generator never makes is never tried.
void SoakTest::everyPartOccurs()
{
    std::set<std::size_t> faults;
    std::set<std::size_t> components;
    std::set<std::size_t> channels;
    std::set<std::size_t> designs;
    std::set<std::size_t> arrivals;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const spec::Scenario scenario = fuzz::randomScenario(seed);
        for (const spec::Fault& fault : scenario.chaos)
            faults.insert(fault.settings.index());
        for (const spec::Component& component : scenario.topology.components)
            components.insert(component.settings.index());
        for (const spec::Channel& channel : scenario.topology.channels)
            channels.insert(channel.settings.index());
        for (const spec::Design& design : scenario.designs)
            designs.insert(design.style.index());
        for (const spec::Workload& workload : scenario.workload)
            arrivals.insert(workload.arrivals.index());
    }

    QCOMPARE(faults.size(), std::variant_size_v<spec::FaultSettings>);
    QCOMPARE(components.size(), std::variant_size_v<spec::ComponentSettings>);
    QCOMPARE(channels.size(), std::variant_size_v<spec::ChannelSettings>);
    QCOMPARE(designs.size(), std::variant_size_v<decltype(spec::Design::style)>);
    QCOMPARE(arrivals.size(), std::variant_size_v<decltype(spec::Workload::arrivals)>);
}

void SoakTest::randomScenariosRun_data()
{
    QTest::addColumn<std::uint64_t>("seed");
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed)
        QTest::addRow("seed %d", static_cast<int>(seed)) << seed;
}

void SoakTest::randomScenariosRun()
{
    QFETCH(std::uint64_t, seed);

    const std::string trouble = fuzz::findTrouble(seed, seed % 10 == 0);

    if (!trouble.empty()) {
        const std::string again = trouble + "\nagain: soak --seed " + std::to_string(seed) + "\n   or: " + fuzz::keepScenario(seed, QDir::tempPath().toStdString());
        QFAIL(again.c_str());
    }
}

QTEST_GUILESS_MAIN(SoakTest)
#include "tst_soak.moc"
