// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever is edited, in whatever order and by whichever panel: all views show the same document, and undoing everything gives the
// first text.
#include "tests/ui/window_stage.h"

#include "models/spec/catalogue.h"
#include "ui/canvas/diagram_view.h"
#include "ui/chaos/chaos_lanes.h"
#include "ui/document/connections.h"
#include "ui/document/element_edits.h"
#include "ui/panels/field_row.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/json_panel.h"
#include "ui/window/file_actions.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

namespace {

/// Somebody who does anything that comes to mind.
class Somebody {
public:
    Somebody(WindowStage& stage, quint32 seed) : m_stage(stage), m_random(seed) { }

    /// Returns what was done.
    QString doSomething();

private:
    [[nodiscard]] MainWindow& window() { return m_stage.window(); }
    [[nodiscard]] DiagramView& view() { return window().view(); }
    [[nodiscard]] int upTo(int count) { return count > 0 ? m_random.bounded(count) : 0; }
    [[nodiscard]] std::optional<ElementId> anyOf(ElementKind kind);
    void selectSome(int most);
    void key(QWidget& widget, int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&widget, static_cast<Qt::Key>(key), modifiers); }

    void addPart();
    void dragPart();
    void connectParts();
    void arrange();
    void typeField();
    void rename();
    void typeJson();
    void changeFaults();
    void goThroughHistory();

    WindowStage& m_stage;
    QRandomGenerator m_random;
};

std::optional<ElementId> Somebody::anyOf(ElementKind kind)
{
    const std::vector<ElementId> all = elementsOf(window().document().scenario(), kind);
    return all.empty() ? std::nullopt : std::optional(all[static_cast<std::size_t>(upTo(static_cast<int>(all.size())))]);
}

void Somebody::selectSome(int most)
{
    std::vector<ElementId> chosen;
    for (int i = 0; i <= upTo(most); ++i) {
        if (const auto element = anyOf(upTo(4) == 0 ? ElementKind::Channel : ElementKind::Component))
            chosen.push_back(*element);
    }
    window().selection().set(std::move(chosen));
}

void Somebody::addPart()
{
    const auto catalogue = spec::catalogue();
    const spec::CatalogueEntry& entry = catalogue[static_cast<std::size_t>(upTo(static_cast<int>(catalogue.size())))];
    spec::Scenario attempt = window().document().scenario();
    if (entry.category != "faults" && addElement(attempt, std::string(entry.name)))
        view().addAt(std::string(entry.name), QPointF(upTo(1200), upTo(800)));
}

void Somebody::dragPart()
{
    const auto part = anyOf(ElementKind::Component);
    if (!part)
        return;
    view().zoomToFit();
    const QPoint from = m_stage.placeOf(*part);
    const QPoint to = from + QPoint(upTo(200) - 100, upTo(120) - 60);
    QTest::mousePress(view().viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view().viewport(), from + QPoint(12, 0));
    QTest::mouseMove(view().viewport(), to);
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, to);
}

void Somebody::connectParts()
{
    const auto from = anyOf(ElementKind::Component);
    const auto to = anyOf(upTo(2) == 0 ? ElementKind::Component : ElementKind::Channel);
    if (!from || !to || *from == *to)
        return;
    const auto offers = offersFor(window().document().scenario(), *from, *to);
    if (!offers.empty())
        view().edit(offers.front().words, offers.front().make);
}

void Somebody::arrange()
{
    selectSome(4);
    switch (upTo(5)) {
    case 0: view().align(static_cast<Alignment>(upTo(6))); break;
    case 1: view().distribute(upTo(2) == 0 ? Qt::Horizontal : Qt::Vertical); break;
    case 2: view().autoLayout(); break;
    case 3: key(view(), Qt::Key_Right); break;
    default: key(view(), Qt::Key_Down, Qt::ShiftModifier); break;
    }
}

