// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the heat map looks.
#include "ui/compare/heat_map.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QPaintEvent>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

/// From the ground over the colour of warnings to that of danger; the root spreads small harm, which matters most.
QColor heatOf(double harmed, const Theme& theme)
{
    const double heat = std::sqrt(std::clamp(harmed, 0.0, 1.0));
    const QColor calm = mixed(theme.card, theme.good, 0.12);
    const QColor warm = mixed(theme.card, theme.warning, 0.55);
    const QColor hot = mixed(theme.card, theme.danger, theme.isDark() ? 0.75 : 0.85);
    return heat < 0.5 ? mixed(calm, warm, heat * 2) : mixed(warm, hot, heat * 2 - 1);
}

QString cellText(const results::MatrixCell& cell)
{
    if (cell.effect == "unknown" || !std::isfinite(cell.total.harmed))
        return QStringLiteral("?");
    const double percent = std::max(0.0, cell.total.harmed * 100);
    return percent < 0.05 ? QStringLiteral("0 %") : QStringLiteral("%1 %").arg(percent, 0, 'f', percent < 10 ? 1 : 0);
}

}  // namespace

void HeatMap::paintCell(QPainter& painter, int row, int column) const
{
    const results::MatrixCell* cell = findCell(row, column);
    if (cell == nullptr)
        return;
    const Theme theme = Theme::of(palette());
    const QRectF area = QRectF(rectOf(row, column)).adjusted(1, 1, -1, -1);
    const QColor ground = cell->effect == "unknown" ? theme.grid : heatOf(cell->total.harmed, theme);
    const bool isCurrent = row == m_row && column == m_column && hasFocus();
    painter.setPen(isCurrent ? QPen(theme.accent, 2) : m_hovered == QPoint(column, row) ? QPen(theme.text, 1) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4);
    painter.setFont(Theme::numberFont());
    painter.setPen(ground.lightnessF() > 0.5 ? QColor(0x1d2733) : QColor(0xffffff));
    const QString mark = isSinglePoint(row, column) ? QStringLiteral("● ") : QString();  // not by colour alone
    painter.drawText(area, Qt::AlignCenter, mark + cellText(*cell));
}

void HeatMap::paintRow(QPainter& painter, int row) const
{
    const Theme theme = Theme::of(palette());
    const results::MatrixRow& line = m_matrix.rows[static_cast<std::size_t>(row)];
    const QRect area(8, rectOf(0, 0).top() + row * rectOf(0, 0).height(), rectOf(0, 0).left() - 16, rectOf(0, 0).height());
    const QString victim = QString::fromStdString(line.victim);
    painter.setFont(font());
    painter.setPen(theme.text);
    const int used = std::min(fontMetrics().horizontalAdvance(victim), area.width() * 3 / 5);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(victim, Qt::ElideRight, used + 1));
    painter.setFont(Theme::smallFont());
    painter.setPen(theme.mutedText);
    painter.drawText(area.adjusted(used + 12, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, QString::fromStdString(line.fault));
    for (int column = 0; column < columns(); ++column)
        paintCell(painter, row, column);
}

void HeatMap::paintEvent(QPaintEvent* event)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), theme.card);
    painter.setPen(theme.text);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    for (int column = 0; column < columns(); ++column) {
        const QRect head(rectOf(0, column).left() + 4, 0, rectOf(0, column).width() - 8, rectOf(0, 0).top());
        painter.drawText(head, Qt::AlignCenter, QFontMetrics(bold).elidedText(QString::fromStdString(m_matrix.designs[static_cast<std::size_t>(column)].design), Qt::ElideRight, head.width()));
    }
    for (int row = 0; row < rows(); ++row) {
        if (event->rect().intersects(QRect(0, rectOf(row, 0).top(), width(), rectOf(row, 0).height())))
            paintRow(painter, row);
    }
}

}  // namespace stormglass::ui
