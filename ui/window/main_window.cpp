// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/canvas/diagram_view.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/run_legend.h"
#include "ui/look/icons.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/find_bar.h"
#include "ui/run/transport_bar.h"
#include "ui/window/corner_keeper.h"
#include "ui/window/dock_titles.h"
#include "ui/window/file_actions.h"
#include "ui/window/guided_tour.h"
#include "ui/window/notice_bar.h"
#include "ui/window/picture_export.h"
#include "ui/window/report_export.h"
#include "ui/window/run_control.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace stormglass::ui {
namespace {

const QString kGeometryKey = QStringLiteral("window/geometry");
const QString kLayoutKey = QStringLiteral("window/layout");
constexpr int kPaletteWidth = 208;
constexpr int kInspectorWidth = 360;

}  // namespace

MainWindow::MainWindow(Surroundings surroundings, QWidget* parent)
    : QMainWindow(parent), m_surroundings(std::move(surroundings)), m_session(m_surroundings.program)
    , m_wiring(m_surroundings.program)
{
    setObjectName(QStringLiteral("mainWindow"));
    Units::setOfUser(m_preferences.units);
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    makeCentre();
    m_files = std::make_unique<FileActions>(
        m_document, *m_notices, FileActions::Folders{m_surroundings.scenariosFolder, m_surroundings.stateFolder}, *this);
    m_files->setThumbnailer(thumbnailOf);
    m_control = new RunControl({m_document, m_session, m_wiring, *m_transport, *m_view, *m_notices}, this);
    m_reports = std::make_unique<ReportExport>(m_surroundings.program, m_document, m_session, *m_notices, *this);
    m_titles = new DockTitles(*this);
    makePages();
    makePanels();
    makeMenus();
    followDocument();

    resize(1440, 900);
    resizeDocks({panel("charts")}, {height() / 3}, Qt::Vertical);
    resizeDocks({panel("palette"), panel("inspector")}, {kPaletteWidth, kInspectorWidth}, Qt::Horizontal);
    m_firstLayout = saveState(kLayoutVersion);
    const QSettings settings;
    restoreGeometry(settings.value(kGeometryKey).toByteArray());
    restoreState(settings.value(kLayoutKey).toByteArray(), kLayoutVersion);
}

MainWindow::~MainWindow()
{
    disconnect(&m_session, nullptr, nullptr, nullptr);  // its end is no news for views that are going
    // What shows the document goes before it.
    delete m_tour;
    delete m_commands;
    delete m_control;
    m_files.reset();
    m_reports.reset();
    qDeleteAll(findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly));
    delete takeCentralWidget();
}

void MainWindow::makeCentre()
{
    m_notices = new NoticeBar(this);
    m_view = new DiagramView(m_document, m_selection, this);
    m_view->setObjectName(QStringLiteral("diagram"));
    m_transport = new TransportBar(m_session, this);
    m_transport->setObjectName(QStringLiteral("transport"));
    m_transport->setPace(m_preferences.pace);
    m_designTabs = new QTabBar(this);
    m_designTabs->setObjectName(QStringLiteral("designTabs"));
    m_designTabs->setAccessibleName(tr("Wiring of"));
    m_designTabs->setDrawBase(false);
    m_designTabs->setExpanding(false);
    auto* overview = new Minimap(*m_view, m_view);
    overview->resize(overview->sizeHint());
    auto* corner = new CornerKeeper(*overview, *m_view, [view = m_view] { return !view->showsAll(); });
    connect(m_view, &DiagramView::viewMoved, corner, &CornerKeeper::refresh);
    connect(&m_view->diagram(), &DiagramScene::arranged, corner, &CornerKeeper::refresh);
    new RunLegend(*m_view);

    auto* diagramPage = new QWidget(this);
    auto* diagramColumn = new QVBoxLayout(diagramPage);
    diagramColumn->setContentsMargins(0, 0, 0, 0);
    diagramColumn->setSpacing(0);
    m_find = new FindBar(m_document, m_selection, this);
    m_find->hide();
    connect(m_find, &FindBar::closed, m_view, [view = m_view] { view->setFocus(); });
    diagramColumn->addWidget(m_designTabs);
    diagramColumn->addWidget(m_find);
    diagramColumn->addWidget(m_view, 1);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(diagramPage);
    m_pageTabs = new QTabBar(this);
    m_pageTabs->setObjectName(QStringLiteral("pageTabs"));
    m_pageTabs->setDocumentMode(true);
    m_pageTabs->setExpanding(false);
    m_pageTabs->addTab(icon(QStringLiteral("flow")), tr("Diagram"));

    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pageTabs);
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);
    column->addWidget(m_transport);
    setCentralWidget(centre);
}