void Somebody::typeField()
{
    const auto part = anyOf(upTo(3) == 0 ? ElementKind::Flow : ElementKind::Component);
    if (!part)
        return;
    window().selection().set({*part});
    const QList<FieldRow*> rows = window().findChildren<FieldRow*>();
    if (rows.isEmpty())
        return;
    FieldRow* row = rows[upTo(static_cast<int>(rows.size()))];
    auto* edit = qobject_cast<QLineEdit*>(row->editor());
    if (auto* check = qobject_cast<QCheckBox*>(row->editor()))
        return key(*check, Qt::Key_Space);
    if (edit == nullptr || row->node().pointer == "/name")
        return;
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, row->node().type == FieldType::Duration ? QStringLiteral("%1ms").arg(1 + upTo(900)) : QString::number(1 + upTo(9)));
}

void Somebody::rename()
{
    const auto part = anyOf(upTo(2) == 0 ? ElementKind::Component : ElementKind::Flow);
    if (!part)
        return;
    window().selection().set({*part});
    const auto names = window().findChildren<QLineEdit*>(QStringLiteral("editor:/name"));
    if (names.isEmpty())
        return;
    names.last()->setFocus();
    names.last()->selectAll();
    QTest::keyClicks(names.last(), QStringLiteral("n%1").arg(upTo(1000)));
}

void Somebody::typeJson()
{
    auto* editor = m_stage.find<QPlainTextEdit>("jsonEditor");
    QString text = QString::fromStdString(window().document().text());
    static const QRegularExpression number(QStringLiteral("\"([0-9]+)(ms|s)\""));
    const QRegularExpressionMatch found = number.match(text, upTo(static_cast<int>(text.size())));
    if (!found.hasMatch())
        return;
    text.replace(found.capturedStart(1), found.capturedLength(1), QString::number(1 + upTo(99)));
    editor->selectAll();
    editor->insertPlainText(text);
    m_stage.find<JsonPanel>("json")->applyNow();
}

void Somebody::changeFaults()
{
    auto* lanes = m_stage.find<ChaosLanes>("chaosLanes");
    const auto fault = anyOf(ElementKind::Fault);
    if (!fault)
        return window().document().edit(QStringLiteral("add a fault"), [](spec::Scenario& scenario) { static_cast<void>(addElement(scenario, "crash")); });
    window().selection().set({*fault});
    switch (upTo(4)) {
    case 0: return lanes->duplicateSelected();
    case 1: return lanes->deleteSelected();
    case 2: return key(*lanes, Qt::Key_Right, Qt::AltModifier);
    default: return key(*lanes, Qt::Key_Right, Qt::ShiftModifier);
    }
}

void Somebody::goThroughHistory()
{
    QUndoStack& history = window().document().undoStack();
    for (int i = upTo(4); i >= 0; --i)
        history.undo();
    for (int i = upTo(4); i > 0; --i)
        history.redo();
}

QString Somebody::doSomething()
{
    switch (upTo(12)) {
    case 0: addPart(); return QStringLiteral("add");
    case 1: dragPart(); return QStringLiteral("drag");
    case 2: connectParts(); return QStringLiteral("connect");
    case 3: arrange(); return QStringLiteral("arrange");
    case 4: selectSome(2); key(view(), Qt::Key_D, Qt::ControlModifier); return QStringLiteral("duplicate");
    case 5: selectSome(1); key(view(), Qt::Key_Delete); return QStringLiteral("delete");
    case 6: rename(); return QStringLiteral("rename");
    case 7: typeJson(); return QStringLiteral("type JSON");
    case 8: changeFaults(); return QStringLiteral("change faults");
    case 9: goThroughHistory(); return QStringLiteral("undo and redo");
    default: typeField(); return QStringLiteral("type a field");
    }
}

