// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands above the charts.
#include "ui/results/chart.h"
#include "ui/results/charts_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace stormglass::ui {

QWidget* ChartsPanel::makeHead()
{
    constexpr int kSpaceOfHead = 8;
    makeActions();
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(kSpaceOfHead, kSpaceOfHead / 2, kSpaceOfHead, kSpaceOfHead / 2);
    layout->addStretch();
    for (QAction* action : {m_all, m_log}) {
        auto* button = new QToolButton(head);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    layout->addWidget(makeChooser(head));
    return head;
}

void ChartsPanel::makeActions()
{
    m_log = new QAction(tr("Log scale"), this);
    m_log->setObjectName(QStringLiteral("logScale"));
    m_log->setCheckable(true);
    m_log->setToolTip(tr("Logarithmic scale of times and counts"));
    connect(m_log, &QAction::toggled, this, [this](bool isLog) {
        for (Chart* chart : m_charts) {
            chart->setLog(isLog);
            chart->replotSoon();
        }
    });
    m_all = new QAction(tr("Whole run"), this);
    m_all->setObjectName(QStringLiteral("wholeRun"));
    m_all->setToolTip(tr("Show the whole run again (double click)"));
    m_all->setEnabled(false);
    connect(m_all, &QAction::triggered, this, [this] {
        m_isZoomed = false;
        refreshNow();
    });
}

QWidget* ChartsPanel::makeChooser(QWidget* head)
{
    auto* shown = new QToolButton(head);
    shown->setText(tr("Charts ▾"));
    shown->setAccessibleName(tr("Charts to be shown"));
    shown->setAutoRaise(true);
    shown->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(shown);
    for (Chart* chart : m_charts) {
        QAction* choice = menu->addAction(titleOf(chart->info()));
        choice->setCheckable(true);
        choice->setChecked(true);
        connect(choice, &QAction::toggled, chart, [this, chart](bool isShown) {
            chart->setVisible(isShown);
            m_columns = 0;
            arrange();
            refreshSoon();
        });
    }
    shown->setMenu(menu);
    return shown;
}

}  // namespace stormglass::ui
