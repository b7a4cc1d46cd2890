// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/monkey_switch.h"

#include "ui/chaos/experiment_edits.h"
#include "ui/chaos/fault_menu.h"
#include "ui/chaos/fault_popup.h"
#include "ui/document/scenario_document.h"
#include "ui/look/icons.h"
#include "ui/run/run_session.h"

namespace stormglass::ui {
namespace {

/// One that may kill whatever can be killed, until it is switched off.
std::optional<spec::Fault> monkeyFor(const spec::Scenario& scenario)
{
    const std::vector<ElementId> components = elementsOf(scenario, ElementKind::Component);
    const std::vector<FaultOffer> offers = faultOffersOf(spec::ChaosMonkey::kKind, scenario, components);
    std::optional<spec::Fault> fault;
    std::vector<std::string> targets;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (!offers[i].fault)
            continue;
        targets.push_back(components[i].name);
        fault = offers[i].fault;
    }
    if (fault) {
        std::get<spec::ChaosMonkey>(fault->settings).targets = std::move(targets);
        fault->timing.lasting = Duration::zero();
    }
    return fault;
}

}  // namespace

MonkeySwitch::MonkeySwitch(ScenarioDocument& document, QWidget* parent) : QToolButton(parent), m_document(document)
{
    setObjectName(QStringLiteral("monkey"));
    setIcon(ui::icon(QStringLiteral("chaos")));
    setText(tr("Chaos monkey"));
    setToolTip(tr("Kills instances at random for as long as it is on"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setCheckable(true);
    setAutoRaise(true);
    connect(this, &QToolButton::clicked, this, &MonkeySwitch::toggle);
    refresh();
}

void MonkeySwitch::setSession(RunSession* session)
{
    if (m_session != nullptr)
        m_session->disconnect(this);
    m_session = session;
    if (session != nullptr) {
        connect(session, &RunSession::injected, this, &MonkeySwitch::refresh);
        connect(session, &RunSession::mended, this, &MonkeySwitch::refresh);
        connect(session, &RunSession::refused, this, &MonkeySwitch::refresh);
        connect(session, &RunSession::stateChanged, this, &MonkeySwitch::refresh);
        connect(session, &QObject::destroyed, this, [this] {
            m_session = nullptr;
            refresh();
        });
    }
    refresh();
}

std::string MonkeySwitch::current() const
{
    if (m_session == nullptr || !m_session->isUnderWay())
        return {};
    for (const spec::Fault& fault : readInjected(m_session->injectedFaults())) {
        const bool lasts = fault.timing.lasting == Duration::zero()
            || toSeconds(fault.timing.at + fault.timing.lasting) > m_session->reachedAt();
        if (lasts && std::holds_alternative<spec::ChaosMonkey>(fault.settings))
            return fault.name;
    }
    return {};
}

void MonkeySwitch::refresh()
{
    setEnabled(m_session != nullptr && m_session->isUnderWay());
    setChecked(!current().empty());
}

void MonkeySwitch::toggle()
{
    const std::string name = current();
    refresh();  // it is on when the run says so
    if (!isEnabled())
        return;
    if (!name.empty())
        return m_session->mend(name);
    const spec::Scenario scenario = withInjected(m_document.scenario(), m_session);
    const std::optional<spec::Fault> fault = monkeyFor(scenario);
    if (!fault)
        return setToolTip(tr("There is nothing that the monkey could kill"));
    auto* popup = new FaultPopup(scenario, *fault, FaultTimes::Length, this);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    connect(popup, &FaultPopup::chosen, this, [this](const spec::Fault& chosen) {
        if (m_session != nullptr)
            m_session->inject(faultText(chosen));
    });
    popup->open();
}

}  // namespace stormglass::ui
