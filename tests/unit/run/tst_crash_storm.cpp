// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The shipped order flow under more crashes, and more faults of every kind, than anyone would survive: whatever happens, the
// books balance.
#include "models/run/runner.h"
#include "scenarios/scenario_reader.h"
#include "simcore/random/random_streams.h"
#include "tests/support/random_faults.h"

#include <QTest>

#include <string>
#include <vector>

namespace stormglass {
namespace {

constexpr int kFaults = 30;

spec::Scenario orderFlow()
{
    spec::Scenario scenario
        = readScenario(STORMGLASS_SCENARIO_LIBRARY "/ecommerce-order-flow.json").scenario;
    scenario.chaos.clear();
    scenario.expect.clear();
    scenario.run.duration = 8s;
    scenario.run.warmUp = 1s;
    scenario.run.drain = 20s;
    // What some kinds of fault need to find something to break.
    for (spec::Component& component : scenario.topology.components) {
        if (auto* service = std::get_if<spec::ServiceSettings>(&component.settings))
            service->workers.dropsExpired = true;
        if (auto* database = std::get_if<spec::DatabaseSettings>(&component.settings))
            database->placement.instances = 2;
    }
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

/// The messages of the designs go over that broker, whose clients lose patience within seconds, so that every timeout is met.
void useImpatient(const std::string& broker, spec::Scenario& scenario)
{
    spec::KafkaSettings kafka;
    kafka.consumer = {.sessionTimeout = 800ms, .heartbeatInterval = 200ms, .maxPollInterval = 1s, .autoCommitInterval = 500ms};
    kafka.producer.requestTimeout = 500ms;
    kafka.producer.deliveryTimeout = 2s;
    kafka.groupInitialRebalanceDelay = 200ms;
    kafka.brokerSessionTimeout = 1s;
    spec::RabbitmqSettings rabbitmq;
    rabbitmq.placement.instances = 3;
    rabbitmq.heartbeat = 1s;
    rabbitmq.networkRecoveryInterval = 200ms;
    rabbitmq.consumerTimeout = 1s;
    for (spec::Component& component : scenario.topology.components) {
        if (component.name == "kafka")
            component.settings = kafka;
    }
    if (broker == "kafka")
        return;
    // Kafka stays, for the faults that need it, and has nothing to do.
    scenario.topology.components.push_back({"other", broker == "sqs" ? spec::ComponentSettings{spec::SqsSettings{}} : rabbitmq});
    scenario.topology.channels.clear();
    for (spec::Design& design : scenario.designs) {
        if (auto* choreography = std::get_if<spec::Choreography>(&design.style))
            choreography->broker = "other";
        if (auto* orchestration = std::get_if<spec::Orchestration>(&design.style))
            orchestration->broker = "other";
    }
}

/// Two of every kind that there is.
void addFaultsOfEveryKind(spec::Scenario& scenario, std::uint64_t seed)
{
    RandomStream draws = RandomStreams(seed, 0).stream("storm", "every kind");
    std::vector<spec::Fault> faults;
    for (std::size_t i = 0; i < 2 * tests::kFaultKinds; ++i) {
        const std::optional<spec::Fault> fault = tests::randomFault(scenario, i % tests::kFaultKinds, 9s, draws);
        if (!fault)
            continue;  // nothing here can have it: a rebalance where there is no Kafka
        faults.push_back(*fault);
        faults.back().name = std::string(kindOf(faults.back())) + '-' + std::to_string(i);
    }
    scenario.chaos.insert(scenario.chaos.end(), faults.begin(), faults.end());
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
    void theBooksBalanceWhateverHappens_data();
    void theBooksBalanceWhateverHappens();
    void theBooksBalanceWithEachKindAlone_data();
    void theBooksBalanceWithEachKindAlone();
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

void CrashStormTest::theBooksBalanceWhateverHappens_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("broker");
    QTest::addColumn<int>("seed");

    const auto addRows = [](const char* design, const char* broker) {
        for (int seed = 1; seed <= 4; ++seed)
            QTest::newRow((std::string(design) + " over " + broker + ", storm " + std::to_string(seed)).c_str())
                << QString::fromLatin1(design) << QString::fromLatin1(broker) << seed;
    };
    addRows("sync", "kafka");
    for (const char* design : {"choreography", "orchestration"}) {
        for (const char* broker : {"kafka", "rabbitmq", "sqs"})
            addRows(design, broker);
    }
}

void CrashStormTest::theBooksBalanceWhateverHappens()
{
    QFETCH(QString, design);
    QFETCH(QString, broker);
    QFETCH(int, seed);
    spec::Scenario scenario = orderFlow();
    useImpatient(broker.toStdString(), scenario);
    addFaultsOfEveryKind(scenario, static_cast<std::uint64_t>(seed));

    const results::RunResult result = runScenario(scenario, {.design = design.toStdString(), .seed = seed});

    QVERIFY2(result.failures.empty(), joined(result.failures).c_str());
    for (const results::Ledger& ledger : result.ledgers)
        QVERIFY2(ledger.imbalance() == 0, ledger.subject.c_str());
}

void CrashStormTest::theBooksBalanceWithEachKindAlone_data()
{
    QTest::addColumn<std::size_t>("kind");
    QTest::addColumn<QString>("design");

    static constexpr const char* kDesigns[] = {"sync", "choreography", "orchestration"};
    RandomStream draws = RandomStreams(1, 0).stream("storm", "names");
    for (std::size_t kind = 0; kind < tests::kFaultKinds; ++kind) {
        const std::string name(kindOf(tests::randomFault(orderFlow(), kind, 5s, draws).value()));
        QTest::newRow(name.c_str()) << kind << QString::fromLatin1(kDesigns[kind % 3]);
    }
}

void CrashStormTest::theBooksBalanceWithEachKindAlone()
{
    QFETCH(std::size_t, kind);
    QFETCH(QString, design);
    spec::Scenario scenario = orderFlow();
    RandomStream draws = RandomStreams(kind, 0).stream("storm", "one kind");
    for (int i = 0; i < 5; ++i) {
        scenario.chaos.push_back(tests::randomFault(scenario, kind, 9s, draws).value());
        scenario.chaos.back().name = "fault-" + std::to_string(i);
    }

    const results::RunResult result = runScenario(scenario, {.design = design.toStdString()});
    const results::RunResult again = runScenario(scenario, {.design = design.toStdString()});

    QVERIFY2(result.failures.empty(), joined(result.failures).c_str());
    for (const results::Ledger& ledger : result.ledgers)
        QVERIFY2(ledger.imbalance() == 0, ledger.subject.c_str());
    QCOMPARE(again.fingerprint, result.fingerprint);
}

void CrashStormTest::theSameSeedGivesTheSameRun()
{
    spec::Scenario scenario = orderFlow();
    addStorm(scenario, 7);
    addFaultsOfEveryKind(scenario, 7);

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
