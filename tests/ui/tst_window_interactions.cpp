// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people do with the window, done by mouse and keyboard, from the drawing to the report.
#include "tests/ui/window_stage.h"

#include "ui/canvas/diagram_view.h"
#include "ui/chaos/fault_popup.h"
#include "ui/panels/field_row.h"
#include "ui/panels/inspector_panel.h"
#include "ui/results/chart.h"
#include "ui/results/charts_panel.h"
#include "ui/run/recording.h"
#include "ui/run/scrubber.h"
#include "ui/run/transport_bar.h"
#include "ui/window/autosave.h"
#include "ui/window/file_actions.h"
#include "ui/window/gallery.h"
#include "ui/window/guided_tour.h"
#include "ui/window/notice_bar.h"
#include "ui/window/report_export.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

#include <signal.h>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

namespace {

const ElementId kPayment{ElementKind::Component, "payment-service"};

/// The processes that this one has started and that are alive.
QList<qint64> processes()
{
    QList<qint64> found;
    const QDir tasks(QStringLiteral("/proc/self/task"));
    for (const QString& task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + QStringLiteral("/children")));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& id : file.readAll().split(' ')) {
            if (!id.isEmpty())
                found << id.toLongLong();
        }
    }
    return found;
}

QJsonObject jsonIn(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString textIn(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

class WindowInteractionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }
    void aPersonDrawsRunsAndBreaksByMouseAndKeyboard();
    void theReportIsThatOfTheRun();
    void aStoppedRunHasAReportAsFarAsItWent();
    void unitsAreObeyedWhereverFiguresAreShown();
    void keysOfTheDiagramStandInTheMenuAndDoNotTakeThoseOfText();
    void copiesGoFromWindowToWindow();
    void anUndoneRenameKeepsShowingThePart();
    void panelsWithATabHaveNoSecondTitle();
    void aCommandIsGivenByItsLetters();
    void aDroppedFileIsOpened();
    void aTemplateIsChosenFromTheGallery();
    void workOfAWindowThatDiedIsOffered();
    void aWorkerThatIsKilledFromOutsideIsTold();
    void aWorkerThatHangsCanBeEnded();
    void everythingHasANameAndTheKeyboardGoesEverywhere();

private:
    [[nodiscard]] MainWindow& window() { return m_stage->window(); }
    void runToTheEnd(const char* design);

    std::unique_ptr<WindowStage> m_stage;
};

void WindowInteractionsTest::init()
{
    m_stage = std::make_unique<WindowStage>();
    window().document().edit(QStringLiteral("calm and short"), [](spec::Scenario& scenario) {
        scenario.chaos.clear();
        scenario.expect.clear();
        scenario.run = {.duration = std::chrono::seconds{20}, .warmUp = std::chrono::seconds{2}, .drain = std::chrono::seconds{10}};
    });
    window().document().undoStack().setClean();
}

void WindowInteractionsTest::runToTheEnd(const char* design)
{
    window().transport().setDesign(QLatin1String(design));
    window().transport().setPace(0);
    window().transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window().session().result() != nullptr, kPatience);
}

