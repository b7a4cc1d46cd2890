// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a newcomer is shown: an order flow is drawn, run, broken and compared in two minutes.
#include "ui/canvas/diagram_view.h"
#include "ui/compare/compare_view.h"
#include "ui/run/transport_bar.h"
#include "ui/window/file_actions.h"
#include "ui/window/guided_tour.h"
#include "ui/window/main_window.h"
#include "ui/window/run_control.h"

#include <QDockWidget>

namespace stormglass::ui {
namespace {

const std::string kPaymentDies = R"({"name": "tour-kills-payment", "fault": "crash", "target": "payment-service", "for": "20s"})";

}  // namespace

void MainWindow::startTour()
{
    const spec::Scenario& shown = m_document.scenario();
    if (!exists(shown, {ElementKind::Component, "payment-service"}) || !exists(shown, {ElementKind::Design, "choreography"})) {
        if (!m_files->mayClose())
            return;
        m_files->startFrom(orderFlow());
    }
    showPage(0);
    const auto show = [this](const char* name) {
        return [this, name]() -> QWidget* {
            showPanel(name);
            return panel(name);
        };
    };
    std::vector<TourStop> stops{
        {tr("An online shop"),
         tr("A customer orders; payment, inventory, shipping, email and analytics do their part. Cards are components, "
            "frames are zones and hosts. Everything can be dragged, connected and undone."),
         [this] { return m_view; }},
        {tr("Draw"),
         tr("Drag a part from here onto the diagram, then drag from the dot at its edge to another part. The menu offers what "
            "the two can do with each other."),
         show("palette")},
        {tr("One flow, three designs"),
         tr("The same flow can be built as calls, as choreography or as orchestration. Each tab shows how that design wires it."),
         [this] { return m_designTabs; }, tr("Show Choreography"),
         [this] { m_transport->setDesign(QStringLiteral("choreography")); }},
        {tr("Run"), tr("The simulator sends 200 orders a second. Watch messages move and queues fill."),
         [this] { return m_transport; }, tr("Run It"),
         [this] {
             m_transport->setPace(5);
             m_control->start(false);
         }},
        {tr("Break"),
         tr("Right-click any part to break it. Kill payment now: orders go on being accepted, and their events wait."),
         [this] { return m_view; }, tr("Kill Payment"), [this] { m_control->inject(kPaymentDies); }},
        {tr("Who is hit, and when"),
         tr("The charts show the backlog that grows and drains; numbers on the cards tell in which order parts were hit. Drag in "
            "the time line below to go back to any moment."),
         show("charts")},
        {tr("Compare"),
         tr("The second tab runs the designs side by side, with the same orders and the same failures, and tells which "
            "differences are significant. That is what Stormglass is for."),
         [this] { return m_pageTabs; }, tr("Compare Them"),
         [this] {
             showPage(1);
             m_compare->setPace(10);
             m_compare->start();
         }},
    };
    delete m_tour;
    m_tour = new GuidedTour(std::move(stops), this);
    m_tour->begin();
}

}  // namespace stormglass::ui
