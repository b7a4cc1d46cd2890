// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the shipped scenarios teach is true: every expectation of every one of them holds.
#include "tests/cli/program.h"

namespace stormglass::test {

class LibraryTest : public QObject {
    Q_OBJECT

private slots:
    void everyExpectationHolds_data();
    void everyExpectationHolds();
};

void LibraryTest::everyExpectationHolds_data()
{
    QTest::addColumn<QString>("file");

    const QDir library(QStringLiteral(STORMGLASS_SCENARIO_LIBRARY));
    for (const QString& name : library.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << library.filePath(name);
}

void LibraryTest::everyExpectationHolds()
{
    QFETCH(QString, file);
    const QByteArray text = readFile(file);
    const bool hasDesigns = text.count("\"style\"") > 1;

    const Outcome outcome = run({hasDesigns ? QStringLiteral("compare") : QStringLiteral("run"), file, QStringLiteral("--quiet")});

    QVERIFY2(outcome.exitCode == 0, outcome.output + outcome.errors);
    QVERIFY2(text.contains("\"that\""), "a shipped scenario has to expect something");
}

}  // namespace stormglass::test

QTEST_GUILESS_MAIN(stormglass::test::LibraryTest)
#include "tst_library.moc"
