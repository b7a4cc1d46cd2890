// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/charts_panel.h"

#include "ui/document/selection.h"
#include "ui/results/chart.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

#include <QAction>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kSpace = 8;
/// At most 15 pictures a second.
constexpr int kShortestPause = 66;
/// Of each of several runs: more lines on one chart are not told apart.
constexpr std::size_t kMostLinesOfMany = 3;

bool isOfParts(ChartKind kind)
{
    return kind == ChartKind::Backlog || kind == ChartKind::Utilisation || kind == ChartKind::Waiting;
}

}  // namespace

ChartsPanel::ChartsPanel(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("chartsPanel"));
    setAccessibleName(tr("Charts"));
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kShortestPause);
    connect(&m_refresh, &QTimer::timeout, this, &ChartsPanel::refreshNow);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_page = new QWidget(m_scroll);
    m_grid = new QGridLayout(m_page);
    m_grid->setContentsMargins(kSpace, 0, kSpace, kSpace);
    m_grid->setSpacing(kSpace);
    m_scroll->setWidget(m_page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makeCharts();
    m_hint = new QLabel(tr("Charts grow here while a design runs."), this);
    m_hint->setObjectName(QStringLiteral("chartsHint"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(makeHead());
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_scroll, 1);
    m_scroll->hide();
    arrange();
}

void ChartsPanel::makeCharts()
{
    for (const ChartInfo& info : chartInfos()) {
        auto* chart = new Chart(info, m_page);
        connect(chart, &Chart::momentChosen, this, &ChartsPanel::chooseMoment);
        connect(chart, &Chart::rangeChosen, this, &ChartsPanel::chooseRange);
        connect(chart, &Chart::rangeReset, this, [this] { m_all->trigger(); });
        m_charts.push_back(chart);
    }
}

void ChartsPanel::addSession(RunSession* session, const QString& name)
{
    m_sources.push_back({session, name});
    connect(session, &RunSession::recorded, this, &ChartsPanel::refreshSoon);
    connect(session, &RunSession::timelineChanged, this, &ChartsPanel::refreshSoon);
    connect(session, &RunSession::shownChanged, this, &ChartsPanel::refreshMoment);
    connect(session, &RunSession::stateChanged, this, &ChartsPanel::refreshSoon);
    connect(session, &QObject::destroyed, this, [this, session] {
        std::erase_if(m_sources, [&](const Source& source) { return source.session == session; });
    });
    refreshSoon();
}

void ChartsPanel::clearSessions()
{
    for (const Source& source : m_sources)
        source.session->disconnect(this);
    m_sources.clear();
    m_isZoomed = false;
    refreshSoon();
}

void ChartsPanel::setComponent(const std::string& name)
{
    if (name == m_component)
        return;
    m_component = name;
    refreshSoon();
}

void ChartsPanel::followSelection(Selection* selection)
{
    connect(selection, &Selection::changed, this, [this, selection] {
        const std::optional<ElementId> element = selection->single();
        setComponent(element && element->kind == ElementKind::Component ? element->name : std::string());
    });
}

Chart* ChartsPanel::findChart(const char* name) const
{
    const auto chart = std::ranges::find_if(m_charts, [&](Chart* each) { return std::string_view(each->info().name) == name; });
    return chart != m_charts.end() ? *chart : nullptr;
}

void ChartsPanel::refreshSoon()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

void ChartsPanel::showEvent(QShowEvent*) { refreshSoon(); }

double ChartsPanel::endOfAll() const
{
    double end = 0;
    for (const Source& source : m_sources)
        end = std::max(end, source.session->timeline().end);
    return end > 0 ? end : 1;
}

double ChartsPanel::windowOf(double range) const
{
    constexpr double kPixelsOfWindow = 3;
    const int width = m_charts.front()->width();
    return range * kPixelsOfWindow / std::max(200, width);
}

void ChartsPanel::refreshRange()
{
    if (!m_isZoomed) {
        m_from = 0;
        m_to = endOfAll();
    }
    m_all->setEnabled(m_isZoomed);
    for (Chart* chart : m_charts)
        chart->setRange(m_from, m_to);
}

void ChartsPanel::refreshNow()
{
    m_refresh.stop();
    if (!isVisible())
        return;
    const bool hasRun = std::ranges::any_of(m_sources, [](const Source& source) { return !source.session->recording().isEmpty(); });
    m_hint->setHidden(hasRun);
    if (m_scroll->isHidden() == hasRun) {
        m_scroll->setVisible(hasRun);
        refreshSoon();  // they have no place yet
    }
    QElapsedTimer clock;
    clock.start();
    refreshRange();
    std::vector<std::vector<results::Frame>> windows;
    for (const Source& source : m_sources)
        windows.push_back(inWindows(source.session->recording().tallies().points(), windowOf(m_to - m_from)));
    double drawing = 0;
    for (Chart* chart : m_charts) {
        if (chart->isHidden() || chart->visibleRegion().isEmpty())
            continue;
        refreshChart(*chart, windows);
        drawing += chart->replotMilliseconds();
    }
    refreshMoment();
    constexpr double kShare = 16;  // drawing may take this part of the time
    m_refresh.setInterval(std::max(kShortestPause, static_cast<int>(kShare * (drawing + static_cast<double>(clock.elapsed())))));
}

void ChartsPanel::refreshChart(Chart& chart, const std::vector<std::vector<results::Frame>>& windows)
{
    std::vector<ChartLine> all;
    const bool areSeveral = m_sources.size() > 1;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const RunSession& session = *m_sources[i].session;
        std::vector<ChartLine> lines = linesOf(chart.info().kind, session.roster(), windows[i], m_component);
        if (areSeveral && isOfParts(chart.info().kind) && lines.size() > kMostLinesOfMany)
            lines.resize(kMostLinesOfMany);
        for (std::size_t k = 0; k < lines.size(); ++k) {
            if (areSeveral) {
                lines[k].name = QStringLiteral("%1 · %2").arg(m_sources[i].name, lines[k].name);
                lines[k].colour = chart.info().isStacked ? lines[k].colour : static_cast<int>(i);
                lines[k].style = static_cast<int>(k);
            }
            all.push_back(std::move(lines[k]));
        }
        // Areas of several runs cannot lie on each other.
        if (chart.info().isStacked)
            break;
    }
    chart.setLines(std::move(all));
    chart.setFaults(m_sources.empty() ? std::vector<FaultSpan>() : m_sources.front().session->timeline().faults, endOfAll());
    chart.replotSoon();
}

