// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_writer.h"

#include "scenarios/json_text.h"
#include "scenarios/scenario_reader.h"
#include "tests/support/scenario_files.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace stormglass;

class ScenarioWriterTest : public QObject {
    Q_OBJECT

private slots:
    void readingWhatWasWrittenGivesTheSame_data() { addScenarioFiles(); }
    void readingWhatWasWrittenGivesTheSame();
    void anUnchangedScenarioLeavesTheDocumentAsItIs_data() { addScenarioFiles(); }
    void anUnchangedScenarioLeavesTheDocumentAsItIs();
    void aFullScenarioReadsBackAsTheSame_data() { addScenarioFiles(); }
    void aFullScenarioReadsBackAsTheSame();
    void aFileOfItsOwnTextKeepsItsText_data() { addScenarioFiles(); }
    void aFileOfItsOwnTextKeepsItsText();
    void aChangeTouchesNothingElse();
    void elementsAreRecognisedByName();
    void defaultsAreNotWritten();
    void aChoiceIsNotTheDefaultOfTheNextElement();
    void aPresetIsWrittenWithWhatDiffersFromIt();
    void anOverrideThatIsTheCommonDefaultIsKeptBesideAPreset();
    void aVersionOfKafkaSetsWhatIsNotSaid();
    void theHashTellsMeaningNotText();
};

namespace {

LoadedScenario everyPart() { return readScenario(everyPartFile()); }

spec::Scenario readBack(const Json& document)
{
    const LoadedScenario loaded = readScenarioText(toFileText(document), "written.json");
    for (const PlacedIssue& issue : loaded.issues)
        qWarning("%s", toText(issue).c_str());
    return loaded.scenario;
}

}  // namespace

void ScenarioWriterTest::readingWhatWasWrittenGivesTheSame()
{
    QFETCH(QString, file);
    const LoadedScenario loaded = readScenario(file.toStdString());

    QVERIFY(readBack(toJson(loaded.scenario)) == loaded.scenario);
}

void ScenarioWriterTest::aFullScenarioReadsBackAsTheSame()
{
    QFETCH(QString, file);
    const LoadedScenario loaded = readScenario(file.toStdString());

    QVERIFY(readBack(toFullJson(loaded.scenario)) == loaded.scenario);
}

void ScenarioWriterTest::anUnchangedScenarioLeavesTheDocumentAsItIs()
{
    QFETCH(QString, file);
    const LoadedScenario loaded = readScenario(file.toStdString());

    const Json updated = updatedDocument(*loaded.document, loaded.scenario);

    QCOMPARE(updated.dump(), loaded.document->dump());
}

void ScenarioWriterTest::aFileOfItsOwnTextKeepsItsText()
{
    QFETCH(QString, file);
    const LoadedScenario loaded = readScenario(file.toStdString());
    const std::string text = toFileText(*loaded.document);

    const LoadedScenario again = readScenarioText(text, "again.json");

    QCOMPARE(toFileText(*again.document), text);
}

void ScenarioWriterTest::aChangeTouchesNothingElse()
{
    LoadedScenario loaded = everyPart();
    loaded.scenario.flows[0].steps[1].rejection = 0.05;
    loaded.scenario.run.seed = 8;

    Json updated = updatedDocument(*loaded.document, loaded.scenario);

    QVERIFY(readBack(updated) == loaded.scenario);
    updated["flows"][0]["steps"][1]["rejection"] = "2%";
    updated["run"]["seed"] = 7;
    QCOMPARE(updated.dump(), loaded.document->dump());
}

void ScenarioWriterTest::elementsAreRecognisedByName()
{
    LoadedScenario loaded = everyPart();
    auto& components = loaded.scenario.topology.components;
    components.erase(components.begin());
    std::swap(components[0], components[1]);

    const Json updated = updatedDocument(*loaded.document, loaded.scenario);

    const Json& before = (*loaded.document)["topology"]["components"];
    QCOMPARE(updated["topology"]["components"][0].dump(), before[2].dump());
    QCOMPARE(updated["topology"]["components"][1].dump(), before[1].dump());
    QCOMPARE(updated["topology"]["components"].size(), before.size() - 1);
}

