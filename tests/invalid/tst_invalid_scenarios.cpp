// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every file x.json in this folder is wrong in some way, and x.txt holds the exact lines that a user is to read.
//
// A failure shows what is missing (-) and what is new (+). To take over the new lines after having read them, run
//     STORMGLASS_ACCEPT=1 build/release/tests/invalid/tst_invalid_scenarios
#include "scenarios/scenario_reader.h"
#include "tests/support/read_files.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

namespace {

const ReadFiles kScenarios("tests/invalid/");

std::string problemsOf(const QString& fileName)
{
    const LoadedScenario loaded = readScenarioText(kScenarios.text(fileName), fileName.toStdString());
    std::string lines;
    for (const PlacedIssue& issue : loaded.issues)
        lines += toText(issue) + '\n';
    return lines;
}

QStringList scenarioFiles()
{
    return kScenarios.like({QStringLiteral("*.json")});
}

}  // namespace

class InvalidScenariosTest : public QObject {
    Q_OBJECT

private slots:
    void thereAreAtLeastSixty();
    void everyProblemIsToldExactly_data();
    void everyProblemIsToldExactly();
};

void InvalidScenariosTest::thereAreAtLeastSixty() { QVERIFY(scenarioFiles().size() >= 60); }

void InvalidScenariosTest::everyProblemIsToldExactly_data()
{
    QTest::addColumn<QString>("fileName");

    for (const QString& fileName : scenarioFiles())
        QTest::newRow(qPrintable(fileName)) << fileName;
}

void InvalidScenariosTest::everyProblemIsToldExactly()
{
    QFETCH(QString, fileName);

    const std::string problems = problemsOf(fileName);

    QVERIFY(!problems.empty());
    const QByteArray difference = kScenarios.difference(withEnding(fileName, ".txt"), problems);
    QVERIFY2(difference.isEmpty(), difference.constData());
}

QTEST_APPLESS_MAIN(InvalidScenariosTest)
#include "tst_invalid_scenarios.moc"
