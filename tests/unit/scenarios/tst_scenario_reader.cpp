// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_reader.h"

#include "scenarios/field_reader.h"
#include "scenarios/override.h"
#include "tests/support/scenario_files.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace stormglass;

class ScenarioReaderTest : public QObject {
    Q_OBJECT

private slots:
    void everyPartOfTheFormatIsRead();
    void validScenariosHaveNoProblems_data() { addScenarioFiles(); }
    void validScenariosHaveNoProblems();
    void anOverrideReachesItsField_data();
    void anOverrideReachesItsField();
    void aChoiceMayStandWithoutQuotes_data();
    void aChoiceMayStandWithoutQuotes();
    void aNumberThatIsTwoNamesIsNone();
    void aBrokenOverrideTellsWhy_data();
    void aBrokenOverrideTellsWhy();
    void theHypothesisIsLeftOutOnDemand();
    void aMissingFileIsAProblem();
    void aHugeFileIsRefused();
    void manyProblemsAreCounted();
    void aLargeScenarioLoadsQuickly();
};

namespace {

std::string textOf(const LoadedScenario& loaded)
{
    std::string text;
    for (const PlacedIssue& issue : loaded.issues)
        text += toText(issue) + '\n';
    return text;
}

LoadedScenario everyPartWith(const QByteArray& override)
{
    const std::vector<std::string> overrides{override.toStdString()};
    return readScenario(everyPartFile(), overrides);
}

/// So many components, each publishing to its share of so many channels.
std::string largeScenario(int components, int channels)
{
    Json list = Json::array({{{"name", "web"}, {"kind", "client"}}, {{"name", "kafka"}, {"kind", "kafka"}, {"instances", 3}}});
    Json topics = Json::array();
    for (int i = 0; i < channels; ++i)
        topics.push_back({{"name", "topic-" + std::to_string(i)}, {"broker", "kafka"}, {"kind", "kafka-topic"}});
    for (int i = 0; i < components; ++i) {
        Json program = Json::array({{{"do", "work"}, {"time", "exponential(1ms)"}}});
        for (int j = i; j < channels; j += components)
            program.push_back({{"do", "publish"}, {"channel", "topic-" + std::to_string(j)}});
        const Json operation{{"name", "go"}, {"program", program}};
        list.push_back({{"name", "service-" + std::to_string(i)}, {"kind", "service"}, {"operations", Json::array({operation})}});
    }
    Json consumes = Json::array();
    for (const Json& topic : topics)
        consumes.push_back(topic["name"]);
    const Json reading{{"name", "read"}, {"consumes", consumes}, {"program", Json::array({{{"do", "work"}, {"time", "1ms"}}})}};
    list.push_back({{"name", "reader"}, {"kind", "service"}, {"operations", Json::array({reading})}});
    const Json workload{{"name", "load"}, {"client", "web"}, {"component", "service-0"}, {"operation", "go"},
                        {"arrivals", "poisson"}, {"rate", "10/s"}};
    return Json{{"format", "stormglass/1"}, {"name", "large"}, {"topology", {{"components", list}, {"channels", topics}}},
                {"workload", Json::array({workload})}}.dump();
}

}  // namespace

void ScenarioReaderTest::everyPartOfTheFormatIsRead()
{
    const LoadedScenario loaded = readScenario(everyPartFile());

    QCOMPARE(loaded.scenario.topology.components.size(), std::size_t{25});
    QCOMPARE(loaded.scenario.run.duration, Duration{2min});
    QCOMPARE(loaded.scenario.chaos.front().timing.at, Duration{1min});
    QCOMPARE(loaded.scenario.flows.front().steps[1].after, std::vector<std::string>{"place"});
}

void ScenarioReaderTest::validScenariosHaveNoProblems()
{
    QFETCH(QString, file);

    const LoadedScenario loaded = readScenario(file.toStdString());

    QCOMPARE(QByteArray::fromStdString(textOf(loaded)), QByteArray());
    QVERIFY(loaded.document != nullptr);
}

