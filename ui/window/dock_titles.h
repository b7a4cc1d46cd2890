// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Titles of panels: a panel that has a tab needs none above it that says the same.
#pragma once

#include <QDockWidget>
#include <QMainWindow>
#include <QTimer>

namespace stormglass::ui {

/// Watches all panels of a window. Those among others lose their title, for which their tab stands: it is dragged, and its menu
/// closes the panel. Panels alone or afloat have one.
class DockTitles final : public QObject {
    Q_OBJECT

public:
    explicit DockTitles(QMainWindow& window);

    /// From now on.
    void watch(QDockWidget& dock);
    void refreshNow();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void offerFor(QTabBar& tabs, const QPoint& place);

    QMainWindow& m_window;
    QTimer m_refresh;
};

}  // namespace stormglass::ui
