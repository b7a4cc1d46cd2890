// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QMessageBox>

namespace stormglass::ui {

MainWindow::MainWindow(Surroundings surroundings, QWidget* parent)
    : QMainWindow(parent), m_surroundings(std::move(surroundings))
{
    setObjectName(QStringLiteral("mainWindow"));
    connect(&m_document, &ScenarioDocument::fileChanged, this,
            [this] { setWindowTitle(tr("%1[*] – Stormglass").arg(m_document.title())); });
    connect(&m_document.undoStack(), &QUndoStack::cleanChanged, this, [this](bool isClean) { setWindowModified(!isClean); });
}

void MainWindow::openFile(const QString& path)
{
    if (const QString trouble = m_document.open(path); !trouble.isEmpty())
        QMessageBox::warning(this, tr("Open"), trouble);
}

}  // namespace stormglass::ui
