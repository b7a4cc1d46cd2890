// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dock_titles.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QTabBar>

namespace stormglass::ui {
namespace {

/// The panels that a tab bar of the main window shows: their titles are its texts.
QDockWidget* dockOf(const QMainWindow& window, const QTabBar& tabs, int tab)
{
    if (tab < 0)
        return nullptr;
    for (QDockWidget* dock : window.findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly)) {
        if (dock->windowTitle() == tabs.tabText(tab))
            return dock;
    }
    return nullptr;
}

}  // namespace

DockTitles::DockTitles(QMainWindow& window) : QObject(&window), m_window(window)
{
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &DockTitles::refreshNow);
}

void DockTitles::watch(QDockWidget& dock)
{
    const auto soon = [this] { m_refresh.start(0); };  // panels are moved one after the other
    connect(&dock, &QDockWidget::dockLocationChanged, this, soon);
    connect(&dock, &QDockWidget::topLevelChanged, this, soon);
    connect(&dock, &QDockWidget::visibilityChanged, this, soon);
    connect(dock.toggleViewAction(), &QAction::toggled, this, soon);
}

void DockTitles::refreshNow()
{
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly)) {
        const bool hasTab = !dock->isFloating() && !m_window.tabifiedDockWidgets(dock).isEmpty();
        QWidget* title = dock->titleBarWidget();
        if (hasTab == (title != nullptr))
            continue;
        dock->setTitleBarWidget(hasTab ? new QWidget(dock) : nullptr);
        delete title;
    }
    for (QTabBar* tabs : m_window.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly))
        tabs->installEventFilter(this);
}

bool DockTitles::eventFilter(QObject* watched, QEvent* event)
{
    auto* tabs = qobject_cast<QTabBar*>(watched);
    if (tabs == nullptr || event->type() != QEvent::ContextMenu)
        return QObject::eventFilter(watched, event);
    offerFor(*tabs, static_cast<QContextMenuEvent*>(event)->pos());
    return true;
}

void DockTitles::offerFor(QTabBar& tabs, const QPoint& place)
{
    QDockWidget* dock = dockOf(m_window, tabs, tabs.tabAt(place));
    if (dock == nullptr)
        return;
    auto* menu = new QMenu(&m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Float"), dock, [dock] { dock->setFloating(true); });
    menu->addAction(tr("&Close"), dock, &QDockWidget::close);
    menu->addSeparator();
    for (QDockWidget* other : m_window.findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly))
        menu->addAction(other->toggleViewAction());
    menu->popup(tabs.mapToGlobal(place));
}

}  // namespace stormglass::ui
