// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/file_text.h"
#include "scenarios/results_json.h"
#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_schema.h"
#include "tests/support/json_schema.h"
#include "tests/support/scenario_files.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace stormglass;

namespace {

std::string metaSchema()
{
    return readFileText(STORMGLASS_SOURCE_DIR "/tests/support/json_schema_draft_07.json", 1U << 20U).value();
}

/// The first problem that the schema finds; empty: none.
QByteArray firstProblem(const Json& schema, const Json& document)
{
    return QByteArray::fromStdString(test::firstSchemaProblem(schema.dump(), document.dump()));
}

/// The same of a schema itself.
QByteArray firstProblemOfSchema(const Json& schema)
{
    return QByteArray::fromStdString(test::firstSchemaProblem(metaSchema(), schema.dump()));
}

Json everyPartText() { return Json::parse(readFileText(everyPartFile(), 1U << 20U).value()); }

}  // namespace

class SchemasTest : public QObject {
    Q_OBJECT

private slots:
    void theScenarioSchemaIsDraft07();
    void theReportSchemaIsDraft07();
    void validScenariosPass_data() { addScenarioFiles(); }
    void validScenariosPass();
    void anExpectationMaySpeakOfTheRecovery();
    void brokenScenariosFail_data();
    void brokenScenariosFail();
    void everyFieldHasHelp();
    void aReportPasses();
    void aBrokenReportFails();
};

void SchemasTest::theScenarioSchemaIsDraft07() { QCOMPARE(firstProblemOfSchema(scenarioSchema()), QByteArray()); }

void SchemasTest::theReportSchemaIsDraft07() { QCOMPARE(firstProblemOfSchema(reportSchema()), QByteArray()); }

void SchemasTest::validScenariosPass()
{
    QFETCH(QString, file);
    const LoadedScenario loaded = readScenario(file.toStdString());

    QCOMPARE(firstProblem(scenarioSchema(), *loaded.document), QByteArray());
}

void SchemasTest::anExpectationMaySpeakOfTheRecovery()
{
    Json document = everyPartText();

    document["expect"][0]["during"] = "recovery";

    QCOMPARE(firstProblem(scenarioSchema(), document), QByteArray());
}

void SchemasTest::brokenScenariosFail_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("an unknown key at the top") << QByteArray("/flow") << QByteArray("[]");
    QTest::newRow("an unknown key of a kind") << QByteArray("/topology/components/0/rate_limit") << QByteArray("\"5/s\"");
    QTest::newRow("an unknown kind") << QByteArray("/topology/components/0/kind") << QByteArray("\"robot\"");
    QTest::newRow("a missing unit") << QByteArray("/run/duration") << QByteArray("60");
    QTest::newRow("a wrong unit") << QByteArray("/run/duration") << QByteArray("\"60 parsec\"");
    QTest::newRow("a rate without a unit") << QByteArray("/workload/0/rate") << QByteArray("\"200\"");
    QTest::newRow("a share as a number") << QByteArray("/flows/0/steps/1/rejection") << QByteArray("0.02");
    QTest::newRow("a number below its range") << QByteArray("/topology/components/3/instances") << QByteArray("0");
    QTest::newRow("a word that is none") << QByteArray("/topology/components/2/discipline") << QByteArray("\"fifo\"");
    QTest::newRow("a list that is none") << QByteArray("/flows/0/steps") << QByteArray("{}");
    QTest::newRow("an empty list of steps") << QByteArray("/flows/0/steps") << QByteArray("[]");
    QTest::newRow("a name with spaces") << QByteArray("/flows/0/name") << QByteArray("\"the order\"");
    QTest::newRow("another format") << QByteArray("/format") << QByteArray("\"stormglass/9\"");
    QTest::newRow("a statement deep in a program")
        << QByteArray("/topology/components/2/operations/1/program/0/branches/0/do/0/do") << QByteArray("\"dance\"");
}

void SchemasTest::brokenScenariosFail()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    Json document = everyPartText();
    document[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());

    const LoadedScenario loaded = readScenarioText(document.dump(), "broken.json");

    QVERIFY2(!firstProblem(scenarioSchema(), document).isEmpty(), "the schema lets it pass");
    QVERIFY2(loaded.hasErrors(), "the reader lets it pass");
}

void SchemasTest::everyFieldHasHelp()
{
    const Json schema = scenarioSchema();

    for (const auto& definition : schema["definitions"].items()) {
        for (const auto& property : definition.value()["properties"].items()) {
            const std::string place = definition.key() + '/' + property.key();
            QVERIFY2(property.value().value("description", "").size() > 5, place.c_str());
        }
    }
}

void SchemasTest::aReportPasses()
{
    results::Report report;
    report.designs.emplace_back().metrics.resize(1);
    report.designs[0].fingerprints = {1};
    report.designs[0].ledgers.push_back({.subject = "orders", .out = {}, .redelivered = {{"consumer-lost", 3}}});

    QCOMPARE(firstProblem(reportSchema(), toJson(report)), QByteArray());
}

void SchemasTest::aBrokenReportFails()
{
    Json report = toJson(results::Report{});
    report["seed"] = "seven";

    QVERIFY(!firstProblem(reportSchema(), report).isEmpty());
}

QTEST_APPLESS_MAIN(SchemasTest)
#include "tst_schemas.moc"
