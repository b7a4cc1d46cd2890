// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whole experiments of other programs, and ours for them, against files that a person has read. They are imported into
// shop.json: FORMAT-x.yaml or .json becomes what stands in FORMAT-x.txt. The scenario export-x.json becomes
// export-x.FORMAT.txt.
//
// To take over new files after having read them, run
//     STORMGLASS_ACCEPT=1 build/release/tests/unit/scenarios/tst_exchange_files
#include "scenarios/exporters/exporter.h"
#include "scenarios/fault_list.h"
#include "scenarios/importers/importer.h"
#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_validation.h"
#include "simcore/base/quantity_text.h"
#include "tests/support/read_files.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::tests;
using namespace std::chrono_literals;

namespace {

const ReadFiles kFiles("tests/unit/scenarios/exchange/");

spec::Scenario scenarioOf(const QString& fileName)
{
    const LoadedScenario loaded = readScenario(kFiles.path(fileName));
    if (loaded.hasErrors())
        qFatal("%s", toText(loaded.issues.front()).c_str());
    return loaded.scenario;
}

/// One fault in each line.
std::string faultLines(const std::vector<spec::Fault>& faults)
{
    std::string text;
    for (const spec::Fault& fault : faults)
        text += toText(std::vector<spec::Fault>{fault}) + '\n';
    return text;
}

std::string experimentLines(const Imported& imported)
{
    if (!imported.experiment)
        return {};
    const spec::Experiment& experiment = *imported.experiment;
    std::string text = "strategy "
        + std::string(namesOf(experiment.strategy)[static_cast<std::size_t>(experiment.strategy)]) + ", frequency "
        + toText(experiment.frequency) + ", abort after " + toText(experiment.abortAfter) + '\n';
    for (const spec::HypothesisLine& line : experiment.hypothesis)
        text += "hypothesis " + line.that + '\n';
    return text;
}

void compareWithFile(const std::string& found, const QString& fileName)
{
    const QByteArray difference = kFiles.difference(fileName, found);
    QVERIFY2(difference.isEmpty(), difference.constData());
}

}  // namespace

class ExchangeFilesTest : public QObject {
    Q_OBJECT

private slots:
    void whatComesInIsAsItWasRead_data();
    void whatComesInIsAsItWasRead();
    void whatGoesOutIsAsItWasRead_data();
    void whatGoesOutIsAsItWasRead();
};

void ExchangeFilesTest::whatComesInIsAsItWasRead_data()
{
    QTest::addColumn<QString>("fileName");
    for (const QString& fileName : kFiles.like({QStringLiteral("chaos-*.json"), QStringLiteral("chaos-*.yaml")}))
        QTest::newRow(qPrintable(fileName)) << fileName;
}

void ExchangeFilesTest::whatComesInIsAsItWasRead()
{
    QFETCH(QString, fileName);
    const spec::Scenario shop = scenarioOf(QStringLiteral("shop.json"));
    const auto importer = std::ranges::find_if(
        importers(), [&](const Importer& known) { return fileName.toStdString().starts_with(known.name); });

    Imported imported = importer->import(kFiles.text(fileName), {.scenario = shop, .begin = 20s});

    std::string lines = faultLines(imported.faults) + experimentLines(imported);
    for (const ImportNote& note : imported.notes)
        lines += toText(note, fileName.toStdString()) + '\n';
    compareWithFile(lines, withEnding(fileName, ".txt"));
    const spec::Scenario rehearsal = withImport(shop, imported, "file");
    QVERIFY(!rehearsal.chaos.empty());
    const Issues issues = validateScenario(rehearsal);
    for (const Issue& issue : issues.list())
        QVERIFY2(issue.severity != Severity::Error, (issue.pointer + ": " + issue.message).c_str());
}

void ExchangeFilesTest::whatGoesOutIsAsItWasRead_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("format");
    for (const QString& fileName : kFiles.like({QStringLiteral("export-*.json")})) {
        for (const Exporter& exporter : exporters()) {
            const QString format = QString::fromLatin1(exporter.name.data(),
                                                       static_cast<qsizetype>(exporter.name.size()));
            QTest::addRow("%s, %s", qPrintable(fileName), qPrintable(format)) << fileName << format;
        }
    }
}

void ExchangeFilesTest::whatGoesOutIsAsItWasRead()
{
    QFETCH(QString, fileName);
    QFETCH(QString, format);
    const spec::Scenario scenario = scenarioOf(fileName);

    const Exported exported = findExporter(format.toStdString())->write(scenario);

    compareWithFile(exported.text,
                    withEnding(fileName, ".") + format + QStringLiteral(".txt"));
    QVERIFY(exported.faults + exported.unmapped.size() >= scenario.chaos.size());
    const char* const importer = format.startsWith(QStringLiteral("chaos-toolkit")) ? "chaos-toolkit" : "chaos-mesh";
    const Imported again = findImporter(importer)->import(exported.text, {.scenario = scenario, .begin = 0s});
    QCOMPARE(again.faults.size(), exported.faults);
    QVERIFY(!again.has(ImportNote::Kind::Error) && !again.has(ImportNote::Kind::Unmapped));
}

QTEST_APPLESS_MAIN(ExchangeFilesTest)
#include "tst_exchange_files.moc"
