// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/corner_keeper.h"

#include <QEvent>

namespace stormglass::ui {

CornerKeeper::CornerKeeper(QWidget& small, QWidget& large) : QObject(&small), m_small(small), m_large(large)
{
    large.installEventFilter(this);
}

bool CornerKeeper::eventFilter(QObject* watched, QEvent* event)
{
    constexpr int kMargin = 16;
    constexpr int kLeast = 3;  // times its own size, or it would hide too much
    if (event->type() == QEvent::Resize) {
        m_small.move(m_large.width() - m_small.width() - kMargin, m_large.height() - m_small.height() - kMargin);
        m_small.setVisible(m_large.width() > kLeast * m_small.width() && m_large.height() > kLeast * m_small.height());
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace stormglass::ui
