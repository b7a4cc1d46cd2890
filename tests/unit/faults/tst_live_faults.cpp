// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session in which faults are injected by hand, and its replay from the record.
#include "models/run/runner.h"
#include "scenarios/results_json.h"
#include "scenarios/scenario_reader.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

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

spec::Fault crashOf(const std::string& target, Duration lasting)
{
    return {.name = "kill-" + target,
            .settings = spec::Crash{.victims = {.target = target, .mode = spec::VictimMode::One}},
            .timing = {.lasting = lasting}};
}

/// Injects at the first beats at or after 3 s and 4 s, and mends the second fault at 5 s.
class Session {
public:
    RunHooks hooks()
    {
        return {.progressed = {},
                .takeCommands = [this](SimTime now) { return commandsAt(now); },
                .isStopWanted = {}};
    }

    std::vector<spec::Fault> record;

private:
    LiveCommands commandsAt(SimTime now)
    {
        LiveCommands commands;
        if (now >= SimTime{3s} && record.empty())
            inject(commands, crashOf("payment-service", 2s), now);
        if (now >= SimTime{4s} && record.size() == 1)
            inject(commands, crashOf("kafka", 0s), now);
        if (now >= SimTime{5s} && record.size() == 2 && record[1].timing.lasting == Duration::zero()) {
            commands.mend.push_back(record[1].name);
            record[1].timing.lasting = now - SimTime{record[1].timing.at};
        }
        return commands;
    }

    void inject(LiveCommands& commands, const spec::Fault& fault, SimTime now)
    {
        commands.inject.push_back(fault);
        record.push_back(fault);
        record.back().timing = {.at = now - kStartOfRun, .lasting = fault.timing.lasting, .isLive = true};
    }
};

}  // namespace

class LiveFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void aReplayIsTheSameRunToTheByte_data();
    void aReplayIsTheSameRunToTheByte();
    void whatIsInjectedHasAnEffect();
};

void LiveFaultsTest::aReplayIsTheSameRunToTheByte_data()
{
    QTest::addColumn<QString>("design");

    for (const char* design : {"sync", "choreography", "orchestration"})
        QTest::newRow(design) << QString::fromLatin1(design);
}

void LiveFaultsTest::aReplayIsTheSameRunToTheByte()
{
    QFETCH(QString, design);
    const spec::Scenario scenario = orderFlow();
    Session session;

    const results::RunResult live = runScenario(scenario, {.design = design.toStdString(), .seed = 5}, session.hooks());
    spec::Scenario recorded = scenario;
    recorded.chaos = session.record;
    const results::RunResult replay = runScenario(recorded, {.design = design.toStdString(), .seed = 5});

    QVERIFY(live.failures.empty());
    QCOMPARE(replay.fingerprint, live.fingerprint);
    QCOMPARE(toJson(replay).dump(), toJson(live).dump());
}

void LiveFaultsTest::whatIsInjectedHasAnEffect()
{
    const spec::Scenario scenario = orderFlow();
    Session session;

    const results::RunResult calm = runScenario(scenario, {.design = "choreography", .seed = 5});
    const results::RunResult live = runScenario(scenario, {.design = "choreography", .seed = 5}, session.hooks());

    QVERIFY(calm.cascades.empty());
    QCOMPARE(live.cascades.size(), 2U);
    QCOMPARE(live.cascades[0].begin, 3.0);
    QCOMPARE(live.cascades[0].end, 5.0);
    QCOMPARE(live.cascades[0].hits.front().subject, std::string("payment-service"));
    QCOMPARE(live.cascades[1].end, 5.0);
}

}  // namespace stormglass

QTEST_GUILESS_MAIN(stormglass::LiveFaultsTest)
#include "tst_live_faults.moc"
