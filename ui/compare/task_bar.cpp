// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/task_bar.h"

#include "ui/look/icons.h"
#include "ui/run/time_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace stormglass::ui {

TaskBar::TaskBar(ToolProcess& process, const QString& startWords, const QString& startTip, QWidget* parent)
    : QWidget(parent), m_process(process), m_startTip(startTip), m_choices(new QHBoxLayout), m_start(new QPushButton(startWords)),
      m_progress(new QProgressBar), m_words(new QLabel), m_cancel(new QPushButton(tr("Cancel")))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setIcon(icon(QStringLiteral("run")));
    m_start->setToolTip(startTip);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);
    m_progress->setFixedWidth(200);
    m_progress->setTextVisible(false);
    m_words->setObjectName(QStringLiteral("words"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setToolTip(tr("End it soon, and show what there is"));
    m_choices->setSpacing(8);
    layout->addWidget(m_start);
    layout->addLayout(m_choices);
    layout->addWidget(m_progress);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_cancel);
    connect(m_start, &QPushButton::clicked, this, &TaskBar::startRequested);
    connect(m_cancel, &QPushButton::clicked, &process, &ToolProcess::cancel);
    connect(&process, &ToolProcess::progressed, this, &TaskBar::showProgress);
    refresh();
}

void TaskBar::addChoice(QWidget* widget) { m_choices->addWidget(widget); }
void TaskBar::say(const QString& words) { m_words->setText(words); }
QString TaskBar::words() const { return m_words->text(); }

void TaskBar::setStartable(bool isStartable, const QString& why)
{
    m_isStartable = isStartable;
    m_start->setToolTip(isStartable ? m_startTip : why);
    refresh();
}

void TaskBar::refresh()
{
    const bool isRunning = m_process.isRunning();
    m_start->setEnabled(!isRunning && m_isStartable);
    m_progress->setVisible(isRunning);
    m_cancel->setVisible(isRunning);
    if (isRunning) {
        m_progress->setValue(0);
        m_words->setText(tr("Starting…"));
    }
}

void TaskBar::showProgress(const ToolProcess::Progress& progress)
{
    m_progress->setValue(static_cast<int>(progress.fraction * 1000));
    QString words = tr("%1 of %2 runs").arg(progress.done).arg(progress.total);
    if (progress.secondsToGo >= 0)
        words += tr(", about %1 to go").arg(waitText(progress.secondsToGo));
    m_words->setText(words);
}

}  // namespace stormglass::ui
