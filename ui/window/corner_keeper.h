// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps a small widget in the lower right corner of the one that it lies on, while it is of use there.
#pragma once

#include <QWidget>

#include <functional>

namespace stormglass::ui {

class CornerKeeper final : public QObject {
    Q_OBJECT

public:
    /// \p isOfUse: whether it is to be seen at all, where there is room.
    CornerKeeper(QWidget& small, QWidget& large, std::function<bool()> isOfUse);

    /// What isOfUse() says may have changed.
    void refresh();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_small;
    QWidget& m_large;
    const std::function<bool()> m_isOfUse;
};

}  // namespace stormglass::ui