void ScenarioReaderTest::anOverrideReachesItsField_data()
{
    QTest::addColumn<QByteArray>("override");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("a number") << QByteArray("run/seed=12") << QByteArray("/run/seed") << QByteArray("12");
    QTest::newRow("a quantity is a string") << QByteArray("run/duration=5m") << QByteArray("/run/duration")
                                            << QByteArray("\"5m\"");
    QTest::newRow("an element by name") << QByteArray("topology/components/kafka/producer/linger.ms=10ms")
                                        << QByteArray("/topology/components/15/producer/linger.ms")
                                        << QByteArray("\"10ms\"");
    QTest::newRow("an element by index") << QByteArray("expect/0/during=after") << QByteArray("/expect/0/during")
                                         << QByteArray("\"after\"");
    QTest::newRow("an object that is made") << QByteArray("topology/components/payment/discipline=lcfs")
                                            << QByteArray("/topology/components/3/discipline") << QByteArray("\"lcfs\"");
    QTest::newRow("a list") << QByteArray("chaos=[]") << QByteArray("/chaos") << QByteArray("[]");
    QTest::newRow("a leading slash") << QByteArray("/run/drain=9s") << QByteArray("/run/drain") << QByteArray("\"9s\"");
    QTest::newRow("an equals sign in the value") << QByteArray("description=a=b") << QByteArray("/description")
                                                 << QByteArray("\"a=b\"");
}

void ScenarioReaderTest::anOverrideReachesItsField()
{
    QFETCH(QByteArray, override);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);

    const LoadedScenario loaded = everyPartWith(override);

    QCOMPARE(QByteArray::fromStdString(loaded.document->at(Json::json_pointer(pointer.toStdString())).dump()), value);
}

void ScenarioReaderTest::aChoiceMayStandWithoutQuotes_data()
{
    QTest::addColumn<QByteArray>("override");
    QTest::addColumn<QByteArray>("problems");
    const auto row = [](const char* override, const char* problems) {
        QTest::newRow(override) << QByteArray(override) << QByteArray(problems);
    };

    row("topology/components/mosquitto/version=5.0", "");
    row("topology/components/rabbit/version=3.13", "");
    row("topology/components/kafka/producer/acks=1", "");
    row("topology/components/kafka/producer/enable.idempotence=true", "");
    row("topology/components/mosquitto/version=5",
        "--set topology/components/mosquitto/version=5: /topology/components/16/version: expected one of 3.1.1, 5.0 in quotes, found 5\n");
    row("topology/components/mosquitto/version=true",
        "--set topology/components/mosquitto/version=true: /topology/components/16/version: expected one of 3.1.1, 5.0, found true\n");
}

void ScenarioReaderTest::aChoiceMayStandWithoutQuotes()
{
    QFETCH(QByteArray, override);
    QFETCH(QByteArray, problems);

    const LoadedScenario loaded = everyPartWith(override);

    QCOMPARE(QByteArray::fromStdString(textOf(loaded)), problems);
}

void ScenarioReaderTest::aNumberThatIsTwoNamesIsNone()
{
    const Json object{{"version", 3.1}};
    ReadProblems problems;
    FieldReader reader(object, "", problems);
    std::size_t index = 7;

    reader.choice("version", index, std::array<std::string_view, 2>{"3.1", "3.10"}, {});

    QCOMPARE(index, std::size_t{7});
    QCOMPARE(problems.list().front().issue.message, std::string("expected one of 3.1, 3.10 in quotes, found 3.1"));
}

void ScenarioReaderTest::aBrokenOverrideTellsWhy_data()
{
    QTest::addColumn<QByteArray>("override");
    QTest::addColumn<QByteArray>("problem");

    QTest::newRow("no value") << QByteArray("run/seed")
                              << QByteArray("--set run/seed: expected PATH=VALUE, for example run/duration=5m\n");
    QTest::newRow("no such element")
        << QByteArray("topology/components/kafak/prefetch=1")
        << QByteArray("--set topology/components/kafak/prefetch=1: /topology/components: there is no element named "
                      "\"kafak\"; did you mean \"kafka\"?\n");
    QTest::newRow("no such index") << QByteArray("workload/7/timeout=1s")
                                   << QByteArray("--set workload/7/timeout=1s: /workload: expected an index below 2, found 7\n");
    QTest::newRow("through a number")
        << QByteArray("run/seed/x=1")
        << QByteArray("--set run/seed/x=1: /run/seed: expected an object or an array on the way, found 7\n");
    QTest::newRow("an unknown key")
        << QByteArray("run/sed=1") << QByteArray("--set run/sed=1: /run/sed: unknown key; did you mean \"seed\"?\n");
    QTest::newRow("an unknown object on the way")
        << QByteArray("topology/components/kafka/prodcer/acks=1")
        << QByteArray("--set topology/components/kafka/prodcer/acks=1: /topology/components/15/prodcer: unknown key; did "
                      "you mean \"producer\"?\n");
    QTest::newRow("a path that is no text")
        << QByteArray("run/\xff=1")
        << QByteArray("--set run/?=1: expected a path of at most 64 keys in UTF-8, without control characters\n");
    QTest::newRow("a missing unit") << QByteArray("run/duration=5")
                                    << QByteArray("--set run/duration=5: /run/duration: expected a duration such as "
                                                  "\"250ms\", found 5\n");
}

