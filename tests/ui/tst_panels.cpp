// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/command_palette.h"
#include "ui/panels/find_bar.h"
#include "ui/panels/flow_board.h"
#include "ui/panels/flow_panel.h"
#include "ui/panels/json_panel.h"
#include "ui/panels/palette_panel.h"
#include "ui/panels/problems_panel.h"

#include <QtTest>
#include <QtWidgets>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

QIcon plainIcon(const std::string&)
{
    QPixmap pixmap(24, 24);
    pixmap.fill(QColor(0x45, 0x80, 0xc0));
    return QIcon(pixmap);
}

struct PanelWorld {
    ScenarioDocument document;
    Selection selection;
    PanelWorld()
    {
        if (!document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")).isEmpty())
            qFatal("no scenario");
    }
    [[nodiscard]] const spec::Flow& flow() const { return document.scenario().flows.front(); }
};

/// For a person to look at, if a folder for it is named.
void shoot(QWidget& widget, const char* name)
{
    const QString folder = qEnvironmentVariable("STORMGLASS_SHOTS");
    if (!folder.isEmpty())
        widget.grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png"));
}

void drag(QWidget& widget, QPoint from, QPoint to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&widget, &move);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

}  // namespace

class PanelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePaletteOffersWhatTheCatalogueCanPlace();
    void thePaletteIsSearchedByHelpAndChosenByEnter();
    void aProblemLeadsToItsField();
    void aCommandIsFoundByItsLetters();
    void aCommandGoesToAPart();
    void partsAreFoundByAnyValue();
    void stepsStandBehindWhatTheyComeAfter();
    void aDragConnectsStepsAndNeverInACircle();
    void stepsAreAddedAndRemoved();
    void aDesignIsChosenByItsTab();
};

void PanelsTest::thePaletteOffersWhatTheCatalogueCanPlace()
{
    PanelWorld world;
    PalettePanel panel(world.document, world.selection, plainIcon);
    panel.resize(240, 700);
    shoot(panel, "palette");

    const QStringList kinds = panel.shownKinds();

    for (const spec::KindInfo& info : spec::componentKinds())
        QVERIFY(kinds.contains(QString::fromStdString(std::string(info.kind))));
    for (const spec::KindInfo& info : spec::channelKinds())
        QVERIFY(kinds.contains(QString::fromStdString(std::string(info.kind))));
    QVERIFY(kinds.contains(QStringLiteral("zone")) && kinds.contains(QStringLiteral("host")));
    QVERIFY(!kinds.contains(QStringLiteral("crash")));
}

void PanelsTest::thePaletteIsSearchedByHelpAndChosenByEnter()
{
    PanelWorld world;
    PalettePanel panel(world.document, world.selection, plainIcon);
    QSignalSpy chosen(&panel, &PalettePanel::kindChosen);
    auto* search = panel.findChild<QLineEdit*>(QStringLiteral("paletteSearch"));

    QTest::keyClicks(search, QStringLiteral("kafka topic"));
    QTest::keyClick(search, Qt::Key_Return);

    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("kafka-topic"));
}

void PanelsTest::aProblemLeadsToItsField()
{
    PanelWorld world;
    ProblemsPanel panel(world.document, world.selection);
    const QString before = panel.title();
    QSignalSpy wanted(&panel, &ProblemsPanel::fieldWanted);
    world.document.edit(QStringLiteral("break"), [](spec::Scenario& scenario) { scenario.flows[0].steps[1].component = "nobody"; });
    world.document.validateNow();
    panel.resize(500, 200);
    shoot(panel, "problems");
    QVERIFY(panel.title() != before);
    auto* list = panel.findChild<QListWidget*>(QStringLiteral("problemList"));
    QListWidgetItem* item = nullptr;
    for (int i = 0; i < list->count(); ++i) {
        if (list->item(i)->data(Qt::UserRole).toString() == QStringLiteral("/flows/0/steps/1/component"))
            item = list->item(i);
    }
    QVERIFY(item != nullptr);
    QVERIFY(item->text().startsWith(QString::fromStdString(world.flow().steps[1].name + " › component")));

    Q_EMIT list->itemClicked(item);

    QCOMPARE(wanted.front().front().toString(), QStringLiteral("/flows/0/steps/1/component"));
    QVERIFY(world.selection.contains({ElementKind::Step, world.flow().steps[1].name, world.flow().name}));
    world.document.undoStack().undo();
    world.document.validateNow();
    QCOMPARE(panel.title(), before);
}

