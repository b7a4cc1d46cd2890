// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/heat_map.h"

#include "ui/look/figure_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr int kNamesWidth = 320;
constexpr int kHeadHeight = 40;
constexpr int kRowHeight = 32;
constexpr int kLeastCell = 96;

QString shareWords(double share) { return std::isfinite(share) ? QStringLiteral("%1 %").arg(share * 100, 0, 'f', 1) : QStringLiteral("–"); }

QString lengthWords(double seconds)
{
    return std::isfinite(seconds) ? secondsText(seconds) : HeatMap::tr("not before the end of the run");
}

}  // namespace

HeatMap::HeatMap(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("heatMap"));
    setAccessibleName(tr("Faults and designs"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void HeatMap::setMatrix(const results::FaultMatrix& matrix)
{
    m_matrix = matrix;
    m_row = m_matrix.rows.empty() ? -1 : 0;
    m_column = m_row;
    updateGeometry();
    update();
}

QSize HeatMap::minimumSizeHint() const { return {kNamesWidth + columns() * kLeastCell + 8, kHeadHeight + rows() * kRowHeight + 8}; }
QSize HeatMap::sizeHint() const { return minimumSizeHint() + QSize(columns() * 64, 0); }

QRect HeatMap::rectOf(int row, int column) const
{
    const int each = std::min(240, std::max(kLeastCell, (width() - kNamesWidth - 8) / std::max(1, columns())));
    return {kNamesWidth + column * each, kHeadHeight + row * kRowHeight, each, kRowHeight};
}

const results::MatrixCell* HeatMap::findCell(int row, int column) const
{
    if (row < 0 || row >= rows() || column < 0)
        return nullptr;
    const auto& cells = m_matrix.rows[static_cast<std::size_t>(row)].cells;
    return static_cast<std::size_t>(column) < cells.size() ? &cells[static_cast<std::size_t>(column)] : nullptr;
}

bool HeatMap::isSinglePoint(int row, int column) const
{
    const auto& points = m_matrix.designs[static_cast<std::size_t>(column)].singlePoints;
    const results::MatrixCell* cell = findCell(row, column);
    return cell != nullptr && cell->effect == "stops"
        && std::ranges::find(points, m_matrix.rows[static_cast<std::size_t>(row)].victim) != points.end();
}

QPoint HeatMap::cellAt(const QPoint& place) const
{
    for (int column = 0; column < columns(); ++column) {
        const int row = (place.y() - kHeadHeight) / kRowHeight;
        if (place.y() >= kHeadHeight && row < rows() && rectOf(row, column).contains(place))
            return {column, row};
    }
    return {-1, -1};
}

QString HeatMap::wordsOf(int row, int column) const
{
    const results::MatrixCell* cell = findCell(row, column);
    if (cell == nullptr)
        return {};
    const results::FlowHarm& harm = cell->total;
    QString words = tr("%1: %2.").arg(QString::fromStdString(cell->design), QString::fromStdString(m_matrix.rows[static_cast<std::size_t>(row)].phrase));
    words += QLatin1Char('\n') + tr("Harmed %1").arg(shareWords(harm.harmed));
    if (std::isfinite(cell->harmedHalfWidth))
        words += QStringLiteral(" ± ") + shareWords(cell->harmedHalfWidth);
    words += tr(" of the flows: lost %1, late %2, stuck %3, compensated %4.")
                 .arg(shareWords(harm.lost), shareWords(harm.late), shareWords(harm.stuck), shareWords(harm.compensated));
    words += QLatin1Char('\n') + tr("Answers as before after %1, backlog worked off after %2, at most %3 open flows.")
                 .arg(lengthWords(cell->recovery), lengthWords(cell->drain), QLocale().toString(cell->backlog, 'f', 0));
    if (isSinglePoint(row, column))
        words += QLatin1Char('\n') + tr("A single point of failure: most flows stop.");
    for (const std::string& failure : cell->failures)
        words += QLatin1Char('\n') + QString::fromStdString(failure);
    return words;
}

void HeatMap::choose(int row, int column)
{
    if (findCell(row, column) == nullptr)
        return;
    m_row = row;
    m_column = column;
    setAccessibleDescription(wordsOf(row, column));
    update();
    Q_EMIT currentChanged(row, column);
}

bool HeatMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QPoint cell = cellAt(help->pos());
    const QString words = wordsOf(cell.y(), cell.x());
    if (words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), words, this, rectOf(cell.y(), cell.x()));
    return true;
}

void HeatMap::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = cellAt(event->position().toPoint());
    setCursor(m_hovered.x() >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void HeatMap::leaveEvent(QEvent*)
{
    m_hovered = {-1, -1};
    update();
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event)
{
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || cell.x() < 0)
        return;
    choose(cell.y(), cell.x());
    Q_EMIT cellActivated(cell.y(), cell.x());
}

void HeatMap::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up: return choose(m_row - 1, m_column);
    case Qt::Key_Down: return choose(m_row + 1, m_column);
    case Qt::Key_Left: return choose(m_row, m_column - 1);
    case Qt::Key_Right: return choose(m_row, m_column + 1);
    case Qt::Key_Home: return choose(0, m_column);
    case Qt::Key_End: return choose(rows() - 1, m_column);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (findCell(m_row, m_column) != nullptr)
            Q_EMIT cellActivated(m_row, m_column);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

}  // namespace stormglass::ui
