// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The menus of the main window. Every action has a name, so that the command palette offers it too.
#include "ui/canvas/diagram_view.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/find_bar.h"
#include "ui/run/transport_bar.h"
#include "ui/window/file_actions.h"
#include "ui/window/main_window.h"
#include "ui/window/picture_export.h"
#include "ui/window/report_export.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QStyleHints>

namespace stormglass::ui {
namespace {

/// An action of a menu with its icon and keys; the tooltip tells the keys too.
template <class Act>
QAction* addEntry(QMenu& menu, const char* iconName, const QString& words, const QKeySequence& keys, Act act)
{
    QAction* action = menu.addAction(words);
    if (iconName[0] != '\0')
        action->setIcon(icon(QString::fromLatin1(iconName)));
    action->setShortcut(keys);
    QObject::connect(action, &QAction::triggered, &menu, act);
    return action;
}

bool isDarkOutside() { return QApplication::palette().color(QPalette::Window).lightness() < 128; }

}  // namespace

void applyScheme(Preferences::Scheme scheme)
{
    static const bool isSystemDark = isDarkOutside();  // before our own palette hides it
    const bool isDark = scheme == Preferences::Scheme::Dark || (scheme == Preferences::Scheme::System && isSystemDark);
    if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance()))
        applyTheme(*application, isDark ? Theme::Scheme::Dark : Theme::Scheme::Light);
}

void MainWindow::makeMenus()
{
    QMenu& file = *menuBar()->addMenu(tr("&File"));
    m_files->addTo(file);
    file.addSeparator();
    QMenu& pictures = *file.addMenu(icon(QStringLiteral("export")), tr("&Export Diagram"));
    for (const char* suffix : {"svg", "png", "pdf"}) {
        pictures.addAction(QString::fromLatin1(suffix).toUpper() + QStringLiteral("…"), this,
                           [this, suffix] { exportPicture(*m_view, *m_notices, QString::fromLatin1(suffix)); });
    }
    m_reports->addTo(*file.addMenu(icon(QStringLiteral("export")), tr("Export &Results")));
    addEntry(file, "print", tr("&Print…"), QKeySequence::Print, [this] { printDiagram(*m_view); });
    file.addSeparator();
    addEntry(file, "settings", tr("Pre&ferences…"), QKeySequence::Preferences, [this] { choosePreferences(); });
    file.addSeparator();
    addEntry(file, "", tr("&Close Window"), QKeySequence::Close, [this] { close(); });
    makeEditMenu();
    makeViewMenu();
    makeArrangeMenu();
    makeRunMenu();
    makeHelpMenu();
}

void MainWindow::makeEditMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_document.undoStack().createUndoAction(&menu, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setIcon(icon(QStringLiteral("undo")));
    QAction* redo = m_document.undoStack().createRedoAction(&menu, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    redo->setIcon(icon(QStringLiteral("redo")));
    menu.addActions({undo, redo});
    menu.addSeparator();
    const auto addOfDiagram = [&](const char* iconName, const QString& words, const QKeySequence& keys, auto act) {
        QAction* action = addEntry(menu, iconName, words, keys, act);
        action->setShortcutContext(Qt::WidgetShortcut);  // text fields have these keys for themselves
        m_view->addAction(action);
    };
    addOfDiagram("cut", tr("Cu&t"), QKeySequence::Cut, [this] { m_view->cutSelected(); });
    addOfDiagram("copy", tr("&Copy"), QKeySequence::Copy, [this] { m_view->copySelected(); });
    addOfDiagram("paste", tr("&Paste"), QKeySequence::Paste, [this] { m_view->paste(); });
    addOfDiagram("duplicate", tr("&Duplicate"), QKeySequence(tr("Ctrl+D")), [this] { m_view->duplicateSelected(); });
    addOfDiagram("delete", tr("De&lete"), QKeySequence::Delete, [this] { m_view->removeSelected(); });
    menu.addSeparator();
    addOfDiagram("", tr("Select &All"), QKeySequence::SelectAll, [this] { m_view->selectAll(); });
    menu.addSeparator();
    addEntry(menu, "search", tr("&Find…"), QKeySequence::Find, [this] { m_find->open(); });
    addEntry(menu, "command", tr("Co&mmands…"), QKeySequence(tr("Ctrl+K")), [this] { openCommands(); });
}

void MainWindow::makeViewMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&View"));
    addEntry(menu, "zoom-in", tr("Zoom &In"), QKeySequence::ZoomIn, [this] { m_view->zoomIn(); });
    addEntry(menu, "zoom-out", tr("Zoom &Out"), QKeySequence::ZoomOut, [this] { m_view->zoomOut(); });
    addEntry(menu, "zoom-fit", tr("Zoom to &Fit"), QKeySequence(tr("Ctrl+0")), [this] { m_view->zoomToFit(); });
    menu.addSeparator();
    const auto docks = findChildren<QDockWidget*>();
    for (QDockWidget* dock : docks)
        menu.addAction(dock->toggleViewAction());
    menu.addSeparator();
    addEntry(menu, "", tr("&Reset the Panels"), {}, [this] { restoreState(m_firstLayout, kLayoutVersion); });
    addEntry(menu, "theme", tr("&Dark Colours"), QKeySequence(tr("Ctrl+Shift+L")), [this] {
        m_preferences.scheme = Theme::of(palette()).isDark() ? Preferences::Scheme::Light : Preferences::Scheme::Dark;
        m_preferences.write();
        applyScheme(m_preferences.scheme);
    });
}

