// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window_stage.h"

#include "ui/canvas/diagram_view.h"
#include "ui/canvas/run_legend.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/heat_map.h"
#include "ui/compare/matrix_view.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/transport_bar.h"
#include "ui/window/autosave.h"
#include "ui/window/file_actions.h"
#include "ui/window/guided_tour.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"

#include <QtTest>

#include <memory>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theOrderFlowRunsInEveryDesign_data();
    void theOrderFlowRunsInEveryDesign();
    void killingPaymentIsSeenInTheCascade();
    void whatIsDrawnCanBeUndoneToTheLastPart();
    void aBrokenScenarioIsNotRunButTold();
    void aLossyFileIsNotOverwrittenWithoutAsking();
    void aFileThatOthersChangeIsNoticed();
    void twoWindowsOnOneFileNoticeEachOther();
    void workThatWasNotSavedIsRescued();
    void closingDuringARunAsks();
    void closingWithUnsavedChangesAsks();
    void aWorkerThatIsKilledIsReportedAndTheNextRunWorks();
    void aCellOfTheMatrixOpensItsRun();
    void designsRunSideBySide();
    void theTourCanBeDismissed();
    void theTourDrawsRunsKillsAndCompares();
    void theScenarioOfTheLastTimeIsOpened();

private:
    std::unique_ptr<WindowStage> m_stage;
    MainWindow* m_window = nullptr;
};

void MainWindowTest::init()
{
    m_stage = std::make_unique<WindowStage>();
    m_window = &m_stage->window();
}

void MainWindowTest::cleanup() { m_stage.reset(); }

void MainWindowTest::theOrderFlowRunsInEveryDesign_data()
{
    QTest::addColumn<QString>("design");
    QTest::newRow("calls") << QStringLiteral("sync");
    QTest::newRow("choreography") << QStringLiteral("choreography");
    QTest::newRow("orchestration") << QStringLiteral("orchestration");
}

void MainWindowTest::theOrderFlowRunsInEveryDesign()
{
    QFETCH(QString, design);
    m_window->transport().setDesign(design);
    m_window->transport().setPace(0);

    m_window->transport().playAction()->trigger();

    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().result() != nullptr, kPatience);
    QCOMPARE(QString::fromStdString(m_window->session().result()->design), design);
    QVERIFY(m_window->session().result()->failures.empty());
    m_window->session().showAt(40);
    QVERIFY(m_window->session().shownFrame()->at >= 40);
    QVERIFY(m_window->view().overlay().dots().count() > 0);  // a moment that stands still shows what was under way
    const auto* legend = m_window->view().findChild<RunLegend*>();
    QVERIFY(legend->isVisible());
    QVERIFY(legend->words().contains(QString::number(m_window->view().dotsMean())));
}

void MainWindowTest::killingPaymentIsSeenInTheCascade()
{
    m_window->document().edit(QStringLiteral("calm"), [](spec::Scenario& scenario) {
        scenario.chaos.clear();
        scenario.expect.clear();
    });
    m_window->transport().setDesign(QStringLiteral("sync"));
    m_window->transport().setPace(20);
    m_window->transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().reachedAt() > 20, kPatience);

    m_window->session().inject(R"({"name": "mine", "fault": "crash", "target": "payment-service", "for": "10s"})");
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().injectedFaults().size(), std::size_t{1}, kPatience);
    m_window->transport().setPace(0);
    m_window->session().setPace(0);

    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().result() != nullptr, kPatience);
    const auto& cascades = m_window->session().result()->cascades;
    QCOMPARE(cascades.size(), std::size_t{1});
    QCOMPARE(cascades.front().hits.front().subject, std::string("payment-service"));
}

