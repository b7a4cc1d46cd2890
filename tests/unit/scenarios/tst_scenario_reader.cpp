// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_reader.h"

#include <QtTest>

using namespace stormglass;

class ScenarioReaderTest : public QObject {
    Q_OBJECT

private slots:
    void everyPartOfTheFormatIsRead();
};

void ScenarioReaderTest::everyPartOfTheFormatIsRead()
{
    const LoadedScenario loaded = readScenario(STORMGLASS_SOURCE_DIR "/tests/support/every_part.json");

    for (const PlacedIssue& issue : loaded.issues)
        qWarning("%s", toText(issue).c_str());
    QVERIFY(loaded.issues.empty());
    QCOMPARE(loaded.scenario.topology.components.size(), std::size_t{10});
    QCOMPARE(loaded.scenario.run.duration, Duration{2min});
    QCOMPARE(loaded.scenario.chaos.front().at, Duration{1min});
    QCOMPARE(loaded.scenario.flows.front().steps[1].after, std::vector<std::string>{"place"});
}

QTEST_APPLESS_MAIN(ScenarioReaderTest)
#include "tst_scenario_reader.moc"