void ChartsPanel::refreshMoment()
{
    const bool isLive = std::ranges::all_of(m_sources, [](const Source& source) { return source.session->isFollowing(); });
    // While charts grow, the line of the moment moves with them.
    if (isLive && m_refresh.isActive())
        return;
    double moment = -1;
    for (const Source& source : m_sources) {
        if (source.session->shownFrame() != nullptr)
            moment = std::max(moment, source.session->shownAt());
    }
    for (Chart* chart : m_charts) {
        if (!chart->visibleRegion().isEmpty())
            chart->setMoment(moment);
    }
}

void ChartsPanel::chooseMoment(double seconds)
{
    for (const Source& source : m_sources)
        source.session->showAt(std::clamp(seconds, 0.0, source.session->recording().end()));
    Q_EMIT momentChosen(seconds);
}

void ChartsPanel::chooseRange(double from, double to)
{
    constexpr double kShortest = 1e-3;
    const double end = endOfAll();
    const double length = std::clamp(to - from, std::min(kShortest, end), end);
    m_from = std::clamp(from, 0.0, end - length);
    m_to = m_from + length;
    m_isZoomed = length < end;
    refreshRange();
    for (Chart* chart : m_charts)
        chart->replotSoon();
    refreshSoon();
}

void ChartsPanel::arrange()
{
    constexpr int kWidthOfChart = 420;
    const int columns = std::clamp(width() / kWidthOfChart, 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    int place = 0;
    for (Chart* chart : m_charts) {
        m_grid->removeWidget(chart);
        if (chart->isHidden() && chart->testAttribute(Qt::WA_WState_ExplicitShowHide))
            continue;
        m_grid->addWidget(chart, place / columns, place % columns);
        ++place;
    }
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void ChartsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
    refreshSoon();
}

}  // namespace stormglass::ui