void ScenarioReaderTest::aBrokenOverrideTellsWhy()
{
    QFETCH(QByteArray, override);
    QFETCH(QByteArray, problem);

    const LoadedScenario loaded = everyPartWith(override);

    QVERIFY(loaded.hasErrors());
    QCOMPARE(QByteArray::fromStdString(textOf(loaded)), problem);
}

void ScenarioReaderTest::theHypothesisIsLeftOutOnDemand()
{
    constexpr const char* kWithoutFaults = R"({"format": "stormglass/1", "name": "x",
        "topology": {"components": [{"name": "pay", "kind": "service"}]},
        "experiment": {"hypothesis": [{"that": "utilisation(pay) < 90%"}], "abort_after": "1s", "strategy": "continuously", "recovery": "2s"},
        "run": {"duration": "10s"}})";

    const LoadedScenario kept = readScenarioText(kWithoutFaults, "x.json");
    const LoadedScenario leftOut = readScenarioText(kWithoutFaults, "x.json", {}, Hypothesis::LeftOut);

    QVERIFY(textOf(kept).find("there are no faults that could disturb it") != std::string::npos);
    QVERIFY(kept.hasErrors());
    QVERIFY2(!leftOut.hasErrors(), textOf(leftOut).c_str());
    QCOMPARE(leftOut.scenario.experiment, (spec::Experiment{.title = {}, .hypothesis = {}, .recovery = 2s}));
    QCOMPARE(leftOut.document->at("experiment").dump(), std::string(R"({"recovery":"2s"})"));
}

void ScenarioReaderTest::aMissingFileIsAProblem()
{
    const LoadedScenario loaded = readScenario("no/such/file.json");

    QVERIFY(loaded.hasErrors());
    QCOMPARE(QByteArray::fromStdString(textOf(loaded)),
             QByteArray("no/such/file.json: cannot be read: No such file or directory\n"));
}

void ScenarioReaderTest::aHugeFileIsRefused()
{
    const LoadedScenario loaded = readScenarioText(std::string(100'000'000, ' '), "huge.json");

    QCOMPARE(QByteArray::fromStdString(textOf(loaded)),
             QByteArray("huge.json:1:1: expected at most 64 MiB, found 100000000 bytes\n"));
}

void ScenarioReaderTest::manyProblemsAreCounted()
{
    std::string text = R"({"format": "stormglass/1", "name": "x", "topology": {"components": [1)";
    for (int i = 0; i < 9999; ++i)
        text += ",1";

    const LoadedScenario loaded = readScenarioText(text + "]}}", "many.json");

    QCOMPARE(loaded.issues.size(), std::size_t{201});
    QCOMPARE(QByteArray::fromStdString(toText(loaded.issues.back())), QByteArray("many.json: and 9801 more problems"));
}

void ScenarioReaderTest::aLargeScenarioLoadsQuickly()
{
    const std::string text = largeScenario(1000, 10'000);
    QElapsedTimer timer;

    timer.start();
    const LoadedScenario loaded = readScenarioText(text, "large.json");
    const qint64 elapsed = timer.elapsed();

    QCOMPARE(QByteArray::fromStdString(textOf(loaded)), QByteArray());
    QCOMPARE(loaded.scenario.topology.channels.size(), std::size_t{10'000});
    qInfo("1,000 components and 10,000 channels in %lld ms", static_cast<long long>(elapsed));
    QVERIFY2(elapsed < 10'000, "loading has become quadratic");
}

QTEST_APPLESS_MAIN(ScenarioReaderTest)
#include "tst_scenario_reader.moc"