/// What disagrees with the document; empty: nothing.
QString disagreement(WindowStage& stage)
{
    MainWindow& window = stage.window();
    const spec::Scenario& scenario = window.document().scenario();
    Selection nothing;
    const DiagramScene fresh(window.document(), nothing);
    if (fresh.picture() != window.view().diagram().picture())
        return QStringLiteral("the diagram");
    const auto* inspector = stage.find<InspectorPanel>("inspector");
    for (const FieldRow* row : window.findChildren<FieldRow*>()) {
        const FieldNode* node = findNode(inspector->fields(), row->node().pointer);
        if (node != nullptr && row->message().isEmpty() && node->value != row->node().value)
            return QStringLiteral("the field ") + QString::fromStdString(node->pointer);
    }
    if (inspector->elements().size() == 1 && !exists(scenario, inspector->elements().front()))
        return QStringLiteral("the inspector's part");
    if (stage.find<ChaosLanes>("chaosLanes")->bars().size() != scenario.chaos.size())
        return QStringLiteral("the faults");
    window.document().validateNow();
    const auto problems = static_cast<int>(window.document().problems().size());
    const auto* list = stage.find<QListWidget>("problemList");
    if (list->count() != problems + static_cast<int>(window.document().fileProblems().size()))
        return QStringLiteral("the problems");
    if (window.isWindowModified() == window.document().undoStack().isClean())
        return QStringLiteral("the title");
    auto* editor = stage.find<QPlainTextEdit>("jsonEditor");
    const QString text = QString::fromStdString(window.document().text());
    const bool isShown = QTest::qWaitFor([&] { return editor->toPlainText().trimmed() == text.trimmed(); }, 2000);
    if (isShown)
        return {};
    const QStringList shown = editor->toPlainText().trimmed().split(QLatin1Char('\n'));
    const QStringList meant = text.trimmed().split(QLatin1Char('\n'));
    qsizetype line = 0;
    while (line < std::min(shown.size(), meant.size()) && shown[line] == meant[line])
        ++line;
    return QStringLiteral("the text (line %1: \"%2\" instead of \"%3\")").arg(line + 1).arg(shown.value(line), meant.value(line));
}

}  // namespace

class ConsistencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyEditsLeaveAllViewsAlikeAndCanBeUndone_data();
    void anyEditsLeaveAllViewsAlikeAndCanBeUndone();
};

void ConsistencyTest::anyEditsLeaveAllViewsAlikeAndCanBeUndone_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<quint32>("seed");
    QTest::newRow("the order flow") << QStringLiteral("ecommerce-order-flow") << 1U;
    QTest::newRow("the order flow, otherwise") << QStringLiteral("ecommerce-order-flow") << 2U;
    QTest::newRow("zones and hosts") << QStringLiteral("zone-loss") << 3U;
    QTest::newRow("a small one") << QStringLiteral("dual-write") << 4U;
}

void ConsistencyTest::anyEditsLeaveAllViewsAlikeAndCanBeUndone()
{
    constexpr int kSteps = 60;
    QFETCH(QString, scenario);
    QFETCH(quint32, seed);
    WindowStage stage;
    MainWindow& window = stage.window();
    window.files().startFrom(shipped(qPrintable(scenario)));
    window.showPanel("json");
    const std::string first = window.document().text();
    Somebody somebody(stage, seed);

    QStringList deeds;
    for (int step = 0; step < kSteps; ++step) {
        deeds << somebody.doSomething();
        const QString where = step % 5 == 4 ? disagreement(stage) : QString();
        QVERIFY2(where.isEmpty(), qPrintable(where + QStringLiteral(" after ") + deeds.join(QStringLiteral(", "))));
    }

    QUndoStack& history = window.document().undoStack();
    QVERIFY(history.count() > kSteps / 4);
    history.setIndex(history.count());
    const std::string last = window.document().text();
    history.setIndex(0);
    QVERIFY2(window.document().text() == first, qPrintable(deeds.join(QStringLiteral(", "))));
    QCOMPARE(disagreement(stage), QString());
    history.setIndex(history.count());
    QVERIFY2(window.document().text() == last, qPrintable(deeds.join(QStringLiteral(", "))));
    QCOMPARE(disagreement(stage), QString());
}

QTEST_MAIN(ConsistencyTest)
#include "tst_consistency.moc"
