// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/element_edits.h"
#include "ui/document/place_edits.h"
#include "ui/document/references.h"
#include "ui/document/scenario_document.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

QString shipped(const char* name) { return QStringLiteral(STORMGLASS_LIBRARY "/%1.json").arg(QLatin1String(name)); }

/// One of the edits that the window offers, drawn from a generator.
void editSomething(ScenarioDocument& document, QRandomGenerator& random)
{
    static constexpr const char* kKinds[] = {"service", "kafka", "kafka-topic", "crash", "zone", "host", "database", "flow"};
    const auto& components = document.scenario().topology.components;
    const auto any = [&] { return components[random.bounded(static_cast<quint32>(components.size()))].name; };
    switch (random.bounded(5)) {
    case 0: {
        const std::string kind = kKinds[random.bounded(8)];
        document.edit(QStringLiteral("add"), [&](spec::Scenario& scenario) { static_cast<void>(addElement(scenario, kind)); });
        break;
    }
    case 1:
        if (components.size() > 3)
            document.edit(QStringLiteral("remove"), [name = any()](spec::Scenario& scenario) {
                removeElement(scenario, {ElementKind::Component, name});
            });
        break;
    case 2:
        document.edit(QStringLiteral("rename"), [name = any()](spec::Scenario& scenario) {
            renameElement(scenario, {ElementKind::Component, name}, freeName(scenario, "renamed"));
        });
        break;
    case 3:
        document.edit(QStringLiteral("move"), [&, name = any()](spec::Scenario& scenario) {
            setPlace(scenario, name, QPointF(random.bounded(1000), random.bounded(1000)));
        });
        break;
    default:
        document.edit(QStringLiteral("duplicate"), [name = any()](spec::Scenario& scenario) {
            static_cast<void>(duplicateElements(scenario, {{ElementKind::Component, name}}));
        });
    }
}

}  // namespace

class ScenarioDocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoingEverythingGivesTheFirstText();
    void anOpenedFileIsSavedAsItWas();
    void renamingFollowsEveryMention();
    void editsOfOneGestureAreOneUndoStep();
    void aChangeThatGoesBackLeavesNoTrace();
    void aCopyRefersToTheCopies();
    void typedTextIsTakenUnlessItSaysWhatNoScenarioCan();
    void aBrokenFileOpensAsFarAsItCan();
    void aChangeOfTheFileIsNoticed();
    void aPlaceInTheTextLeadsToItsPart();
};