void WindowInteractionsTest::aPersonDrawsRunsAndBreaksByMouseAndKeyboard()
{
    // draw: a part from the palette, by its letters
    auto* search = m_stage->find<QLineEdit>("paletteSearch");
    QTest::mouseClick(search, Qt::LeftButton);
    const std::size_t parts = window().document().scenario().topology.components.size();
    QTest::keyClicks(search, QStringLiteral("gateway"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(window().document().scenario().topology.components.size(), parts + 1);
    QTest::keyClick(&window().view(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(window().document().scenario().topology.components.size(), parts);

    // plan a fault by the menu of a part, and think better of it
    m_stage->click(kPayment);
    QCOMPARE(window().selection().single(), std::optional(kPayment));
    m_stage->chooseFromMenuOf(kPayment, {QStringLiteral("Plan to Break It"), QStringLiteral("crash")});
    QTRY_VERIFY(m_stage->find<FaultPopup>("faultPopup") != nullptr);
    QTest::mouseClick(m_stage->find<FaultPopup>("faultPopup")->findChild<QPushButton*>(QStringLiteral("choose")), Qt::LeftButton);
    QTRY_COMPARE(window().document().scenario().chaos.size(), std::size_t{1});
    window().document().undoStack().undo();

    // run, and break while it runs
    window().transport().setDesign(QStringLiteral("sync"));
    window().transport().setPace(5);
    for (auto* button : window().transport().findChildren<QToolButton*>()) {
        if (button->defaultAction() == window().transport().playAction())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(window().session().isUnderWay());
    QTRY_VERIFY_WITH_TIMEOUT(window().session().reachedAt() > 4, kPatience);
    m_stage->chooseFromMenuOf(kPayment, {QStringLiteral("Break It Now"), QStringLiteral("crash")});
    QTRY_VERIFY(qobject_cast<FaultPopup*>(QApplication::activeModalWidget()) != nullptr);
    QTest::mouseClick(QApplication::activeModalWidget()->findChild<QPushButton*>(QStringLiteral("choose")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(window().session().injectedFaults().size(), std::size_t{1}, kPatience);
    auto* pace = m_stage->find<QSlider>("paceSlider");
    QTest::keyClick(pace, Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(window().session().result() != nullptr, kPatience);
    QCOMPARE(window().session().result()->cascades.front().hits.front().subject, kPayment.name);

    // go back in time: all views follow
    auto* scrubber = m_stage->find<Scrubber>("scrubber");
    QTest::mouseClick(scrubber, Qt::LeftButton, {}, QPoint(qRound(scrubber->placeOf(10)), scrubber->height() / 2));
    QVERIFY(std::abs(window().session().shownAt() - 10) < 1);
    QVERIFY(!window().session().isFollowing());
    const double left = window().session().shownAt();
    QTest::keyClick(scrubber, Qt::Key_Right);
    QVERIFY(window().session().shownAt() > left);
}

void WindowInteractionsTest::theReportIsThatOfTheRun()
{
    runToTheEnd("sync");
    const results::RunResult& result = *window().session().result();
    QSignalSpy written(&window().reports(), &ReportExport::written);
    QVERIFY(m_stage->find<QAction>("export:html")->isEnabled());

    window().reports().write(m_stage->path("run.json"));
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatience);
    window().reports().write(m_stage->path("run.html"));
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 2, kPatience);
    window().reports().write(m_stage->path("run.csv"));
    QCOMPARE(written.count(), 3);

    const QJsonObject design = jsonIn(m_stage->path("run.json")).value(QStringLiteral("designs")).toArray().first().toObject();
    QCOMPARE(design.value(QStringLiteral("design")).toString(), QStringLiteral("sync"));
    const QString fingerprint = QStringLiteral("%1").arg(result.fingerprint, 16, 16, QLatin1Char('0'));
    QVERIFY2(textIn(m_stage->path("run.json")).contains(fingerprint), qPrintable(fingerprint));
    const QString page = textIn(m_stage->path("run.html"));
    QVERIFY(page.startsWith(QStringLiteral("<!")) && page.contains(QStringLiteral("payment-service")));
    const QStringList lines = textIn(m_stage->path("run.csv")).split(u'\n', Qt::SkipEmptyParts);
    const qsizetype column = lines.front().split(u',').indexOf(QStringLiteral("order started"));
    QVERIFY(column > 0);
    const double started = std::accumulate(lines.begin() + 1, lines.end(), 0.0, [column](double sum, const QString& line) {
        return sum + line.split(u',').at(column).toDouble();
    });
    QCOMPARE(started, static_cast<double>(result.ledgers.front().in));
}

void WindowInteractionsTest::aStoppedRunHasAReportAsFarAsItWent()
{
    window().transport().setDesign(QStringLiteral("choreography"));
    window().transport().setPace(2);
    window().transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window().session().reachedAt() > 3, kPatience);
    QTest::keyClick(&window(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(window().session().result() != nullptr, kPatience);
    QSignalSpy written(&window().reports(), &ReportExport::written);

    window().reports().write(m_stage->path("part.json"));

    QTRY_VERIFY2_WITH_TIMEOUT(written.count() == 1, qPrintable(window().notices().words()), kPatience);
    QVERIFY(jsonIn(m_stage->path("part.json")).value(QStringLiteral("partial")).toBool());
}

void WindowInteractionsTest::unitsAreObeyedWhereverFiguresAreShown()
{
    runToTheEnd("sync");
    window().selection().set({{ElementKind::Flow, "order"}});
    auto* inspector = m_stage->find<InspectorPanel>("inspector");
    const auto deadline = [&] { return m_stage->window().findChildren<QLineEdit*>(QStringLiteral("editor:/deadline")).last(); };
    const std::string before = window().document().text();
    QVERIFY(inspector != nullptr);
    whenOpen<PreferencesDialog>([](PreferencesDialog& dialog) {
        QTest::keyClick(dialog.findChild<QComboBox*>(QStringLiteral("timeUnit")), Qt::Key_Down);  // milliseconds
        QTest::keyClick(&dialog, Qt::Key_Return);
    });

    m_stage->action("Preferences")->trigger();

    QVERIFY2(deadline()->text().endsWith(QStringLiteral("000ms")), qPrintable(deadline()->text()));
    QCOMPARE(window().document().text(), before);
    const Chart* latency = m_stage->find<ChartsPanel>("chartsPanel")->findChart("latency");
    QVERIFY(latency != nullptr);
    QCOMPARE(valueText(1.5, latency->info().unit), QStringLiteral("1,500 ms"));
    // what is typed in another unit is written as files write it
    deadline()->selectAll();
    QTest::keyClicks(deadline(), QStringLiteral("1500ms"));
    QVERIFY(window().document().text().find("\"1500ms\"") == std::string::npos);
    QCOMPARE(window().document().scenario().flows.front().deadline, Duration(std::chrono::milliseconds(1500)));
    m_stage->reopen();
    QCOMPARE(Units::ofUser().time, Units::Time::Milliseconds);
}

void WindowInteractionsTest::keysOfTheDiagramStandInTheMenuAndDoNotTakeThoseOfText()
{
    for (const char* words : {"Cut", "Copy", "Paste", "Duplicate", "Delete", "Select All", "Find", "Commands"})
        QVERIFY2(!m_stage->action(words)->shortcut().isEmpty(), words);
    const auto count = [this] { return window().document().scenario().topology.components.size(); };
    const std::size_t before = count();
    window().activateWindow();
    m_stage->click(kPayment);

    QTest::keyClick(&window().view(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(count(), before + 1);
    QTest::keyClick(&window().view(), Qt::Key_Delete);
    QCOMPARE(count(), before);

    m_stage->click(kPayment);
    auto* filter = m_stage->find<InspectorPanel>("inspector")->findChild<QLineEdit*>(QStringLiteral("filter"));
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("abc"));
    QTest::keyClick(filter, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(filter, Qt::Key_Delete);
    QCOMPARE(filter->text(), QString());
    QCOMPARE(count(), before);
}

void WindowInteractionsTest::copiesGoFromWindowToWindow()
{
    const auto other = m_stage->makeWindow();
    other->files().startFrom(QString());
    const auto turnTo = [](MainWindow& turned) {
        turned.activateWindow();
        turned.view().setFocus();
        return QTest::qWaitFor([&] { return turned.view().hasFocus(); });
    };
    QVERIFY(turnTo(window()));
    m_stage->click(kPayment);
    QTest::keyClick(&window().view(), Qt::Key_C, Qt::ControlModifier);

    QVERIFY(turnTo(*other));
    QTest::keyClick(&other->view(), Qt::Key_V, Qt::ControlModifier);

    QVERIFY(exists(other->document().scenario(), kPayment));
}

void WindowInteractionsTest::anUndoneRenameKeepsShowingThePart()
{
    m_stage->click(kPayment);
    auto* panel = m_stage->find<InspectorPanel>("inspector");
    auto* name = window().findChildren<QLineEdit*>(QStringLiteral("editor:/name")).last();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("till"));
    QVERIFY(window().selection().contains({ElementKind::Component, "till"}));

    window().document().undoStack().undo();
    QCOMPARE(window().selection().single(), std::optional(kPayment));
    QCOMPARE(panel->findChild<QLabel*>(QStringLiteral("title"))->text(), QStringLiteral("payment-service"));
    window().document().undoStack().redo();
    QCOMPARE(panel->findChild<QLabel*>(QStringLiteral("title"))->text(), QStringLiteral("till"));

    window().document().edit(QStringLiteral("remove"), [](spec::Scenario& scenario) { std::erase_if(scenario.topology.components, [](const auto& c) { return c.name == "till"; }); });
    QVERIFY(window().selection().elements().empty());  // and not its neighbour
}

void WindowInteractionsTest::panelsWithATabHaveNoSecondTitle()
{
    const auto titleHeight = [this](const char* panel) {
        const QWidget* title = window().panel(panel)->titleBarWidget();
        return title == nullptr ? -1 : title->height();
    };
    QTRY_VERIFY(titleHeight("charts") >= 0);
    QVERIFY(titleHeight("charts") <= 1);
    QCOMPARE(titleHeight("palette"), -1);

    window().panel("charts")->setFloating(true);

    QTRY_COMPARE(titleHeight("charts"), -1);  // the way back must be within reach
    window().panel("charts")->setFloating(false);
}

void WindowInteractionsTest::aCommandIsGivenByItsLetters()
{
    m_stage->click(kPayment);
    const std::size_t before = window().document().scenario().topology.components.size();
    m_stage->action("Commands")->trigger();
    auto* input = m_stage->find<QLineEdit>("commandInput");
    QTRY_VERIFY(input->isVisible());

    QTest::keyClicks(input, QStringLiteral("duplic"));
    QTest::keyClick(input, Qt::Key_Return);

    QCOMPARE(window().document().scenario().topology.components.size(), before + 1);
}

void WindowInteractionsTest::aDroppedFileIsOpened()
{
    const QString path = m_stage->copyOf("dual-write", "dropped.json");
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window(), &enter);
    QVERIFY(enter.isAccepted());

    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window(), &drop);

    QTRY_COMPARE(window().document().filePath(), path);
    QVERIFY(window().windowTitle().contains(QStringLiteral("dropped.json")));
}

void WindowInteractionsTest::aTemplateIsChosenFromTheGallery()
{
    whenOpen<Gallery>([](Gallery& gallery) {
        auto* list = gallery.findChild<QListWidget*>(QStringLiteral("gallery"));
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->text().contains(QStringLiteral("dual"), Qt::CaseInsensitive))
                list->setCurrentRow(row);
        }
        QTest::keyClick(list, Qt::Key_Return);
    });

    window().files().newAction()->trigger();

    QVERIFY2(window().document().title().contains(QStringLiteral("dual"), Qt::CaseInsensitive), qPrintable(window().document().title()));
    QVERIFY(window().document().filePath().isEmpty());  // a shipped file is not overwritten
}

void WindowInteractionsTest::workOfAWindowThatDiedIsOffered()
{
    window().document().edit(QStringLiteral("edit"), [](spec::Scenario& scenario) { scenario.name = "not saved"; });
    const QDir state = QFileInfo(m_stage->path("x")).dir();
    QTRY_COMPARE_WITH_TIMEOUT(state.entryList({QStringLiteral("*.rescue.json")}, QDir::Files).size(), 1, 4 * Autosave::kDelay);
    const QString kept = state.filePath(state.entryList({QStringLiteral("*.rescue.json")}, QDir::Files).constFirst());
    QVERIFY(QFile::copy(kept, m_stage->path("crashed.rescue.json")));  // its window left it behind
    Preferences{.showsTour = false}.write();
    m_stage->reopen();

    window().beginSession();
    QVERIFY(window().notices().words().contains(QStringLiteral("rescued")));
    for (auto* answer : window().notices().findChildren<QPushButton*>()) {
        if (answer->text() == QStringLiteral("Open It"))
            QTest::mouseClick(answer, Qt::LeftButton);
    }

    QCOMPARE(window().document().scenario().name, std::string("not saved"));
    QVERIFY(window().isWindowModified());
    QVERIFY(Autosave::findRescued(state).empty());
}

void WindowInteractionsTest::aWorkerThatIsKilledFromOutsideIsTold()
{
    window().transport().setPace(0.1);
    window().transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window().session().shownFrame() != nullptr, kPatience);

    for (const qint64 child : processes())
        ::kill(static_cast<pid_t>(child), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(window().session().state(), RunSession::State::Failed, kPatience);

    QVERIFY2(window().notices().words().contains(QStringLiteral("signal 9")), qPrintable(window().notices().words()));
    QVERIFY(!window().session().recording().isEmpty());  // what was seen can still be looked at
    window().transport().setPace(0);
    for (auto* answer : window().notices().findChildren<QPushButton*>()) {
        if (answer->text() == QStringLiteral("Run Again"))
            QTest::mouseClick(answer, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(window().session().result() != nullptr, kPatience);
}

void WindowInteractionsTest::aWorkerThatHangsCanBeEnded()
{
    window().transport().setPace(0.1);
    window().transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window().session().shownFrame() != nullptr, kPatience);
    window().session().setPatience(std::chrono::milliseconds{400});

    for (const qint64 child : processes())
        ::kill(static_cast<pid_t>(child), SIGSTOP);
    auto* end = m_stage->find<QPushButton>("endWorker");
    QTRY_VERIFY_WITH_TIMEOUT(end->isVisible(), kPatience);
    QTest::mouseClick(end, Qt::LeftButton);

    QTRY_COMPARE(window().session().state(), RunSession::State::Failed);
    QVERIFY(window().isVisible());
}

void WindowInteractionsTest::everythingHasANameAndTheKeyboardGoesEverywhere()
{
    QStringList nameless;
    for (QWidget* widget : window().findChildren<QWidget*>()) {
        const bool isForHands = qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QLineEdit*>(widget) != nullptr
            || qobject_cast<QComboBox*>(widget) != nullptr || qobject_cast<QAbstractItemView*>(widget) != nullptr
            || qobject_cast<QAbstractSlider*>(widget) != nullptr || qobject_cast<QGraphicsView*>(widget) != nullptr;
        const QByteArrayView kind = widget->metaObject()->className();
        const bool isPart = qobject_cast<QScrollBar*>(widget) != nullptr || widget->objectName().startsWith(u"qt_")
            || kind == "QTableCornerButton" || kind == "QComboBoxListView"
            || qobject_cast<QHeaderView*>(widget) != nullptr || qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr
            || QByteArrayView(widget->metaObject()->className()).startsWith("QDockWidget")
            || QByteArrayView(widget->metaObject()->className()).startsWith("QLineEdit") != (qobject_cast<QLineEdit*>(widget) != nullptr);
        if (!isForHands || isPart || qobject_cast<QTabBar*>(widget->parentWidget()) != nullptr
            || widget->parentWidget()->metaObject()->className() == QByteArrayView("QDockWidget"))
            continue;
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
        if (told == nullptr || told->text(QAccessible::Name).isEmpty())
            nameless << QStringLiteral("%1 %2 in %3").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                                        widget->parentWidget()->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));

    QSet<QWidget*> reached;
    window().view().setFocus();
    for (int i = 0; i < 400 && !reached.contains(window().focusWidget()); ++i) {
        reached.insert(window().focusWidget());
        QTest::keyClick(window().focusWidget(), Qt::Key_Tab);
    }
    for (const char* name : {"paletteSearch", "paletteList", "diagram", "scrubber", "paceSlider", "filter"})
        QVERIFY2(std::ranges::any_of(reached, [&](QWidget* widget) { return widget->objectName() == QLatin1String(name); }), name);
}

QTEST_MAIN(WindowInteractionsTest)
#include "tst_window_interactions.moc"
