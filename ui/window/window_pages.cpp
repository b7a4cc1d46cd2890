// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What takes the place of the diagram: designs side by side, and the matrix of faults.
#include "ui/canvas/diagram_view.h"
#include "ui/canvas/run_legend.h"
#include "ui/chaos/fault_menu.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/matrix_view.h"
#include "ui/compare/statistics_panel.h"
#include "ui/look/icons.h"
#include "ui/results/charts_panel.h"
#include "ui/run/transport_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"
#include "ui/window/run_control.h"
#include "ui/window/run_picture.h"

#include "scenarios/fault_list.h"
#include "scenarios/scenario_writer.h"

#include <nlohmann/json.hpp>

#include <QDockWidget>
#include <QStackedWidget>
#include <QTabBar>

namespace stormglass::ui {

void MainWindow::makePages()
{
    makeComparePage();
    makeMatrixPage();
    takeWorkers();
    connect(m_pageTabs, &QTabBar::currentChanged, this, &MainWindow::showPage);
}

void MainWindow::takeWorkers()
{
    m_compare->statistics().setJobs(m_preferences.workers);
    m_matrix->setJobs(m_preferences.workers);
}

void MainWindow::showPage(int page)
{
    const bool wasDiagram = m_pages->currentIndex() == 0;
    m_pageTabs->setCurrentIndex(page);
    m_pages->setCurrentIndex(page);
    m_transport->setVisible(page == 0);  // the others have clocks of their own
    if (page == 0 && !wasDiagram) {
        restoreState(m_diagramPanels, kLayoutVersion);
    } else if (page != 0 && wasDiagram) {  // what the panels show is the run of the diagram, and the others need the room
        m_diagramPanels = saveState(kLayoutVersion);
        for (QDockWidget* dock : findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly))
            dock->hide();
    }
}

void MainWindow::makeComparePage()
{
    m_compare = new CompareView(m_surroundings.program, m_document, this);
    m_compare->setViewFactory([this](const QString& design, RunSession* session) -> QWidget* {
        auto* view = new DiagramView(m_document, m_selection);
        auto* wiring = new WiringClient(m_surroundings.program, view);
        connect(wiring, &WiringClient::wired, view, [view](const results::WiringView& wired) { view->setWiring(wired); });
        wiring->ask(m_document.text(), design.toStdString());
        connect(view, &DiagramView::contextMenuRequested, this, [this, session](const CanvasTarget& target, const QPoint& at) {
            if (target.element)
                offerFaultsToAll(*session, *target.element, at);
        });
        new RunPicture(*session, *view, view);
        new RunLegend(*view);
        QTimer::singleShot(0, view, [view] { view->zoomToFit(); });
        return view;
    });
    m_compare->setChartsFactory([](const std::vector<std::pair<QString, RunSession*>>& runs) -> QWidget* {
        auto* charts = new ChartsPanel;
        for (const auto& [name, session] : runs)
            charts->addSession(session, name);
        return charts;
    });
    connect(m_compare, &CompareView::message, this,
            [this](const QString& words) { m_notices->show(NoticeBar::Tone::Information, words); });
    m_pages->addWidget(m_compare);
    m_pageTabs->addTab(icon(QStringLiteral("compare")), tr("Compare designs"));
}

void MainWindow::offerFaultsToAll(RunSession& session, const ElementId& element, const QPoint& globalPosition)
{
    auto* menu = new FaultMenu(m_document, &session, element, session.shownAt(), this);
    connect(menu, &FaultMenu::injected, m_compare, [this, asked = &session](const std::string& fault) {
        for (RunSession* other : m_compare->sessions()) {
            if (other != asked)
                other->inject(fault);
        }
    });
    menu->popup(globalPosition);
}

void MainWindow::makeMatrixPage()
{
    m_matrix = new MatrixView(m_surroundings.program, m_document, this);
    connect(m_matrix, &MatrixView::openRun, this, [this](const QString& design, const std::string& chaos) {
        spec::Scenario scenario = m_document.scenario();
        Issues issues;
        scenario.chaos = readFaults(chaos, issues);
        scenario.expect.clear();  // they may speak of faults that are gone
        scenario.experiment = {};
        showPage(0);
        m_transport->setDesign(design);
        m_control->startWith(toFileText(toJson(scenario)), false);
    });
    m_pages->addWidget(m_matrix);
    m_pageTabs->addTab(icon(QStringLiteral("chaos")), tr("Chaos matrix"));
}

}  // namespace stormglass::ui
