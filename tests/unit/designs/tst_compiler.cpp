// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/compiler.h"

#include "models/designs/wiring_text.h"
#include "tests/unit/designs/compiled_case.h"

#include <QDir>
#include <QtTest>

#include <algorithm>
#include <set>

using namespace stormglass;

namespace {

const QString kCases = QStringLiteral("tests/unit/designs/cases/");

QStringList linesOf(const QString& text) { return text.split(u'\n'); }

QString readText(const QString& path)
{
    QFile file(QStringLiteral(STORMGLASS_SOURCE_DIR) + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const spec::Channel* findChannel(const Wiring& wiring, const std::string& name)
{
    const auto found = std::ranges::find(wiring.channels, name, &spec::Channel::name);
    return found == wiring.channels.end() ? nullptr : &*found;
}

}  // namespace

class CompilerTest : public QObject {
    Q_OBJECT

private slots:
    void compilesToTheExpectedText_data();
    void compilesToTheExpectedText();
    void everyReferenceIsHandled_data();
    void everyReferenceIsHandled();
    void channelOfTheTopologyKeepsItsSettings();
    void channelThatADesignNeedsHasTheDefaultsOfItsBroker();
    void secondFlowSharesChannelsAndNothingElse();
    void outboxOfTheStyleIsThatOfTheWiring();
    void sameScenarioGivesTheSameWiring();
};

void CompilerTest::compilesToTheExpectedText_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("design");

    for (const char* scenario : {"order", "corners"}) {
        for (const char* design : {"from-owner", "parallel", "chain", "choreography", "orchestration"})
            QTest::addRow("%s as %s", scenario, design) << QString::fromLatin1(scenario) << QString::fromLatin1(design);
    }
    QTest::newRow("programs without a design") << QStringLiteral("programs") << QStringLiteral("none");
    QTest::newRow("programs beside calls") << QStringLiteral("programs") << QStringLiteral("sync");
    QTest::newRow("programs beside events") << QStringLiteral("programs") << QStringLiteral("events");
}

void CompilerTest::compilesToTheExpectedText()
{
    QFETCH(QString, scenario);
    QFETCH(QString, design);
    const QString expected = readText(kCases + scenario + u'.' + design + QStringLiteral(".txt"));
    const spec::Scenario read = readCase(kCases + scenario + QStringLiteral(".json"));

    const Wiring wiring = compileDesign(read, findDesign(read, design.toStdString()));

    QCOMPARE(linesOf(QString::fromStdString(toText(wiring))), linesOf(expected));
}

void CompilerTest::everyReferenceIsHandled_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("design");

    for (const QString& folder : {kCases, QStringLiteral("scenarios/library/")}) {
        const QDir files(QStringLiteral(STORMGLASS_SOURCE_DIR) + u'/' + folder, QStringLiteral("*.json"));
        QVERIFY(!files.entryList().isEmpty());
        for (const QString& file : files.entryList()) {
            for (const spec::Design& design : readCase(folder + file).designs)
                QTest::addRow("%s as %s", qPrintable(file), design.name.c_str())
                    << folder + file << QString::fromStdString(design.name);
        }
    }
}

void CompilerTest::everyReferenceIsHandled()
{
    QFETCH(QString, path);
    QFETCH(QString, design);
    const spec::Scenario scenario = readCase(path);

    const Wiring wiring = compileDesign(scenario, findDesign(scenario, design.toStdString()));

    QCOMPARE(danglingReferences(wiring), QStringList());
}

void CompilerTest::channelOfTheTopologyKeepsItsSettings()
{
    const spec::Scenario scenario = readCase(kCases + QStringLiteral("order.json"));

    const Wiring wiring = compileDesign(scenario, findDesign(scenario, "choreography"));

    const spec::Channel* channel = findChannel(wiring, "orders-events");
    QVERIFY(channel != nullptr);
    QCOMPARE(std::get<spec::KafkaTopic>(channel->settings).partitions, 24);
}

void CompilerTest::channelThatADesignNeedsHasTheDefaultsOfItsBroker()
{
    const spec::Scenario scenario = readCase(kCases + QStringLiteral("order.json"));

    const Wiring wiring = compileDesign(scenario, findDesign(scenario, "choreography"));

    const spec::Channel* channel = findChannel(wiring, "payment-events");
    QVERIFY(channel != nullptr);
    QVERIFY(channel->broker == "kafka");
    QVERIFY(channel->settings == spec::ChannelSettings{spec::KafkaTopic{}});
}

void CompilerTest::secondFlowSharesChannelsAndNothingElse()
{
    spec::Scenario scenario = readCase(kCases + QStringLiteral("order.json"));
    spec::Flow again = scenario.flows.front();
    again.name = "reorder";
    scenario.flows.push_back(again);

    for (const spec::Design& design : scenario.designs) {
        const Wiring wiring = compileDesign(scenario, &design);

        std::set<std::string> triggers;
        for (const Handler& handler : wiring.handlers) {
            const auto* request = std::get_if<Handler::OnRequest>(&handler.trigger);
            const std::string what = request != nullptr ? request->operation
                                                        : std::get<Handler::OnMessage>(handler.trigger).event;
            QVERIFY2(triggers.insert(handler.component + " " + what).second, what.c_str());
        }
        std::set<std::pair<std::string, std::string>> subscriptions;
        for (const Subscription& subscription : wiring.subscriptions)
            QVERIFY(subscriptions.emplace(subscription.component, subscription.channel).second);
        QCOMPARE(wiring.entries.size(), std::size_t{2});
        QCOMPARE(danglingReferences(wiring), QStringList());
    }
}

void CompilerTest::outboxOfTheStyleIsThatOfTheWiring()
{
    spec::Scenario scenario = readCase(kCases + QStringLiteral("order.json"));
    spec::Design* design = &scenario.designs.at(3);
    std::get<spec::Choreography>(design->style).outbox.batch = 7;

    QCOMPARE(compileDesign(scenario, design).outbox.batch, 7);
}

void CompilerTest::sameScenarioGivesTheSameWiring()
{
    const spec::Scenario scenario = readCase(kCases + QStringLiteral("corners.json"));

    for (const spec::Design& design : scenario.designs)
        QVERIFY(compileDesign(scenario, &design) == compileDesign(scenario, &design));
}

QTEST_APPLESS_MAIN(CompilerTest)
#include "tst_compiler.moc"