void MainWindow::makeArrangeMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Arrange"));
    addEntry(menu, "layout", tr("Automatic &Layout"), QKeySequence(tr("Ctrl+Shift+A")), [this] { m_view->autoLayout(); });
    menu.addSeparator();
    const std::tuple<const char*, QString, Alignment> alignments[]{
        {"align-left", tr("Align &Left"), Alignment::Left},       {"align-center", tr("Align &Centres"), Alignment::Centre},
        {"align-right", tr("Align &Right"), Alignment::Right},    {"align-top", tr("Align &Top"), Alignment::Top},
        {"align-middle", tr("Align &Middles"), Alignment::Middle}, {"align-bottom", tr("Align &Bottom"), Alignment::Bottom}};
    for (const auto& [iconName, words, alignment] : alignments)
        addEntry(menu, iconName, words, {}, [this, chosen = alignment] { m_view->align(chosen); });
    menu.addSeparator();
    addEntry(menu, "distribute-horizontally", tr("Distribute &Horizontally"), {},
              [this] { m_view->distribute(Qt::Horizontal); });
    addEntry(menu, "distribute-vertically", tr("Distribute &Vertically"), {}, [this] { m_view->distribute(Qt::Vertical); });
}

void MainWindow::makeRunMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Run"));
    menu.addActions({m_transport->playAction(), m_transport->stepAction(), m_transport->stopAction(), m_transport->liveAction()});
}

void MainWindow::makeHelpMenu()
{
    QMenu& menu = *menuBar()->addMenu(tr("&Help"));
    addEntry(menu, "help", tr("&Guided Tour"), {}, [this] { startTour(); });
    addEntry(menu, "info", tr("&About Stormglass"), {}, [this] {
        QMessageBox::about(this, tr("About Stormglass"),
                           tr("<h3>Stormglass %1</h3><p>Simulates event-driven architectures and breaks them on purpose.</p>"
                              "<p>GPL-3.0-or-later</p>")
                               .arg(QCoreApplication::applicationVersion()));
    });
}

void MainWindow::openCommands()
{
    QList<QAction*> actions;
    for (QAction* action : menuBar()->findChildren<QAction*>()) {
        if (!action->text().isEmpty() && action->menu() == nullptr)
            actions << action;
    }
    actions << m_transport->playAction() << m_transport->stepAction() << m_transport->stopAction();
    m_commands->setActions(actions);
    m_commands->open();
}

void MainWindow::choosePreferences()
{
    PreferencesDialog dialog(m_preferences, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_preferences = dialog.chosen();
    m_preferences.write();
    applyScheme(m_preferences.scheme);
    Units::setOfUser(m_preferences.units);
    m_transport->setPace(m_preferences.pace);
    takeWorkers();
}

}  // namespace stormglass::ui
