// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The panels around the diagram.
#include "ui/canvas/diagram_view.h"
#include "ui/chaos/cascade_panel.h"
#include "ui/chaos/chaos_timeline.h"
#include "ui/chaos/fault_menu.h"
#include "ui/look/focus_ring.h"
#include "ui/look/icons.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/find_bar.h"
#include "ui/panels/flow_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/json_panel.h"
#include "ui/panels/palette_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/results/charts_panel.h"
#include "ui/results/event_log_panel.h"
#include "ui/results/results_panel.h"
#include "ui/results/trace_panel.h"
#include "ui/run/transport_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"
#include "ui/window/run_control.h"

#include <QDockWidget>
#include <QVBoxLayout>

namespace stormglass::ui {

void MainWindow::makePanels()
{
    makeEditPanels();
    makeRunPanels();
    makeChaosPanels();
    makeTextPanels();
    panel("charts")->raise();
    panel("inspector")->raise();
    auto* ring = new FocusRing(this);  // the others show it themselves
    ring->watch(*m_view);
    for (const char* name : {"flowBoard", "traceView"})
        ring->watch(*findChild<QWidget*>(QLatin1String(name)));
}

void MainWindow::makeEditPanels()
{
    const auto addInMiddle = [this](const QString& kind) {
        m_view->addAt(kind.toStdString(), m_view->mapToScene(m_view->viewport()->rect().center()));
    };
    auto* palette = new PalettePanel(m_document, m_selection, [](const std::string& kind) { return iconForKind(kind); }, this);
    connect(palette, &PalettePanel::kindChosen, this, addInMiddle);
    addPanel("palette", tr("Palette"), palette, Qt::LeftDockWidgetArea);

    auto* inspector = new InspectorPanel(m_document, m_selection, this);
    addPanel("inspector", tr("Inspector"), inspector, Qt::RightDockWidgetArea);
    connect(m_view, &DiagramView::editRequested, this, [this] { showPanel("inspector"); });

    m_commands = new CommandPalette(m_document, m_selection, this);
    connect(m_commands, &CommandPalette::kindChosen, this, addInMiddle);
    connect(&m_selection, &Selection::revealed, m_view, &DiagramView::bringIntoSight);
}

void MainWindow::makeRunPanels()
{
    auto* charts = new ChartsPanel(this);
    charts->addSession(&m_session, tr("run"));
    charts->followSelection(&m_selection);
    addPanel("charts", tr("Charts"), charts, Qt::BottomDockWidgetArea);
    addBelow("events", tr("Events"), new EventLogPanel(m_session, &m_selection, this));
    addBelow("trace", tr("Trace"), new TracePanel(m_session, &m_selection, this));
    addBelow("results", tr("Results"), new ResultsPanel(m_session, this));
}

void MainWindow::makeTextPanels()
{
    auto* flow = new FlowPanel(m_document, m_selection, this);
    connect(flow, &FlowPanel::designChosen, this, &MainWindow::showDesignTab);
    addBelow("flow", tr("Storyboard"), flow);

    auto* json = new JsonPanel(m_document, m_selection, this);
    tabifyDockWidget(panel("inspector"), addPanel("json", tr("JSON"), json, Qt::RightDockWidgetArea));

    auto* problems = new ProblemsPanel(m_document, m_selection, this);
    QDockWidget* dock = addBelow("problems", tr("Problems"), problems);
    connect(problems, &ProblemsPanel::titleChanged, dock, &QDockWidget::setWindowTitle);
    auto* inspector = static_cast<InspectorPanel*>(panel("inspector")->widget());
    connect(problems, &ProblemsPanel::fieldWanted, this, [this, inspector, json](const QString& pointer) {
        if (panel("json")->isVisible() && !panel("json")->visibleRegion().isEmpty())
            return json->showPlace(pointer);
        showPanel("inspector");
        inspector->showField(pointer);
    });
}

void MainWindow::makeChaosPanels()
{
    auto* timeline = new ChaosTimeline(m_document, m_selection, this);
    timeline->setSession(&m_session);
    connect(timeline, &ChaosTimeline::message, this,
            [this](const QString& words) { m_notices->show(NoticeBar::Tone::Information, words); });
    addBelow("chaos", tr("Chaos"), timeline);
    auto* cascade = new CascadePanel(m_selection, this);
    cascade->setSession(&m_session);
    addBelow("cascade", tr("Cascade"), cascade);
    connect(m_view, &DiagramView::contextMenuRequested, this, &MainWindow::offerActions);
}

/// What can be done with a part, and what can be done to it.
void MainWindow::offerPartActions(const ElementId& element, const QPoint& globalPosition)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* faults = new FaultMenu(m_document, &m_session, element, m_session.shownAt(), this);  // may outlive the menu
    faults->setTitle(m_session.isUnderWay() ? tr("&Break It Now") : tr("Plan to &Break It"));
    faults->setIcon(icon(QStringLiteral("kill")));
    connect(faults, &FaultMenu::planned, this, [this] { showPanel("chaos"); });
    connect(faults, &FaultMenu::injected, this, [this] { showPanel("cascade"); });
    menu->addMenu(faults);
    menu->addSeparator();
    menu->addAction(tr("Show Its &Fields"), this, [this, element] {
        m_selection.set({element});
        showPanel("inspector");
    });
    menu->addAction(icon(QStringLiteral("duplicate")), tr("&Duplicate"), this, [this] { m_view->duplicateSelected(); });
    menu->addAction(icon(QStringLiteral("delete")), tr("De&lete"), this, [this] { m_view->removeSelected(); });
    menu->popup(globalPosition);
}

void MainWindow::offerActions(const CanvasTarget& target, const QPoint& globalPosition)
{
    if (target.element)
        return offerPartActions(*target.element, globalPosition);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("paste")), tr("Paste"), this, [this] { m_view->paste(); });
    menu->addAction(tr("Select All"), this, [this] { m_view->selectAll(); });
    menu->addAction(icon(QStringLiteral("zoom-fit")), tr("Zoom to Fit"), this, [this] { m_view->zoomToFit(); });
    menu->addAction(icon(QStringLiteral("layout")), tr("Automatic Layout"), this, [this] { m_view->autoLayout(); });
    menu->popup(globalPosition);
}

QDockWidget* MainWindow::addBelow(const char* name, const QString& title, QWidget* widget)
{
    QDockWidget* dock = addPanel(name, title, widget, Qt::BottomDockWidgetArea);
    tabifyDockWidget(panel("charts"), dock);
    return dock;
}

}  // namespace stormglass::ui
