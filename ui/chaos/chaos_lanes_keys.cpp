// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys and words of the lanes.
#include "ui/chaos/chaos_edits.h"
#include "ui/chaos/chaos_lanes.h"
#include "ui/document/selection.h"
#include "ui/run/time_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>

namespace stormglass::ui {

void ChaosLanes::keyPressEvent(QKeyEvent* event)
{
    const auto bar = std::ranges::find(m_bars, selectedFault(), &ChaosBar::name);
    const bool isChosen = bar != m_bars.end() && !bar->isInjected;
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (isSideways && isChosen) {
        const double by = event->key() == Qt::Key_Right ? 1 : -1;
        const std::string name = bar->name;
        const double length = bar->end - bar->begin + by;
        const QString title = QString::fromStdString(name);
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            m_document.edit(tr("Stretch %1").arg(title), [&](spec::Scenario& scenario) { stretchFault(scenario, name, length); });
        else
            m_document.edit(tr("Move %1").arg(title), [&](spec::Scenario& scenario) { moveFault(scenario, name, by); });
        return;
    }
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        return selectNext(event->key() == Qt::Key_Down ? 1 : -1);
    if (event->matches(QKeySequence::Delete) || event->key() == Qt::Key_Backspace)
        return deleteSelected();
    if (event->key() == Qt::Key_D && event->modifiers() == Qt::ControlModifier && isChosen)
        return duplicateSelected();
    if (event->key() == Qt::Key_Insert)
        return Q_EMIT addRequested(isChosen ? bar->end : 0, mapToGlobal(QPoint(width() / 2, height() / 2)));
    QWidget::keyPressEvent(event);
}

QString ChaosLanes::wordsOf(const ChaosBar& bar) const
{
    const QString name = QString::fromStdString(bar.name).toHtmlEscaped();
    QString words = QStringLiteral("<b>%1</b><br>%2<br>").arg(name, bar.phrase.toHtmlEscaped());
    words += bar.isOpen ? tr("from %1 to the end of the run").arg(clockText(bar.begin, 0.1))
                        : tr("from %1 to %2").arg(clockText(bar.begin, 0.1), clockText(bar.end, 0.1));
    if (bar.within > 0)
        words += QStringLiteral("<br>") + tr("the begin is drawn from %1 s by the seed").arg(bar.within);
    if (!bar.after.empty())
        words += QStringLiteral("<br>") + tr("after %1").arg(QString::fromStdString(bar.after).toHtmlEscaped());
    if (!bar.repeats.empty())
        words += QStringLiteral("<br>") + tr("and %1 times more").arg(bar.repeats.size());
    if (!bar.isInjected)
        words += QStringLiteral("<br><small>") + tr("Drag to move, pull the right end to stretch (Alt: without snapping)") + QStringLiteral("</small>");
    return words;
}

bool ChaosLanes::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos().y());
    if (row < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), wordsOf(m_bars[static_cast<std::size_t>(row)]), this);
    return true;
}

}  // namespace stormglass::ui
