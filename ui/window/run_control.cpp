// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_control.h"

#include "ui/canvas/diagram_view.h"
#include "ui/run/transport_bar.h"
#include "ui/window/notice_bar.h"
#include "ui/window/run_picture.h"

namespace stormglass::ui {

double lengthOf(const spec::Scenario& scenario) { return toSeconds(scenario.run.duration + scenario.run.drain); }

RunControl::RunControl(Parts parts, QObject* parent) : QObject(parent), m(parts)
{
    connect(&m.document, &ScenarioDocument::changed, this, &RunControl::takeDocument);
    connect(&m.transport, &TransportBar::startRequested, this, &RunControl::start);
    connect(&m.transport, &TransportBar::designChosen, this, &RunControl::showWiringOf);
    connect(&m.wiring, &WiringClient::wired, this, [this](const results::WiringView& wiring) {
        if (QString::fromStdString(wiring.design) == m_shownDesign)
            m.view.setWiring(wiring);
    });
    connect(&m.wiring, &WiringClient::refused, this, [this] { m.view.setWiring(std::nullopt); });
    new RunPicture(m.session, m.view, this);
    connect(&m.session, &RunSession::failed, this, &RunControl::tellFailure);
    connect(&m.session, &RunSession::refused, this, [this](const QString& why) {
        m.notices.show(NoticeBar::Tone::Warning, tr("The fault was not injected: %1").arg(why));
    });
    takeDocument();
}

void RunControl::takeDocument()
{
    QStringList designs;
    for (const spec::Design& design : m.document.scenario().designs)
        designs << QString::fromStdString(design.name);
    m.transport.setDesigns(designs);
    if (!m_shownDesign.isEmpty() && !designs.contains(m_shownDesign))
        m_shownDesign.clear();
    askForWiring();
}

void RunControl::showWiringOf(const QString& design)
{
    m_shownDesign = design;
    askForWiring();
}

void RunControl::askForWiring()
{
    if (m_shownDesign.isEmpty())
        m.view.setWiring(std::nullopt);
    else
        m.wiring.ask(m.document.text(), m_shownDesign.toStdString());
}

void RunControl::start(bool isPaused) { startWith(m.document.text(), isPaused); }

void RunControl::startWith(const std::string& scenario, bool isPaused)
{
    m.document.validateNow();
    if (m.document.hasErrors()) {
        m.notices.show(NoticeBar::Tone::Error, tr("The scenario has problems that must be mended before it can run."),
                       {{tr("Show Them"), [this] { Q_EMIT problemsWanted(); }}});
        return;
    }
    if (m.document.scenario().workload.empty()) {
        m.notices.show(NoticeBar::Tone::Warning,
                       tr("Nobody asks for anything yet: connect a client to a service, or add a workload to a flow."));
        return;
    }
    m.notices.dismiss();
    if (!m.transport.design().isEmpty() && m_shownDesign != m.transport.design())
        Q_EMIT wiringShown(m.transport.design());
    m.session.start({.scenario = scenario,
                     .design = m.transport.design().toStdString(),
                     .duration = lengthOf(m.document.scenario()),
                     .pace = m.transport.pace(),
                     .startsPaused = isPaused});
}

void RunControl::inject(const std::string& fault)
{
    if (m.session.isUnderWay())
        m.session.inject(fault);
}

void RunControl::tellFailure(const QString& why)
{
    m.transport.hideNotice();
    m.notices.show(NoticeBar::Tone::Error, why,
                   {{tr("Run Again"), [this] { start(false); }}});
}

}  // namespace stormglass::ui
