// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every file FORMAT-x.yaml or .json in the folder experiments is no experiment of that program, or holds something that is
// wrong, and FORMAT-x.txt has the exact lines that a user is to read. They are imported into shop.json.
//
// To take over new lines after having read them, run
//     STORMGLASS_ACCEPT=1 build/release/tests/invalid/tst_invalid_experiments
#include "scenarios/file_text.h"
#include "scenarios/importers/importer.h"
#include "scenarios/scenario_reader.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace std::chrono_literals;

namespace {

const QString kExperiments = QStringLiteral(STORMGLASS_SOURCE_DIR "/tests/invalid/experiments/");

std::string experimentText(const QString& fileName)
{
    const Result<std::string> text = readFileText((kExperiments + fileName).toStdString(), std::size_t{1} << 24);
    return text ? text.value() : std::string();
}

QString linesFile(const QString& fileName)
{
    return fileName.left(fileName.lastIndexOf(QLatin1Char('.'))) + QStringLiteral(".txt");
}

}  // namespace

class InvalidExperimentsTest : public QObject {
    Q_OBJECT

private slots:
    void everyProblemIsToldExactly_data();
    void everyProblemIsToldExactly();
};

void InvalidExperimentsTest::everyProblemIsToldExactly_data()
{
    QTest::addColumn<QString>("fileName");

    for (const QString& fileName :
         QDir(kExperiments)
             .entryList({QStringLiteral("chaos-*.json"), QStringLiteral("chaos-*.yaml")}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(fileName)) << fileName;
}

void InvalidExperimentsTest::everyProblemIsToldExactly()
{
    QFETCH(QString, fileName);
    const LoadedScenario shop = readScenario((kExperiments + QStringLiteral("shop.json")).toStdString());
    const auto importer = std::ranges::find_if(
        importers(), [&](const Importer& known) { return fileName.toStdString().starts_with(known.name); });
    QVERIFY(!shop.hasErrors() && importer != importers().end());

    const Imported imported = importer->import(experimentText(fileName), {.scenario = shop.scenario, .begin = 20s});

    std::string lines;
    for (const ImportNote& note : imported.notes)
        lines += toText(note, fileName.toStdString()) + '\n';
    if (qEnvironmentVariableIsSet("STORMGLASS_ACCEPT"))
        QVERIFY(writeFileText((kExperiments + linesFile(fileName)).toStdString(), lines).isOk());
    QVERIFY(!lines.empty());
    QCOMPARE(QString::fromStdString(lines), QString::fromStdString(experimentText(linesFile(fileName))));
}

QTEST_APPLESS_MAIN(InvalidExperimentsTest)
#include "tst_invalid_experiments.moc"
