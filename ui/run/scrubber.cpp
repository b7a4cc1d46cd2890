// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/scrubber.h"

#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/scrubber_painter.h"
#include "ui/run/time_text.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr int kMargin = 10;

}  // namespace

Scrubber::Scrubber(RunSession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("scrubber"));
    setAccessibleName(tr("Time of the run"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&session, &RunSession::recorded, this, qOverload<>(&QWidget::update));
    connect(&session, &RunSession::shownChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &RunSession::shownChanged, this, &Scrubber::tellReaders);
    connect(&session, &RunSession::timelineChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &RunSession::stateChanged, this, qOverload<>(&QWidget::update));
    connect(&session, &RunSession::progressed, this, qOverload<>(&QWidget::update));
}

QSize Scrubber::sizeHint() const { return {480, ScrubberRows::kHeight}; }
QSize Scrubber::minimumSizeHint() const { return {160, ScrubberRows::kHeight}; }

double Scrubber::placeOf(double seconds) const
{
    const double end = std::max(m_session.timeline().end, 1e-9);
    return kMargin + seconds / end * (width() - 2 * kMargin);
}

double Scrubber::secondsAt(double place) const
{
    return (place - kMargin) / std::max(1, width() - 2 * kMargin) * m_session.timeline().end;
}

void Scrubber::choose(double seconds)
{
    if (m_session.recording().isEmpty())
        return;
    m_session.showAt(std::clamp(seconds, 0.0, m_session.recording().end()));
    Q_EMIT momentChosen(m_session.shownAt());
}

qint64 Scrubber::shownNumber() const { return static_cast<qint64>(m_session.recording().numberAt(m_session.shownAt())); }

void Scrubber::chooseFrame(qint64 number)
{
    const Recording& recording = m_session.recording();
    if (recording.isEmpty())
        return;
    const qint64 known = std::clamp<qint64>(number, 0, static_cast<qint64>(recording.count()) - 1);
    if (const auto frame = recording.frame(static_cast<std::size_t>(known)))
        choose(frame->at);
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(secondsAt(event->position().x()));
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = static_cast<int>(event->position().x());
    if (event->buttons().testFlag(Qt::LeftButton))
        choose(secondsAt(event->position().x()));
    update();
}

void Scrubber::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void Scrubber::keyPressEvent(QKeyEvent* event)
{
    constexpr double kPages = 20;
    const double page = m_session.timeline().end / kPages;
    switch (event->key()) {
    case Qt::Key_Left:
        return chooseFrame(shownNumber() - 1);
    case Qt::Key_Right:
        return chooseFrame(shownNumber() + 1);
    case Qt::Key_Home:
        return chooseFrame(0);
    case Qt::Key_End:
        return m_session.follow();
    case Qt::Key_PageUp:
        return choose(m_session.shownAt() - page);
    case Qt::Key_PageDown:
        return choose(m_session.shownAt() + page);
    default:
        QWidget::keyPressEvent(event);
    }
}

QString Scrubber::wordsAt(const QPoint& place) const
{
    constexpr double kNear = 5;
    constexpr qsizetype kMostLines = 6;
    const double seconds = secondsAt(place.x());
    const double reach = secondsAt(place.x() + kNear) - seconds;
    const RunTimeline& timeline = m_session.timeline();
    QStringList lines{clockText(std::clamp(seconds, 0.0, timeline.end), timeline.end / 1000)};
    for (const TimeBand& band : timeline.bands) {
        if (band.begin <= seconds && seconds < band.end)
            lines.front() += QStringLiteral(" · ") + QString::fromStdString(band.name);
    }
    for (const FaultSpan& fault : timeline.faults) {
        const double end = std::isnan(fault.end) ? timeline.end : fault.end;
        if (fault.begin - reach <= seconds && seconds <= end + reach) {
            const QString words = QString::fromStdString(fault.name) + QStringLiteral(": ") + QString::fromStdString(fault.phrase);
            lines << (fault.hasBegun ? words : tr("%1 (planned)").arg(words));
        }
    }
    for (const results::RunEvent& event : m_session.recording().events()) {
        if (std::abs(event.at - seconds) <= reach && lines.size() < kMostLines)
            lines << QStringLiteral("%1  %2").arg(clockText(event.at, 0.01), QString::fromStdString(event.text));
    }
    return lines.join(u'\n');
}

bool Scrubber::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), wordsAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

void Scrubber::tellReaders()
{
    if (!hasFocus())
        return;
    setAccessibleDescription(clockText(m_session.shownAt(), 0.01));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void Scrubber::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    const QRect track(kMargin, ScrubberRows::kTrack, width() - 2 * kMargin, ScrubberRows::kTrackHeight);
    ScrubberPainter lines(painter, palette(), track, [this](double seconds) { return placeOf(seconds); });
    const RunTimeline& timeline = m_session.timeline();
    lines.paintTrack(timeline, m_session.recording().end());
    lines.paintFaults(timeline);
    lines.paintEvents(m_session.recording().events());
    lines.paintTimes(timeline);
    if (m_hovered >= 0) {
        QColor hint = palette().color(QPalette::WindowText);
        hint.setAlphaF(0.4F);
        painter.setPen(QPen(hint, 1));
        painter.drawLine(m_hovered, ScrubberRows::kFaults, m_hovered, track.bottom() + 4);
    }
    if (m_session.shownFrame() != nullptr)
        lines.paintCursor(m_session.shownAt(), hasFocus(), m_session.isFollowing());
}

}  // namespace stormglass::ui
