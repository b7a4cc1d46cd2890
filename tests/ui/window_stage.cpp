// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window_stage.h"

#include "ui/canvas/diagram_view.h"
#include "ui/window/file_actions.h"

#include <QAbstractButton>
#include <QMenuBar>
#include <QtTest>

namespace stormglass::ui::test {
namespace {

QString plain(QString words) { return words.remove(u'&').remove(u'…').trimmed(); }

}  // namespace

QString shipped(const char* name) { return QStringLiteral(STORMGLASS_LIBRARY "/%1.json").arg(QLatin1String(name)); }

WindowStage::WindowStage()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(QStringLiteral("Stormglass tests"));
    QSettings().clear();
    Units::setOfUser({});
    m_window = makeWindow();
    m_window->files().startFrom(shipped("ecommerce-order-flow"));
    QCoreApplication::processEvents();  // the diagram finds its place
}

std::unique_ptr<MainWindow> WindowStage::makeWindow() const
{
    auto window = std::make_unique<MainWindow>(
        Surroundings{QStringLiteral(STORMGLASS_PROGRAM), QDir(QStringLiteral(STORMGLASS_LIBRARY)), QDir(m_state.path())});
    window->resize(1400, 900);
    window->show();
    window->activateWindow();  // keys of menus go to the active window only
    static_cast<void>(QTest::qWaitForWindowActive(window.get()));
    return window;
}

void WindowStage::reopen()
{
    m_window.reset();
    m_window = makeWindow();
}

QString WindowStage::copyOf(const char* scenario, const char* name) const
{
    const QString target = path(name);
    QFile::copy(shipped(scenario), target);
    QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    return target;
}

QPoint WindowStage::placeOf(const ElementId& element)
{
    DiagramView& view = m_window->view();
    return view.mapFromScene(view.diagram().rectOf(element).center());
}

void WindowStage::click(const ElementId& element)
{
    QTest::mouseClick(m_window->view().viewport(), Qt::LeftButton, {}, placeOf(element));
}

void WindowStage::chooseFromMenuOf(const ElementId& element, const QStringList& names)
{
    QWidget* viewport = m_window->view().viewport();
    const QPoint place = placeOf(element);
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, viewport->mapToGlobal(place));
    QCoreApplication::sendEvent(viewport, &event);
    if (!QTest::qWaitFor([] { return qobject_cast<QMenu*>(QApplication::activePopupWidget()) != nullptr; }))
        qFatal("no menu opens");
    chooseIn(*qobject_cast<QMenu*>(QApplication::activePopupWidget()), names);
}

QAction* WindowStage::action(const char* words)
{
    for (QAction* action : m_window->menuBar()->findChildren<QAction*>()) {
        if (plain(action->text()) == QLatin1String(words))
            return action;
    }
    for (QAction* action : m_window->findChildren<QAction*>()) {
        if (plain(action->text()) == QLatin1String(words))
            return action;
    }
    qFatal("no such action: %s", words);
}

void chooseIn(QMenu& menu, const QStringList& names)
{
    for (QAction* action : menu.actions()) {
        if (action->objectName() != names.constFirst() && plain(action->text()) != names.constFirst())
            continue;
        QMenu* inner = action->menu();
        QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
        if (inner == nullptr)
            return;
        if (!QTest::qWaitFor([inner] { return inner->isVisible(); }))
            qFatal("the menu %s does not open", qPrintable(names.constFirst()));
        return chooseIn(*inner, names.mid(1));
    }
    qFatal("nothing in the menu is called %s", qPrintable(names.constFirst()));
}

void answerNext(QMessageBox::StandardButton button)
{
    whenOpen<QMessageBox>([button](QMessageBox& box) { box.button(button)->click(); });
}

}  // namespace stormglass::ui::test