void ScenarioWriterTest::defaultsAreNotWritten()
{
    spec::Scenario scenario;
    scenario.name = "tiny";
    scenario.topology.components = {{"web", spec::ClientSettings{}}, {"api", spec::GatewaySettings{}}};
    std::get<spec::GatewaySettings>(scenario.topology.components[1].settings).burst = 7;

    const std::string text = toJson(scenario).dump();

    QCOMPARE(QByteArray::fromStdString(text),
             QByteArray(R"({"format":"stormglass/1","name":"tiny","topology":{"components":[)"
                        R"({"name":"web","kind":"client"},{"name":"api","kind":"gateway","burst":7}]}})"));
}

void ScenarioWriterTest::aChoiceIsNotTheDefaultOfTheNextElement()
{
    spec::Scenario scenario;
    scenario.topology.links.resize(3);
    scenario.topology.links[0].mode = spec::LinkMode::Flow;
    scenario.topology.links[1].mode = spec::LinkMode::Flow;

    const Json links = toJson(scenario).at("topology").at("links");

    QVERIFY(links.at(0).contains("mode"));
    QVERIFY(links.at(1).contains("mode"));
    QVERIFY(!links.at(2).contains("mode"));
}

void ScenarioWriterTest::aPresetIsWrittenWithWhatDiffersFromIt()
{
    spec::Scenario scenario;
    scenario.name = "tiny";
    scenario.topology.components = {{"api", spec::GatewaySettings{}}};
    auto& policy = std::get<spec::GatewaySettings>(scenario.topology.components[0].settings).policy;
    policy = spec::presetPolicy(spec::CallPreset::Polly);
    policy.circuitBreaker.failureRate = 0.5;
    policy.hedging.maxExtra = 1;

    const Json written = toJson(scenario);

    QCOMPARE(QByteArray::fromStdString(written["topology"]["components"][0]["policy"].dump()),
             QByteArray(R"({"preset":"polly","circuit_breaker":{"failure_rate":"50%"},"hedging":{"max_extra":1}})"));
    QVERIFY(readBack(written) == scenario);
}

void ScenarioWriterTest::anOverrideThatIsTheCommonDefaultIsKeptBesideAPreset()
{
    spec::Scenario scenario;
    scenario.name = "tiny";
    scenario.topology.components = {{"api", spec::GatewaySettings{}}};
    auto& policy = std::get<spec::GatewaySettings>(scenario.topology.components[0].settings).policy;
    policy = spec::presetPolicy(spec::CallPreset::Resilience4j);
    policy.maxAttempts = 1;  // as without a preset

    const Json written = toJson(scenario);

    QCOMPARE(QByteArray::fromStdString(written["topology"]["components"][0]["policy"].dump()),
             QByteArray(R"({"preset":"resilience4j","max_attempts":1})"));
    QVERIFY(readBack(written) == scenario);
}

void ScenarioWriterTest::aVersionOfKafkaSetsWhatIsNotSaid()
{
    spec::KafkaSettings plain;
    spec::applyVersion(plain, spec::KafkaVersion::V3);
    spec::KafkaSettings lingering = plain;
    lingering.producer.linger = std::chrono::milliseconds{5};  // as in 4.x
    spec::Scenario scenario;
    scenario.name = "tiny";
    scenario.topology.components = {{"plain", plain}, {"lingering", lingering}};

    const Json written = toJson(scenario);

    QCOMPARE(plain.producer.linger, Duration{0});
    const Json& components = written["topology"]["components"];
    QCOMPARE(QByteArray::fromStdString(components[0].dump()), QByteArray(R"({"name":"plain","kind":"kafka","version":"3.x"})"));
    QCOMPARE(QByteArray::fromStdString(components[1].dump()),
             QByteArray(R"({"name":"lingering","kind":"kafka","version":"3.x","producer":{"linger.ms":"5ms"}})"));
    QVERIFY(readBack(written) == scenario);
}

void ScenarioWriterTest::theHashTellsMeaningNotText()
{
    const LoadedScenario loaded = everyPart();
    const std::string hash = scenarioHash(loaded.scenario);
    spec::Scenario moved = loaded.scenario;
    moved.layout.clear();
    spec::Scenario changed = loaded.scenario;
    changed.run.seed += 1;

    QCOMPARE(scenarioHash(readBack(toFullJson(loaded.scenario))), hash);
    QCOMPARE(scenarioHash(moved), hash);
    QVERIFY(scenarioHash(changed) != hash);
    QCOMPARE(hash.size(), std::size_t{16});
}

QTEST_APPLESS_MAIN(ScenarioWriterTest)
#include "tst_scenario_writer.moc"