void MainWindowTest::whatIsDrawnCanBeUndoneToTheLastPart()
{
    const std::string before = m_window->document().text();
    m_window->view().addAt("service", QPointF(0, 600));
    m_window->view().addAt("kafka", QPointF(300, 600));
    m_window->view().selectAll();
    m_window->view().align(Alignment::Top);
    m_window->view().removeSelected();

    while (m_window->document().undoStack().canUndo())
        m_window->document().undoStack().undo();

    QCOMPARE(m_window->document().text(), before);
    QVERIFY(!m_window->isWindowModified());
}

void MainWindowTest::aBrokenScenarioIsNotRunButTold()
{
    m_window->document().edit(QStringLiteral("break"), [](spec::Scenario& scenario) {
        scenario.flows.front().steps.front().component = "nobody";
    });

    m_window->transport().playAction()->trigger();

    QVERIFY(!m_window->session().isUnderWay());
    QVERIFY(m_window->notices().words().contains(QStringLiteral("problems")));
}

void MainWindowTest::aLossyFileIsNotOverwrittenWithoutAsking()
{
    const QString path = m_stage->path("lossy.json");
    const QByteArray content = R"({"format": "stormglass/1", "name": "x", "colour": "red", "topology": {}})";
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    m_window->openFile(path);
    QVERIFY(m_window->notices().words().contains(QStringLiteral("could not be read")));

    answerNext(QMessageBox::Cancel);
    QVERIFY(!m_window->files().save());

    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void MainWindowTest::aFileThatOthersChangeIsNoticed()
{
    const QString path = m_stage->path("shared.json");
    QVERIFY(QFile::copy(shipped("dual-write"), path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    m_window->openFile(path);

    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n");
    file.close();

    QTRY_VERIFY_WITH_TIMEOUT(m_window->notices().words().contains(QStringLiteral("changed")), kPatience);
}

void MainWindowTest::twoWindowsOnOneFileNoticeEachOther()
{
    const QString path = m_stage->path("twice.json");
    QVERIFY(QFile::copy(shipped("dual-write"), path));
    m_window->openFile(path);
    QVERIFY(m_window->notices().words().isEmpty());

    const auto second = m_stage->makeWindow();
    second->openFile(path);

    QVERIFY(second->notices().words().contains(QStringLiteral("Another window")));
}

void MainWindowTest::workThatWasNotSavedIsRescued()
{
    const QDir folder(m_stage->path("rescue"));
    ScenarioDocument document;
    QCOMPARE(document.open(shipped("dual-write")), QString());
    {
        Autosave lost(document, folder);
        document.edit(QStringLiteral("edit"), [](spec::Scenario& scenario) { scenario.name = "not saved"; });
        lost.writeNow();
        QVERIFY(Autosave::findRescued(folder).empty());  // its window lives
        const QStringList files = folder.entryList({QStringLiteral("*.rescue.json")}, QDir::Files);
        QCOMPARE(files.size(), 1);
        QVERIFY(QFile::copy(folder.filePath(files.constFirst()), folder.filePath(QStringLiteral("crashed.rescue.json"))));
    }

    const std::vector<Rescued> rescued = Autosave::findRescued(folder);

    QCOMPARE(rescued.size(), std::size_t{1});
    QCOMPARE(rescued.front().path, document.filePath());
    QCOMPARE(rescued.front().text, document.text());
}

void MainWindowTest::closingDuringARunAsks()
{
    m_window->transport().setPace(0.1);
    m_window->transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().isUnderWay(), kPatience);

    answerNext(QMessageBox::Cancel);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->session().isUnderWay());
}

void MainWindowTest::closingWithUnsavedChangesAsks()
{
    m_window->view().addAt("service", QPointF(0, 600));

    answerNext(QMessageBox::Cancel);
    QVERIFY(!m_window->close());
    answerNext(QMessageBox::Discard);
    QVERIFY(m_window->close());
}

void MainWindowTest::aWorkerThatIsKilledIsReportedAndTheNextRunWorks()
{
    m_window->transport().setPace(0.1);
    m_window->transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().shownFrame() != nullptr, kPatience);

    m_window->session().end();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().state() == RunSession::State::Failed, kPatience);
    QVERIFY(!m_window->notices().words().isEmpty());

    m_window->transport().setPace(0);
    m_window->transport().playAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().result() != nullptr, kPatience);
}

