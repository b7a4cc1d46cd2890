// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/corner_keeper.h"

#include <QEvent>

namespace stormglass::ui {

CornerKeeper::CornerKeeper(QWidget& small, QWidget& large, std::function<bool()> isOfUse)
    : QObject(&small), m_small(small), m_large(large), m_isOfUse(std::move(isOfUse))
{
    large.installEventFilter(this);
    refresh();
}

void CornerKeeper::refresh()
{
    constexpr int kLeast = 3;  // times its own size, or it would hide too much
    const bool hasRoom = m_large.width() > kLeast * m_small.width() && m_large.height() > kLeast * m_small.height();
    m_small.setVisible(hasRoom && m_isOfUse());
}

bool CornerKeeper::eventFilter(QObject* watched, QEvent* event)
{
    constexpr int kMargin = 16;
    if (event->type() == QEvent::Resize) {
        m_small.move(m_large.width() - m_small.width() - kMargin, m_large.height() - m_small.height() - kMargin);
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace stormglass::ui
