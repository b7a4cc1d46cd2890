// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/trace_view.h"

#include "ui/look/figure_text.h"
#include "ui/look/theme.h"
#include "ui/run/time_text.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr int kScaleHeight = 24;
constexpr int kPadding = 8;
constexpr double kMostZoom = 1000;

}  // namespace

TraceView::TraceView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("traceView"));
    setAccessibleName(tr("Waterfall of a flow"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
}

void TraceView::setTrace(const FlowTrace& trace)
{
    m_trace = trace;
    m_components.clear();
    for (const results::Span& span : trace.spans) {
        if (std::ranges::find(m_components, span.component) == m_components.end())
            m_components.push_back(span.component);
    }
    m_zoom = 1;
    fitBars();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

void TraceView::clear() { setTrace({}); }

int TraceView::rowHeight() const { return fontMetrics().height() + kPadding; }

int TraceView::gutter() const
{
    int width = 0;
    for (const results::Span& span : m_trace.spans) {
        const QString words = QString::fromStdString(span.component) + QStringLiteral("  ") + QString::fromStdString(span.what);
        width = std::max(width, fontMetrics().horizontalAdvance(words));
    }
    return std::min(width + 3 * kPadding, viewport()->width() / 2);
}

double TraceView::placeOf(double seconds) const
{
    const double room = std::max(1, viewport()->width() - gutter() - kPadding);
    const double length = std::max(m_trace.length(), 1e-9);
    return gutter() + (seconds - m_trace.start) / length * room * m_zoom - horizontalScrollBar()->value();
}

int TraceView::colourOf(const std::string& component) const
{
    return static_cast<int>(std::ranges::find(m_components, component) - m_components.begin());
}

QRectF TraceView::barOf(int row) const
{
    const results::Span& span = m_trace.spans.at(static_cast<std::size_t>(row));
    const double top = kScaleHeight + row * rowHeight() - verticalScrollBar()->value() + kPadding / 2.0;
    const double left = placeOf(span.start);
    return {left, top, std::max(2.0, placeOf(span.end) - left), rowHeight() - kPadding * 1.0};
}

int TraceView::rowAt(const QPoint& place) const
{
    const int row = (place.y() - kScaleHeight + verticalScrollBar()->value()) / rowHeight();
    const bool isRow = place.y() >= kScaleHeight && row >= 0 && row < static_cast<int>(m_trace.spans.size());
    return isRow ? row : -1;
}

void TraceView::fitBars()
{
    const int rows = static_cast<int>(m_trace.spans.size());
    const int height = viewport()->height() - kScaleHeight;
    verticalScrollBar()->setRange(0, std::max(0, rows * rowHeight() - height));
    verticalScrollBar()->setPageStep(std::max(1, height));
    verticalScrollBar()->setSingleStep(rowHeight());
    const double room = std::max(1, viewport()->width() - gutter() - kPadding);
    horizontalScrollBar()->setRange(0, static_cast<int>(room * (m_zoom - 1)));
    horizontalScrollBar()->setPageStep(static_cast<int>(room));
}

void TraceView::setZoom(double zoom, double fixedPlace)
{
    const double old = m_zoom;
    const double offset = horizontalScrollBar()->value() + fixedPlace - gutter();
    m_zoom = std::clamp(zoom, 1.0, kMostZoom);
    fitBars();
    horizontalScrollBar()->setValue(static_cast<int>(offset * m_zoom / old - (fixedPlace - gutter())));
    viewport()->update();
}

void TraceView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_trace.spans.empty())
        return;
    paintScale(painter);
    const int first = std::max(0, verticalScrollBar()->value() / rowHeight());
    const int last = std::min(static_cast<int>(m_trace.spans.size()), first + viewport()->height() / rowHeight() + 2);
    painter.setClipRect(0, kScaleHeight, viewport()->width(), viewport()->height());
    for (int row = first; row < last; ++row)
        paintRow(painter, row);
}

