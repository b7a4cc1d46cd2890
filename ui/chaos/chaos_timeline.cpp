// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/chaos_timeline.h"

#include "ui/chaos/chaos_lanes.h"
#include "ui/chaos/fault_menu.h"
#include "ui/chaos/experiment_edits.h"
#include "ui/chaos/fault_offers.h"
#include "ui/chaos/monkey_switch.h"
#include "ui/document/selection.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/run/run_session.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace stormglass::ui {
namespace {

QToolButton* buttonFor(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setObjectName(action->objectName());
    return button;
}

QAction* actionOf(QWidget* parent, const QString& iconName, const QString& text, const QString& name, const QString& tip)
{
    auto* action = new QAction(icon(iconName), text, parent);
    action->setObjectName(name);
    action->setToolTip(tip);
    return action;
}

}  // namespace

ChaosTimeline::ChaosTimeline(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_lanes(new ChaosLanes(document, selection))
{
    setObjectName(QStringLiteral("chaosTimeline"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_lanes);
    layout->addWidget(scroll, 1);
    connect(m_lanes, &ChaosLanes::addRequested, this, &ChaosTimeline::showAddMenu);
    connect(m_lanes, &ChaosLanes::menuRequested, this, &ChaosTimeline::showBarMenu);
    connect(&selection, &Selection::changed, this, &ChaosTimeline::refreshActions);
    refreshActions();
}

QWidget* ChaosTimeline::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    m_add = new QToolButton;
    m_add->setObjectName(QStringLiteral("add"));
    m_add->setIcon(icon(QStringLiteral("add")));
    m_add->setText(tr("Add fault"));
    m_add->setToolTip(tr("Plan another fault (Insert)"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    connect(m_add, &QToolButton::clicked, this, [this] {
        const double at = m_session != nullptr && m_session->shownFrame() != nullptr ? m_session->shownAt()
                                                                                      : toSeconds(m_document.scenario().run.warmUp);
        showAddMenu(at, m_add->mapToGlobal(QPoint(0, m_add->height())));
    });
    m_duplicate = actionOf(this, QStringLiteral("duplicate"), tr("Duplicate"), QStringLiteral("duplicate"), tr("Duplicate the fault (Ctrl+D)"));
    m_delete = actionOf(this, QStringLiteral("delete"), tr("Delete"), QStringLiteral("delete"), tr("Delete the fault (Del)"));
    m_keep = actionOf(this, QStringLiteral("check"), tr("Keep as experiment"), QStringLiteral("keep"),
                      tr("Add what was injected by hand to the faults of the scenario"));
    m_save = actionOf(this, QStringLiteral("save"), tr("Save as experiment…"), QStringLiteral("saveExperiment"),
                      tr("Write a copy of the scenario that has what was injected by hand"));
    connect(m_duplicate, &QAction::triggered, m_lanes, &ChaosLanes::duplicateSelected);
    connect(m_delete, &QAction::triggered, m_lanes, &ChaosLanes::deleteSelected);
    connect(m_keep, &QAction::triggered, this, &ChaosTimeline::keepInjected);
    connect(m_save, &QAction::triggered, this, &ChaosTimeline::askForFile);
    layout->addWidget(m_add);
    layout->addWidget(buttonFor(m_duplicate));
    layout->addWidget(buttonFor(m_delete));
    layout->addStretch(1);
    m_monkey = new MonkeySwitch(m_document);
    layout->addWidget(m_monkey);
    layout->addWidget(buttonFor(m_keep));
    layout->addWidget(buttonFor(m_save));
    return head;
}

void ChaosTimeline::setSession(RunSession* session)
{
    if (m_session != nullptr)
        m_session->disconnect(this);
    m_session = session;
    m_lanes->setSession(session);
    m_monkey->setSession(session);
    if (session != nullptr) {
        connect(session, &RunSession::injected, this, &ChaosTimeline::refreshActions);
        connect(session, &RunSession::mended, this, &ChaosTimeline::refreshActions);
        connect(session, &RunSession::stateChanged, this, &ChaosTimeline::refreshActions);
        connect(session, &QObject::destroyed, this, [this] { m_session = nullptr; });
    }
    refreshActions();
}

std::vector<spec::Fault> ChaosTimeline::injectedFaults() const
{
    return m_session == nullptr ? std::vector<spec::Fault>() : readInjected(m_session->injectedFaults());
}

void ChaosTimeline::refreshActions()
{
    const bool isChosen = !m_lanes->selectedFault().empty();
    m_duplicate->setEnabled(isChosen);
    m_delete->setEnabled(isChosen);
    const bool hasInjected = m_session != nullptr && !m_session->injectedFaults().empty();
    m_keep->setEnabled(hasInjected);
    m_save->setEnabled(hasInjected);
}

void ChaosTimeline::keepInjected()
{
    const std::vector<spec::Fault> faults = injectedFaults();
    if (faults.empty())
        return;
    m_document.edit(tr("Keep injected faults"), [&](spec::Scenario& scenario) { appendFaults(scenario, faults); });
    Q_EMIT message(tr("Injected by hand, and part of the scenario now: %1").arg(faults.size()));
}

QString ChaosTimeline::saveExperimentAs(const QString& path) const { return saveExperiment(m_document, injectedFaults(), path); }

void ChaosTimeline::askForFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save as experiment"), QString(), tr("Scenarios (*.json)"));
    if (path.isEmpty())
        return;
    const QString why = saveExperimentAs(path);
    Q_EMIT message(why.isEmpty() ? tr("Saved %1.").arg(path) : why);
}

void ChaosTimeline::showAddMenu(double seconds, const QPoint& globalPlace)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("addMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    fillAddMenu(*menu, m_document.scenario(), m_selection.single(), [this, seconds](const spec::Fault& offered) {
        spec::Fault fault = offered;
        fault.timing.at = fromSeconds(std::round(seconds * 1000) / 1000);
        auto* popup = new FaultPopup(m_document.scenario(), fault, FaultTimes::All, this);
        popup->setAttribute(Qt::WA_DeleteOnClose);
        connect(popup, &FaultPopup::chosen, this, [this](const spec::Fault& chosen) {
            m_selection.set({{ElementKind::Fault, addFault(m_document, chosen)}});
        });
        popup->open();
    });
    menu->popup(globalPlace);
}

void ChaosTimeline::showBarMenu(const QPoint& globalPlace)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("barMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_duplicate);
    menu->addAction(m_delete);
    menu->popup(globalPlace);
}

}  // namespace stormglass::ui
