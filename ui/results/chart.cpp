// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/chart.h"

#include "ui/look/theme.h"
#include "ui/results/chart_plot.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr int kGridOfCharts = 8;
constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
constexpr std::size_t kStyleCount = std::size(kStyles);

}  // namespace

Chart::Chart(const ChartInfo& info, QWidget* parent) : QWidget(parent), m_info(info), m_plot(new ChartPlot(info, this))
{
    setObjectName(QStringLiteral("chart-") + QLatin1String(info.name));
    setAccessibleName(titleOf(info));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title = new QLabel(titleOf(info), this);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setToolTip(helpOf(info));
    auto* save = new QToolButton(this);
    save->setText(tr("Save ▾"));
    save->setAccessibleName(tr("Save %1").arg(titleOf(info)));
    save->setAutoRaise(true);
    save->setToolTip(tr("Save this chart as a picture or as numbers"));
    save->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(save);
    for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
        const QString ending = QLatin1String(suffix);
        menu->addAction(tr("Save as %1…").arg(ending.toUpper()), this, [this, ending] { askForFile(ending); });
    }
    save->setMenu(menu);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kGridOfCharts, kGridOfCharts / 2, kGridOfCharts, 0);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_plot, 1);
    connect(m_plot, &ChartPlot::momentChosen, this, &Chart::momentChosen);
    connect(m_plot, &ChartPlot::rangeChosen, this, &Chart::rangeChosen);
    connect(m_plot, &ChartPlot::rangeReset, this, &Chart::rangeReset);
    connect(m_plot, &ChartPlot::coloursChanged, this, [this] {
        applyColours();
        replotSoon();
    });
    connect(m_plot, &ChartPlot::lineToggled, this, [this](const QString& line) { setLineHidden(line, !isLineHidden(line)); });
}

Chart::~Chart() = default;

bool Chart::isOfSameShape(const std::vector<ChartLine>& lines) const
{
    return std::ranges::equal(lines, m_lines, [](const ChartLine& a, const ChartLine& b) {
        return a.name == b.name && a.colour == b.colour && a.style == b.style;
    });
}

void Chart::setLines(std::vector<ChartLine> lines)
{
    const bool isSame = isOfSameShape(lines) && m_plot->graphCount() == static_cast<int>(lines.size());
    m_lines = std::move(lines);
    if (!isSame)
        rebuildGraphs();
    fillGraphs();
    fitHeight();
}

void Chart::rebuildGraphs()
{
    m_plot->clearGraphs();
    for (const ChartLine& line : m_lines) {
        QCPGraph* graph = m_plot->addGraph();
        graph->setName(line.name);
        graph->setAdaptiveSampling(true);
        graph->setVisible(!m_hidden.contains(line.name));
    }
    // Without an entry the legend would press the plot together.
    const QSize any(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    m_plot->legend->setMaximumSize(m_lines.empty() ? QSize(any.width() - 1, 1) : any);
    applyColours();
    m_plot->fitLegend();
}

void Chart::applyColours()
{
    m_plot->applyColours();
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        const ChartLine& line = m_lines[static_cast<std::size_t>(i)];
        QCPGraph* graph = m_plot->graph(i);
        QColor colour = Theme::of(palette()).series(line.colour);
        // Wider lines are areas to the painter, and cost ten times as much.
        graph->setPen(QPen(colour, 1, kStyles[static_cast<std::size_t>(line.style) % kStyleCount]));
        if (m_info.isStacked) {
            colour.setAlphaF(0.75F);
            graph->setPen(Qt::NoPen);  // the uppermost line would show where its own part is zero
            graph->setBrush(colour);
            graph->setAntialiasedFill(false);  // smooth edges of large areas take most of the time of drawing
            if (i > 0)
                graph->setChannelFillGraph(m_plot->graph(i - 1));
        }
        if (QCPAbstractLegendItem* item = m_plot->legend->itemWithPlottable(graph)) {
            const QPalette::ColorGroup group = m_hidden.contains(line.name) ? QPalette::Disabled : QPalette::Active;
            item->setTextColor(palette().color(group, QPalette::Text));
        }
    }
}

void Chart::fillGraphs()
{
    QVector<double> sums;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const ChartLine& line = m_lines[i];
        QCPGraph* graph = m_plot->graph(static_cast<int>(i));
        if (!m_info.isStacked) {
            graph->setData(line.at, line.values, true);
            continue;
        }
        sums.resize(line.values.size());
        const bool isHiddenLine = m_hidden.contains(line.name);
        for (qsizetype place = 0; place < line.values.size(); ++place)
            sums[place] += isHiddenLine || std::isnan(line.values[place]) ? 0 : line.values[place];
        graph->setData(line.at, sums, true);
    }
}

void Chart::fitHeight()
{
    double lowest = results::kNothing;
    double highest = 0;
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        const QCPGraph* graph = m_plot->graph(i);
        bool isFound = false;
        const QCPRange range = graph->getValueRange(isFound, m_isLog ? QCP::sdPositive : QCP::sdBoth, m_plot->xAxis->range());
        if (!isFound || !graph->visible())
            continue;
        lowest = std::isnan(lowest) ? range.lower : std::min(lowest, range.lower);
        highest = std::max(highest, range.upper);
    }
    constexpr double kAir = 1.08;
    const bool isEmpty = std::isnan(lowest) || highest <= 0;
    if (m_isLog)
        m_plot->yAxis->setRange(isEmpty ? 0.1 : lowest / 1.3, isEmpty ? 1 : highest * 1.3);
    else if (m_info.unit == ChartUnit::Share)
        m_plot->yAxis->setRange(0, std::max(1.0, highest) * 1.02);
    else
        m_plot->yAxis->setRange(0, isEmpty ? 1 : highest * kAir);
}

void Chart::setFaults(const std::vector<FaultSpan>& faults, double end) { m_plot->setFaults(faults, end); }

void Chart::setRange(double from, double to)
{
    m_plot->xAxis->setRange(from, to);
    fitHeight();
}

void Chart::setLog(bool isLog)
{
    m_isLog = isLog && !m_info.isStacked && m_info.unit != ChartUnit::Share;
    m_plot->setLogarithmic(m_isLog);
    fitHeight();
}

void Chart::setMoment(double seconds)
{
    m_plot->setMoment(seconds);
    m_plot->layer(QStringLiteral("moment"))->replot();
}

void Chart::replotSoon() { m_plot->replot(QCustomPlot::rpQueuedReplot); }
double Chart::replotMilliseconds() const { return m_plot->replotTime(true); }

void Chart::setLineHidden(const QString& line, bool isHidden)
{
    if (isHidden)
        m_hidden.insert(line);
    else
        m_hidden.remove(line);
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        if (m_plot->graph(i)->name() == line)
            m_plot->graph(i)->setVisible(!isHidden);
    }
    applyColours();
    fillGraphs();
    fitHeight();
    replotSoon();
}

}  // namespace stormglass::ui