void ScenarioDocumentTest::undoingEverythingGivesTheFirstText()
{
    for (quint32 seed = 1; seed <= 10; ++seed) {
        ScenarioDocument document;
        QCOMPARE(document.open(shipped("ecommerce-order-flow")), QString());
        const std::string first = document.text();
        QRandomGenerator random(seed);
        for (int i = 0; i < 40; ++i)
            editSomething(document, random);
        const std::string last = document.text();

        while (document.undoStack().canUndo())
            document.undoStack().undo();
        QVERIFY2(document.text() == first, qPrintable(QStringLiteral("seed %1").arg(seed)));
        while (document.undoStack().canRedo())
            document.undoStack().redo();
        QVERIFY2(document.text() == last, qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void ScenarioDocumentTest::anOpenedFileIsSavedAsItWas()
{
    QTemporaryDir folder;
    ScenarioDocument document;
    QCOMPARE(document.open(shipped("ecommerce-order-flow")), QString());
    QVERIFY(!document.isLossy());

    QCOMPARE(document.saveAs(folder.filePath(QStringLiteral("copy.json"))), QString());

    ScenarioDocument again;
    QCOMPARE(again.open(folder.filePath(QStringLiteral("copy.json"))), QString());
    QVERIFY(again.scenario() == document.scenario());
    QCOMPARE(again.text(), document.text());
}

void ScenarioDocumentTest::renamingFollowsEveryMention()
{
    ScenarioDocument document;
    QCOMPARE(document.open(shipped("ecommerce-order-flow")), QString());

    document.edit(QStringLiteral("rename"), [](spec::Scenario& scenario) {
        renameElement(scenario, {ElementKind::Component, "payment-service"}, "till");
        renameElement(scenario, {ElementKind::Fault, "kill-payment"}, "till-dies");
    });

    document.validateNow();
    QVERIFY2(!document.hasErrors(), document.problems().empty() ? "" : document.problems().front().message.c_str());
    QCOMPARE(*spec::targetOf(document.scenario().chaos.front()), std::string("till"));
}

void ScenarioDocumentTest::editsOfOneGestureAreOneUndoStep()
{
    ScenarioDocument document;
    const Gesture drag = document.newGesture();

    for (int x = 1; x <= 20; ++x)
        document.edit(QStringLiteral("move"), [&](spec::Scenario& scenario) { setPlace(scenario, "a", QPointF(x, 0)); }, drag);

    QCOMPARE(document.undoStack().count(), 1);
    document.undoStack().undo();
    QVERIFY(!placeOf(document.scenario(), "a"));
}

void ScenarioDocumentTest::aChangeThatGoesBackLeavesNoTrace()
{
    ScenarioDocument document;
    document.edit(QStringLiteral("place"), [](spec::Scenario& scenario) { setPlace(scenario, "a", QPointF(1, 1)); });
    const Gesture drag = document.newGesture();
    document.edit(QStringLiteral("move"), [](spec::Scenario& scenario) { setPlace(scenario, "a", QPointF(9, 9)); }, drag);
    document.edit(QStringLiteral("move"), [](spec::Scenario& scenario) { setPlace(scenario, "a", QPointF(1, 1)); }, drag);

    QCOMPARE(document.undoStack().count(), 1);
}

void ScenarioDocumentTest::aCopyRefersToTheCopies()
{
    ScenarioDocument document;
    QCOMPARE(document.open(shipped("ecommerce-order-flow")), QString());
    const std::string clipboard
        = toClipboard(document.scenario(), {{ElementKind::Component, "kafka"}, {ElementKind::Channel, "order-replies"}});

    document.edit(QStringLiteral("paste"), [&](spec::Scenario& scenario) {
        QCOMPARE(addFromClipboard(scenario, clipboard).size(), std::size_t{2});
    });

    const auto& channels = document.scenario().topology.channels;
    QCOMPARE(channels.back().name, std::string("order-replies-2"));
    QCOMPARE(channels.back().broker, std::string("kafka-2"));
}

void ScenarioDocumentTest::typedTextIsTakenUnlessItSaysWhatNoScenarioCan()
{
    ScenarioDocument document;
    std::vector<PlacedIssue> problems;
    const auto text = [](const char* more) {
        return std::string(R"({"format": "stormglass/1", "name": "x", "topology": {"components": [{"name": "a", "kind": "service")")
            + more + "}]}}";
    };

    QVERIFY(document.editText(text(""), problems));
    QCOMPARE(document.scenario().topology.components.size(), std::size_t{1});
    QVERIFY(!document.editText(text(R"(, "colour": "red")"), problems));
    QVERIFY(!problems.empty());
    QVERIFY(!document.editText("{", problems));
    QCOMPARE(document.undoStack().count(), 1);
}

void ScenarioDocumentTest::aBrokenFileOpensAsFarAsItCan()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("broken.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"format": "stormglass/1", "name": "x", "topology": {"components":
        [{"name": "a", "kind": "service", "concurrency": "many"}, {"name": "b", "kind": "kafka"}]}})");
    file.close();
    ScenarioDocument document;

    QCOMPARE(document.open(file.fileName()), QString());

    QVERIFY(document.isLossy());
    QVERIFY(!document.fileProblems().empty());
    QCOMPARE(document.scenario().topology.components.size(), std::size_t{2});
}

void ScenarioDocumentTest::aChangeOfTheFileIsNoticed()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine.json"));
    ScenarioDocument document;
    QCOMPARE(document.open(shipped("dual-write")), QString());
    QCOMPARE(document.saveAs(path), QString());
    QVERIFY(!document.hasFileChanged());

    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n");
    file.close();

    QVERIFY(document.hasFileChanged());
}

void ScenarioDocumentTest::aPlaceInTheTextLeadsToItsPart()
{
    ScenarioDocument document;
    QCOMPARE(document.open(shipped("ecommerce-order-flow")), QString());
    const spec::Scenario& scenario = document.scenario();

    QVERIFY((elementAt(scenario, "/topology/components/2/queue_capacity") == ElementId{ElementKind::Component, "order-service"}));
    QVERIFY((elementAt(scenario, "/flows/0/steps/1/time") == ElementId{ElementKind::Step, "payment", "order"}));
    QVERIFY((elementAt(scenario, "/run/duration") == ElementId{ElementKind::Scenario, {}}));
    for (const spec::Component& component : scenario.topology.components) {
        const ElementId id{ElementKind::Component, component.name};
        QVERIFY(elementAt(scenario, pointerTo(scenario, id)) == id);
    }
}

QTEST_GUILESS_MAIN(ScenarioDocumentTest)
#include "tst_scenario_document.moc"
