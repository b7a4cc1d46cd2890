// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The panels around the diagram.
#include "ui/canvas/diagram_view.h"
#include "ui/results/charts_panel.h"
#include "ui/results/event_log_panel.h"
#include "ui/results/results_panel.h"
#include "ui/results/trace_panel.h"
#include "ui/window/main_window.h"

#include <QDockWidget>

namespace stormglass::ui {

void MainWindow::makePanels()
{
    auto* charts = new ChartsPanel(this);
    charts->addSession(&m_session, tr("run"));
    charts->followSelection(&m_selection);
    QDockWidget* const first = addPanel("charts", tr("Charts"), charts, Qt::BottomDockWidgetArea);
    const auto addBelow = [&](const char* name, const QString& title, QWidget* widget) {
        QDockWidget* dock = addPanel(name, title, widget, Qt::BottomDockWidgetArea);
        tabifyDockWidget(first, dock);
        return dock;
    };
    addBelow("events", tr("Events"), new EventLogPanel(m_session, &m_selection, this));
    addBelow("trace", tr("Trace"), new TracePanel(m_session, &m_selection, this));
    addBelow("results", tr("Results"), new ResultsPanel(m_session, this));
    first->raise();
}

}  // namespace stormglass::ui