void PanelsTest::aCommandIsFoundByItsLetters()
{
    PanelWorld world;
    QWidget window;
    window.resize(900, 600);
    QAction action(QStringLiteral("&Save as…"));
    QSignalSpy triggered(&action, &QAction::triggered);
    CommandPalette palette(world.document, world.selection, &window);
    palette.setActions({&action});
    window.show();
    palette.open();
    auto* input = palette.findChild<QLineEdit*>(QStringLiteral("commandInput"));

    QTest::keyClicks(input, QStringLiteral("sas"));
    shoot(window, "commands");
    QTest::keyClick(input, Qt::Key_Return);

    QCOMPARE(triggered.count(), 1);
    QVERIFY(!palette.isVisible());
}

void PanelsTest::aCommandGoesToAPart()
{
    PanelWorld world;
    QWidget window;
    window.resize(900, 600);
    CommandPalette palette(world.document, world.selection, &window);
    window.show();
    palette.open();
    const std::string name = world.document.scenario().topology.components.back().name;
    auto* input = palette.findChild<QLineEdit*>(QStringLiteral("commandInput"));

    QTest::keyClicks(input, QStringLiteral("go to ") + QString::fromStdString(name));
    QTest::keyClick(input, Qt::Key_Return);

    QVERIFY(world.selection.contains({ElementKind::Component, name}));
}

void PanelsTest::partsAreFoundByAnyValue()
{
    PanelWorld world;
    world.document.edit(QStringLiteral("set"), [](spec::Scenario& scenario) {
        scenario.flows[0].steps[2].compensation = "give-it-back";
    });
    FindBar bar(world.document, world.selection);
    bar.open();
    auto* input = bar.findChild<QLineEdit*>(QStringLiteral("findInput"));

    QTest::keyClicks(input, QStringLiteral("GIVE-it"));
    QTest::keyClick(input, Qt::Key_Return);

    const ElementId step{ElementKind::Step, world.flow().steps[2].name, world.flow().name};
    QVERIFY(std::ranges::find(bar.found(), step) != bar.found().end());
    QVERIFY(world.selection.single().has_value());
}

void PanelsTest::stepsStandBehindWhatTheyComeAfter()
{
    PanelWorld world;
    FlowPanel panel(world.document, world.selection);
    panel.resize(1200, 420);
    shoot(panel, "flow");

    for (const spec::Step& step : world.flow().steps) {
        for (const std::string& before : step.after)
            QVERIFY(panel.board().cardOf(before).right() < panel.board().cardOf(step.name).left());
    }
}

void PanelsTest::aDragConnectsStepsAndNeverInACircle()
{
    PanelWorld world;
    FlowPanel panel(world.document, world.selection);
    panel.resize(1200, 420);
    panel.show();
    FlowBoard& board = panel.board();
    const std::string first = world.flow().steps.front().name;
    const std::string last = world.flow().steps.back().name;
    const bool wasAfter = std::ranges::count(world.flow().steps.back().after, first) > 0;

    drag(board, board.cardOf(first).center(), board.cardOf(last).center());
    QCOMPARE(std::ranges::count(world.flow().steps.back().after, first) > 0, !wasAfter);
    world.document.undoStack().undo();
    drag(board, board.cardOf(last).center(), board.cardOf(first).center());

    QVERIFY(world.flow().steps.front().after.empty());
}

void PanelsTest::stepsAreAddedAndRemoved()
{
    PanelWorld world;
    FlowPanel panel(world.document, world.selection);
    panel.resize(1200, 420);
    panel.show();
    const std::string before = world.document.text();
    const std::size_t count = world.flow().steps.size();
    QTest::mouseClick(&panel.board(), Qt::LeftButton, {}, panel.board().cardOf(world.flow().steps[1].name).center());

    QTest::mouseClick(panel.findChild<QToolButton*>(QStringLiteral("addStep")), Qt::LeftButton);
    QCOMPARE(world.flow().steps.size(), count + 1);
    QVERIFY(!panel.board().selectedStep().empty());
    QTest::keyClick(&panel.board(), Qt::Key_Delete);

    QCOMPARE(world.flow().steps.size(), count);
    QCOMPARE(world.document.text(), before);
}

void PanelsTest::aDesignIsChosenByItsTab()
{
    PanelWorld world;
    FlowPanel panel(world.document, world.selection);
    QSignalSpy chosen(&panel, &FlowPanel::designChosen);

    panel.findChild<QTabBar*>(QStringLiteral("designTabs"))->setCurrentIndex(1);

    QCOMPARE(chosen.front().front().toString(), QString::fromStdString(world.document.scenario().designs.front().name));
}

QTEST_MAIN(PanelsTest)
#include "tst_panels.moc"