QDockWidget* MainWindow::addPanel(const char* name, const QString& title, QWidget* widget, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(QString::fromLatin1(name));
    dock->setWidget(widget);
    addDockWidget(area, dock);
    m_titles->watch(*dock);
    return dock;
}

QDockWidget* MainWindow::panel(const char* name) const { return findChild<QDockWidget*>(QString::fromLatin1(name)); }

void MainWindow::showPanel(const char* name)
{
    if (QDockWidget* dock = panel(name)) {
        dock->show();
        dock->raise();
        dock->widget()->setFocus();
    }
}

void MainWindow::followDocument()
{
    const auto tellTitle = [this] { setWindowTitle(tr("%1[*] – Stormglass").arg(m_document.title())); };
    connect(&m_document, &ScenarioDocument::fileChanged, this, tellTitle);
    connect(&m_document.undoStack(), &QUndoStack::cleanChanged, this, [this](bool isClean) { setWindowModified(!isClean); });
    connect(&m_document, &ScenarioDocument::changed, this, &MainWindow::refreshDesigns);
    connect(&m_document, &ScenarioDocument::replaced, this, [this] {
        m_selection.clear();
        m_session.cancel();
        QTimer::singleShot(0, m_view, [view = m_view] { view->zoomToFit(); });
    });
    connect(m_designTabs, &QTabBar::currentChanged, this, [this](int tab) {
        const QString design = m_designTabs->tabData(tab).toString();
        m_control->showWiringOf(design);
        if (!design.isEmpty())
            m_transport->setDesign(design);
    });
    connect(m_transport, &TransportBar::designChosen, this, &MainWindow::showDesignTab);
    connect(m_control, &RunControl::wiringShown, this, &MainWindow::showDesignTab);
    connect(m_control, &RunControl::problemsWanted, this, [this] { showPanel("problems"); });
    tellTitle();
    refreshDesigns();
}

void MainWindow::refreshDesigns()
{
    QStringList wanted{QString()};
    for (const spec::Design& design : m_document.scenario().designs)
        wanted << QString::fromStdString(design.name);
    QStringList shown;
    for (int tab = 0; tab < m_designTabs->count(); ++tab)
        shown << m_designTabs->tabData(tab).toString();
    if (shown == wanted)
        return;
    const QString current = m_designTabs->tabData(m_designTabs->currentIndex()).toString();
    const QSignalBlocker quiet(m_designTabs);
    while (m_designTabs->count() > 0)
        m_designTabs->removeTab(0);
    for (const QString& design : wanted) {
        const int tab = m_designTabs->addTab(design.isEmpty() ? tr("As drawn") : design);
        m_designTabs->setTabData(tab, design);
        m_designTabs->setTabToolTip(tab, design.isEmpty() ? tr("Components, programs and flows as they are written")
                                                          : tr("How the design %1 wires the flows").arg(design));
    }
    m_designTabs->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, wanted.indexOf(current))));
    m_designTabs->setVisible(wanted.size() > 1);
}

void MainWindow::showDesignTab(const QString& design)
{
    for (int tab = 0; tab < m_designTabs->count(); ++tab) {
        if (m_designTabs->tabData(tab).toString() == design)
            m_designTabs->setCurrentIndex(tab);
    }
}

void MainWindow::openFile(const QString& path) { m_files->open(path); }

QString MainWindow::orderFlow() const
{
    return m_surroundings.scenariosFolder.filePath(QStringLiteral("ecommerce-order-flow.json"));
}

void MainWindow::beginSession()
{
    if (m_document.filePath().isEmpty() && m_preferences.opensLast)
        m_files->openLast();
    if (m_document.filePath().isEmpty())
        m_files->startFrom(orderFlow());
    m_files->offerRescued();
    if (m_preferences.showsTour) {
        m_preferences.showsTour = false;
        m_preferences.write();
        QTimer::singleShot(0, this, &MainWindow::startTour);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_session.isUnderWay()) {
        const auto answer = QMessageBox::question(this, tr("A run is under way"),
                                                  tr("Closing the window ends the run. Close it?"),
                                                  QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Close)
            return event->ignore();
    }
    if (!m_files->mayClose())
        return event->ignore();
    QSettings settings;
    settings.setValue(kGeometryKey, saveGeometry());
    settings.setValue(kLayoutKey, m_pages->currentIndex() == 0 ? saveState(kLayoutVersion) : m_diagramPanels);
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = event->mimeData()->urls().constFirst().toLocalFile();
    event->acceptProposedAction();
    QTimer::singleShot(0, this, [this, path] { openFile(path); });  // dialogs must not hold up who drags
}

}  // namespace stormglass::ui
