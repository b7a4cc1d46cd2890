// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/flow_panel.h"

#include "ui/document/element_edits.h"
#include "ui/panels/flow_board.h"
#include "ui/panels/flow_edits.h"
#include "ui/panels/panel_style.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace stormglass::ui {

FlowPanel::FlowPanel(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_flows(new QComboBox(this)), m_designs(new QTabBar(this)),
      m_board(new FlowBoard(document, selection, this))
{
    setObjectName(QStringLiteral("flows"));
    makeTools();
    connect(&m_document, &ScenarioDocument::changed, this, &FlowPanel::refresh);
    connect(&m_selection, &Selection::changed, this, &FlowPanel::followSelection);
    connect(m_flows, &QComboBox::activated, this, [this] {
        m_board->setFlow(m_flows->currentText().toStdString());
        m_selection.set({{ElementKind::Flow, m_board->flow()}});
    });
    connect(m_designs, &QTabBar::currentChanged, this,
            [this](int index) { Q_EMIT designChosen(index <= 0 ? QString() : m_designs->tabText(index)); });
    refresh();
    followSelection();
}

void FlowPanel::makeTools()
{
    m_flows->setObjectName(QStringLiteral("flowChooser"));
    m_flows->setAccessibleName(tr("Flow"));
    m_flows->setMinimumWidth(144);
    m_designs->setObjectName(QStringLiteral("designTabs"));
    m_designs->setAccessibleName(tr("Design shown in the diagram"));
    m_designs->setDrawBase(false);
    m_designs->setExpanding(false);
    const auto tool = [this](const char* name, const QString& text, const QString& tip, auto&& act) {
        auto* button = new QToolButton(this);
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setToolTip(tip);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, act);
        return button;
    };
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(16, 8, 16, 8);
    tools->setSpacing(8);
    tools->addWidget(m_flows);
    tools->addWidget(tool("addFlow", tr("New flow"), tr("Add a flow to the scenario"), [this] { addFlow(); }));
    tools->addWidget(tool("addStep", tr("Add step"), tr("Add a step after the selected one"), [this] { addStepAfterSelected(); }));
    m_stepTools = {tool("earlier", tr("Earlier"), tr("Move the step up in the list; the first one is the entry"), [this] { moveSelected(-1); }),
                   tool("later", tr("Later"), tr("Move the step down in the list"), [this] { moveSelected(1); })};
    for (QToolButton* button : m_stepTools)
        tools->addWidget(button);
    tools->addStretch();
    tools->addWidget(m_designs);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_board);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(scroll, 1);
}

void FlowPanel::refresh()
{
    const spec::Scenario& scenario = m_document.scenario();
    QStringList flows;
    for (const spec::Flow& flow : scenario.flows)
        flows << QString::fromStdString(flow.name);
    QString current = QString::fromStdString(m_board->flow());
    if (!flows.contains(current))
        current = flows.value(0);
    m_flows->clear();
    m_flows->addItems(flows);
    m_flows->setCurrentText(current);
    m_board->setFlow(current.toStdString());

    QStringList designs{tr("As written")};
    for (const spec::Design& design : scenario.designs)
        designs << QString::fromStdString(design.name);
    QStringList shown;
    for (int i = 0; i < m_designs->count(); ++i)
        shown << m_designs->tabText(i);
    if (designs == shown)
        return;
    const QString chosen = m_designs->currentIndex() > 0 ? m_designs->tabText(m_designs->currentIndex()) : QString();
    {
        const QSignalBlocker quiet(m_designs);
        while (m_designs->count() > 0)
            m_designs->removeTab(0);
        for (const QString& design : designs)
            m_designs->addTab(design);
        m_designs->setCurrentIndex(std::max(0, static_cast<int>(designs.indexOf(chosen))));
    }
    if (!chosen.isEmpty() && !designs.contains(chosen))
        Q_EMIT designChosen({});
}

void FlowPanel::followSelection()
{
    const auto element = m_selection.single();
    const bool isStep = element && element->kind == ElementKind::Step;
    const bool isFlow = element && element->kind == ElementKind::Flow;
    if (isStep || isFlow) {
        const std::string& flow = isStep ? element->owner : element->name;
        m_flows->setCurrentText(QString::fromStdString(flow));
        if (flow != m_board->flow() && findFlow(m_document.scenario(), flow) != nullptr)
            m_board->setFlow(flow);
    }
    for (QToolButton* button : m_stepTools)
        button->setEnabled(isStep);
}

void FlowPanel::addFlow()
{
    std::optional<ElementId> added;
    m_document.edit(tr("Add a flow"), [&](spec::Scenario& scenario) { added = addElement(scenario, "flow"); });
    if (added)
        m_selection.set({*added});
}

void FlowPanel::addStepAfterSelected()
{
    if (m_board->flow().empty())
        addFlow();
    const std::string flow = m_board->flow();
    std::string added;
    m_document.edit(tr("Add a step"), [&](spec::Scenario& scenario) { added = addStep(scenario, flow, m_board->selectedStep()); });
    if (!added.empty())
        m_selection.set({{ElementKind::Step, added, flow}});
}

void FlowPanel::moveSelected(int by)
{
    const std::string step = m_board->selectedStep();
    m_document.edit(tr("Move %1").arg(QString::fromStdString(step)),
                    [&](spec::Scenario& scenario) { moveStep(scenario, m_board->flow(), step, by); });
}

}  // namespace stormglass::ui
