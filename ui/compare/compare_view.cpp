// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_view.h"

#include "ui/compare/design_pane.h"
#include "ui/compare/statistics_panel.h"
#include "ui/document/scenario_document.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/run/run_session.h"
#include "ui/run/scrubber.h"
#include "ui/run/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {
namespace {

QToolButton* makeButton(const QString& iconName, const QString& text, const QString& name, const QString& tip)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

}  // namespace

CompareView::CompareView(QString program, ScenarioDocument& document, QWidget* parent)
    : QWidget(parent), m_program(std::move(program)), m_document(document), m_panesArea(new QSplitter(Qt::Horizontal)),
      m_line(new QWidget), m_hint(new QLabel), m_upper(new QWidget), m_halves(new QSplitter(Qt::Vertical)), m_below(new QTabWidget), m_statistics(new StatisticsPanel(m_program, document))
{
    setObjectName(QStringLiteral("compareView"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setWordWrap(true);
    auto* upperLayout = new QVBoxLayout(m_upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(0);
    m_panesArea->setChildrenCollapsible(false);
    auto* lineLayout = new QVBoxLayout(m_line);
    lineLayout->setContentsMargins(8, 4, 8, 4);
    upperLayout->addWidget(m_hint, 1);
    upperLayout->addWidget(m_panesArea, 1);
    upperLayout->addWidget(m_line);
    m_halves->addWidget(m_upper);
    m_halves->addWidget(m_below);
    m_halves->setStretchFactor(0, 3);
    m_halves->setStretchFactor(1, 2);
    layout->addWidget(m_halves, 1);
    m_below->setDocumentMode(true);
    m_below->addTab(m_statistics, icon(QStringLiteral("compare")), tr("Statistics"));
    connect(&document, &ScenarioDocument::changed, this, &CompareView::refreshDesigns);
    connect(&document, &ScenarioDocument::replaced, this, [this] {
        clearRuns();
        refreshDesigns();
    });
    connect(&m_clock, &CommonClock::changed, this, &CompareView::refreshState);
    connect(&m_clock, &CommonClock::refused, this, &CompareView::message);
    refreshDesigns();
}

CompareView::~CompareView() { clearRuns(); }

QWidget* CompareView::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    m_play = makeButton(QStringLiteral("run"), tr("Run"), QStringLiteral("play"), tr("Run the chosen designs side by side"));
    m_step = makeButton(QStringLiteral("step"), tr("Step"), QStringLiteral("step"), tr("All go on by one frame"));
    m_stop = makeButton(QStringLiteral("stop"), tr("Stop"), QStringLiteral("stop"), tr("End all runs"));
    m_live = makeButton(QStringLiteral("live"), tr("Live"), QStringLiteral("live"), tr("Show all runs as they come"));
    m_pace = new QComboBox;
    makePaces();
    for (QToolButton* button : {m_play, m_step, m_stop, m_live})
        layout->addWidget(button);
    layout->addWidget(m_pace);
    layout->addSpacing(16);
    m_boxLayout = new QHBoxLayout;
    m_boxLayout->setSpacing(8);
    layout->addLayout(m_boxLayout);
    layout->addStretch(1);
    connect(m_play, &QToolButton::clicked, this, &CompareView::togglePlay);
    connect(m_step, &QToolButton::clicked, &m_clock, &CommonClock::step);
    connect(m_stop, &QToolButton::clicked, &m_clock, &CommonClock::cancel);
    connect(m_live, &QToolButton::clicked, &m_clock, &CommonClock::follow);
    return head;
}

void CompareView::makePaces()
{
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setAccessibleName(tr("Pace"));
    m_pace->setToolTip(tr("Simulated seconds per second"));
    for (const double pace : {0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 0.0})
        m_pace->addItem(paceText(pace), pace);
    m_pace->setCurrentIndex(m_pace->findData(2.0));
    connect(m_pace, &QComboBox::currentIndexChanged, this, [this] { m_clock.setPace(pace()); });
}

double CompareView::pace() const { return m_pace->currentData().toDouble(); }

void CompareView::setPace(double pace)
{
    if (m_pace->findData(pace) < 0)
        m_pace->addItem(paceText(pace), pace);
    m_pace->setCurrentIndex(m_pace->findData(pace));
}

QStringList CompareView::chosenDesigns() const
{
    QStringList designs;
    for (const QToolButton* box : m_boxes) {
        if (box->isChecked())
            designs << box->text();
    }
    return designs;
}

void CompareView::chooseDesigns(const QStringList& designs)
{
    for (QToolButton* box : m_boxes)
        box->setChecked(designs.contains(box->text()));
    refreshState();
}

void CompareView::refreshDesigns()
{
    QStringList names;
    for (const spec::Design& design : m_document.scenario().designs)
        names << QString::fromStdString(design.name);
    QStringList shown;
    for (const QToolButton* box : m_boxes)
        shown << box->text();
    if (names == shown)
        return refreshState();
    const QStringList chosen = m_boxes.empty() ? names : chosenDesigns();
    qDeleteAll(m_boxes);
    m_boxes.clear();
    for (const QString& name : names) {
        auto* box = new QToolButton;
        box->setText(name);
        box->setObjectName(QStringLiteral("design.") + name);
        box->setCheckable(true);
        box->setToolTip(tr("Compare %1").arg(name));
        box->setChecked(chosen.contains(name) && chosenDesigns().size() < kMostDesigns);
        connect(box, &QToolButton::toggled, this, &CompareView::refreshState);
        m_boxLayout->addWidget(box);
        m_boxes.push_back(box);
    }
    refreshState();
}

void CompareView::refreshState()
{
    const QStringList chosen = chosenDesigns();
    const bool isUnderWay = m_clock.isUnderWay();
    for (QToolButton* box : m_boxes)
        box->setEnabled(!isUnderWay && (box->isChecked() || chosen.size() < kMostDesigns));
    const bool isRunning = isUnderWay && !m_clock.isPaused();
    m_play->setIcon(icon(isRunning ? QStringLiteral("pause") : QStringLiteral("run")));
    m_play->setText(isRunning ? tr("Pause") : isUnderWay ? tr("Go on") : tr("Run"));
    m_play->setEnabled(isUnderWay || chosen.size() >= 2);
    m_step->setEnabled(isUnderWay);
    m_stop->setEnabled(isUnderWay);
    m_live->setEnabled(!m_sessions.empty());
    makeRoomForPanes(!m_panes.empty());
    m_hint->setVisible(m_panes.empty());
    m_panesArea->setVisible(!m_panes.empty());
    m_line->setVisible(!m_panes.empty());
    m_hint->setText(m_boxes.size() < 2 ? tr("There is nothing to compare: the scenario has less than two designs.")
                        : chosen.size() < 2 ? tr("Choose two to four designs above.")
                                            : tr("Run the chosen designs side by side: the same traffic, the same faults, one clock."));
    m_statistics->setDesigns(chosen);
}

/// A hint alone leaves the room to the statistics below it.
void CompareView::makeRoomForPanes(bool isNeeded)
{
    constexpr int kHintHeight = 96;
    const int most = isNeeded ? QWIDGETSIZE_MAX : kHintHeight;
    if (m_upper->maximumHeight() == most)
        return;
    m_upper->setMaximumHeight(most);
    if (isNeeded)
        m_halves->setSizes({600, 400});
}

std::vector<RunSession*> CompareView::sessions() const
{
    std::vector<RunSession*> all;
    for (const auto& session : m_sessions)
        all.push_back(session.get());
    return all;
}

void CompareView::clearRuns()
{
    m_clock.setSessions({});
    delete m_charts;  // views go before what they show
    m_charts = nullptr;
    qDeleteAll(m_panes);
    m_panes.clear();
    qDeleteAll(m_line->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    m_sessions.clear();
}

void CompareView::rebuild()
{
    clearRuns();
    const Theme theme = Theme::of(palette());
    std::vector<std::pair<QString, RunSession*>> runs;
    for (const QString& design : chosenDesigns()) {
        m_sessions.push_back(std::make_unique<RunSession>(m_program));
        runs.emplace_back(design, m_sessions.back().get());
    }
    for (const auto& [design, session] : runs) {
        QWidget* view = m_makeView ? m_makeView(design, session) : nullptr;
        m_panes.push_back(new DesignPane(design, *session, view, theme.series(static_cast<int>(m_panes.size()))));
        m_panesArea->addWidget(m_panes.back());
        connect(session, &RunSession::failed, this, [this, name = design](const QString& why) { Q_EMIT message(tr("%1: %2").arg(name, why)); });
    }
    auto* scrubber = new Scrubber(*m_sessions.front());
    connect(scrubber, &Scrubber::momentChosen, &m_clock, &CommonClock::showAt);
    m_line->layout()->addWidget(scrubber);
    if (m_makeCharts) {
        m_charts = m_makeCharts(runs);
        m_below->insertTab(0, m_charts, icon(QStringLiteral("chart")), tr("Charts"));
        m_below->setCurrentIndex(0);
    }
    m_clock.setSessions(sessions());
}

void CompareView::start()
{
    if (chosenDesigns().size() < 2)
        return;
    rebuild();
    const std::string text = m_document.text();
    const spec::RunSettings& run = m_document.scenario().run;
    const QStringList designs = chosenDesigns();
    m_clock.setPace(pace());
    for (std::size_t i = 0; i < m_sessions.size(); ++i)
        m_sessions[i]->start({.scenario = text, .design = designs[static_cast<qsizetype>(i)].toStdString(),
                              .duration = toSeconds(run.duration + run.drain), .pace = pace(), .tracedFlows = 0});
    refreshState();
    Q_EMIT started();
}

void CompareView::togglePlay()
{
    if (!m_clock.isUnderWay())
        return start();
    if (m_clock.isPaused())
        m_clock.resume();
    else
        m_clock.pause();
}

void CompareView::showStatistics() { m_below->setCurrentWidget(m_statistics); }

}  // namespace stormglass::ui
