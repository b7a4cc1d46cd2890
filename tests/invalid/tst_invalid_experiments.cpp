// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every file FORMAT-x.yaml or .json in the folder experiments is no experiment of that program, or holds something that is
// wrong, and FORMAT-x.txt has the exact lines that a user is to read. They are imported into shop.json.
//
// To take over new lines after having read them, run
//     STORMGLASS_ACCEPT=1 build/release/tests/invalid/tst_invalid_experiments
#include "scenarios/importers/importer.h"
#include "scenarios/scenario_reader.h"
#include "tests/support/read_files.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::tests;
using namespace std::chrono_literals;

namespace {

const ReadFiles kExperiments("tests/invalid/experiments/");

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
         kExperiments.like({QStringLiteral("chaos-*.json"), QStringLiteral("chaos-*.yaml")}))
        QTest::newRow(qPrintable(fileName)) << fileName;
}

void InvalidExperimentsTest::everyProblemIsToldExactly()
{
    QFETCH(QString, fileName);
    const LoadedScenario shop = readScenario(kExperiments.path(QStringLiteral("shop.json")));
    const auto importer = std::ranges::find_if(
        importers(), [&](const Importer& known) { return fileName.toStdString().starts_with(known.name); });
    QVERIFY(!shop.hasErrors() && importer != importers().end());

    const Imported imported = importer->import(kExperiments.text(fileName), {.scenario = shop.scenario, .begin = 20s});

    std::string lines;
    for (const ImportNote& note : imported.notes)
        lines += toText(note, fileName.toStdString()) + '\n';
    QVERIFY(!lines.empty());
    const QByteArray difference = kExperiments.difference(withEnding(fileName, ".txt"), lines);
    QVERIFY2(difference.isEmpty(), difference.constData());
}

QTEST_APPLESS_MAIN(InvalidExperimentsTest)
#include "tst_invalid_experiments.moc"
