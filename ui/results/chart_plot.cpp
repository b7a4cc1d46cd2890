// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/chart_plot.h"

#include "ui/look/theme.h"
#include "ui/look/units.h"
#include "ui/run/time_text.h"

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

class TimeTicker final : public QCPAxisTicker {
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return clockText(tick, m_step); }
    double getTickStep(const QCPRange& range) override
    {
        m_step = QCPAxisTicker::getTickStep(range);
        for (const double readable : {15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0}) {
            if (m_step > 10 && m_step <= readable) {
                m_step = readable;
                break;
            }
        }
        return m_step;
    }
    double m_step = 1;
};

template <class Base>
class ValueTicker final : public Base {
public:
    explicit ValueTicker(ChartUnit unit) : m_unit(unit) { this->setTickCount(4); }

private:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return valueText(tick, m_unit); }
    ChartUnit m_unit;
};

constexpr int kLowest = 180;
constexpr QMargins kLegendMargins{48, 0, 8, 4};

QColor mixed(const QPalette& palette, double share)
{
    const QColor front = palette.color(QPalette::Text);
    const QColor back = palette.color(QPalette::Base);
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1 - share))); };
    return {mix(front.red(), back.red()), mix(front.green(), back.green()), mix(front.blue(), back.blue())};
}

}  // namespace

ChartPlot::ChartPlot(const ChartInfo& info, QWidget* parent) : QCustomPlot(parent), m_info(info), m_cursor(nullptr)
{
    setMinimumHeight(kLowest);
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setNoAntialiasingOnDrag(true);
    xAxis->setTicker(QSharedPointer<TimeTicker>::create());
    yAxis->setTicker(QSharedPointer<ValueTicker<QCPAxisTicker>>::create(info.unit));
    axisRect()->setupFullAxesBox(false);
    xAxis2->setVisible(false);
    yAxis2->setVisible(false);
    axisRect()->setAutoMargins(QCP::msAll);
    axisRect()->setMinimumMargins(QMargins(56, 4, 12, 4));
    makeLayers();
    makeLegend();
    applyColours();
    whenUnitsChange(*this, [this] { replot(rpQueuedReplot); });
}

void ChartPlot::makeLayers()
{
    addLayer(QStringLiteral("shades"), layer(QStringLiteral("grid")), limBelow);
    addLayer(QStringLiteral("moment"), layer(QStringLiteral("legend")), limAbove);
    layer(QStringLiteral("moment"))->setMode(QCPLayer::lmBuffered);
    m_cursor = new QCPItemStraightLine(this);
    m_cursor->setLayer(QStringLiteral("moment"));
    m_cursor->setVisible(false);
    m_cursor->point1->setTypeX(QCPItemPosition::ptPlotCoords);
    m_cursor->point2->setTypeX(QCPItemPosition::ptPlotCoords);
    m_cursor->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_cursor->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_cursor->setClipToAxisRect(true);
}

void ChartPlot::makeLegend()
{
    auto* below = new QCPLayoutGrid;
    plotLayout()->addElement(1, 0, below);
    below->setMargins(kLegendMargins);
    below->addElement(0, 0, legend);
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setVisible(true);
    legend->setBorderPen(Qt::NoPen);
    legend->setIconSize(16, 8);
    legend->setMargins(QMargins(0, 0, 0, 0));
    legend->setRowSpacing(0);
    plotLayout()->setRowStretchFactor(1, 0.001);
    plotLayout()->setRowSpacing(0);
}

void ChartPlot::setMoment(double seconds)
{
    m_moment = seconds;
    m_cursor->setVisible(seconds >= 0);
    m_cursor->point1->setCoords(seconds, 0);
    m_cursor->point2->setCoords(seconds, 1);
}

void ChartPlot::setFaults(const std::vector<FaultSpan>& faults, double end)
{
    while (m_shades.size() > faults.size()) {
        removeItem(m_shades.back());
        m_shades.pop_back();
    }
    while (m_shades.size() < faults.size()) {
        auto* shade = new QCPItemRect(this);
        shade->setLayer(QStringLiteral("shades"));
        shade->setPen(Qt::NoPen);
        shade->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
        shade->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
        m_shades.push_back(shade);
    }
    for (std::size_t i = 0; i < faults.size(); ++i) {
        QColor colour = Theme::of(palette()).danger;
        colour.setAlphaF(faults[i].hasBegun ? 0.14F : 0.05F);
        m_shades[i]->setBrush(colour);
        m_shades[i]->topLeft->setCoords(faults[i].begin, 0);
        m_shades[i]->bottomRight->setCoords(std::isnan(faults[i].end) ? end : faults[i].end, 1);
    }
}

void ChartPlot::setLogarithmic(bool isLog)
{
    const bool wasLog = yAxis->scaleType() == QCPAxis::stLogarithmic;
    if (isLog == wasLog)
        return;
    yAxis->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (isLog)
        yAxis->setTicker(QSharedPointer<ValueTicker<QCPAxisTickerLog>>::create(m_info.unit));
    else
        yAxis->setTicker(QSharedPointer<ValueTicker<QCPAxisTicker>>::create(m_info.unit));
}

