// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/guided_tour.h"

#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kBubbleWidth = 360;
constexpr int kGap = 16;

}  // namespace

GuidedTour::GuidedTour(std::vector<TourStop> stops, QWidget* window)
    : QWidget(window), m_stops(std::move(stops)), m_bubble(new QFrame(window)), m_title(new QLabel(m_bubble))
    , m_words(new QLabel(m_bubble)), m_count(new QLabel(m_bubble)), m_deed(new QPushButton(m_bubble))
    , m_next(new QPushButton(m_bubble))
{
    setObjectName(QStringLiteral("guidedTour"));
    setAttribute(Qt::WA_TransparentForMouseEvents);  // only the bubble takes clicks
    window->installEventFilter(this);
    m_bubble->setObjectName(QStringLiteral("tourBubble"));
    m_bubble->setAccessibleName(tr("Guided tour"));
    m_bubble->setFixedWidth(kBubbleWidth);
    m_title->setFont(Theme::titleFont());
    m_title->setWordWrap(true);
    m_words->setWordWrap(true);
    auto* skip = new QPushButton(tr("End the tour"), m_bubble);
    skip->setObjectName(QStringLiteral("tourSkip"));
    skip->setFlat(true);
    m_deed->setObjectName(QStringLiteral("tourDeed"));
    m_next->setObjectName(QStringLiteral("tourNext"));
    connect(skip, &QPushButton::clicked, this, &GuidedTour::end);
    connect(m_next, &QPushButton::clicked, this, &GuidedTour::next);
    connect(m_deed, &QPushButton::clicked, this, [this] {
        m_stops[static_cast<std::size_t>(m_stop)].act();
        next();
    });

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_count);
    buttons->addStretch(1);
    buttons->addWidget(skip);
    buttons->addWidget(m_next);
    buttons->addWidget(m_deed);
    auto* column = new QVBoxLayout(m_bubble);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addLayout(buttons);
    hide();
    m_bubble->hide();
}

void GuidedTour::begin()
{
    m_stop = -1;
    setGeometry(parentWidget()->rect());
    const Theme theme = Theme::of(palette());
    m_bubble->setStyleSheet(QStringLiteral("#tourBubble { background: %1; border: 1px solid %2; border-radius: 10px; }")
                                .arg(theme.card.name(), theme.accent.name()));
    show();
    raise();
    m_bubble->show();
    m_bubble->raise();
    next();
}

void GuidedTour::next()
{
    if (++m_stop >= static_cast<int>(m_stops.size()))
        return end();
    showStop();
}

void GuidedTour::end()
{
    if (isHidden())
        return;
    hide();
    m_bubble->hide();
    Q_EMIT ended();
}

void GuidedTour::showStop()
{
    const TourStop& stop = m_stops[static_cast<std::size_t>(m_stop)];
    const bool isLast = m_stop + 1 == static_cast<int>(m_stops.size());
    m_about = stop.about ? stop.about() : nullptr;  // once: it may bring a panel to the front, and the focus to it
    m_title->setText(stop.title);
    m_words->setText(stop.words);
    m_count->setText(tr("%1 of %2").arg(m_stop + 1).arg(m_stops.size()));
    m_next->setText(isLast ? tr("Done") : tr("Next"));
    m_deed->setText(stop.deed);
    m_deed->setVisible(!stop.deed.isEmpty());
    (stop.deed.isEmpty() ? m_next : m_deed)->setDefault(true);
    (stop.deed.isEmpty() ? m_next : m_deed)->setFocus();
    placeBubble();
    update();
}

QRect GuidedTour::lit() const
{
    if (m_about == nullptr || !m_about->isVisible())
        return {};
    return {m_about->mapTo(parentWidget(), QPoint(0, 0)), m_about->size()};
}

void GuidedTour::placeBubble()
{
    m_bubble->adjustSize();
    const QRect window = parentWidget()->rect();
    const QRect target = lit();
    const QSize size = m_bubble->size();
    QPoint place = window.center() - QPoint(size.width() / 2, size.height() / 2);
    if (!target.isNull()) {
        place = QPoint(target.right() + kGap, target.top() + kGap);
        if (place.x() + size.width() > window.right())
            place.setX(target.left() - kGap - size.width());
        if (place.x() < window.left()) {  // no room at either side: inside, at the bottom
            place = QPoint(target.center().x() - size.width() / 2, target.bottom() - kGap - size.height());
            if (target.height() < size.height() * 2)
                place.setY(target.top() > window.center().y() ? target.top() - kGap - size.height() : target.bottom() + kGap);
        }
    }
    place.setX(std::clamp(place.x(), kGap, std::max(kGap, window.right() - size.width() - kGap)));
    place.setY(std::clamp(place.y(), kGap, std::max(kGap, window.bottom() - size.height() - kGap)));
    m_bubble->move(place);
}

void GuidedTour::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shade;
    shade.addRect(rect());
    if (const QRect hole = lit(); !hole.isNull()) {
        QPainterPath light;
        light.addRoundedRect(QRectF(hole).adjusted(-4, -4, 4, 4), 8, 8);
        shade -= light;
        painter.setPen(QPen(Theme::of(palette()).accent, 2));
        painter.drawPath(light);
    }
    painter.fillPath(shade, QColor(0, 0, 0, 90));
}

bool GuidedTour::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
        placeBubble();
    } else if (event->type() == QEvent::KeyPress && isVisible()
               && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        end();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void GuidedTour::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        end();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace stormglass::ui
