// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shows where the keyboard is, for widgets that do not show it themselves.
#pragma once

#include <QFocusFrame>

namespace stormglass::ui {

/// Around one of the watched widgets while it has the focus by the keyboard; who clicks knows where they are.
class FocusRing final : public QFocusFrame {
    Q_OBJECT

public:
    using QFocusFrame::QFocusFrame;

    void watch(QWidget& watched);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace stormglass::ui
