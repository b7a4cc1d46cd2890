// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every file x.json in this folder is wrong in some way, and x.txt holds the exact lines that a user is to read.
//
// A failure shows what is missing (-) and what is new (+). To take over the new lines after having read them, run
//     STORMGLASS_ACCEPT=1 build/release/tests/invalid/tst_invalid_scenarios
#include "scenarios/file_text.h"
#include "scenarios/scenario_reader.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace stormglass;

namespace {

const QString kFolder = QStringLiteral(STORMGLASS_SOURCE_DIR "/tests/invalid/");

std::string textOf(const QString& fileName)
{
    const Result<std::string> text = readFileText((kFolder + fileName).toStdString(), std::size_t{1} << 24);
    return text ? text.value() : std::string();
}

std::string problemsOf(const QString& fileName)
{
    const LoadedScenario loaded = readScenarioText(textOf(fileName), fileName.toStdString());
    std::string lines;
    for (const PlacedIssue& issue : loaded.issues)
        lines += toText(issue) + '\n';
    return lines;
}

QList<QByteArray> linesOf(const std::string& text)
{
    return QByteArray::fromStdString(text).split('\n');
}

QByteArray difference(const std::string& expected, const std::string& actual)
{
    const QList<QByteArray> before = linesOf(expected);
    const QList<QByteArray> after = linesOf(actual);
    QByteArray text = "\n";
    for (const QByteArray& line : before)
        text += after.contains(line) ? QByteArray() : "- " + line + '\n';
    for (const QByteArray& line : after)
        text += before.contains(line) ? QByteArray() : "+ " + line + '\n';
    return text;
}

QStringList scenarioFiles()
{
    return QDir(kFolder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
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
    const QString textName = fileName.chopped(4) + QStringLiteral("txt");

    const std::string actual = problemsOf(fileName);

    if (qEnvironmentVariableIsSet("STORMGLASS_ACCEPT"))
        QVERIFY(writeFileText((kFolder + textName).toStdString(), actual));
    const std::string expected = textOf(textName);
    QVERIFY(!actual.empty());
    QVERIFY2(actual == expected, difference(expected, actual).constData());
}

QTEST_APPLESS_MAIN(InvalidScenariosTest)
#include "tst_invalid_scenarios.moc"
