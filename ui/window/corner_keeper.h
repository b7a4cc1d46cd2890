// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps a small widget in the lower right corner of the one that it lies on.
#pragma once

#include <QWidget>

namespace stormglass::ui {

class CornerKeeper final : public QObject {
    Q_OBJECT

public:
    CornerKeeper(QWidget& small, QWidget& large);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_small;
    QWidget& m_large;
};

}  // namespace stormglass::ui
