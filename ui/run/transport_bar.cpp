// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/transport_bar.h"

#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/run_timeline.h"
#include "ui/run/scrubber.h"
#include "ui/run/time_text.h"
#include "ui/run/transport_icons.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr int kGrid = 8;

QToolButton* buttonFor(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setIconSize(QSize(20, 20));
    button->setAccessibleName(action->text());
    return button;
}

}  // namespace

TransportBar::TransportBar(RunSession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("transportBar"));
    makeActions();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(makeNotice());
    layout->addWidget(makeControls());
    layout->addWidget(makeLine());
    connect(&session, &RunSession::stateChanged, this, &TransportBar::refreshState);
    connect(&session, &RunSession::progressed, this, &TransportBar::refreshProgress);
    connect(&session, &RunSession::shownChanged, this, &TransportBar::refreshProgress);
    connect(&session, &RunSession::failed, this, [this](const QString& why) { tellTrouble(why, false); });
    connect(&session, &RunSession::stalledChanged, this, [this](bool isStalled) {
        if (isStalled)
            tellTrouble(tr("The worker has not said anything for a while. It may be busy, or it hangs."), true);
        else
            m_notice->hide();
    });
    refreshIcons();
    refreshState();
    setPace(m_pace);
}

void TransportBar::makeActions()
{
    const auto make = [this](const QString& text, const char* name, const QKeySequence& keys) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        addAction(action);
        return action;
    };
    m_play = make(tr("Run"), "playAction", Qt::Key_F5);
    m_step = make(tr("Step"), "stepAction", Qt::Key_F10);
    m_stop = make(tr("Stop"), "stopAction", Qt::SHIFT | Qt::Key_F5);
    m_live = make(tr("Live"), "liveAction", Qt::Key_F8);
    m_live->setCheckable(true);
    m_step->setToolTip(tr("Go on by one frame, then stand still (%1)").arg(m_step->shortcut().toString(QKeySequence::NativeText)));
    m_stop->setToolTip(tr("End the run with what it has measured (%1)").arg(m_stop->shortcut().toString(QKeySequence::NativeText)));
    m_live->setToolTip(tr("Show the run as it comes (%1)").arg(m_live->shortcut().toString(QKeySequence::NativeText)));
    connect(m_play, &QAction::triggered, this, &TransportBar::togglePlay);
    connect(m_step, &QAction::triggered, this, &TransportBar::step);
    connect(m_stop, &QAction::triggered, &m_session, &RunSession::cancel);
    connect(m_live, &QAction::triggered, this, [this] { m_session.follow(); });
}

QWidget* TransportBar::makeControls()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    for (QAction* action : {m_play, m_step, m_stop})
        layout->addWidget(buttonFor(action, row));
    m_designs = new QComboBox(row);
    m_designs->setObjectName(QStringLiteral("designChooser"));
    m_designs->setAccessibleName(tr("Design"));
    m_designs->setToolTip(tr("The design that runs"));
    m_designs->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_designs->hide();
    connect(m_designs, &QComboBox::activated, this, [this] { Q_EMIT designChosen(design()); });
    m_slider = new QSlider(Qt::Horizontal, row);
    m_slider->setObjectName(QStringLiteral("paceSlider"));
    m_slider->setAccessibleName(tr("Pace"));
    m_slider->setToolTip(tr("Simulated seconds per second; at the right end as fast as possible"));
    m_slider->setRange(0, kPaceSteps);
    m_slider->setPageStep(10);
    m_slider->setFixedWidth(16 * kGrid);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { choosePace(paceAt(value)); });
    m_paceEdit = new QLineEdit(row);
    m_paceEdit->setObjectName(QStringLiteral("paceEdit"));
    m_paceEdit->setAccessibleName(tr("Pace as text"));
    m_paceEdit->setToolTip(tr("A pace such as 0.25× or max"));
    m_paceEdit->setFixedWidth(8 * kGrid);
    connect(m_paceEdit, &QLineEdit::editingFinished, this, [this] {
        const std::optional<double> pace = readPace(m_paceEdit->text());
        choosePace(pace.value_or(m_pace));
    });
    m_progress = new QProgressBar(row);
    m_progress->setObjectName(QStringLiteral("runProgress"));
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(15 * kGrid, 6);
    m_status = new QLabel(row);
    m_status->setObjectName(QStringLiteral("runStatus"));
    m_status->setMinimumWidth(20 * kGrid);
    layout->addSpacing(kGrid);
    layout->addWidget(m_designs);
    layout->addSpacing(kGrid);
    layout->addWidget(m_slider);
    layout->addWidget(m_paceEdit);
    layout->addStretch();
    layout->addWidget(m_status);
    layout->addWidget(m_progress);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return row;
}

QWidget* TransportBar::makeLine()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    m_time = new QLabel(row);
    m_time->setObjectName(QStringLiteral("shownTime"));
    m_time->setAccessibleName(tr("Moment that is shown"));
    m_time->setMinimumWidth(9 * kGrid);
    m_scrubber = new Scrubber(m_session, row);
    auto* live = buttonFor(m_live, row);
    live->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    layout->addWidget(m_time);
    layout->addWidget(m_scrubber, 1);
    layout->addWidget(live);
    return row;
}

QWidget* TransportBar::makeNotice()
{
    m_notice = new QFrame(this);
    m_notice->setObjectName(QStringLiteral("runNotice"));
    m_notice->setAutoFillBackground(true);
    m_notice->setBackgroundRole(QPalette::AlternateBase);
    auto* layout = new QHBoxLayout(m_notice);
    layout->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setObjectName(QStringLiteral("runNoticeText"));
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_endWorker = new QPushButton(tr("End the worker"), m_notice);
    m_endWorker->setObjectName(QStringLiteral("endWorker"));
    connect(m_endWorker, &QPushButton::clicked, &m_session, &RunSession::end);
    auto* dismiss = new QPushButton(tr("Dismiss"), m_notice);
    dismiss->setObjectName(QStringLiteral("dismissNotice"));
    connect(dismiss, &QPushButton::clicked, m_notice, &QWidget::hide);
    layout->addWidget(m_noticeText, 1);
    layout->addWidget(m_endWorker);
    layout->addWidget(dismiss);
    m_notice->hide();
    return m_notice;
}

}  // namespace stormglass::ui