void TraceView::paintScale(QPainter& painter) const
{
    QColor faint = palette().color(QPalette::Text);
    faint.setAlphaF(0.12F);
    QColor ink = palette().color(QPalette::Text);
    ink.setAlphaF(0.7F);
    const double length = std::max(m_trace.length(), 1e-9);
    const double wanted = length / m_zoom / 6;
    const double decade = std::pow(10.0, std::floor(std::log10(wanted)));
    const double step = wanted / decade > 5 ? 10 * decade : wanted / decade > 2 ? 5 * decade : wanted / decade > 1 ? 2 * decade : decade;
    painter.setClipRect(gutter() - kPadding, 0, viewport()->width(), viewport()->height());
    const double firstVisible = std::max(0.0, horizontalScrollBar()->value() / std::max(1.0, placeOf(m_trace.end) - placeOf(m_trace.start)) * length);
    for (double at = std::floor(firstVisible / step) * step; at <= length + step / 100; at += step) {
        const double place = placeOf(m_trace.start + at);
        if (place > viewport()->width())
            break;
        painter.setPen(faint);
        painter.drawLine(QPointF(place, kScaleHeight - 4), QPointF(place, viewport()->height()));
        painter.setPen(ink);
        const QString words = u'+' + secondsText(at);
        if (place + 3 + fontMetrics().horizontalAdvance(words) <= viewport()->width())
            painter.drawText(QPointF(place + 3, fontMetrics().ascent() + 3), words);
    }
    painter.setClipping(false);
}

void TraceView::paintRow(QPainter& painter, int row) const
{
    const results::Span& span = m_trace.spans[static_cast<std::size_t>(row)];
    const QRectF bar = barOf(row);
    painter.save();
    painter.setClipRect(gutter() - 2, kScaleHeight, viewport()->width(), viewport()->height());
    const QColor solid = Theme::of(palette()).series(colourOf(span.component));
    QColor pale = solid;
    pale.setAlphaF(0.28F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(pale);
    painter.drawRoundedRect(bar, 3, 3);
    QRectF service = bar;
    service.setLeft(std::min(placeOf(span.served), bar.right() - 2));
    painter.setBrush(solid);
    painter.drawRoundedRect(service, 3, 3);
    const QString length = secondsText(span.end - span.start);
    const double width = fontMetrics().horizontalAdvance(length);
    const bool hasRoom = bar.right() + width + kPadding < viewport()->width();
    painter.setPen(palette().color(QPalette::Text));
    if (hasRoom || bar.left() - width > gutter() + kPadding)
        painter.drawText(QPointF(hasRoom ? bar.right() + 4 : bar.left() - 4 - width, bar.center().y() + fontMetrics().ascent() / 2.0 - 1), length);
    painter.restore();
    painter.setPen(palette().color(QPalette::Text));
    const QString name = QString::fromStdString(span.component);
    const double baseline = bar.center().y() + fontMetrics().ascent() / 2.0 - 1;
    painter.drawText(QPointF(kPadding, baseline), name);
    QColor ink = palette().color(QPalette::Text);
    ink.setAlphaF(0.6F);
    painter.setPen(ink);
    const int left = kPadding + fontMetrics().horizontalAdvance(name + QStringLiteral("  "));
    const int room = gutter() - kPadding - left;
    painter.drawText(QPointF(left, baseline), fontMetrics().elidedText(QString::fromStdString(span.what), Qt::ElideRight, room));
}

QString TraceView::wordsOf(int row) const
{
    const results::Span& span = m_trace.spans.at(static_cast<std::size_t>(row));
    return tr("%1 [%2]: %3\nfrom %4 (+%5)\nwaited %6, served %7")
        .arg(QString::fromStdString(span.component))
        .arg(span.instance + 1)
        .arg(QString::fromStdString(span.what), clockText(span.start, 0.001), secondsText(span.start - m_trace.start),
             secondsText(span.served - span.start), secondsText(span.end - span.served));
}

bool TraceView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(), row >= 0 ? wordsOf(row) : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TraceView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitBars();
}

void TraceView::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    if (event->button() == Qt::LeftButton && row >= 0)
        Q_EMIT spanChosen(m_trace.spans[static_cast<std::size_t>(row)]);
}

void TraceView::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    constexpr double kFactor = 1.25;
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    setZoom(m_zoom * std::pow(kFactor, event->angleDelta().y() / kNotch), event->position().x());
    event->accept();
}

void TraceView::keyPressEvent(QKeyEvent* event)
{
    constexpr double kFactor = 1.5;
    const double middle = (viewport()->width() + gutter()) / 2.0;
    if (event->key() == Qt::Key_Plus)
        setZoom(m_zoom * kFactor, middle);
    else if (event->key() == Qt::Key_Minus)
        setZoom(m_zoom / kFactor, middle);
    else if (event->key() == Qt::Key_0)
        setZoom(1, middle);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

}  // namespace stormglass::ui
