// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the lanes look.
#include "ui/chaos/chaos_lanes.h"
#include "ui/look/theme.h"
#include "ui/run/run_session.h"
#include "ui/run/time_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr double kHeadHeight = 32;
constexpr double kNames = 168;
constexpr double kLaneHeight = 32;

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

/// 1, 2 or 5 times a power of ten, or a clock's step.
double niceStep(double atLeast)
{
    for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0}) {
        if (step >= atLeast)
            return step;
    }
    return std::ceil(atLeast / 3600) * 3600;
}

/// A bar whose top grows over the ramp.
QPainterPath shapeOf(const QRectF& rect, double rampWidth)
{
    QPainterPath path;
    path.addRoundedRect(rect, 4, 4);
    if (rampWidth <= 0)
        return path;
    QPainterPath cut;
    cut.moveTo(rect.topLeft());
    cut.lineTo(rect.left() + std::min(rampWidth, rect.width()), rect.top());
    cut.lineTo(rect.bottomLeft());
    cut.closeSubpath();
    return path.subtracted(cut);
}

}  // namespace

void ChaosLanes::paintHead(QPainter& painter) const
{
    const Theme theme = Theme::of(palette());
    const spec::RunSettings& run = m_document.scenario().run;
    const auto band = [&](double from, double to) {
        painter.fillRect(QRectF(placeOf(from), kHeadHeight, placeOf(to) - placeOf(from), height() - kHeadHeight), theme.container);
    };
    band(0, std::min(m_end, toSeconds(run.warmUp)));
    band(std::min(m_end, toSeconds(run.duration)), m_end);
    painter.setFont(Theme::smallFont());
    const double step = niceStep(72 / std::max(1.0, placeOf(1) - placeOf(0)));
    for (double at = 0; at <= m_end + 1e-9; at += step) {
        const double x = std::round(placeOf(at)) + 0.5;
        painter.setPen(theme.grid);
        painter.drawLine(QPointF(x, kHeadHeight - 6), QPointF(x, height()));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(x - 40, 4, 80, kHeadHeight - 12), Qt::AlignCenter, clockText(at, step));
    }
}

void ChaosLanes::paintBar(QPainter& painter, std::size_t row) const
{
    const Theme theme = Theme::of(palette());
    const ChaosBar& bar = m_bars[row];
    const bool isSelected = !bar.isInjected && bar.name == selectedFault();
    const QColor colour = bar.isInjected ? theme.warning : theme.category("faults");
    const QRectF lane(0, topOf(row), width(), kLaneHeight);
    if (isSelected)
        painter.fillRect(lane, withAlpha(theme.accent, 24));
    painter.setFont(font());
    painter.setPen(theme.text);
    painter.drawText(lane.adjusted(8, 0, kNames - width() - 8, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(QString::fromStdString(bar.name), Qt::ElideRight, static_cast<int>(kNames) - 16));
    for (const auto& [begin, end] : bar.repeats) {
        painter.setPen(QPen(withAlpha(colour, 140), 1, Qt::DashLine));
        painter.setBrush(withAlpha(colour, 32));
        painter.drawPath(shapeOf(rectOfRow(row, begin, end), placeOf(bar.ramp) - placeOf(0)));
    }
    if (bar.within > 0)
        painter.fillRect(rectOfRow(row, bar.end, bar.end + bar.within).adjusted(0, 8, 0, -8), withAlpha(colour, 60));
    const QRectF rect = rectOfRow(row, bar.begin, bar.end);
    painter.setPen(QPen(isSelected ? theme.accent : colour, isSelected ? 2 : 1));
    painter.setBrush(withAlpha(colour, theme.isDark() ? 110 : 80));
    painter.drawPath(shapeOf(rect, placeOf(bar.ramp) - placeOf(0)));
    if (!bar.isInjected && rect.width() > 20) {  // what can be pulled
        painter.setPen(QPen(withAlpha(colour, 220), 2));
        painter.drawLine(QPointF(rect.right() - 4, rect.top() + 6), QPointF(rect.right() - 4, rect.bottom() - 6));
    }
    painter.setFont(Theme::smallFont());
    const QFontMetricsF metrics(Theme::smallFont());
    const double inside = rect.width() - 20;
    painter.setPen(theme.text);
    if (metrics.horizontalAdvance(bar.phrase) <= inside)
        painter.drawText(rect.adjusted(8, 0, -12, 0), Qt::AlignVCenter | Qt::AlignLeft, bar.phrase);
    else if (bar.repeats.empty() && width() - rect.right() > 80)
        painter.drawText(QRectF(rect.right() + 8, rect.top(), width() - rect.right() - 16, rect.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(bar.phrase, Qt::ElideRight, width() - rect.right() - 16));
}

void ChaosLanes::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.card);
    paintHead(painter);
    painter.setPen(theme.grid);
    for (std::size_t row = 0; row <= m_planned && m_planned > 0; ++row)
        painter.drawLine(QPointF(0, std::min(topOf(row), topOf(m_planned - 1) + kLaneHeight) + 0.5), QPointF(width(), std::min(topOf(row), topOf(m_planned - 1) + kLaneHeight) + 0.5));
    if (m_bars.size() > m_planned) {
        painter.setFont(Theme::smallFont());
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(8, topOf(m_planned) - 24, width() - 16, 24), Qt::AlignVCenter | Qt::AlignLeft, tr("INJECTED BY HAND"));
    }
    for (std::size_t row = 0; row < m_bars.size(); ++row)
        paintBar(painter, row);
    if (m_bars.empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect().adjusted(static_cast<int>(kNames), static_cast<int>(kHeadHeight), -16, 0), Qt::AlignCenter,
                         tr("Nothing is broken yet. Double-click to plan a fault."));
    }
    if (m_session != nullptr && m_session->shownFrame() != nullptr) {
        const double x = placeOf(m_session->shownAt());
        painter.setPen(QPen(theme.accent, 2));
        painter.drawLine(QPointF(x, kHeadHeight - 8), QPointF(x, height()));
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

}  // namespace stormglass::ui
