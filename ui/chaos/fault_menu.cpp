// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/fault_menu.h"

#include "scenarios/fault_list.h"
#include "ui/chaos/experiment_edits.h"
#include "ui/chaos/fault_popup.h"
#include "ui/document/element_edits.h"
#include "ui/document/scenario_document.h"
#include "ui/look/icons.h"
#include "ui/run/run_session.h"

#include <nlohmann/json.hpp>

#include <QPointer>

namespace stormglass::ui {
namespace {

QString wordsOf(FaultGroup group)
{
    switch (group) {
    case FaultGroup::Processes: return FaultMenu::tr("Kill and restart");
    case FaultGroup::Slowness: return FaultMenu::tr("Slow down and wear out");
    case FaultGroup::Network: return FaultMenu::tr("Network");
    case FaultGroup::Messages: return FaultMenu::tr("Messages and brokers");
    case FaultGroup::Stores: return FaultMenu::tr("Databases");
    case FaultGroup::Load: return FaultMenu::tr("Load");
    }
    return {};
}

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// Lasts at that moment, as far as the record tells.
bool lastsAt(const spec::Fault& fault, double at)
{
    return fault.timing.lasting == Duration::zero() || toSeconds(fault.timing.at + fault.timing.lasting) > at;
}

}  // namespace

spec::Scenario withInjected(const spec::Scenario& scenario, const RunSession* session)
{
    spec::Scenario all = scenario;
    if (session != nullptr) {
        for (spec::Fault& fault : readInjected(session->injectedFaults()))
            all.chaos.push_back(std::move(fault));
    }
    return all;
}

std::string faultText(const spec::Fault& fault) { return toJson(std::vector{fault}).front().dump(); }

void fillAddMenu(QMenu& menu, const spec::Scenario& scenario, const std::optional<ElementId>& wanted,
                 std::function<void(const spec::Fault&)> take)
{
    const std::vector<FaultOffer> offers = faultOffersAnywhere(scenario, wanted);
    for (std::size_t group = 0; group < kFaultGroups; ++group) {
        QMenu* kinds = menu.addMenu(wordsOf(static_cast<FaultGroup>(group)));
        kinds->setToolTipsVisible(true);
        for (const FaultOffer& offer : offers) {
            if (offer.group != static_cast<FaultGroup>(group))
                continue;
            QAction* action = kinds->addAction(iconForKind(offer.kind), textOf(offer.kind) + QStringLiteral("…"));
            action->setObjectName(textOf(offer.kind));
            action->setEnabled(offer.fault.has_value());
            action->setToolTip(offer.fault ? textOf(offer.help) : QString::fromStdString(offer.reason));
            if (offer.fault)
                QObject::connect(action, &QAction::triggered, &menu, [take, fault = *offer.fault] { take(fault); });
        }
    }
}

FaultMenu::FaultMenu(ScenarioDocument& document, RunSession* session, const ElementId& element, double moment, QWidget* parent)
    : QMenu(parent), m_document(document), m_session(session), m_element(element), m_moment(moment)
{
    setTitle(tr("Break it"));
    setIcon(ui::icon(QStringLiteral("chaos")));
    setToolTipsVisible(true);
    setAccessibleName(isLive() ? tr("Inject a fault into %1").arg(QString::fromStdString(element.name))
                               : tr("Plan a fault for %1").arg(QString::fromStdString(element.name)));
    m_offers = faultOffersFor(withInjected(document.scenario(), session), element);
    addMending();
    addGroups();
    addNotFitting();
}

bool FaultMenu::isLive() const { return m_session != nullptr && m_session->isUnderWay(); }

void FaultMenu::addMending()
{
    if (!isLive())
        return;
    for (const spec::Fault& fault : readInjected(m_session->injectedFaults())) {
        if (!lastsAt(fault, m_session->reachedAt()))
            continue;
        QAction* action = addAction(ui::icon(QStringLiteral("heal")), tr("Mend %1").arg(QString::fromStdString(fault.name)));
        connect(action, &QAction::triggered, this, [session = m_session, name = fault.name] { session->mend(name); });
    }
    if (!isEmpty())
        addSeparator();
}

void FaultMenu::addGroups()
{
    for (std::size_t group = 0; group < kFaultGroups; ++group) {
        bool isFirst = true;
        for (const FaultOffer& offer : m_offers) {
            if (offer.group != static_cast<FaultGroup>(group) || !offer.fault)
                continue;
            if (isFirst)
                addSection(wordsOf(offer.group));
            isFirst = false;
            QAction* action = addAction(iconForKind(offer.kind), textOf(offer.kind) + QStringLiteral("…"));
            action->setObjectName(textOf(offer.kind));
            action->setToolTip(textOf(offer.help));
            connect(action, &QAction::triggered, this, [this, &offer] { ask(offer); });
        }
    }
}

void FaultMenu::addNotFitting()
{
    QMenu* others = nullptr;
    for (const FaultOffer& offer : m_offers) {
        if (offer.fault)
            continue;
        if (others == nullptr) {
            addSeparator();
            others = addMenu(tr("Does not apply"));
            others->setObjectName(QStringLiteral("others"));
        }
        QAction* action = others->addAction(textOf(offer.kind) + QStringLiteral(": ") + QString::fromStdString(offer.reason));
        action->setObjectName(textOf(offer.kind));
        action->setEnabled(false);
    }
}

void FaultMenu::ask(const FaultOffer& offer)
{
    spec::Fault fault = *offer.fault;
    if (!isLive())
        fault.timing.at = fromSeconds(m_moment);
    auto* popup = new FaultPopup(withInjected(m_document.scenario(), m_session), fault,
                                 isLive() ? FaultTimes::Length : FaultTimes::All, parentWidget());
    popup->setAttribute(Qt::WA_DeleteOnClose);
    // The menu may be gone by then: what is needed lives on in its parent's care.
    QPointer<FaultMenu> menu(this);
    connect(popup, &FaultPopup::chosen, popup, [menu, &document = m_document, session = QPointer<RunSession>(m_session)](const spec::Fault& chosen) {
        if (session != nullptr && session->isUnderWay()) {
            session->inject(faultText(chosen));
            if (menu != nullptr)
                Q_EMIT menu->injected(faultText(chosen));
            return;
        }
        const std::string name = addFault(document, chosen);
        if (menu != nullptr)
            Q_EMIT menu->planned(name);
    });
    popup->open();
}

}  // namespace stormglass::ui
