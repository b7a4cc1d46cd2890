// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/json_editor.h"
#include "ui/panels/json_panel.h"

#include <QtTest>
#include <QtWidgets>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

struct JsonWorld {
    ScenarioDocument document;
    Selection selection;
    JsonPanel panel{document, selection};
    JsonEditor* editor = panel.findChild<JsonEditor*>(QStringLiteral("jsonEditor"));

    JsonWorld()
    {
        if (!document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")).isEmpty())
            qFatal("no scenario");
        panel.resize(700, 600);
        panel.show();
        showsTheDocument();
    }
    bool showsTheDocument()
    {
        return QTest::qWaitFor([this] { return editor->toPlainText().toStdString() == document.text(); }, 5000);
    }
    /// Selects the text, so that typing replaces it.
    void mark(const char* text) const
    {
        QTextCursor cursor = editor->document()->find(QLatin1String(text));
        editor->setTextCursor(cursor);
    }
    [[nodiscard]] QString line() const { return editor->textCursor().block().text(); }
};

}  // namespace

class JsonPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedIsTakenAfterAPause();
    void aBrokenTextIsToldAndTheDocumentStays();
    void aChangeElsewhereKeepsTheCursor();
    void aSelectedPartIsShownInTheText();
    void theCursorLeadsToThePart();
    void textIsFound();
};

void JsonPanelTest::whatIsTypedIsTakenAfterAPause()
{
    JsonWorld world;
    const std::string before = world.document.text();
    world.mark("\"stormglass/1\",");
    QTest::keyClick(world.editor, Qt::Key_End);

    QTest::keyClicks(world.editor, QStringLiteral(" \"description\": \"typed\", \"x\": 1,"));
    world.panel.applyNow();
    QVERIFY(world.panel.isBroken());  // x is no key
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(world.editor, Qt::Key_Backspace);
    world.panel.applyNow();

    // The file has a description already: the text is broken until one of them goes.
    QVERIFY(world.panel.isBroken() || world.document.scenario().description == "typed");
    while (world.editor->toPlainText().toStdString() != before && world.editor->document()->isUndoAvailable())
        world.editor->undo();
    world.panel.applyNow();
    QVERIFY(!world.panel.isBroken());
    world.mark("\"stormglass/1\"");
    world.editor->find(QStringLiteral("\"name\": \""));
    world.editor->moveCursor(QTextCursor::Right);
    QTest::keyClicks(world.editor, QStringLiteral("My"));

    QTRY_VERIFY(world.document.scenario().name.find("My") != std::string::npos);
    world.document.undoStack().undo();
    QVERIFY(world.showsTheDocument());
    QCOMPARE(world.document.text(), before);
}

void JsonPanelTest::aBrokenTextIsToldAndTheDocumentStays()
{
    JsonWorld world;
    const std::string before = world.document.text();
    world.mark("\"flows\"");

    QTest::keyClicks(world.editor, QStringLiteral("{{"));
    world.panel.applyNow();

    auto* banner = world.panel.findChild<QLabel*>(QStringLiteral("jsonBanner"));
    QVERIFY(banner->isVisible());
    QCOMPARE(world.document.text(), before);
    QVERIFY(world.editor->toPlainText().contains(QStringLiteral("{{")));
}

void JsonPanelTest::aChangeElsewhereKeepsTheCursor()
{
    JsonWorld world;
    world.mark("\"flows\"");
    const QString line = world.line();

    world.document.edit(QStringLiteral("run"), [](spec::Scenario& scenario) { scenario.run.seed = 4711; });

    QVERIFY(world.showsTheDocument());
    QCOMPARE(world.line(), line);
}

void JsonPanelTest::aSelectedPartIsShownInTheText()
{
    JsonWorld world;
    const std::string name = world.document.scenario().topology.components[2].name;

    world.selection.set({{ElementKind::Component, name}});

    const QString rest = world.editor->toPlainText().mid(world.editor->textCursor().position(), 200);
    QVERIFY2(rest.contains(QString::fromStdString('"' + name + '"')), qPrintable(rest));
}

void JsonPanelTest::theCursorLeadsToThePart()
{
    JsonWorld world;
    QSignalSpy revealed(&world.selection, &Selection::revealed);
    const spec::Flow& flow = world.document.scenario().flows.front();
    world.panel.showPlace(QStringLiteral("/flows/0/steps/1/component"));

    QTest::keyClick(world.editor, Qt::Key_Return, Qt::ControlModifier);

    QCOMPARE(revealed.count(), 1);
    QVERIFY(world.selection.contains({ElementKind::Step, flow.steps[1].name, flow.name}));
}

void JsonPanelTest::textIsFound()
{
    JsonWorld world;
    QTest::keyClick(world.editor, Qt::Key_F, Qt::ControlModifier);
    auto* find = world.panel.findChild<QLineEdit*>(QStringLiteral("jsonFind"));

    QTest::keyClicks(find, QStringLiteral("designs"));

    QCOMPARE(world.editor->textCursor().selectedText(), QStringLiteral("designs"));
}

QTEST_MAIN(JsonPanelTest)
#include "tst_json_panel.moc"