void MainWindowTest::aCellOfTheMatrixOpensItsRun()
{
    m_window->document().edit(QStringLiteral("shorten"), [](spec::Scenario& scenario) {
        scenario.run = {.duration = std::chrono::seconds{8}, .warmUp = std::chrono::seconds{1}, .drain = std::chrono::seconds{8}};
        scenario.chaos.clear();
        scenario.expect.clear();
        scenario.designs.resize(1);
    });
    m_window->showPage(2);
    QSignalSpy arrived(&m_window->matrix(), &MatrixView::matrixArrived);
    m_window->matrix().start();
    QTRY_COMPARE_WITH_TIMEOUT(arrived.count(), 1, 3 * kPatience);
    HeatMap& map = m_window->matrix().heatMap();
    const results::MatrixRow row = m_window->matrix().matrix().rows.front();
    m_window->transport().setPace(0);

    QTest::mouseClick(&map, Qt::LeftButton, {}, map.rectOf(0, 0).center());

    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().result() != nullptr, kPatience);
    QCOMPARE(m_window->session().result()->cascades.size(), std::size_t{1});
    QCOMPARE(m_window->session().result()->cascades.front().phrase, row.phrase);
    QCOMPARE(m_window->session().result()->fingerprint, row.cells.front().fingerprints.front());
}

void MainWindowTest::designsRunSideBySide()
{
    m_window->showPage(1);
    m_window->compare().setPace(0);
    m_window->compare().start();

    QCOMPARE(m_window->compare().sessions().size(), std::size_t{3});
    for (RunSession* run : m_window->compare().sessions())
        QTRY_VERIFY_WITH_TIMEOUT(run->result() != nullptr, kPatience);
    const auto startedIn = [](const RunSession* run) { return run->result()->ledgers.front().in; };
    for (const RunSession* run : m_window->compare().sessions())
        QCOMPARE(startedIn(run), startedIn(m_window->compare().sessions().front()));  // the same traffic
}

void MainWindowTest::theTourDrawsRunsKillsAndCompares()
{
    m_window->startTour();
    auto* next = m_window->findChild<QPushButton*>(QStringLiteral("tourNext"));
    auto* deed = m_window->findChild<QPushButton*>(QStringLiteral("tourDeed"));
    const auto* tour = m_window->findChild<GuidedTour*>();

    while (tour->isVisible()) {
        if (m_window->session().isUnderWay())
            QTRY_VERIFY_WITH_TIMEOUT(m_window->session().reachedAt() > 1, kPatience);
        const int stop = tour->stop();
        QTest::mouseClick(deed->isVisible() ? deed : next, Qt::LeftButton);
        QTRY_VERIFY2(!tour->isVisible() || tour->stop() > stop, qPrintable(QString::number(stop)));
    }

    QCOMPARE(m_window->transport().design(), QStringLiteral("choreography"));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().injectedFaults().size(), std::size_t{1}, kPatience);
    QCOMPARE(m_window->compare().sessions().size(), std::size_t{3});
}

void MainWindowTest::theScenarioOfTheLastTimeIsOpened()
{
    const QString path = m_stage->path("mine.json");
    QVERIFY(QFile::copy(shipped("dual-write"), path));
    m_window->openFile(path);
    Preferences{.showsTour = false, .opensLast = true}.write();
    m_stage->reopen();
    m_window = &m_stage->window();
    m_window->beginSession();

    QCOMPARE(m_window->document().filePath(), path);
}

void MainWindowTest::theTourCanBeDismissed()
{
    m_window->startTour();
    auto* tour = m_window->findChild<GuidedTour*>();
    QVERIFY(tour != nullptr && tour->isVisible());

    QTest::keyClick(m_window, Qt::Key_Escape);

    QVERIFY(!tour->isVisible());
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