void ChartPlot::applyColours()
{
    const QPalette& colours = palette();
    const QColor ink = mixed(colours, 0.7);
    setBackground(colours.color(QPalette::Base));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLabelFont(small);
        axis->setTickLabelColor(ink);
        axis->setBasePen(QPen(mixed(colours, 0.3), 1));
        axis->setTickPen(QPen(mixed(colours, 0.3), 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->grid()->setPen(QPen(mixed(colours, 0.12), 1));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    xAxis->grid()->setVisible(false);
    legend->setFont(small);
    legend->setTextColor(ink);
    legend->setBrush(Qt::NoBrush);
    m_cursor->setPen(QPen(colours.color(QPalette::Highlight), 1.5));
    for (QCPItemRect* shade : m_shades) {
        QColor colour = Theme::of(colours).danger;
        colour.setAlpha(shade->brush().color().alpha());
        shade->setBrush(colour);
    }
}

void ChartPlot::fitLegend()
{
    const QFontMetrics metrics(legend->font());
    int widest = 0;
    for (int i = 0; i < graphCount(); ++i)
        widest = std::max(widest, metrics.horizontalAdvance(graph(i)->name()));
    const int entry = widest + legend->iconSize().width() + legend->iconTextPadding() + legend->columnSpacing() + 2;
    const int room = width() - kLegendMargins.left() - kLegendMargins.right();
    const int columns = std::clamp(room / entry, 1, std::max(1, graphCount()));
    const int rows = (graphCount() + columns - 1) / columns;
    setMinimumHeight(kLowest + std::max(0, rows - 1) * metrics.height());
    if (legend->wrap() == columns)
        return;
    legend->setWrap(columns);
    legend->setFillOrder(QCPLegend::foColumnsFirst, true);
}

void ChartPlot::resizeEvent(QResizeEvent* event)
{
    fitLegend();
    QCustomPlot::resizeEvent(event);
}

void ChartPlot::changeEvent(QEvent* event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        Q_EMIT coloursChanged();
}

QString ChartPlot::wordsAt(double seconds) const
{
    QStringList lines{clockText(seconds, 0.01)};
    for (int i = 0; i < graphCount(); ++i) {
        const QCPGraph& line = *graph(i);
        if (!line.visible() || line.data()->isEmpty())
            continue;
        const auto after = line.data()->findBegin(seconds, false);
        const bool isAtEnd = after == line.data()->constEnd();
        const auto before = after == line.data()->constBegin() || isAtEnd ? after : after - 1;
        const auto near = isAtEnd ? after - 1 : std::abs(before->key - seconds) < std::abs(after->key - seconds) ? before : after;
        const double below = m_info.isStacked && i > 0 ? graph(i - 1)->data()->findBegin(near->key, false)->value : 0;
        lines << QStringLiteral("%1: %2").arg(line.name(), valueText(near->value - below, m_info.unit));
    }
    return lines.join(u'\n');
}

QString ChartPlot::legendNameAt(QPointF place) const
{
    for (int i = 0; i < legend->itemCount(); ++i) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(legend->item(i));
        if (item != nullptr && item->outerRect().contains(place.toPoint()))
            return item->plottable()->name();
    }
    return {};
}

void ChartPlot::mousePressEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    const bool isMove = event->button() == Qt::MiddleButton
        || (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier));
    if (isMove) {
        m_drag = Drag::Move;
        m_dragFrom = place.x();
        m_rangeAtDrag = xAxis->range();
    } else if (event->button() != Qt::LeftButton) {
        event->ignore();
    } else if (const QString line = legendNameAt(place); !line.isEmpty()) {
        Q_EMIT lineToggled(line);
    } else {
        m_drag = Drag::Moment;
        Q_EMIT momentChosen(secondsAt(place.x()));
    }
}

void ChartPlot::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    if (m_drag == Drag::Moment) {
        Q_EMIT momentChosen(secondsAt(place.x()));
    } else if (m_drag == Drag::Move) {
        const double shift = (m_dragFrom - place.x()) * m_rangeAtDrag.size() / std::max(1, axisRect()->width());
        Q_EMIT rangeChosen(m_rangeAtDrag.lower + shift, m_rangeAtDrag.upper + shift);
    } else if (axisRect()->rect().contains(place.toPoint()) && graphCount() > 0) {
        QToolTip::showText(event->globalPosition().toPoint(), wordsAt(secondsAt(place.x())), this);
    } else {
        QToolTip::hideText();
    }
}

void ChartPlot::mouseReleaseEvent(QMouseEvent*) { m_drag = Drag::None; }

void ChartPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (legendNameAt(event->position()).isEmpty())
        Q_EMIT rangeReset();
    else
        mousePressEvent(event);
}

void ChartPlot::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    constexpr double kZoom = 0.8;
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return event->ignore();  // the list of charts scrolls
    const double factor = std::pow(kZoom, event->angleDelta().y() / kNotch);
    const double centre = secondsAt(event->position().x());
    const QCPRange range = xAxis->range();
    Q_EMIT rangeChosen(centre - (centre - range.lower) * factor, centre + (range.upper - centre) * factor);
    event->accept();
}

}  // namespace stormglass::ui
