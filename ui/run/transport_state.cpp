// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the bar does and shows; how it is built stands in transport_bar.cpp.
#include "ui/run/transport_bar.h"

#include "ui/run/run_session.h"
#include "ui/run/run_timeline.h"
#include "ui/run/time_text.h"
#include "ui/run/transport_icons.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>

namespace stormglass::ui {

void TransportBar::setDesigns(const QStringList& names)
{
    const QString chosen = design();
    const QSignalBlocker quiet(m_designs);
    m_designs->clear();
    m_designs->addItems(names);
    m_designs->setVisible(!names.isEmpty());
    setDesign(chosen);
}

QString TransportBar::design() const { return m_designs->currentText(); }

void TransportBar::setDesign(const QString& name)
{
    if (const int place = m_designs->findText(name); place >= 0)
        m_designs->setCurrentIndex(place);
}

void TransportBar::setPace(double pace)
{
    m_pace = pace;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(stepOf(pace));
    m_paceEdit->setText(paceText(pace));
}

void TransportBar::choosePace(double pace)
{
    const bool isNew = pace != m_pace;
    setPace(pace);
    if (!isNew)
        return;
    m_session.setPace(pace);
    Q_EMIT paceChosen(pace);
}

void TransportBar::togglePlay()
{
    if (m_session.state() == RunSession::State::Running)
        return m_session.pause();
    if (m_session.state() == RunSession::State::Paused) {
        m_session.follow();
        return m_session.resume();
    }
    m_notice->hide();
    Q_EMIT startRequested(false);
}

void TransportBar::step()
{
    if (!m_session.isUnderWay()) {
        m_notice->hide();
        Q_EMIT startRequested(true);
    }
    m_session.step();
}

void TransportBar::refreshIcons()
{
    const bool isRunning = m_session.state() == RunSession::State::Running;
    m_play->setIcon(transportIcon(isRunning ? TransportSign::Pause : TransportSign::Play, palette()));
    m_step->setIcon(transportIcon(TransportSign::Step, palette()));
    m_stop->setIcon(transportIcon(TransportSign::Stop, palette()));
    m_live->setIcon(transportIcon(TransportSign::Live, palette()));
}

void TransportBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcons();
    QWidget::changeEvent(event);
}

void TransportBar::hideNotice() { m_notice->hide(); }

void TransportBar::refreshState()
{
    using State = RunSession::State;
    const State state = m_session.state();
    const QString keys = m_play->shortcut().toString(QKeySequence::NativeText);
    m_play->setText(state == State::Running ? tr("Pause") : state == State::Paused ? tr("Go on") : tr("Run"));
    m_play->setToolTip(QStringLiteral("%1 (%2)").arg(m_play->text(), keys));
    m_play->setEnabled(!m_session.isEnding());
    m_step->setEnabled(!m_session.isEnding());
    m_stop->setEnabled(m_session.isUnderWay() && !m_session.isEnding());
    m_designs->setEnabled(!m_session.isUnderWay());
    refreshIcons();
    refreshProgress();
}

void TransportBar::refreshProgress()
{
    using State = RunSession::State;
    const State state = m_session.state();
    m_progress->setValue(static_cast<int>(std::lround(1000 * m_session.fraction())));
    m_progress->setVisible(m_session.isUnderWay());
    m_live->setChecked(m_session.isFollowing());
    const results::Frame* frame = m_session.shownFrame();
    m_live->setEnabled(frame != nullptr);
    m_time->setText(clockText(m_session.shownAt(), frame != nullptr ? std::max(frame->span, 0.01) : 1));
    const int percent = static_cast<int>(std::floor(100 * m_session.fraction()));
    const double wait = m_session.secondsToGo();
    QString words;
    if (m_session.isEnding())
        words = tr("Ending…");
    else if (state == State::Running)
        words = wait >= 0 ? tr("%1 % · %2 to go").arg(percent).arg(waitText(wait)) : tr("%1 %").arg(percent);
    else if (state == State::Paused)
        words = tr("Paused at %1").arg(clockText(m_session.reachedAt(), 0.01));
    else if (state == State::Ended)
        words = m_session.result()->isPartial ? tr("Stopped at %1").arg(clockText(m_session.reachedAt(), 0.1))
                                              : tr("Ran to the end");
    else if (state == State::Failed)
        words = tr("The run failed");
    m_status->setText(words);
}

void TransportBar::tellTrouble(const QString& words, bool canEnd)
{
    m_noticeText->setText(words);
    m_endWorker->setVisible(canEnd);
    m_notice->show();
}

}  // namespace stormglass::ui
