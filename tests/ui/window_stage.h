// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A whole window with a state of its own, and the hands of a person.
#pragma once

#include "ui/document/element_id.h"
#include "ui/window/main_window.h"

#include <QMenu>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <memory>

namespace stormglass::ui::test {

inline constexpr int kPatience = 60'000;  ///< Milliseconds.

/// A shipped scenario.
[[nodiscard]] QString shipped(const char* name);

/// Preferences are forgotten before, and files of the window go with it.
class WindowStage {
public:
    WindowStage();

    [[nodiscard]] MainWindow& window() { return *m_window; }
    /// Another window of the same user.
    [[nodiscard]] std::unique_ptr<MainWindow> makeWindow() const;
    /// The window is closed, and another one made.
    void reopen();
    /// A path in a folder that goes with the stage.
    [[nodiscard]] QString path(const char* name) const { return m_state.filePath(QLatin1String(name)); }
    /// A copy of a shipped scenario that may be written.
    [[nodiscard]] QString copyOf(const char* scenario, const char* name) const;

    // --- hands ---
    /// Where a part stands in the diagram's viewport.
    [[nodiscard]] QPoint placeOf(const ElementId& element);
    void click(const ElementId& element);
    /// Opens the menu of a part, then what lies behind these names of actions or titles of menus.
    void chooseFromMenuOf(const ElementId& element, const QStringList& names);
    template <class Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }
    /// An action of the menus by its words, without mnemonics.
    [[nodiscard]] QAction* action(const char* words);

private:
    QTemporaryDir m_state;
    std::unique_ptr<MainWindow> m_window;
};

/// Lets the mouse choose in menus that are open: by object name or by words.
void chooseIn(QMenu& menu, const QStringList& names);
/// Acts as soon as a dialog of that type is open.
template <class Dialog>
void whenOpen(std::function<void(Dialog&)> act)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, act] {
        auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr)
            return;
        timer->deleteLater();
        act(*dialog);
    });
    timer->start(20);
}
/// Answers the next message box with one of its buttons.
void answerNext(QMessageBox::StandardButton button);

}  // namespace stormglass::ui::test
