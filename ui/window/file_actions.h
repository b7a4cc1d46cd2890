// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// New, open, save and whatever else concerns the file of a window.
#pragma once

#include "ui/window/autosave.h"
#include "ui/window/file_guard.h"
#include "ui/window/gallery.h"

#include <QAction>
#include <QMenu>

#include <memory>

namespace stormglass::ui {

class NoticeBar;

class FileActions final : public QObject {
    Q_OBJECT

public:
    struct Folders {
        QDir scenarios;  ///< Those that are shipped.
        QDir state;      ///< Rescued work and locks.
    };

    /// All outlive it. \p window is the parent of dialogs.
    FileActions(ScenarioDocument& document, NoticeBar& notices, Folders folders, QWidget& window);

    void setThumbnailer(Thumbnailer thumbnailer) { m_thumbnailer = std::move(thumbnailer); }
    void addTo(QMenu& menu);
    [[nodiscard]] QAction* openAction() const { return m_open; }
    [[nodiscard]] QAction* saveAction() const { return m_save; }
    [[nodiscard]] QAction* newAction() const { return m_new; }

    /// Asks first if something is not saved. False: it was not opened.
    bool open(const QString& path);
    /// The file that was opened or saved last, if it is still there.
    bool openLast();
    /// A shipped scenario or an empty one, as a document without a file.
    void startFrom(const QString& path);
    bool save();
    bool saveAs();
    /// True: the document may go, since it is saved or nobody wants it.
    [[nodiscard]] bool mayClose();
    /// Offers what an earlier window left behind when it did not end in order.
    void offerRescued();

private:
    void makeActions();
    void fillRecent();
    void noteRecent(const QString& path);
    void tellOfFile();
    [[nodiscard]] bool mayOverwrite();
    [[nodiscard]] QString lastFolder() const;

    ScenarioDocument& m_document;
    NoticeBar& m_notices;
    const Folders m_folders;
    QWidget& m_window;
    Thumbnailer m_thumbnailer;
    Autosave m_autosave;
    FileGuard m_guard;
    QAction* m_new;
    QAction* m_open;
    QAction* m_save;
    QAction* m_saveAs;
    std::unique_ptr<QMenu> m_recent;
};

}  // namespace stormglass::ui
