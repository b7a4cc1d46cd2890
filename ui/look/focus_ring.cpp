// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/focus_ring.h"

#include "ui/look/theme.h"

#include <QFocusEvent>
#include <QPainter>

namespace stormglass::ui {

void FocusRing::watch(QWidget& watched)
{
    watched.installEventFilter(this);
    if (widget() == nullptr)
        hide();  // or it would be shown along with its window, around nothing
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    auto* meant = qobject_cast<QWidget*>(watched);
    if (meant != nullptr && event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
            setWidget(meant);
    } else if (meant == widget() && meant != nullptr
               && (event->type() == QEvent::FocusOut || event->type() == QEvent::MouseButtonPress)) {
        setWidget(nullptr);
    }
    return QFocusFrame::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(palette()).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 4, 4);
}

}  // namespace stormglass::ui
